"""How far the figures of a gemeente can be trusted, in one word: by what is missing, unknown or to be repaired."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import polars as pl

from dashboard import texts
from dashboard.figures import stored
from dashboard.figures.rhythm import due_until
from dashboard.figures.source import Source, kept
from metrics.figures import Limits
from metrics.indicators import INDICATORS
from metrics.months import months_later

GOOD, CARE, BAD = "goed", "let op", "niet goed"
WORDS: Final[Mapping[str, str]] = {GOOD: "✓", CARE: "!", BAD: "✕"}

# The registers that go on month after month, and the case table that says which months of each were delivered. Of
# other kinds of delivery a month without is no hole.
REGISTERS: Final[Mapping[str, str]] = {"vs": "zaak", "shv": "traject", "ontruiming": "ontruiming"}
_MONTHS: Final = 12
_MANY_MONTHS: Final = 3  # a quarter of the year: then a figure of twelve months says little
_FEW_CASES: Final = 20  # with fewer, one unknown case is more than 5%
_MUCH_REJECTED: Final = 0.05
_MOST_TOLD: Final = 2
# Rules of the gate about a levering as a whole that say its figures may not be what happened; the most telling first.
SUSPICIOUS: Final = (
    "iedereen_bereikt", "niemand_bereikt", "een_huishouden", "datums_gelijk", "contact_altijd_de_eerste",
    "een_contactsoort", "volume_te_laag", "volume_te_hoog", "partner_weg", "veld_leeg_geworden", "status_nooit_gevuld",
    "bedragen_gelijk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Badge:
    """How far the figures of a gemeente can be trusted: a word, the sign that says it without colour, and why."""

    woord: str  # goed, let op, niet goed
    symbool: str
    zin: str


class _Remark(NamedTuple):
    serious: bool
    told: str


@kept(400)
def badge(source: Source, gm_code: str) -> Badge:
    """Judge the registration of one gemeente over the last twelve months that should be there by now.

    Not good: nothing was delivered, a quarter of the months of a register is missing, or half of the key figures is
    unknown for more than a fifth. Mind: any month missing, a delivery turned away and not repaired, one key figure
    that is mostly unknown, more than 5% of the records rejected, or a levering that the gate found odd as a whole.
    """
    leveringen = stored.leveringen(source, gm_code)
    in_force = leveringen.filter(status="in_gebruik")
    counts = stored.own(source, gm_code)
    if in_force.is_empty() or counts is None:
        refused = " Wat er kwam, is geweigerd." if "geweigerd" in leveringen["status"] else ""
        return _badge(BAD, f"Er is niets geleverd dat meetelt.{refused}")
    since = months_later(counts.peildatum.replace(day=1), -_MONTHS)
    orde = stored.orde_gemeente(source, gm_code)
    recent = in_force.filter(pl.col("periode_tot") > since)
    remarks = [
        *_suspicious(orde.regels.filter(pl.col("laatste").is_in(recent["id"].implode()))),
        *_missing(in_force, counts.dekking, counts.peildatum),
        *_unknown(counts.telling.filter(gebied=gm_code), since),
        *_turned_away(orde.leveringen),
        *_rejected(recent),
    ]
    if not remarks:
        return _badge(GOOD, "Van wat wordt geleverd, ontbreekt geen maand; er is weinig onbekend of afgekeurd.")
    remarks.sort(key=lambda each: not each.serious)
    told = "; ".join(each.told for each in remarks[:_MOST_TOLD])
    more = len(remarks) - _MOST_TOLD
    told += f"; en nog {texts.count_of(more, 'opmerking', 'opmerkingen')}" if more > 0 else ""
    return _badge(BAD if remarks[0].serious else CARE, f"{told[:1].upper()}{told[1:]}.")


def _badge(word: str, sentence: str) -> Badge:
    return Badge(word, WORDS[word], sentence)


def _missing(in_force: pl.DataFrame, dekking: pl.DataFrame, today: date) -> Iterable[_Remark]:
    for soort, tabel in REGISTERS.items():
        due = due_until(in_force.filter(soort=soort), today)
        delivered = dekking.filter(tabel=tabel)
        if due is None or delivered.is_empty():
            continue
        first: date = delivered["maand"].min()  # pyright: ignore[reportAssignmentType] -- it is not empty
        due = due.replace(day=1)
        wanted = [month for month in (months_later(due, -back) for back in range(1, _MONTHS + 1)) if month >= first]
        whole = set(delivered.filter("volledig")["maand"])
        missing = sum(month not in whole for month in wanted)
        if missing:
            what = texts.KINDS_OF_LEVERING[soort].lower()
            ontbreken = "ontbreekt" if missing == 1 else "ontbreken"
            told = f"van {what} {ontbreken} {texts.count_of(missing, 'maand', 'maanden')} (geheel of deels)"
            yield _Remark(missing >= _MANY_MONTHS, told)


def _unknown(telling: pl.DataFrame, since: date) -> Iterable[_Remark]:
    """Look at the key figures as they are shown first, over the months since a day."""
    names = {one.code: one.naam for one in INDICATORS if one.kern}
    first = pl.DataFrame({"indicator": list(names), "variant": [o.standaard.code for o in INDICATORS if o.kern]})
    whole = telling.filter(pl.col("uitsplitsing") == "", pl.col("maand") >= since)
    summed = (
        whole.join(first, on=["indicator", "variant"], how="semi")
        .group_by("indicator")
        .agg(pl.col("noemer", "onbekend").sum())
        .filter(pl.col("noemer") + pl.col("onbekend") >= _FEW_CASES)
        .with_columns(deel=pl.col("onbekend") / (pl.col("noemer") + pl.col("onbekend")))
    )
    much = summed.filter(pl.col("deel") > Limits().most_unknown).sort("deel", descending=True)
    if much.height:
        worst = much.row(0, named=True)
        name, unknown = names[worst["indicator"]], texts.share(worst["deel"], 0)
        told = f'bij "{name}" is {unknown} onbekend'
        if much.height > 1:
            told += f" (en ook bij {texts.count_of(much.height - 1, 'ander cijfer', 'andere cijfers')} veel)"
        yield _Remark(2 * much.height > summed.height, told)


def _suspicious(regels: pl.DataFrame) -> Iterable[_Remark]:
    """Tell what is most odd about a levering as a whole, in the first sentence of the gate."""
    odd = regels.filter(pl.col("regel").is_in(SUSPICIOUS)).select("regel", "soort", "reden").rows()
    if odd:
        _, soort, reden = min(odd, key=lambda each: SUSPICIOUS.index(each[0]))
        worst = reden.split(". ")[0].removesuffix(".")
        also = f" (en nog {texts.count_of(len(odd) - 1, 'ander punt', 'andere punten')})" if len(odd) > 1 else ""
        what = texts.KINDS_OF_LEVERING[soort].lower()
        yield _Remark(False, f"een levering van {what} valt op: {worst[:1].lower()}{worst[1:]}{also}")


def _turned_away(that_matter: pl.DataFrame) -> Iterable[_Remark]:
    refused = that_matter.filter(status="geweigerd").height
    if refused:
        is_ = "is" if refused == 1 else "zijn"
        told = f"{texts.count_of(refused, 'levering', 'leveringen')} {is_} geweigerd en nog niet opnieuw geleverd"
        yield _Remark(False, told)


def _rejected(recent: pl.DataFrame) -> Iterable[_Remark]:
    records, rejected = int(recent["aantal"].sum()), int(recent["afgekeurd"].sum())
    if records and rejected / records > _MUCH_REJECTED:
        yield _Remark(False, f"{texts.share(rejected / records, 0)} van de records is afgekeurd")
