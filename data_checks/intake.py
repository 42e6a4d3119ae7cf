"""Take deliveries in: read, judge and store each in one transaction, and report what came of it."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from data_checks.door import listed
from data_checks.elsewhere import Elsewhere, Waiting
from data_checks.findings import GateClosedError
from data_checks.gate import GateLimits, Runner, check_deliveries
from data_checks.outcome import IntakeReport, LeveringReport
from data_checks.process import run_suites, warm_up
from queries.deliveries.history import History, no_history, read_history
from queries.deliveries.known import read_suppliers
from queries.deliveries.pseudonyms import Key
from queries.deliveries.reader import read_deliveries
from queries.deliveries.records import Coverage, Delivery, DeliveryError, RefusedFile, Verdict, ViewSource
from queries.deliveries.sizes import Sizes, sizes_of
from queries.deliveries.store import Stored, foresee, put_in_force
from queries.errors import StoreRefusedError
from queries.reference.loader import read_reference
from queries.settings import read_instelling, write_instelling
from queries.turns import take_turns

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["FINGERPRINT", "IntakeReport", "LeveringReport", "OtherKeyError", "Progress", "receive"]

# (stage in Dutch, done, total)
Progress = Callable[[str, int, int], None]

FINGERPRINT = "sleutel_vingerafdruk"
STAGE = "Leveringen lezen"

# Small deliveries wait for each other, so that they share the half second that a run of the suites costs.
# A large one is judged alone, and no two large ones are ever in memory together.
_ROWS_AT_A_TIME = 100_000
# Up to this size the next file is read while these are judged; above it, memory matters more than waiting.
_ROWS_BESIDE = 200_000


class OtherKeyError(Exception):
    """The store was filled with another key; the message is for people."""


def receive(
    engine: "Engine | None",
    paths: Sequence[Path],
    key: Key,
    *,
    today: date,
    now: datetime,
    limits: GateLimits | None = None,
    declared: Coverage | None = None,
    views: Sequence[ViewSource] = (),
    progress: Progress | None = None,
    store: bool = True,
    run: Runner = run_suites,
) -> IntakeReport:
    """Take ``paths`` and ``views`` in, or with ``store=False`` only check them (``engine`` may then be None).

    One delivery that is refused or turned away costs no other. Raises OtherKeyError when the store was
    filled with another key, and StoreError when the store itself fails: the rest would fail too.
    """
    if store and engine is None:
        raise ValueError("storing needs a store")
    if engine is not None:
        with engine.connect() as connection:
            _require_key(connection, key)
    if run is run_suites:
        warm_up()
    intake = _Intake(engine, key, limits or GateLimits(), today, now, run, store=store)
    show = progress or _silent
    codes = read_reference("gemeenten")["gm_code"].to_list()
    # Which leverancier a signaal-ID in one of our own tables belongs to, only the register can tell.
    suppliers = None if engine is None else partial(read_suppliers, engine)
    arriving = iter(
        read_deliveries(
            paths, key, received=now, declared=declared, known_codes=set(codes), suppliers=suppliers, views=views
        )
    )
    done, total = 0, len(paths) + len(views)
    show(STAGE, 0, total)
    while (item := intake.next_of(arriving)) is not None:
        intake.take(item)
        done += _files(item)
        show(STAGE, min(done, total), total)
    report = intake.finish()
    show(STAGE, total, total)
    return report


class _Intake:
    """One call of receive: deliveries that wait for a verdict, and the report so far."""

    def __init__(
        self,
        engine: "Engine | None",
        key: Key,
        limits: GateLimits,
        today: date,
        now: datetime,
        run: Runner,
        *,
        store: bool,
    ) -> None:
        self.report = IntakeReport(seconds={"lezen": 0.0, "controleren": 0.0, "opslaan": 0.0})
        self._engine, self._key, self._store = engine, key, store
        self._limits, self._today, self._now, self._run = limits, today, now, run
        self._waiting: list[Waiting] = []
        # Deliveries whose verdicts are being made in the other process while we read on.
        self._judging: tuple[list[Waiting], Future[list[list[Verdict]]]] | None = None
        self._beside = ThreadPoolExecutor(1) if run is run_suites else None
        self._elsewhere = Elsewhere(engine)
        # What of this call was accepted and is not in the store (yet): history for what comes after it.
        self._checked_sizes: list[Sizes] = []
        self._unstored: dict[int, Sizes] = {}  # by the id of a delivery that is still held

    def next_of(self, arriving: Iterator[Delivery | RefusedFile]) -> Delivery | RefusedFile | None:
        """Return the next delivery or refused file, None at the end."""
        with self._timed("lezen"):
            return next(arriving, None)

    def take(self, item: Delivery | RefusedFile) -> None:
        """Let a delivery wait for its verdict; judge when enough of them wait."""
        if isinstance(item, RefusedFile):
            self.report.refused.append(item)
            return
        if self._waiting and self._rows() + _rows(item) > _ROWS_AT_A_TIME:
            self.settle()
        with self._timed("controleren"):
            unjudged = [*(self._judging[0] if self._judging else ()), *self._waiting]
            self._waiting.append((item, self._elsewhere.known_to(item, unjudged)))
        if self._rows() >= _ROWS_AT_A_TIME:
            self.settle()

    def settle(self) -> None:
        """Have all deliveries that wait judged together; what was being judged is stored meanwhile."""
        waiting, self._waiting = self._waiting, []
        before = self._judged()
        for position, anew in self._elsewhere.again(waiting, before).items():
            waiting[position] = anew
        if waiting:
            verdicts = self._submit(waiting)
            self._judging = (waiting, verdicts)
        self._store_all(before)
        if sum(_rows(delivery) for delivery, _ in waiting) > _ROWS_BESIDE:
            self._store_all(self._judged())

    def finish(self) -> IntakeReport:
        """Judge and store what is left, and return the report."""
        self.settle()
        self._store_all(self._judged())
        if self._beside is not None:
            self._beside.shutdown()
        return self.report

    def _submit(self, waiting: Sequence[Waiting]) -> Future[list[list[Verdict]]]:
        with self._timed("controleren"):
            history = self._history(waiting)
        judge = partial(check_deliveries, today=self._today, limits=self._limits, history=history, run=self._run)
        if self._beside is not None:
            return self._beside.submit(judge, waiting)
        done: Future[list[list[Verdict]]] = Future()
        with self._timed("controleren"):
            try:
                done.set_result(judge(waiting))
            except GateClosedError as error:
                done.set_exception(error)
        return done

    def _judged(self) -> list[tuple[Delivery, list[Verdict]]]:
        """Wait for the verdicts that are being made."""
        if self._judging is None:
            return []
        (waiting, verdicts), self._judging = self._judging, None
        try:
            with self._timed("controleren"):
                judged = [
                    self._remembered(delivery, each)
                    for (delivery, _), each in zip(waiting, verdicts.result(), strict=True)
                ]
            return self._judged_again(waiting, judged)
        except GateClosedError as error:
            if len(waiting) == 1:
                self.report.refuse(waiting[0][0], str(error))
                return []
        # Apart, so that the one which cannot be checked costs no other; none of them is history to itself.
        for delivery, _ in waiting:
            self._unstored.pop(id(delivery), None)
        judged: list[tuple[Delivery, list[Verdict]]] = []
        for each in waiting:
            self._judging = ([each], self._submit([each]))
            judged += self._judged()
        return judged

    def _judged_again(
        self, waiting: list[Waiting], judged: list[tuple[Delivery, list[Verdict]]]
    ) -> list[tuple[Delivery, list[Verdict]]]:
        """Judge anew what points to signalen that turn out to be turned away: they are not here after all."""
        for position, (delivery, known) in self._elsewhere.again(waiting, judged).items():
            del self._unstored[id(delivery)]
            verdicts = self._submit([(delivery, known)]).result()[0]
            judged[position] = self._remembered(delivery, verdicts)
        return judged

    def _remembered(self, delivery: Delivery, verdicts: list[Verdict]) -> tuple[Delivery, list[Verdict]]:
        accepted = [verdict.levering_nr for verdict in verdicts if verdict.accepted]
        self._unstored[id(delivery)] = sizes_of(delivery).only(accepted)
        return delivery, verdicts

    def _history(self, waiting: Sequence[Waiting]) -> History:
        """Return what was delivered before: in one go for all that is judged together."""
        leveringen = [levering for delivery, _ in waiting for levering in delivery.leveringen]
        stored = no_history()
        if self._engine is not None:
            with self._engine.connect() as connection:
                stored = read_history(connection, leveringen)
        return stored.and_also([*self._checked_sizes, *self._unstored.values()])

    def _store_all(self, judged: Sequence[tuple[Delivery, list[Verdict]]]) -> None:
        for delivery, verdicts in judged:
            self._conclude(delivery, verdicts)

    def _conclude(self, delivery: Delivery, verdicts: list[Verdict]) -> None:
        sizes = self._unstored.pop(id(delivery))
        if not self._store or self._engine is None:
            self._checked_sizes.append(sizes)
            self._elsewhere.checked(delivery, verdicts)
            self.report.add(delivery, verdicts, self._foreseen(delivery, verdicts))
            return
        try:
            with self._timed("opslaan"), self._engine.begin() as connection:
                _require_key(connection, self._key, write=True)
                shown = listed(delivery, self._limits.meeste_per_regel)
                stored = put_in_force(connection, shown, verdicts, received=self._now)
        except (DeliveryError, StoreRefusedError) as error:
            self.report.refuse(delivery, str(error))
            return
        self.report.add(delivery, verdicts, stored)

    def _foreseen(self, delivery: Delivery, verdicts: list[Verdict]) -> list[Stored] | None:
        if self._engine is None:
            return None
        with self._engine.connect() as connection:
            return foresee(connection, delivery, verdicts)

    def _rows(self) -> int:
        return sum(_rows(delivery) for delivery, _ in self._waiting)

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        began = perf_counter()
        try:
            yield
        finally:
            self.report.seconds[stage] += perf_counter() - began


def _require_key(connection: "Connection", key: Key, *, write: bool = False) -> None:
    """Raise OtherKeyError unless the store belongs to ``key``; an empty store belongs to whoever fills it first."""
    if write:
        take_turns(connection, FINGERPRINT)
    known = read_instelling(connection, FINGERPRINT)
    if known is None:
        if write:
            write_instelling(connection, FINGERPRINT, key.fingerprint)
    elif known != key.fingerprint:
        raise OtherKeyError(
            f"Dit register is gevuld met een andere sleutel (kenmerk {known}, niet {key.fingerprint}): met deze "
            "sleutel herkent het niemand meer terug. Gebruik de sleutel waarmee het register is gemaakt."
        )


def _rows(delivery: Delivery) -> int:
    return sum(frame.height for frame in delivery.tables.values())


def _files(item: Delivery | RefusedFile) -> int:
    """Return how many files a delivery came in."""
    if isinstance(item, RefusedFile):
        return 1
    return len({name for levering in item.leveringen for name in levering.bestanden})


def _silent(stage: str, done: int, total: int) -> None:
    del stage, done, total
