"""SH06b, uitstroom naar reden: nine reasons, or a division of one's own, that add up to 100%."""

from datetime import date

import polars as pl

from metrics.figures import figures
from metrics.indicators import indicator_named
from tests.spec.casebook import Casebook, cases
from tests.spec.gevallen import answers, gevallen

_REASONS = (
    "Afgerond", "Zelf", "Nietverschenen", "Ingetrokken", "Niet passend", "Voldoet niet", "Verhuisd", "Overleden",
    "Overig",
)  # fmt: skip


def shares(book: Casebook, uitsplitsing: str, variant: str = "standaard") -> dict[str, float]:
    """Return the value of each cell over 2024."""
    sh06b, counts = indicator_named("SH06b"), book.counts()
    made = figures(
        counts.telling, counts.verdeling, counts.dekking, sh06b, sh06b.variant(variant), kind="jaar",
        today=date(2026, 11, 1), uitsplitsing=uitsplitsing,
    )  # fmt: skip
    year = made.filter(pl.col("periode") == "2024", pl.col("waarde").is_not_null())
    return dict(zip(year["cel"].to_list(), year["waarde"].to_list(), strict=True))


def test_the_nine_reasons_add_up_to_everyone_whose_reason_is_known():
    lines = [f"t{n}{i} | 2024-01-01 | 2024-05-05 | {reason}" for n, reason in enumerate(_REASONS) for i in range(n + 1)]
    book = cases(
        traject="id | start | uitstroom | uitstroomreden\n" + "\n".join([*lines, "x | 2024-01-01 | 2024-05-06 |"])
    )
    assert book.tally("SH06b") == {"2024-05": (45, 45, 1)}
    found = shares(book, "uitstroomreden")
    assert found == {reason: (n + 1) / 45 for n, reason in enumerate(_REASONS)} | {"onbekend": 0.0}
    assert round(sum(found.values()), 12) == 1
    assert shares(book, "uitstroomreden", "alle")["onbekend"] == 1 / 46
    assert round(sum(shares(book, "uitstroomreden", "alle").values()), 12) == 1


def test_an_outflow_of_ones_own_adds_up_to_100_percent():
    """Amersfoort, Stadsring51, result agreements 2011: 30, 20, 10, 18, 11 and 11% of the outflow."""
    own = {"a": 30, "b": 20, "c": 10, "d": 18, "e": 11, "f": 11}
    names = [f"{cel}{n}" for cel, many in own.items() for n in range(many)]
    book = cases(
        traject="id | start | uitstroom\n" + "\n".join(f"{name} | 2024-01-01 | 2024-05-05" for name in names),
        kenmerk="tabel | record | naam | waarde\n"
        + "\n".join(f"traject | {name} | eigen uitstroom | {name[0]}" for name in names),
    )
    found = shares(book, "kenmerk:eigen uitstroom", "alle")
    assert {cel: round(100 * share, 9) for cel, share in found.items()} == own
    assert round(sum(found.values()), 12) == 1


def test_outflow_counts_on_its_day():
    text = """
        geval               | uitstroom  | einddatum  | uitstroomreden | verwacht
        ended               | 2024-05-05 |            | Zelf           | ja
        only an end         |            | 2024-05-05 | Zelf           | ja
        no reason           | 2024-05-05 |            |                | onbekend
        no day              |            |            | Zelf           | onbekend
        runs                |            |            |                | telt niet
        ends tomorrow       | 2026-11-02 |            | Zelf           | telt niet
    """
    book, expected = gevallen(text)
    assert answers(book, "SH06b") == expected
    assert answers(book, "SH06b", "alle") == expected | {"no reason": "ja"}
