"""A new month of vroegsignalering of one gemeente, as large as its months so far."""

import json
from datetime import date
from pathlib import Path
from random import Random

from sqlalchemy import Engine, func, select

from benchmarks.ingest_ddas_vs import signaal as invented_signaal
from benchmarks.ingest_ddas_vs import zaak as invented_zaak
from queries.schema import levering, signaal


def write_new_month(folder: Path, gm_code: str, number: int, engine: Engine, today: date) -> Path:
    """Write a levering of the running month with as many signalen as the gemeente has in an average month."""
    with engine.connect() as connection:
        known = connection.scalar(select(func.count()).where(signaal.c.gm_code == gm_code)) or 0
        first, last = connection.execute(
            select(func.min(levering.c.periode_van), func.max(levering.c.periode_tot)).where(
                levering.c.gm_code == gm_code, levering.c.soort == "vs"
            )
        ).one()
    months = max(round((last - first).days / 30.4), 1)
    chance = Random(f"{gm_code} {number}")  # noqa: S311 - invented people, the same ones every time
    start = today.replace(day=1)
    wanted = range(max(known // months, 1))
    content = {
        "codeGegevensleverancier": "MEETLAT",
        "startdatumLevering": start.isoformat(),
        "einddatumLevering": today.isoformat(),
        "aanleverdatumEnTijd": f"{today.isoformat()}T10:00:{number:02}Z",
        "leveringen": [
            {
                "teller": 1,
                "gemeentecode": gm_code,
                "aanleverende_organisatie": {"naam": "Gemeente Verzonnendorp", "kvk-nummer": "12345678"},
                "vroegsignalen": [_dated(invented_signaal(chance, n), start, "signaaldatum") for n in wanted],
                "vroegsignaalzaken": [_dated(invented_zaak(chance, n), start, "matchingsdatum") for n in wanted],
            }
        ],
    }
    path = folder / f"nieuw-{number}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _dated(record: dict[str, object], start: date, field: str) -> dict[str, object]:
    """Return the record in this month; what would lie after it is left out."""
    later = {"contactpogingen": [], "datum_opgepakt": None} if field == "matchingsdatum" else {"ontstaansdatum": None}
    return record | later | {field: start.isoformat()}
