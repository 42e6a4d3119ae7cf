"""What others may see of a gemeente: which counts, how they are rounded, and from where a share is shown."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import polars as pl

from metrics.definition import Indicator, Methode, Variant
from metrics.periods import DELIVERY_LAG, Periode
from metrics.uitsplitsingen import SINGLE

# Where people live to the street is for their own gemeente alone, and own kenmerken and two-way tables as well.
NEVER: Final = ("pc4", "wijk")
PUBLISHED: Final = ("", *(name for name in SINGLE if name not in NEVER))
TE_WEINIG: Final = "te_weinig_gevallen"
MINDER_DAN: Final = "minder_dan"
OP_MINDER_NA: Final = "op_minder_na_alle"
# Why `shown` takes a value away.
TOO_FEW: Final = (TE_WEINIG, MINDER_DAN, OP_MINDER_NA)


@dataclass(frozen=True)
class Profile:
    """All thresholds of what others see; a publication names the profile it was made with.

    ``veelvoud`` is what counts are rounded to. A hidden count must keep at least ``mogelijk`` possible values for
    whoever knows all that was published. A share is shown from a noemer of ``deelbaar``, and only when teller and
    rest are at least ``gevallen``. A group has at least ``anderen`` gemeenten besides the reader's; one that objected
    is in none. The case tables of ``jaartabellen`` hold rare events: their leaf is a calendar year. With
    ``exact_vanaf`` a noemer of that many cases is shown as it is.
    """

    naam: str
    veelvoud: int = 5
    mogelijk: int = 5
    deelbaar: int = 50
    gevallen: int = 5
    anderen: int = 3
    jaartabellen: tuple[str, ...] = ("ontruiming",)
    exact_vanaf: int | None = None

    def maanden(self, tabel: str) -> int:
        """Return how many months a leaf of a case table is about."""
        return 12 if tabel in self.jaartabellen else 3

    def maanden_van(self, tabel: pl.Expr) -> pl.Expr:
        """Return how many months a leaf is about, of many case tables."""
        return pl.when(tabel.is_in(list(self.jaartabellen))).then(12).otherwise(3).cast(pl.Int32)

    def begin(self, tabel: pl.Expr, maand: pl.Expr) -> pl.Expr:
        """Return the first month of the leaf that a month belongs to."""
        return pl.when(tabel.is_in(list(self.jaartabellen))).then(maand.dt.truncate("1y")).otherwise(
            maand.dt.truncate("1q")
        )  # fmt: skip


ANDEREN: Final = Profile("anderen")
# Only among gemeenten that agreed to it in writing.
DEELNEMERS: Final = Profile("deelnemers", exact_vanaf=10)


def period_for(kind: Periode, maanden: int) -> Periode:
    """Return the kind of period in which others see what one's own figures show per ``kind``.

    ``maanden`` is how many months a published number holds: with quarters, months become quarters and rolling years
    calendar years; with years there are calendar years only.
    """
    if maanden == 1:
        return kind
    if maanden == 12 or kind is Periode.TWAALF_MAANDEN:
        return Periode.JAAR
    return Periode.KWARTAAL if kind is Periode.MAAND else kind


def final_on(indicator: Indicator, variant: Variant, maanden: int) -> pl.Expr:
    """Return the first day on which a leaf that begins in ``maand`` will not change any more."""
    ended = pl.col("maand").dt.offset_by(f"{maanden}mo")
    return ended.dt.offset_by(indicator.wacht(variant)) + timedelta(days=DELIVERY_LAG)


def rounding_variance(bladen: pl.Expr, profile: Profile = ANDEREN) -> pl.Expr:
    """Return the variance that rounding adds to a shown count that is the sum of ``bladen`` leaves.

    A count with remainder r is off by a number of variance r (base - r); over all remainders that is
    (base squared - 1) / 6 on average, 4 for base 5.
    """
    return bladen * ((profile.veelvoud**2 - 1) / 6)


def share_variance(teller: pl.Expr, noemer: pl.Expr, bladen: pl.Expr, profile: Profile = ANDEREN) -> pl.Expr:
    """Return the variance that rounding adds to the share teller / noemer, to first order (delta method).

    Teller and noemer of a leaf share their secret number, which gives their errors half a variance in common: with
    share p that makes var * bladen * (1 + p squared - p) / noemer squared. Null where the noemer is 0.
    """
    share = teller / noemer
    var = rounding_variance(bladen, profile)
    return pl.when(noemer > 0).then(var * (1 - share + share * share) / (noemer * noemer))


def shown(figures: pl.DataFrame, indicator: Indicator, variant: Variant, profile: Profile = ANDEREN) -> pl.DataFrame:
    """Return figures made of published counts without the values that rest on too few cases.

    Their ``status`` says why: too few cases for a share, fewer than five of them, or all but fewer than five.
    Value, interval and bounds are then null. A rate of people needs no noemer of cases, but as many cases.
    """
    teller, rest = pl.col("teller"), pl.col("noemer") - pl.col("teller")
    methode = indicator.methode_van(variant)
    if methode is Methode.WILSON:
        why = (
            pl.when(pl.col("noemer") < profile.deelbaar).then(pl.lit(TE_WEINIG))
            .when(teller < profile.gevallen).then(pl.lit(MINDER_DAN))
            .when(rest < profile.gevallen).then(pl.lit(OP_MINDER_NA))
        )  # fmt: skip
    elif methode.uit_verdeling:
        why = pl.when(pl.col("noemer") < profile.deelbaar).then(pl.lit(TE_WEINIG))
    else:
        why = pl.when(teller < profile.gevallen).then(pl.lit(MINDER_DAN))
    visible = pl.col("waarde").is_not_null() | pl.col("grens_onder").is_not_null()
    small = pl.when(visible).then(why)
    hidden = [
        pl.when(small.is_null()).then(pl.col(name)).alias(name)
        for name in ("waarde", "onder", "boven", "grens_onder", "grens_boven")
    ]
    return figures.with_columns(*hidden, status=pl.coalesce(small, "status"))


def as_settings(profile: Profile) -> dict[str, Any]:
    """Return a profile for a report: name and thresholds."""
    return {name: getattr(profile, name) for name in profile.__dataclass_fields__}
