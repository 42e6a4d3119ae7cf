"""What others see is rounded without bias, once and for ever, adds up, and hides at least five values."""

import itertools
from datetime import date

import numpy as np
import polars as pl
import pytest

from metrics.definition import Methode
from metrics.disclosure.audit import withhold
from metrics.disclosure.chains import plan, shown_wholes
from metrics.disclosure.leaves import bar, shown_bars, shown_leaves
from metrics.disclosure.relations import structure
from metrics.disclosure.rounding import secret_numbers, siphash
from metrics.disclosure.scheme import ANDEREN, MINDER_DAN, OP_MINDER_NA, PUBLISHED, TE_WEINIG, period_for, shown
from metrics.disclosure.settled import changed, kept, settled
from metrics.disclosure.sheet import sheets
from metrics.disclosure.sums import far_apart, members_shown, whole_sums
from metrics.figures import FIGURE_SCHEMA
from metrics.indicators import INDICATORS, indicator_named
from metrics.periods import Periode

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
QUARTER = date(2024, 1, 1)
COLUMNS = ["gebied", "indicator", "variant", "teller", "noemer", "onbekend"]


def leaves(*rows: tuple[str, str, str, int, int, int], voorlopig: bool = False) -> pl.DataFrame:
    """Return wholes of the table zaak in one quarter from (gebied, indicator, variant, teller, noemer, onbekend)."""
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").with_columns(
        versie=pl.lit(1, pl.Int32), maand=pl.lit(QUARTER), uitsplitsing=pl.lit(""), cel=pl.lit(""),
        tabel=pl.lit("zaak"), publiek=pl.lit(value=False), inwoners=pl.lit(1000), maanden=pl.lit(3, pl.Int32),
        voorlopig=pl.lit(voorlopig),
    )  # fmt: skip


def referrals(gemeenten: int, seed: int, mean: float = 6.0) -> pl.DataFrame:
    """Return a count that is the sum of two others, in many gemeenten, as the parts of DV01 are."""
    rng = np.random.default_rng(seed)
    parts = rng.poisson([mean / 3, mean / 2, mean], size=(gemeenten, 3)).tolist()
    rows = [
        (f"GM{1000 + at}", "DV01", variant, teller, sum(each), 1)
        for at, each in enumerate(parts)
        for variant, teller in (("financieel", each[0]), ("niet_financieel", each[1]), ("standaard", sum(each[:2])))
    ]
    return leaves(*rows)


def test_the_hash_is_siphash_2_4():
    """The vectors of the reference implementation (Aumasson and Bernstein, vectors.h): messages of 8 and 16 bytes."""
    words = [np.array([int.from_bytes(bytes(range(at, at + 8)), "little")], dtype=np.uint64) for at in (0, 8)]
    assert hex(int(siphash(words[:1], bytes(range(16)))[0])) == "0x93f5f5799a932462"
    assert hex(int(siphash(words, bytes(range(16)))[0])) == "0x3f2acc7f57c29bdb"


def test_a_secret_number_is_the_leafs_own_once_and_for_ever_and_another_with_another_key():
    names = pl.DataFrame({"naam": [f"GM{number:04}" for number in range(500)]})
    numbers = secret_numbers(names, ["naam"], KEY, 5)
    assert numbers.head(10).to_list() == secret_numbers(names.head(10), ["naam"], KEY, 5).to_list()
    backwards = secret_numbers(names.reverse(), ["naam"], KEY, 5)
    assert numbers.to_list() == backwards.reverse().to_list()
    assert numbers.to_list() != secret_numbers(names, ["naam"], OTHER, 5).to_list()
    assert sorted(numbers.unique()) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("count", [1, 4, 7, 23])
