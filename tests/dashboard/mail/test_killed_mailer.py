"""Killed at any step of sending 100 reports, the mailer never sends one twice and forgets none.

A modest number of kills here; ask for more with EFFECTMETING_TEST_KILLS=500.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from queries.verzendingen import read_mails
from tests.dashboard.mail import mailer
from tests.dashboard.mail.post_office import PostOffice, post_office

KILLS = int(os.environ.get("EFFECTMETING_TEST_KILLS", "6"))
ROOT = Path(__file__).parents[3]
STEPS = ("MAIL", "RCPT", "DATA", "TAKEN")
KILLED, DONE = -signal.SIGKILL, 0


class Forge:
    """The process that mailers are forked from; one may be asked how it ended after it is over."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.dashboard.mail.mailer"],
            cwd=ROOT, env=os.environ | {"POLARS_MAX_THREADS": "1"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        self._ended: dict[int, int] = {}
        self._started: list[int] = []

    def start(self, url: str, office: PostOffice, log: Path, how: str = "none", at: int = 0) -> int:
        """Start a mailer and return its number."""
        assert self._process.stdin is not None
        order = {"url": url, "port": office.port, "log": str(log), "how": how, "at": at}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        while not self._started:
            self._read()
        return self._started.pop()

    def wait(self, pid: int) -> int:
        """Return how a mailer ended."""
        while pid not in self._ended:
            self._read()
        return self._ended.pop(pid)

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()

    def _read(self) -> None:
        assert self._process.stdout is not None
        said = self._process.stdout.readline().split()
        assert said, "the forge is gone"
        if len(said) == 1:
            self._started.append(int(said[0]))
        else:
            self._ended[int(said[0])] = int(said[1])


@pytest.fixture(scope="module")
def forge() -> Iterator[Forge]:
    made = Forge()
    yield made
    made.close()


def kill_while_talking(forge: Forge, url: str, office: PostOffice, log: Path, chance: Random) -> int:
    """Kill a mailer when the server is at a random step of one of its mails; TAKEN is after it, before the answer."""
    step, at, asked, pid = chance.choice(STEPS), chance.randint(1, 12), 0, 0

    def strike(now: str, _recipient: str) -> str:
        nonlocal asked
        asked += now == step
        if pid and now == step and asked >= at:
            os.kill(pid, signal.SIGKILL)
            return "hang up"
        return ""

    office.answers = strike
    pid = forge.start(url, office, log)
    ended = forge.wait(pid)
    office.answers = lambda _step, _recipient: ""
    return ended


def test_killed_at_any_step_each_recipient_gets_one_mail_or_is_listed_as_uncertain(
    engine: Engine, database_url: str, tmp_path: Path, forge: Forge
) -> None:
    mailer.subscribe(engine)
    chance, ends, log = Random(f"mail {KILLS}"), list[int](), tmp_path / "log.json"
    with post_office() as office:
        for number in range(KILLS):
            if number % 2:
                ends.append(kill_while_talking(forge, database_url, office, log, chance))
            else:  # at a statement or commit: of the first run these are those of planning
                at = chance.randint(1, 250)
                ends.append(forge.wait(forge.start(database_url, office, log, "kill", at)))
        assert set(ends) <= {KILLED, DONE}
        assert ends.count(KILLED) >= min(KILLS, 3)
        assert forge.wait(forge.start(database_url, office, log)) == DONE
        with engine.connect() as connection:
            mails = {mail.ontvanger: mail for mail in read_mails(connection, ["onzeker", "verzonden"])}
        got = {name: office.to(name) for name in map(mailer.recipient, range(100))}
        assert set(mails) == set(got)
        assert max(len(ids) for ids in got.values()) == 1
        uncertain = [name for name, mail in mails.items() if mail.status == "onzeker"]
        assert len(uncertain) <= ends.count(KILLED)
        assert [name for name, ids in got.items() if name not in uncertain and ids != [mails[name].message_id]] == []

        assert forge.wait(forge.start(database_url, office, log)) == DONE
        assert json.loads(log.read_text())["ended"] == {}, "what is uncertain is never sent by itself"
        again = mailer.sender(engine, office.port)
        for name in uncertain:
            assert again.send_again(mails[name].message_id) == "verzonden"
            assert set(office.to(name)) == {mails[name].message_id}
        again.courier.close()


def test_two_mailers_at_once_never_send_the_same_mail(
    engine: Engine, database_url: str, tmp_path: Path, forge: Forge
) -> None:
    mailer.subscribe(engine)
    logs = [tmp_path / f"{number}.json" for number in range(2)]
    with post_office() as office:
        both = [forge.start(database_url, office, log) for log in logs]
        assert [forge.wait(pid) for pid in both] == [DONE, DONE]
        assert [len(office.to(mailer.recipient(number))) for number in range(100)] == [1] * 100
    assert sum(json.loads(log.read_text())["ended"].get("verzonden", 0) for log in logs) == 100
