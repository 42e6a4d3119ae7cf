"""Nothing that says who someone is passes the door: not in the store, the working set, a log or any output."""

import json
import logging
import sqlite3
from pathlib import Path

import pytest

from dashboard.cli import run
from dashboard.orde.file import as_csv
from dashboard.orde.gemeente import gemeente_csv, render_gemeente_html
from dashboard.orde.page import render_html
from queries.access import local_administrator, read_leveringen
from queries.engine import open_engine
from queries.orde import read_orde
from queries.orde_gemeente import read_orde_gemeente
from tests.road.invented import levering, signaal, write_vs, zaak

# Each marks one kind of personal data; none of them is a word of any reference table.
MARKS = {
    "bsn": "912345678",
    "bsn in een ID": "923456789",
    "achternaam": "Quibbelzwaan",
    "straat": "Vlonderkwispelpad",
    "postcode en huisnummer": "1020QX",
    "postcode met spatie": "1020 QX",
    "contactpersoon": "Snorrebotter",
    "e-mail": "kwibus@voorbeeld.invalid",
    "telefoon": "0699887766",
    "omschrijving": "Flierefluitertje",
    "naam als ID": "Krambolzekker",
    "waarde in een fout": "Zwabberhannes",
    "postcode in csv": "3344ZQ",
}


def test_no_personal_data_is_found_in_store_wal_working_set_publication_log_or_output(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    delivered = tmp_path / "geleverd"
    delivered.mkdir()
    _write_everything(delivered)
    assert run(["sleutel"]) == 0
    run(["keur", str(delivered)])
    run(["keur", str(delivered), "--json"])
    run(["ontvang", str(delivered)])
    # a reader that stays open keeps the write-ahead log on disk, so that it is searched as well
    reader = sqlite3.connect(tmp_path / "map" / "register.sqlite3")
    reader.execute("BEGIN").connection.execute("SELECT count(*) FROM levering").fetchone()
    for command in (
        ["ontvang", str(delivered), "--json"],
        ["bereken"],
        ["publiceer"],
        ["status"],
        ["status", "--json"],
    ):
        run(command)
    shown = capfd.readouterr()
    reports = _every_report(tmp_path / "map")
    assert len(reports) > 3
    places = {
        "uitvoer": (shown.out + shown.err).encode(),
        "log": caplog.text.encode(),
        **{name: text.encode() for name, text in reports.items()},
        **{str(path): path.read_bytes() for path in (tmp_path / "map").rglob("*") if path.is_file()},
    }
    reader.close()
    assert any(name.endswith("register.sqlite3") for name in places)
    assert any("werkset" in name for name in places)
    assert any("publicaties" in name for name in places)
    found = [(mark, place) for mark, text in MARKS.items() for place, data in places.items() if _holds(data, text)]
    assert found == []


def _every_report(folder: Path) -> dict[str, str]:
    """Return the op-orde-rapport of every levering, and the repair list of its gemeente, in every form."""
    viewer, made = local_administrator(), dict[str, str]()
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    with engine.connect() as connection:
        for number, code in read_leveringen(connection, viewer).select("id", "gm_code").iter_rows():
            orde, both = read_orde(connection, viewer, number), read_orde_gemeente(connection, viewer, code)
            made |= {f"rapport {number}": render_html(orde), f"rapport {number} csv": as_csv(orde)}
            made |= {f"lijst {code}": render_gemeente_html(both), f"lijst {code} csv": gemeente_csv(both)}
    engine.dispose()
    return made


def _holds(data: bytes, text: str) -> bool:
    """Whether ``text`` is in ``data``, in either encoding a library might use."""
    lowered = data.lower()
    return text.lower().encode() in lowered or text.lower().encode("utf-16-le") in lowered


def _write_everything(folder: Path) -> None:
    """Write good records, bad records and broken files that all carry the marks."""
    client = signaal(1)["client"] | {"Burgerservicenummer": MARKS["bsn"], "Postcode": "1020 QX", "Huisnummer": "7"}
    good = [signaal(n, client=client, omschrijving=MARKS["omschrijving"]) for n in range(1, 30)]
    odd = [
        signaal(40, ID=MARKS["bsn in een ID"], client=client | {"Burgerservicenummer": MARKS["bsn in een ID"]}),
        signaal(41, ID=f"{MARKS['naam als ID']} en zn", client=client),
        signaal(42, signaaldatum=MARKS["waarde in een fout"], client=client),
        signaal(43, bedrag=MARKS["waarde in een fout"], client=client),
        signaal(44, signaalpartner={"type": MARKS["waarde in een fout"]}, client=client),
        signaal(45, status=MARKS["waarde in een fout"], client=client),
        signaal(46, client={**client, "Burgerservicenummer": None, "Voorletters": "Q."}),
    ]
    zaken = [zaak(1, omschrijving=MARKS["omschrijving"]), zaak(2, resultaat=MARKS["waarde in een fout"])]
    write_vs(folder / "goed.json", levering("GM0363", [*good, *odd], zaken))
    (folder / "kapot.json").write_text(json.dumps({"naam": MARKS["achternaam"], "bsn": MARKS["bsn"]})[:-9])
    (folder / "ontruiming.csv").write_text(
        "gm_code;GM0363\nperiode_van;2024-01-01\nperiode_tot;2024-12-31\n"
        "id;postcode;huisnummer;toevoeging;gemeld_op;uitgevoerd_op;uitkomst;reden;verhuurder;bron\n"
        f"O-1;{MARKS['postcode in csv']};1;;2024-01-05;2024-03-01;uitgevoerd;huurschuld;corporatie;kwartaal\n"
        f"O-2;{MARKS['postcode in csv']};2;;2024-01-05;{MARKS['waarde in een fout']};uitgevoerd;"
        "huurschuld;corporatie;\n"
        f"O-3;{MARKS['postcode in csv']};3;;2024-01-05;;voorkomen;{MARKS['omschrijving']};corporatie;"
        f"{MARKS['omschrijving']} bij {MARKS['e-mail']}\n"
    )
