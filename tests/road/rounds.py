"""Two rounds of invented deliveries: one that is in force, and one that replaces, extends and adds."""

from pathlib import Path
from typing import Any

from tests.queries.deliveries.invented import outer, poging, shv_levering, signaal, traject, vs_levering, written, zaak


def first_round(folder: Path) -> list[Path]:
    """Write what is delivered first."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _vs(folder, "GM0363", "2025-01", 31, "2025-02-05", range(1, 40)),
        _vs(folder, "GM0363", "2025-02", 28, "2025-03-05", range(40, 60)),
        _vs(folder, "GM0599", "2025-01", 31, "2025-02-06", range(1, 30)),
        _shv(folder, "GM0034", "2025-03-31", "2025-04-05", (1, 2)),
    ]


def second_round(folder: Path) -> list[Path]:
    """Write what comes next: a correction, a longer period, a gemeente that delivers for the first time."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _vs(folder, "GM0363", "2025-01", 31, "2025-05-05", range(3, 45)),
        _vs(folder, "GM0599", "2025-01", 31, "2025-05-06", range(5, 35)),
        _vs(folder, "GM0344", "2025-03", 31, "2025-04-06", range(1, 20)),
        _shv(folder, "GM0034", "2025-06-30", "2025-07-05", (1, 2, 3)),
    ]


def third_round(folder: Path) -> list[Path]:
    """Write a later correction of the second round, and of the first what the second left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _vs(folder, "GM0363", "2025-01", 31, "2025-06-05", range(2, 30)),
        _vs(folder, "GM0363", "2025-02", 28, "2025-06-05", range(41, 70)),
        _vs(folder, "GM0599", "2025-01", 31, "2025-03-06", range(7, 20)),  # older than what the second round says
    ]


def _vs(folder: Path, gm_code: str, month: str, last: int, sent: str, numbers: range) -> Path:
    signalen = [signaal(n, signaaldatum=f"{month}-{1 + n % 27:02}", bedrag=100 + n) for n in numbers]
    zaken = [
        zaak(n, n + 1, matchingsdatum=f"{month}-28", contactpogingen=[poging(bereikt=n % 4 == 0, datum=sent)])
        for n in numbers[:-1:2]
    ]
    about = _about(f"{month}-01", f"{month}-{last}", sent)
    content = outer(vs_levering(signalen, zaken, gemeentecode=gm_code), **about)
    return written(folder, content, f"{gm_code}-{month}-{sent}.json")


def _shv(folder: Path, gm_code: str, last: str, sent: str, months: tuple[int, ...]) -> Path:
    trajecten = [
        traject(
            gemeentecode=gm_code,
            startdatum=f"2025-0{month}-10",
            aanmelding={"startdatum": f"2025-0{month}-03", "crisisinterventie": False},
            intake={"startdatum": f"2025-0{month}-{10 + person}"},
            client=[{"Burgerservicenummer": f"40000{person}{month}12", "Geboortedatum": "1985-06-15"}],
        )
        for month in months
        for person in range(10, 18)
    ]
    return written(folder, outer(shv_levering(trajecten), **_about("2025-01-01", last, sent)), f"shv-{last}.json")


def _about(first: str, last: str, sent: str) -> dict[str, Any]:
    return {"startdatumLevering": first, "einddatumLevering": last, "aanleverdatumEnTijd": f"{sent}T10:00:00Z"}
