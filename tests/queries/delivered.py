"""Deliveries made by hand for tests: leveringen of people who do not exist, without a file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import blake2b, sha256
from typing import Any

import polars as pl
from sqlalchemy import Connection, Engine, insert

from queries.deliveries.records import SCHEMAS, Delivery, Levering, Rejection, Verdict
from queries.deliveries.store import Stored, put_in_force
from queries.schema import gemeente, herindeling, herindeling_pc4

VILLAGES = {"5076": "GM0824", "5268": "GM0865"}  # of Haaren, by PC4
RECEIVED = datetime(2026, 1, 1, 12)


def number(*parts: object) -> int:
    """Return the same 63-bit number for the same parts: a sleutel, or half a pseudonym."""
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=8).digest(), "little") >> 1


def pseudonym(name: str | None) -> bytes | None:
    """Return 16 bytes that stand for someone."""
    return None if name is None else blake2b(name.encode(), digest_size=16).digest()


def shortened(name: str) -> int:
    """Return the pseudonym as the working set has it."""
    return int.from_bytes(blake2b(name.encode(), digest_size=16).digest()[:8], "little", signed=True)


def header(
    gm_code: str = "GM0363",
    since: str = "2024-01-01",
    until: str = "2024-02-01",
    at: str = "2024-02-05",
    *,
    soort: str = "vs",
    leverancier: str = "Softwarehuis",
    organisatie: str = "kvk:12345678",
    text: str = "",
) -> Levering:
    """Return a levering that says nothing yet; ``text`` makes its file another file."""
    facts = (soort, leverancier, organisatie, gm_code, since, until, at, text)
    return Levering(
        soort=soort,
        schemaversie="1.0",
        leverancier=leverancier,
        organisatie=organisatie,
        organisatie_naam="Kredietbank Nergens",
        gm_code=gm_code,
        periode_van=date.fromisoformat(since),
        periode_tot=date.fromisoformat(until),
        tabellen={"vs": "signaal,zaak", "shv": "traject"}.get(soort, soort),
        aangeleverd_op=datetime.fromisoformat(at),
        bestanden=("levering.json",),
        sha256=sha256(repr(facts).encode()).hexdigest(),
        aantal=0,
        afgekeurd=0,
    )


def table(tabel: str, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Return ``rows`` as the door hands on ``tabel``; what a row does not name is null."""
    schema = SCHEMAS[tabel]
    full = [{name: _plain(row.get(name), schema[name]) for name in schema} for row in rows]
    return pl.DataFrame(full, schema=schema)


def _plain(value: object, dtype: pl.DataType) -> object:
    if isinstance(value, str) and dtype == pl.Date:
        return date.fromisoformat(value)
    return pseudonym(value) if isinstance(value, str) and dtype == pl.Binary else value


def vs(
    levering: Levering, signalen: Mapping[str, Mapping[str, Any]], zaken: Iterable[Mapping[str, Any]] = ()
) -> Delivery:
    """Return a delivery of ``signalen`` (by ID) and ``zaken``, which name their signalen and pogingen."""
    place = (levering.gm_code, levering.leverancier)
    rows = [
        {"levering_nr": 0, "nr": nr, "gm_code": levering.gm_code, "sleutel": number(*place, name), "bron_id": name}
        | {"signaalpartner": "Huur", "signaaldatum": "2024-01-10"}
        | dict(row)
        for nr, (name, row) in enumerate(signalen.items(), start=1)
    ]
    cases, links, attempts = [], [], []
    for nr, zaak in enumerate(zaken, start=1):
        names = sorted(zaak["signalen"])
        own = {"levering_nr": 0, "nr": nr, "gm_code": levering.gm_code, "sleutel": number(*place, *names)}
        cases.append(
            {"bekend": "onbekend"} | own | {k: v for k, v in zaak.items() if k not in ("signalen", "pogingen")}
        )
        links += [{"levering_nr": 0, "zaak_nr": nr, "signaal": number(*place, name)} for name in names]
        attempts += [
            {"levering_nr": 0, "zaak_nr": nr, "volgnummer": turn, "soort": "Brief"} | dict(attempt)
            for turn, attempt in enumerate(zaak.get("pogingen", ()), start=1)
        ]
    tables = {"signaal": rows, "zaak": cases, "zaak_signaal": links, "contactpoging": attempts}
    return _delivery(levering, tables, len(rows) + len(cases))


