"""From a DDAS-VS file of 100 MB to stored rows, against a plain `json.load` of the same file in the same run.

    uv run python -m benchmarks.ingest_ddas_vs [--mb 100] [--rounds 3]

Reading alone and the whole way (read, make anonymous, check, store in SQLite) are both set against
`json.load`. Great Expectations is imported before the clock starts. Absolute times say something about
a machine; only the ratio says something about the code. Peak memory (Linux) is that of a fresh process
and of the process that runs the suites together, above what both had before the file came.
"""

import argparse
import gc
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from random import Random

from benchmarks.measure import MEGABYTE, alone
from data_checks.intake import receive
from queries.deliveries.codes import CONTACTSOORTEN, DAGDELEN, RESULTATEN, SIGNAALPARTNERS, SIGNAALSTATUSSEN
from queries.deliveries.pseudonyms import Key, new_key
from queries.deliveries.reader import read_deliveries
from queries.deliveries.records import Delivery
from queries.engine import migrate, open_engine

RECEIVED = datetime(2025, 7, 1)


def signaal(chance: Random, number: int) -> dict[str, object]:
    """Return one invented vroegsignaal in the standard's shape."""
    day = f"2025-{chance.randint(1, 6):02}-{chance.randint(1, 28):02}"
    return {
        "ID": f"VS-{number % 1000:04}-{number:06}",
        "crisissignaal": chance.random() < 0.05,
        "warmeOverdracht": False,
        "bedrag": chance.randint(50, 4000),
        "ontstaansdatum": day,
        "signaaldatum": day,
        "status": chance.choice(SIGNAALSTATUSSEN),
        "signaalpartner": {"type": chance.choice(SIGNAALPARTNERS)},
        "client": {
            "Burgerservicenummer": str(chance.randint(100_000_000, 999_999_999)),
            "Voorletters": "A.",
            "Voorvoegsel": "van",
            "Achternaam": "Verzonnenpersoon",
            "Geboortedatum": f"{chance.randint(1930, 2006)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "Straatnaam": "Verzonnenstraat",
            "Postcode": f"{chance.randint(1000, 9999)}AB",
            "Huisnummer": str(chance.randint(1, 400)),
            "Plaatsnaam": "Verzonnendorp",
        },
    }


def zaak(chance: Random, number: int) -> dict[str, object]:
    """Return one invented vroegsignaalzaak about the signaal of the same number."""
    month = chance.randint(1, 6)
    attempts = [
        {
            "soort": chance.choice(CONTACTSOORTEN),
            "bereikt": chance.random() < 0.2,
            "datum": f"2025-{month:02}-{chance.randint(1, 28):02}",
            "dagdeel": chance.choice(DAGDELEN),
        }
        for _ in range(chance.randint(0, 4))
    ]
    return {
        "resultaat": chance.choice(RESULTATEN),
        "matchingsdatum": f"2025-{month:02}-15",
        "startdatum_matchtingperiode": f"2025-{month:02}-01",
        "datum_opgepakt": f"2025-{month:02}-16",
        "einddatum_matchingperiode": f"2025-{month:02}-28",
        "vroegsignalen": [{"ID": f"VS-{number % 1000:04}-{number:06}"}],
        "contactpogingen": attempts,
    }


def write_delivery(path: Path, size: int) -> None:
    """Write one levering of about ``size`` bytes."""
    chance = Random("ingest_ddas_vs")  # noqa: S311 - invented people, the same ones every time
    per_pair = sum(len(json.dumps(make(chance, n))) for n in range(100) for make in (signaal, zaak)) / 100
    pairs = int(size / per_pair)
    levering = {
        "teller": 1,
        "gemeentecode": "0363",
        "aanleverende_organisatie": {"naam": "Gemeente Verzonnendorp", "kvk-nummer": "12345678"},
        "vroegsignalen": [signaal(chance, number) for number in range(pairs)],
        "vroegsignaalzaken": [zaak(chance, number) for number in range(pairs)],
    }
    outer = {
        "codeGegevensleverancier": "MEETLAT",
        "startdatumLevering": "2025-01-01",
        "einddatumLevering": "2025-06-30",
        "aanleverdatumEnTijd": "2025-07-01T10:00:00Z",
        "leveringen": [levering],
    }
    path.write_text(json.dumps(outer), encoding="utf-8")


def load_plainly(path: Path) -> None:
    """Read the file as any program could."""
    with path.open(encoding="utf-8") as file:
        json.load(file)


def read_rows(path: Path) -> None:
    """Read the file through the door."""
    for delivery in read_deliveries([path], Key.from_hex(new_key()), received=RECEIVED):
        assert isinstance(delivery, Delivery)
        assert delivery.tables["signaal"].height > 0


def store_rows(path: Path) -> None:
    """Take the file in, through the gate, into a new SQLite store."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/register.sqlite3")
        migrate(engine)
        report = receive(engine, [path], Key.from_hex(new_key()), today=RECEIVED.date(), now=RECEIVED)
        engine.dispose()
        assert [levering.status for levering in report.leveringen] == ["in_gebruik"]


def warm_up_gate() -> None:
    """Have the suites imported and run once, on a delivery too small to matter."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "klein.json"
        write_delivery(path, 20_000)
        receive(None, [path], Key.from_hex(new_key()), today=date(2025, 7, 1), now=RECEIVED, store=False)


@contextmanager
def stopwatch(times: list[float]) -> Iterator[None]:
    """Add the seconds the block took."""
    gc.collect()
    start = time.perf_counter()
    yield
    times.append(time.perf_counter() - start)


def measured(work: Callable[[Path], None], path: Path) -> dict[str, object]:
    """Do the work; it has nothing to say."""
    work(path)
    return {}


def main() -> None:
    """Print medians, their ratios and peak memory."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--mb", type=int, default=100)
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vs.json"
        write_delivery(path, chosen.mb * MEGABYTE)
        size = path.stat().st_size
        warm_up_gate()
        times: dict[str, list[float]] = {"json.load": [], "lezen": [], "tot en met opslaan": []}
        for _ in range(chosen.rounds):
            for (_, spent), work in zip(times.items(), (load_plainly, read_rows, store_rows), strict=True):
                with stopwatch(spent):
                    work(path)
        plain = statistics.median(times["json.load"])
        print(f"{'bestand':<20}{size / MEGABYTE:8.0f} MB")
        for name, spent in times.items():
            middle = statistics.median(spent)
            print(f"{name:<20}{middle:8.2f} s {middle / plain:8.2f} x json.load")
        for name, prepare, work in (
            ("json.load", None, load_plainly),
            ("lezen", None, read_rows),
            ("tot en met opslaan", warm_up_gate, store_rows),
        ):
            peak = alone(measured, work, path, prepare=prepare).peak
            print(f"{'geheugen ' + name:<28}{peak / size:8.2f} x het bestand")


if __name__ == "__main__":
    main()
