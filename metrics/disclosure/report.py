"""The report on a publication: what was withheld, how much stays hidden, and what rounding costs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import polars as pl

from metrics.definition import Methode
from metrics.disclosure.audit import Audit
from metrics.disclosure.scheme import Profile, as_settings, share_variance
from metrics.disclosure.settled import Changed
from metrics.indicators import INDICATORS

_SHARES: Final = pl.DataFrame(
    [(i.code, v.code) for i in INDICATORS for v in i.varianten if i.methode_van(v) is Methode.WILSON],
    schema={"indicator": pl.String, "variant": pl.String},
    orient="row",
)
_KINDS: Final = ("gemeente_kwartaal", "gemeente_jaar", "gebied_kwartaal", "gebied_jaar")


@dataclass(frozen=True)
class Report:
    """What whoever publishes must know.

    ``achtergehouden`` of ``bladen`` figures of gemeenten are not shown, ``nieuw_achtergehouden`` of them since now.
    ``smalst`` is the fewest possible values that any hidden count keeps, ``smalst_vooraf`` before more was withheld;
    of ``onbewezen`` kinds of counts bounds alone say so, of all others an exact solver (see disclosure.proof).
    ``niet_getoond`` is per kind of figure which part of the shares with any case rests on too few to be shown;
    ``afronding`` how large the error of rounding is beside the error of chance: a median of the shares shown.
    ``inwoners`` are the people of each region per year, on that day: its coverage is a share of them.
    """

    profiel: dict[str, Any]
    bladen: int
    achtergehouden: int
    nieuw_achtergehouden: int
    onbewezen: int
    smalst: int
    smalst_vooraf: int
    verbanden: int
    niet_getoond: dict[str, float | None]
    afronding: dict[str, float | None]
    veranderd: Changed
    opmerkingen: tuple[str, ...] = ()
    inwoners: Mapping[str, Mapping[int, int]] = field(default_factory=dict[str, Mapping[int, int]])

    def as_json(self) -> str:
        """Return the report as it is stored with the publication."""
        return json.dumps(asdict(self), sort_keys=True)


def report(
    telling: pl.DataFrame, audits: Sequence[Audit], changed: Changed, profile: Profile, remarks: Sequence[str] = ()
) -> Report:
    """Report on the published counts ``telling`` and on the audits of their case tables."""
    hidden: dict[str, float | None] = {}
    errors: dict[str, float | None] = {}
    for kind, rows in zip(_KINDS, _kinds(telling), strict=True):
        hidden[kind], errors[kind] = _weighed(rows, profile)
    of_gemeenten = telling.filter(pl.col("gebied").str.starts_with("GM"), uitsplitsing="")
    return Report(
        as_settings(profile),
        of_gemeenten.height,
        int(of_gemeenten["onderdrukt"].sum()),
        sum(audit.achtergehouden for audit in audits),
        sum(audit.onbewezen for audit in audits),
        min((audit.smalst for audit in audits), default=profile.mogelijk),
        min((audit.smalst_vooraf for audit in audits), default=profile.mogelijk),
        sum(audit.verbanden for audit in audits),
        hidden,
        errors,
        changed,
        tuple(remarks),
    )


def _kinds(telling: pl.DataFrame) -> list[pl.DataFrame]:
    whole = telling.filter(pl.col("uitsplitsing") == "", ~pl.col("onderdrukt")).join(
        _SHARES, on=["indicator", "variant"], how="semi"
    )
    of_gemeente = pl.col("gebied").str.starts_with("GM")
    return [
        frame
        for rows in (whole.filter(of_gemeente), whole.filter(~of_gemeente))
        for frame in (rows.filter(pl.col("maanden") == 3), _years(rows))
    ]


def _years(rows: pl.DataFrame) -> pl.DataFrame:
    """Add up to the calendar years that are whole."""
    year = pl.col("maand").dt.truncate("1y").alias("jaar")
    counts = ["teller", "noemer", "bladen", "maanden"]
    added = rows.group_by("gebied", "indicator", "variant", year).agg(pl.col(counts).sum())
    return added.filter(pl.col("maanden") == 12)


def _weighed(rows: pl.DataFrame, profile: Profile) -> tuple[float | None, float | None]:
    """Return which part of the shares is not shown, and of those shown the median of rounding error over chance."""
    teller, noemer = pl.col("teller"), pl.col("noemer")
    cases = rows.filter(noemer > 0)
    enough = (noemer >= profile.deelbaar) & (teller >= profile.gevallen) & (noemer - teller >= profile.gevallen)
    shown = cases.filter(enough)
    if cases.is_empty():
        return None, None
    share = teller / noemer
    chance = share * (1 - share) / noemer
    ratio = shown.select((share_variance(teller, noemer, pl.col("bladen"), profile) / chance).sqrt()).to_series()
    median = ratio.median()
    return 1 - shown.height / cases.height, float(median) if isinstance(median, float) else None