def shv(levering: Levering, trajecten: Iterable[Mapping[str, Any]]) -> Delivery:
    """Return a delivery of ``trajecten``, which name their ``clienten`` (by BSN, or as "naam:...")."""
    rows, persons = [], []
    for nr, traject in enumerate(trajecten, start=1):
        fields = {name: value for name, value in traject.items() if name != "clienten"}
        rows.append({"levering_nr": 0, "nr": nr, "gm_code": levering.gm_code} | fields)
        persons += [
            {"levering_nr": 0, "traject_nr": nr, "volgnummer": turn, "persoon": name}
            | {"persoon_uit": "naam" if name.startswith("naam:") else "bsn"}
            for turn, name in enumerate(traject["clienten"], start=1)
        ]
    return _delivery(levering, {"traject": rows, "traject_persoon": persons}, len(rows))


def ontruimingen(levering: Levering, rows: Mapping[str, Mapping[str, Any]]) -> Delivery:
    """Return a delivery of evictions by ID."""
    full = [
        {"levering_nr": 0, "nr": nr, "gm_code": levering.gm_code, "bron_id": name} | dict(row)
        for nr, (name, row) in enumerate(rows.items(), start=1)
    ]
    return _delivery(levering, {"ontruiming": full}, len(full))


def _delivery(levering: Levering, tables: Mapping[str, list[dict[str, Any]]], count: int) -> Delivery:
    frames = {tabel: table(tabel, rows) for tabel, rows in tables.items()}
    return Delivery(levering.soort, [replace(levering, aantal=count)], frames, [])


def together(*deliveries: Delivery, rejections: Iterable[Rejection] = ()) -> Delivery:
    """Return deliveries of one soort as one, as one file with several leveringen gives it."""
    tables = {
        tabel: pl.concat(
            each.tables[tabel].with_columns(levering_nr=pl.lit(nr, pl.Int32)) for nr, each in enumerate(deliveries)
        )
        for tabel in deliveries[0].tables
    }
    return Delivery(deliveries[0].soort, [each.leveringen[0] for each in deliveries], tables, list(rejections))


def accepted(delivery: Delivery) -> list[Verdict]:
    """Return verdicts that take everything."""
    return [Verdict(nr, True, None, (), ()) for nr in range(len(delivery.leveringen))]


def receive(engine: Engine, *deliveries: Delivery) -> list[Stored]:
    """Put deliveries in force one after the other, an hour apart; return what became of the last."""
    stored: list[Stored] = []
    for hours, delivery in enumerate(deliveries):
        with engine.begin() as connection:
            received = RECEIVED + timedelta(hours=hours)
            stored = put_in_force(connection, delivery, accepted(delivery), received=received)
    return stored


def draw_borders(connection: Connection) -> None:
    """Fill the reference tables with Amsterdam, Weesp that went to it, and Haaren that Oisterwijk and Vught share."""
    codes = [
        ("GM0363", None), ("GM0824", None), ("GM0865", None), ("GM0457", date(2022, 3, 24)),
        ("GM0788", date(2021, 1, 1)),
    ]  # fmt: skip
    rows = [{"gm_code": code, "naam": code, "geldig_van": date(2010, 1, 1), "geldig_tot": end} for code, end in codes]
    connection.execute(insert(gemeente), rows)
    moves = [
        (date(2022, 3, 24), "GM0457", "GM0363", 1.0),
        (date(2021, 1, 1), "GM0788", "GM0824", 0.4068),
        (date(2021, 1, 1), "GM0788", "GM0865", 0.5932),
    ]
    names = ("datum", "oude_code", "nieuwe_code", "aandeel")
    connection.execute(insert(herindeling), [dict(zip(names, move, strict=True)) | {"bron": "test"} for move in moves])
    villages = [{"oude_code": "GM0788", "pc4": pc4, "nieuwe_code": new} for pc4, new in VILLAGES.items()]
    connection.execute(insert(herindeling_pc4), [village | {"bron": "test"} for village in villages])
