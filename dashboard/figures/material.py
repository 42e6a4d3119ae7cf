"""What figures of one gebied, or of many, are made of, and the figures made of it as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from dashboard.figures.stored import Counts
from metrics.base_year import AGAINST_BASE_SCHEMA, Basis, against_base
from metrics.definition import Indicator, Methode, Variant
from metrics.disclosure.scheme import ANDEREN, DEELNEMERS, TOO_FEW, Profile, period_for, shown
from metrics.figure_values import WIDE_LIMITS
from metrics.figures import FIGURE_SCHEMA, WIDE_SCHEMA, Limits, figures_of
from metrics.periods import Periode
from queries.access import Published

Asked = tuple[Indicator, Variant, str]  # the last is a kind of period
MEASURED_SCHEMA: Final = pl.Schema({**WIDE_SCHEMA, **AGAINST_BASE_SCHEMA})
# Many figures stand side by side, of many gemeenten: at 95% one in twenty would stand out by chance alone.
JUDGED: Final = Limits(level=0.998)
_PROFILES: Final = {profile.naam: profile for profile in (ANDEREN, DEELNEMERS)}
# One period of one variant: the rows of ``only``.
ONLY_SCHEMA: Final = pl.Schema(
    {"indicator": pl.String(), "variant": pl.String(), "periode_van": pl.Date(), "periode_tot": pl.Date()}
)
_FIRST_YEAR: Final = 1990  # no case is older
_FEWEST_EVENTS: Final = 10
_NAMES: Final = ("indicator", "variant", "kind")


@dataclass(frozen=True)
class Material:
    """What figures of one gebied are made of: counts, people, and how much the cases of a household are alike.

    Periods go on to the month ``until``, also when nothing was delivered any more.
    """

    counts: Counts | Published
    inwoners: Mapping[int, int] | pl.DataFrame  # of many gebieden: gebied, jaar, inwoners_totaal
    known_years: pl.DataFrame | None = None
    samenhang: pl.DataFrame | None = None
    until: date | None = None

    def seen(self, indicator: Indicator, variant: Variant, kind: str) -> str:
        """Return the kind of period that there are figures of, where ``kind`` is asked for."""
        kind = kind_of(indicator, variant, kind)
        if not isinstance(self.counts, Published):
            return kind
        months = self.counts.maanden
        # Of a case table that nobody delivered nothing is published: then as of the others.
        each = months.get(indicator.tabel_van(variant), min(months.values(), default=1))
        return period_for(Periode(kind), each).value

    def figures(
        self,
        indicator: Indicator,
        variant: Variant,
        kind: str,
        *,
        uitsplitsing: str = "",
        limits: Limits | None = None,
        basis: Basis | None = None,
    ) -> pl.DataFrame:
        """Make figures as they were on the day of counting; those of others hide what is too small."""
        made = self.all_of(
            [(indicator, variant, kind)], uitsplitsing=uitsplitsing, limits=limits, bases={indicator.code: basis}
        )
        return made.select(columns_of(indicator, variant))

    def all_of(
        self,
        asked: Sequence[Asked],
        *,
        uitsplitsing: str = "",
        limits: Limits | None = None,
        wide: Limits | None = None,
        only: pl.DataFrame | None = None,
        bases: Mapping[str, Basis | None] | None = None,
    ) -> pl.DataFrame:
        """Make the figures of many variants at once, as MEASURED_SCHEMA: for each the same as ``figures`` makes.

        ``kind`` of the result is the kind seen; a variant asked for in two kinds that are seen in one is made once.
        With ``wide`` the limits at its level are there too. ``only`` has the periods to make, with the columns of
        ONLY_SCHEMA and any other of the result, and ``bases`` the base years that were chosen, by indicator.
        """
        counts = self.counts
        distinct = {(one.code, of.code, self.seen(one, of, kind)): (one, of) for one, of, kind in asked}
        made = figures_of(
            list(distinct.values()),
            counts.telling,
            counts.verdeling,
            counts.dekking,
            kind=[kind for *_, kind in distinct],
            today=counts.peildatum,
            uitsplitsing=uitsplitsing,
            known_years=self.known_years,
            total_inwoners=self.inwoners,
            limits=limits,
            samenhang=self.samenhang,
            profile=self._profile,
            withheld=counts.onderdrukt if isinstance(counts, Published) else None,
            until=self.until,
            only=None if only is None else _with_base_years(only, list(distinct.values()), counts.peildatum),
            wide=None if wide is None else wide.level,
        )
        levels = {"": (limits or Limits()).level} | ({} if wide is None else {"_ruim": wide.level})
        by_method: dict[Methode, list[tuple[Indicator, Variant]]] = {}
        for one, of in distinct.values():
            by_method.setdefault(one.methode_van(of), []).append((one, of))
        parts = [self._as_shown(made, pairs, levels, bases or {}) for pairs in by_method.values()]
        made = pl.concat([MEASURED_SCHEMA.to_frame(), *parts], how="diagonal")
        return made if only is None else made.join(only, on=only.columns, how="semi", maintain_order="left")

    @property
    def _profile(self) -> Profile:
        return _PROFILES.get(self.counts.profiel, ANDEREN) if isinstance(self.counts, Published) else ANDEREN

    def _as_shown(
        self,
        made: pl.DataFrame,
        pairs: Sequence[tuple[Indicator, Variant]],
        levels: Mapping[str, float],
        bases: Mapping[str, Basis | None],
    ) -> pl.DataFrame:
        """Return the figures of ``pairs``, all of one Methode, without what is too small, and against a base year."""
        names = pl.DataFrame({"indicator": [one.code for one, _ in pairs], "variant": [of.code for _, of in pairs]})
        part = made.join(names.unique(), on=names.columns, how="semi", maintain_order="left")
        counts = self.counts
        if isinstance(counts, Published) and max(counts.maanden.values(), default=1) > 1:
            part = shown(part, *pairs[0], self._profile)
            wide = [name for name in WIDE_LIMITS if name in part.columns]
            part = part.with_columns(
                pl.when(~pl.col("status").is_in(TOO_FEW)).then(pl.col(name)).alias(name) for name in wide
            )
        one, of = pairs[0]
        if one.methode_van(of) is not Methode.RATIO or part.is_empty():
            return part
        return pl.concat(
            _against_base(rows, levels, bases.get(str(code)))
            for (code, *_), rows in part.partition_by(_NAMES, as_dict=True, maintain_order=True).items()
        )


def columns_of(indicator: Indicator, variant: Variant) -> list[str]:
    """Return the columns of the figures of a variant: against a base year there are more."""
    against = indicator.methode_van(variant) is Methode.RATIO
    return (AGAINST_BASE_SCHEMA if against else FIGURE_SCHEMA).names()


def kind_of(indicator: Indicator, variant: Variant, kind: str) -> str:
    """Return the kind of period that a variant is shown in: against a base year only whole years can stand."""
    return "jaar" if indicator.methode_van(variant) is Methode.RATIO else kind


def _with_base_years(only: pl.DataFrame, pairs: Sequence[tuple[Indicator, Variant]], until: date) -> pl.DataFrame:
    """Add to ``only`` all years of what is set against its base year: that may be any of them."""
    years = [
        (one.code, of.code, date(year, 1, 1), date(year + 1, 1, 1))
        for one, of in pairs
        if one.methode_van(of) is Methode.RATIO
        for year in range(_FIRST_YEAR, until.year + 1)
    ]
    return pl.concat([only.select(ONLY_SCHEMA.names()), pl.DataFrame(years, schema=ONLY_SCHEMA, orient="row")])


def _against_base(part: pl.DataFrame, levels: Mapping[str, float], basis: Basis | None) -> pl.DataFrame:
    """Set the counts of one variant against its base year, with limits at each level."""
    first, *others = (_sure(against_base(part, basis, level=level)) for level in levels.values())
    wide = [each.select(pl.col("onder", "boven").name.suffix("_ruim")) for each in others]
    names = part.select(_NAMES)
    return pl.concat([names, first, *wide], how="horizontal")


def _sure(made: pl.DataFrame) -> pl.DataFrame:
    """Leave out the limits of a handful set against a handful: they are so far apart that they only mislead."""
    enough = pl.col("teller") + pl.col("noemer") >= _FEWEST_EVENTS
    return made.with_columns(pl.when(enough).then(pl.col(name)).alias(name) for name in ("onder", "boven"))
