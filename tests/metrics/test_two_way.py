"""Two breakdowns at a time: the cells, the table with its margins, and where they may go."""

import polars as pl
import pytest
from hypothesis import given, settings
from polars.testing import assert_frame_equal

from metrics.counting.compute import count
from metrics.indicators import INDICATORS
from metrics.two_way import TOTAAL, halves, two_way
from metrics.uitsplitsingen import KRUIS, may_leave
from queries.blocks import select_blocks
from queries.deliveries.labels import label
from queries.deliveries.rules import UnreadableError
from queries.schema import telling as telling_table
from tests.metrics.invented import registers
from tests.spec.casebook import cases

MATRIX = cases(
    zaak="id | matchingsdatum\nz1 | 2024-03-10\nz2 | 2024-03-11\nz3 | 2024-04-12\nz4 | 2024-04-12",
    contactpoging="zaak | bereikt | datum\nz1 | ja | 2024-03-12",
    kenmerk="""
        tabel | record | naam     | waarde
        zaak  | z1     | klant    | regelbaar
        zaak  | z2     | klant    | regelbaar
        zaak  | z3     | klant    | niet regelbaar
        zaak  | z1     | schulden | regelbaar
        zaak  | z2     | schulden | niet regelbaar
        zaak  | z3     | schulden | niet regelbaar
    """,
)


def of(kruising: str) -> pl.DataFrame:
    return MATRIX.counts().telling.filter(indicator="VS07", variant="standaard", uitsplitsing=kruising)


def test_the_matrix_of_two_own_kenmerken_has_every_cell_and_its_margins():
    """Tilburg: regelbare en niet regelbare klanten by regelbare en niet regelbare schulden."""
    assert MATRIX.cells("VS07", "kenmerk:klant*kenmerk:schulden") == {
        "niet regelbaar*niet regelbaar": (0, 1, 0),
        "onbekend*onbekend": (0, 1, 0),
        "regelbaar*niet regelbaar": (0, 1, 0),
        "regelbaar*regelbaar": (1, 1, 0),
    }
    table = two_way(of("kenmerk:klant*kenmerk:schulden"))
    assert table.select("rij", "kolom", "teller", "noemer").rows() == [
        ("niet regelbaar", "niet regelbaar", 0, 1), ("niet regelbaar", "onbekend", 0, 0),
        ("niet regelbaar", "regelbaar", 0, 0), ("niet regelbaar", "", 0, 1),
        ("onbekend", "niet regelbaar", 0, 0), ("onbekend", "onbekend", 0, 1),
        ("onbekend", "regelbaar", 0, 0), ("onbekend", "", 0, 1),
        ("regelbaar", "niet regelbaar", 0, 1), ("regelbaar", "onbekend", 0, 0),
        ("regelbaar", "regelbaar", 1, 1), ("regelbaar", "", 1, 2),
        ("", "niet regelbaar", 0, 2), ("", "onbekend", 0, 1), ("", "regelbaar", 1, 1), ("", "", 1, 4),
    ]  # fmt: skip


def test_the_names_of_a_crossing_are_those_of_its_two_breakdowns_in_the_order_they_were_declared():
    found = set(MATRIX.counts().telling.filter(indicator="VS07")["uitsplitsing"])
    assert {name for name in found if KRUIS in name} == {
        "contactvorm*signaalpartner", "leeftijdsklasse*crisis", "kenmerk:klant*leeftijdsklasse",
        "kenmerk:schulden*leeftijdsklasse", "kenmerk:klant*kenmerk:schulden",
    }  # fmt: skip
    assert halves("kenmerk:klant*leeftijdsklasse") == ("kenmerk:klant", "leeftijdsklasse")
    with pytest.raises(ValueError, match="no crossing"):
        halves("leeftijdsklasse")


def test_a_table_of_nothing_has_its_columns_and_no_rows():
    assert two_way(of("leeftijdsklasse*crisis").clear()).shape == (0, 5)


@given(registers())
@settings(max_examples=25)  # a wrong margin shows in nearly every register
def test_the_margins_of_a_table_are_the_counts_of_the_single_breakdowns(book):
    counts = count(book.inputs(), book.today, [each for each in INDICATORS if each.kruisingen]).telling
    for (indicator, variant, gebied, kruising), cells in counts.filter(
        pl.col("uitsplitsing").str.contains(KRUIS, literal=True)
    ).group_by("indicator", "variant", "gebied", "uitsplitsing"):
        mine = counts.filter(indicator=indicator, variant=variant, gebied=gebied)
        table = two_way(cells)
        for breakdown, side, other in zip(halves(kruising), ("rij", "kolom"), ("kolom", "rij"), strict=True):
            margin = table.filter(pl.col(side) != TOTAAL, pl.col(other) == TOTAAL).rename({side: "cel"}).drop(other)
            single = (
                mine.filter(uitsplitsing=breakdown).group_by("cel").agg(pl.col("teller", "noemer", "onbekend").sum())
            )
            assert_frame_equal(margin, single, check_row_order=False)


def test_of_many_kenmerken_the_six_used_most_are_crossed():
    names = [f"naam {number}" for number in range(1, 9)]
    lines = [f"zaak | z{n} | {name} | ja" for place, name in enumerate(names) for n in range(1, 3 if place == 7 else 2)]
    book = cases(
        zaak="id | matchingsdatum\nz1 | 2024-03-10\nz2 | 2024-03-11",
        kenmerk="tabel | record | naam | waarde\n" + "\n".join(lines),
    )
    found = set(book.counts().telling.filter(indicator="VS07")["uitsplitsing"])
    crossed = {name for name in found if name.count("kenmerk:") == 2}
    assert len(crossed) == 15, "every two of six"
    assert "kenmerk:naam 1*kenmerk:naam 8" in crossed, "the last is used most"
    assert not any("naam 6" in name or "naam 7" in name for name in crossed)
    assert book.cells("VS07", "kenmerk:naam 1*kenmerk:naam 8") == {"ja*ja": (0, 1, 0), "onbekend*ja": (0, 1, 0)}


def test_a_crossing_and_a_street_never_leave_their_gemeente():
    """The rule stands in the store and in the regions; both say the same."""
    names = ["", "crisis", "pc4", "wijk", "kenmerk:trede", "leeftijdsklasse*crisis", "kenmerk:trede*kenmerk:pakket"]
    stays = pl.Series(names).to_frame("naam").filter(~may_leave(pl.col("naam")))["naam"].to_list()
    assert stays == ["pc4", "wijk", "leeftijdsklasse*crisis", "kenmerk:trede*kenmerk:pakket"]
    stored = str(select_blocks(telling_table, None, None, shared=True).compile(compile_kwargs={"literal_binds": True}))
    assert "NOT IN ('pc4', 'wijk')" in stored
    assert "NOT LIKE '%' || '*' || '%'" in stored


def test_no_own_kenmerk_can_hold_the_sign_between_two_breakdowns():
    with pytest.raises(UnreadableError):
        label(f"trede{KRUIS}pakket", 40)


def test_every_declared_crossing_is_counted_for_the_gemeente():
    declared = {i.code for i in INDICATORS if i.kruisingen}
    assert declared >= {"VS07", "SH12", "DV03", "ON02"}
