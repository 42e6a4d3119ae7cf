"""What publications show holds out: leaves rounded with one secret, audited, and all sums made of shown leaves."""

import numpy as np
import polars as pl
import pytest

from metrics.disclosure.kept_chains import Decisions
from metrics.disclosure.leaves import shown_leaves
from metrics.disclosure.scheme import ANDEREN
from tests.disclosure.attacker import audit
from tests.disclosure.count_matrix import BLAD, count_matrix
from tests.disclosure.knowledge import Knowledge
from tests.disclosure.made_up import TABELLEN, counted, zaken
from tests.disclosure.protected import KEY, as_leaves, chains, published, rounded
from tests.disclosure.relations import Relations, find_relations
from tests.disclosure.windows import SHARED


@pytest.fixture(scope="module")
def cases() -> pl.DataFrame:
    return zaken(60, 12, mean=25, seed=4)


@pytest.fixture(scope="module")
def exact(cases: pl.DataFrame) -> pl.DataFrame:
    return as_leaves(counted(cases))


@pytest.fixture(scope="module")
def shown(exact: pl.DataFrame) -> pl.DataFrame:
    return published(exact)


@pytest.fixture(scope="module")
def relations(exact: pl.DataFrame) -> Relations:
    """What follows from the definitions: what holds in every case by itself holds in any number of them."""
    one_by_one = zaken(20, 8, seed=2).with_row_index("nummer").with_columns(gebied=pl.format("{}", "nummer"))
    return find_relations(counted(one_by_one), TABELLEN, support=1).in_chains(chains(exact))


def _narrowest(knowledge: Knowledge, but: str = "") -> int:
    """Return the fewest values of any hidden number of others, in whole numbers; the search stops at five."""
    places = sorted({place for (_, gebied, *_), place in knowledge.hidden.items() if gebied != but})
    return min(high - low + 1 for low, high in knowledge.programme.spans(places, enough=5))


def test_the_attacker_reads_the_rounding_rightly(exact: pl.DataFrame, relations: Relations) -> None:
    """No exact count lies outside what is claimed of it."""
    found = audit(rounded(exact), relations, SHARED)
    truth = count_matrix(exact, relations.leaves).values
    assert ((found.low <= truth) & (truth <= found.high))[found.hidden].all()


def test_one_secret_gives_far_less_away_than_rounding_every_number_on_its_own(
    exact: pl.DataFrame, relations: Relations
) -> None:
    assert audit(rounded(exact), relations, SHARED).share_below < 0.05


def test_no_count_shown_keeps_fewer_than_five_values(shown: pl.DataFrame, relations: Relations) -> None:
    found = audit(shown, relations, SHARED)
    assert found.narrow().rows() == []
    assert found.narrowest >= 5


def test_little_is_withheld(shown: pl.DataFrame) -> None:
    """These are gemeenten of some twenty zaken a quarter; larger ones lose far less."""
    assert shown.filter("onderdrukt").height < 0.15 * shown.height


def test_a_gemeente_over_all_its_quarters_keeps_five_values(shown: pl.DataFrame, relations: Relations) -> None:
    smallest = shown.group_by("gebied").agg(pl.col("noemer").sum()).sort("noemer", "gebied")["gebied"].first()
    knowledge = Knowledge(relations, TABELLEN)
    knowledge.tell(shown.filter(gebied=smallest))
    assert _narrowest(knowledge) >= 5


def test_whoever_knows_their_own_counts_learns_nothing_of_others(
    shown: pl.DataFrame, exact: pl.DataFrame, relations: Relations
) -> None:
    own, last = "GM1000", exact["maand"].max()
    knowledge = Knowledge(relations, TABELLEN)
    knowledge.tell(shown.filter(pl.col("gebied").is_in([own, "GM1001", "GM1002", "GM1003"]), maand=last))
    knowledge.own(exact.filter(gebied=own, maand=last))
    assert _narrowest(knowledge, but=own) >= 5


def test_a_period_that_changes_once_keeps_five_values(
    cases: pl.DataFrame, exact: pl.DataFrame, relations: Relations
) -> None:
    """Voorlopig, a tenth of the zaken was not in yet; the attacker knows that cases only came in."""
    decisions = Decisions()
    early = cases.filter(pl.Series(np.random.default_rng(3).random(cases.height) > 0.1))
    filled = as_leaves(counted(early)).with_columns(voorlopig=pl.lit(value=True))
    first = published(filled, decisions=decisions)
    second = published(exact, before=first, decisions=decisions)
    assert second.filter("onderdrukt").height < 0.2 * second.height
    of = pl.col("gebied").is_in(["GM1000", "GM1001", "GM1002"]) & (pl.col("maand") >= exact["maand"].max())
    knowledge = Knowledge(relations, TABELLEN)
    for uitgave, each in enumerate((first, second)):
        knowledge.tell(each.filter(of), uitgave)
    knowledge.grew(0, 1)
    assert _narrowest(knowledge) >= 5


@pytest.mark.parametrize(
    "members", [("GM1000", "GM1001", "GM1002", "GM1003"), ("GM1004", "GM1005", "GM1006", "GM1007")]
)
def test_the_cells_of_a_province_narrow_nobody_in_it(
    members: tuple[str, ...], cases: pl.DataFrame, exact: pl.DataFrame, shown: pl.DataFrame, relations: Relations
) -> None:
    """One member knows its own wholes and cells exactly."""
    last, key = exact["maand"].max(), ["gebied", "maand", "indicator", "variant"]
    mine = (pl.col("gebied").is_in(members)) & (pl.col("maand") == last) & (pl.col("indicator") == "VS07")
    cells = as_leaves(counted(cases, ["crisis"])).filter(mine & (pl.col("uitsplitsing") != ""))
    wholes = shown.filter(mine)
    open_ = wholes.filter(~pl.col("onderdrukt")).select(key)
    region = shown_leaves(cells, KEY, ANDEREN).join(open_, on=key, how="semi").group_by("maand", *BLAD).agg(
        pl.col("teller", "noemer", "onbekend").sum()
    )  # fmt: skip
    knowledge = Knowledge(relations, TABELLEN)
    knowledge.tell(wholes)
    region = region.with_columns(publiek=pl.lit(value=False))
    knowledge.tell_region(members, region, cells.select(BLAD).unique().sort(BLAD).rows(), set(open_.rows()))
    knowledge.own(exact.filter(mine, gebied=members[0]))
    knowledge.own(cells.filter(gebied=members[0]))
    assert _narrowest(knowledge, but=members[0]) >= 5