def test_rounding_is_unbiased_and_to_the_multiple_on_either_side(count: int):
    many = leaves(*((f"GM{number:04}", "VS07", "standaard", count, 40, 0) for number in range(4000)))
    made = shown_leaves(many, KEY, ANDEREN)["teller"]
    assert set(made) <= {count // 5 * 5, count // 5 * 5 + 5}
    # Four standard errors of the mean of 4.000 leaves.
    assert made.mean() == pytest.approx(count, abs=4 * np.sqrt(6.25 / 4000))


def test_what_is_shown_is_a_multiple_and_rest_and_onbekend_are_never_below_zero():
    rows = [
        (f"GM{at:04}", "VS07", "standaard", teller, teller + rest, onbekend)
        for at, (teller, rest, onbekend) in enumerate(itertools.product(range(9), range(9), range(9)))
    ]
    made = shown_leaves(leaves(*rows), KEY, ANDEREN)
    assert made.select((pl.col("teller", "noemer", "onbekend") % 5 == 0).all()).row(0) == (True, True, True)
    assert (
        made.select((pl.col("noemer") >= pl.col("teller")).all(), (pl.col("onbekend") >= 0).all()).row(0) == (True,) * 2
    )
    empty = made.filter(gebied="GM0000")
    assert empty.select("teller", "noemer", "onbekend").row(0) == (0, 0, 0)


def test_the_same_number_of_the_same_cases_is_shown_as_the_same_number_in_every_indicator():
    rows = [(f"GM{at:04}", code, "standaard", at % 37, 60, 3) for at in range(200) for code in ("VS10", "VS11")]
    made = shown_leaves(leaves(*rows), KEY, ANDEREN)
    one, other = (made.filter(indicator=code).sort("gebied") for code in ("VS10", "VS11"))
    assert one["teller"].to_list() == other["teller"].to_list()


def test_a_public_noemer_stays_as_it_is():
    made = shown_leaves(leaves(("GM0001", "VS01", "standaard", 7, 12_345, 1)).with_columns(publiek=True), KEY, ANDEREN)
    assert made["noemer"].item() == 12_345
    assert made["teller"].item() in (5, 10)


def test_shown_parts_add_up_to_the_shown_whole():
    exact = referrals(60, seed=1)
    made = shown_wholes(exact, KEY, ANDEREN).pivot("variant", index="gebied", values="teller")
    assert made.filter(pl.col("financieel") + pl.col("niet_financieel") != pl.col("standaard")).is_empty()
    off = shown_wholes(exact, KEY, ANDEREN).join(exact, on=["gebied", "variant"]).select(
        (pl.col("teller") - pl.col("teller_right")).abs().max()
    )  # fmt: skip
    assert off.item() < 5
    ((_, sheet),) = sheets(exact)
    assert [len(chain.parts) for chain in plan(sheet, sheet.described(), {}).chains] == [2]


def test_sums_are_found_from_the_counts_and_not_in_a_few():
    rng = np.random.default_rng(3)
    a, b = rng.poisson(5, 40), rng.poisson(7, 40)
    found = structure({("x", "teller"): a, ("y", "teller"): b, ("z", "teller"): a + b, ("w", "teller"): a.copy()}, [])
    assert found.number["x", "teller"] == found.number["w", "teller"]
    sums = [one for one in found.relations if max(one.parts) < found.size]
    assert [(one.whole, set(one.parts)) for one in sums] == [(2, {0, 1})]
    assert structure({("x", "teller"): a[:2], ("y", "teller"): a[:2].copy()}, []).relations == ()


def test_what_an_attacker_narrows_below_five_values_is_withheld_and_little_else():
    """Naively rounded parts and whole contradict each other; the audit hides what that would tell."""
    exact = referrals(400, seed=2)
    rng = np.random.default_rng(5)
    naive = exact.with_columns(
        (((pl.col(name) + pl.Series(rng.integers(0, 5, exact.height))) // 5) * 5).alias(name) for name in ("teller",)
    ).with_columns(noemer=(pl.col("noemer") // 5 * 5 + 5).clip(pl.col("teller")), onbekend=pl.lit(0))
    for given, most in ((shown_wholes(exact, KEY, ANDEREN), 0.04), (naive, 0.9)):
        made, (audit,) = withhold(exact, given.with_columns(onderdrukt=pl.lit(value=False)), ANDEREN)
        assert audit.smalst >= 5
        assert made["onderdrukt"].sum() == audit.achtergehouden <= most * audit.bladen
        assert (
            made.filter("onderdrukt").select(pl.col("teller", "noemer", "onbekend").null_count()).row(0)
            == (audit.achtergehouden,) * 3
        )


def test_bars_add_up_to_the_shown_noemer_and_keep_the_median_in_place():
    rows = [(f"GM{at:04}", day, 2) for at in range(50) for day in (3, 8, 12, 24, 47)]
    bars = pl.DataFrame(rows, schema=["gebied", "waarde", "aantal"], orient="row").with_columns(
        indicator=pl.lit("SH03"), versie=pl.lit(1, pl.Int32), variant=pl.lit("standaard"), maand=pl.lit(QUARTER),
        uitsplitsing=pl.lit(""), cel=pl.lit(""), tabel=pl.lit("traject"), gecensureerd=pl.col("waarde") == 47,
    )  # fmt: skip
    made = shown_bars(bars, KEY, ANDEREN)
    assert set(made["aantal"]) <= {5, 10}
    assert set(made.group_by("gebied").agg(pl.col("aantal").sum())["aantal"]) == {10}
    assert set(made.filter(~pl.col("gecensureerd")).group_by("gebied").agg(pl.col("aantal").sum())["aantal"]) <= {5, 10}


def test_a_bar_is_as_wide_as_its_value_is_large():
    days = pl.DataFrame({"waarde": [0, 19, 20, 24, 25, 99, 100, 109, 1_234, 23_456]})
    assert days.select(bar(pl.col("waarde"))).to_series().to_list() == [0, 19, 22, 22, 27, 97, 104, 104, 1_249, 23_499]


@pytest.mark.parametrize(
    ("was_voorlopig", "now_voorlopig", "shown_now"),
    [(True, True, 10), (True, False, 25), (False, False, 10), (False, True, 10)],
)
def test_a_published_period_changes_once(was_voorlopig: bool, now_voorlopig: bool, shown_now: int):
    key = ("GM0001", "VS07", "standaard")
    before = leaves((*key, 10, 50, 0), voorlopig=was_voorlopig)
    fresh = leaves((*key, 25, 60, 5), voorlopig=now_voorlopig)
    stays = settled(fresh, before)
    assert kept(fresh, before, stays, fresh.columns)["teller"].to_list() == [shown_now]
    told = changed(fresh, before, stays)
    assert (told.nieuw, told.definitief_geworden + told.gebleven, told.vervallen) == (0, 1, 0)


def test_what_is_no_longer_delivered_is_gone_and_what_is_new_is_there():
    before, fresh = (
        leaves(("GM0001", "VS07", "standaard", 10, 50, 0)),
        leaves(("GM0002", "VS07", "standaard", 5, 40, 0)),
    )
    stays = settled(fresh, before)
    assert kept(fresh, before, stays, fresh.columns)["gebied"].to_list() == ["GM0002"]
    told = changed(fresh, before, stays)
    assert (told.nieuw, told.gebleven, told.vervallen) == (1, 0, 1)


def test_a_region_is_the_sum_of_shown_leaves_without_who_objected_and_without_what_is_withheld():
    codes = [f"GM000{number}" for number in range(1, 7)]
    made = leaves(*((code, "VS07", "standaard", 5 * at, 50, 5) for at, code in enumerate(codes))).with_columns(
        onderdrukt=pl.col("gebied") == "GM0006"
    )
    members = pl.DataFrame({"gebied": ["NL"] * 6, "gm_code": codes})
    placed = members_shown(members, made.select("gebied", "tabel", "maand"), frozenset({"GM0005"}))
    total = whole_sums(made, placed)
    assert total.select("teller", "noemer", "gemeenten", "bladen").rows() == [(0 + 5 + 10 + 15, 200, 4, 4)]


def test_regions_that_differ_by_one_or_two_gemeenten_have_no_breakdowns_both():
    codes = [f"GM{number:04}" for number in range(8)]
    sets = {"NL": codes, "provincie:A": codes[:5], "provincie:B": codes[:6], "regio:C": codes[:5], "groep:1": codes[:3]}
    rows = [(gebied, gebied.split(":", maxsplit=1)[0], code) for gebied, within in sets.items() for code in within]
    members = pl.DataFrame(rows, schema=["gebied", "soort", "gm_code"], orient="row")
    assert far_apart(members, ANDEREN) == ["NL"]


def test_others_see_quarters_for_months_calendar_years_for_rolling_ones_and_years_only_of_rare_events():
    assert [period_for(kind, 3) for kind in Periode] == [
        Periode.KWARTAAL, Periode.KWARTAAL, Periode.JAAR, Periode.JAAR,
    ]  # fmt: skip
    assert {period_for(kind, 12) for kind in Periode} == {Periode.JAAR}
    assert not {"pc4", "wijk"} & set(PUBLISHED)
    rare = {i.tabel_van(v) for i in INDICATORS if i.code.startswith("ON") for v in i.varianten}
    assert rare <= set(ANDEREN.jaartabellen)


@pytest.mark.parametrize(
    ("teller", "noemer", "status"),
    [(20, 45, TE_WEINIG), (0, 50, MINDER_DAN), (50, 50, OP_MINDER_NA), (5, 50, "ok"), (45, 50, "ok")],
)
def test_a_share_is_shown_from_a_noemer_of_fifty_and_five_on_either_side(teller: int, noemer: int, status: str):
    row = dict.fromkeys(FIGURE_SCHEMA.names()) | {
        "teller": teller, "noemer": noemer, "waarde": teller / noemer, "onder": 0.0, "boven": 1.0, "status": "ok",
    }  # fmt: skip
    indicator = indicator_named("VS07")
    assert indicator.methode is Methode.WILSON
    made = shown(pl.DataFrame([row], schema=FIGURE_SCHEMA), indicator, indicator.standaard)
    assert made["status"].item() == status
    assert (made["waarde"].item() is None) == (status != "ok")
