"""What is asked of /cijfers: every parameter is known, given once, and of the kind it should be.

NLGov API Design Rules: /core/naming (parameters in lowerCamelCase, in Dutch), /core/error-handling/invalid-input (all
that is wrong is said at once, by parameter).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

import polars as pl

from dashboard.api.figure_rows import BREAKDOWNS, KINDS
from dashboard.api.problem import Wrong, refuse
from metrics.indicators import INDICATORS

GEBIED_KINDS: Final = ("gemeente", "nederland", "provincie", "arbeidsmarktregio", "grootteklasse", "stedelijkheid")
FORMATS: Final = ("json", "csv", "parquet")
CODES: Final = tuple(one.code for one in INDICATORS)
VARIANTS: Final = tuple(sorted({of.code for one in INDICATORS for of in one.varianten}))
PER_PAGE: Final = 1_000
MOST_PER_PAGE: Final = 10_000
MOST_PAGES: Final = 100_000
LONGEST: Final = 80  # characters of a value
GEMEENTE: Final = r"^GM\d{4}$"
GEBIED: Final = r"^(NL|GM\d{4}|(provincie|arbeidsmarktregio|grootteklasse|stedelijkheid):[^\x00-\x1f\x7f]{1,60})$"
DATE: Final = r"^\d{4}-\d{2}-\d{2}$"
_DIGITS: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Question:
    """Which figures are asked for, and which page of them; "" and None is no choice."""

    indicator: str = ""
    variant: str = ""
    gebied: str = ""
    soort_gebied: str = ""
    soort_periode: str = ""
    van: date | None = None
    tot: date | None = None
    uitsplitsing: str = ""
    page: int = 1
    per_page: int = PER_PAGE

    def query(self, page: int) -> str:
        """Return these choices as the text behind the question mark, for another page; the same for the same."""
        named = {
            "indicator": self.indicator, "variant": self.variant, "gebied": self.gebied,
            "soortGebied": self.soort_gebied, "soortPeriode": self.soort_periode,
            "van": self.van.isoformat() if self.van else "", "tot": self.tot.isoformat() if self.tot else "",
            "uitsplitsing": self.uitsplitsing,
        }  # fmt: skip
        given = {name: value for name, value in named.items() if value}
        return urlencode({**given, "pagina": page, "perPagina": self.per_page})

    def chosen(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Keep the rows asked for, of all pages."""
        equal = {
            "indicator": self.indicator, "variant": self.variant, "gebied": self.gebied,
            "soortGebied": self.soort_gebied, "soortPeriode": self.soort_periode,
        }  # fmt: skip
        wanted = [pl.col(name) == value for name, value in equal.items() if value]
        if self.van:
            wanted.append(pl.col("periodeVan") >= self.van)
        if self.tot:
            wanted.append(pl.col("periodeTot") <= self.tot)
        return rows.filter(wanted) if wanted else rows

    def sliced(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Keep the rows of the page."""
        return rows.slice((self.page - 1) * self.per_page, self.per_page)

    def pages(self, rows: int) -> int:
        """Return how many pages so many rows are; none is one empty page."""
        return max(1, -(-rows // self.per_page))


def read_question(given: Sequence[tuple[str, str]], gebieden: Callable[[], frozenset[str]]) -> Question:
    """Return what is asked; raise ProblemError 400 that names everything that is wrong with it.

    ``gebieden`` gives the codes there are; it is asked only for a code that could be one.
    """
    wrong: list[Wrong] = []
    values = once(given, NAMES, wrong)
    for name, options in _OPTIONS.items():
        if name in values and values[name] not in options:
            wrong.append(Wrong(name, "onbekendeWaarde", _choose(name, options)))
    gebied = _gebied(values, gebieden, wrong)
    van, tot = (_day(values, name, wrong) for name in ("van", "tot"))
    page = _number(values, "pagina", 1, MOST_PAGES, wrong)
    per_page = _number(values, "perPagina", PER_PAGE, MOST_PER_PAGE, wrong)
    if not wrong and not gebied and "indicator" not in values:
        told = "Kies een indicator, een gemeente of een gebied: alle cijfers samen passen niet in één antwoord."
        wrong.append(Wrong("indicator", "verplicht", told))
    refuse(wrong)
    return Question(
        values.get("indicator", ""), values.get("variant", ""), gebied, values.get("soortGebied", ""),
        values.get("soortPeriode", ""), van, tot, values.get("uitsplitsing", ""), page, per_page,
    )  # fmt: skip


_OPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "indicator": CODES,
    "variant": VARIANTS,
    "soortGebied": GEBIED_KINDS,
    "soortPeriode": KINDS,
    "uitsplitsing": BREAKDOWNS,
    "f": FORMATS,
}
NAMES: Final = (
    "indicator", "variant", "gemeente", "gebied", "soortGebied", "soortPeriode", "van", "tot", "uitsplitsing",
    "pagina", "perPagina", "f",
)  # fmt: skip


def once(given: Sequence[tuple[str, str]], names: Sequence[str], wrong: list[Wrong]) -> dict[str, str]:
    """Return the value of each parameter; those that are unknown, given twice, empty or too long are ``wrong``."""
    values: dict[str, str] = {}
    for name, value in given:
        shown = name[:40]
        if name not in names:
            known = f"wel: {', '.join(names)}" if names else "hier is er geen"
            wrong.append(Wrong(shown, "onbekendeParameter", f"De parameter '{shown}' bestaat niet; {known}."))
        elif name in values:
            wrong.append(Wrong(name, "dubbel", f"Geef '{name}' één keer."))
        elif not value or len(value) > LONGEST:
            wrong.append(Wrong(name, "lengte", f"Geef '{name}' een waarde van 1 tot en met {LONGEST} tekens."))
        else:
            values[name] = value
    return values


def _gebied(values: Mapping[str, str], gebieden: Callable[[], frozenset[str]], wrong: list[Wrong]) -> str:
    if "gemeente" in values and "gebied" in values:
        wrong.append(Wrong("gemeente", "dubbel", "Kies een gemeente of een gebied, niet allebei."))
        return ""
    name = "gemeente" if "gemeente" in values else "gebied"
    code = values.get(name, "")
    if not code:
        return ""
    pattern = GEMEENTE if name == "gemeente" else GEBIED
    if not re.fullmatch(pattern, code, re.ASCII) or code not in gebieden():
        told = f"Dit {name} bestaat niet" if name == "gebied" else "Deze gemeente bestaat niet"
        wrong.append(Wrong(name, "onbekendeWaarde", f"{told}; de codes staan op /api/v1/gebieden."))
    return code


def _day(values: Mapping[str, str], name: str, wrong: list[Wrong]) -> date | None:
    text = values.get(name)
    if text is None:
        return None
    if re.fullmatch(DATE, text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    wrong.append(Wrong(name, "datum", f"Schrijf '{name}' als een dag: 2024-12-31."))
    return None


def _number(values: Mapping[str, str], name: str, usual: int, most: int, wrong: list[Wrong]) -> int:
    text = values.get(name, str(usual))
    number = int(text) if _DIGITS.fullmatch(text) else 0
    if not 1 <= number <= most:
        wrong.append(Wrong(name, "bereik", f"Geef bij '{name}' een heel getal van 1 tot en met {most}."))
    return number


def _choose(name: str, options: Sequence[str]) -> str:
    listed = ", ".join(options[:60])
    return f"'{name}' kan alleen een van deze zijn: {listed}."
