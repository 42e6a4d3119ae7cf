"""Intervals against published values."""

import polars as pl
import pytest

from metrics.intervals import byar, difference, wilson, z_value


def limits_of(made: tuple[pl.Expr, pl.Expr], **columns: float) -> tuple[float, float]:
    return pl.DataFrame([columns]).select(onder=made[0], boven=made[1]).row(0)


@pytest.mark.parametrize(
    ("teller", "noemer", "level", "expected"),
    [  # PHEindicatormethods, testdata_Byars_Wilson
        (65, 100, 0.95, (0.5525444329688797, 0.7363575175690247)),
        (1045, 5000, 0.95, (0.19795549880013297, 0.22049130373189027)),
        (65, 100, 0.998, (0.495494657407, 0.778354061409)),
    ],
)
def test_wilson_gives_the_published_limits(teller, noemer, level, expected):
    made = wilson(pl.col("t"), pl.col("n"), level)
    assert limits_of(made, t=teller, n=noemer) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize(
    ("aantal", "level", "expected"),
    [
        (65, 0.95, (50.163187710459454, 82.84913854593984)),
        (10, 0.998, (2.916318374695686, 24.193724927880535)),
        (5, 0.95, (1.62348639011842, 11.668332079322669)),
        (0, 0.95, (0.0, 3.688879454113936)),  # exact: -ln(0.025)
    ],
)
def test_byar_gives_the_published_limits_and_is_exact_below_ten(aantal, level, expected):
    assert limits_of(byar(pl.col("x"), level), x=aantal) == pytest.approx(expected, rel=1e-12)


def test_a_share_of_nothing_has_no_limits():
    assert limits_of(wilson(pl.col("t"), pl.col("n")), t=0, n=0) == (None, None)


def test_a_share_of_none_starts_at_nothing_and_a_share_of_all_ends_at_all():
    assert limits_of(wilson(pl.col("t"), pl.col("n")), t=0, n=7)[0] == 0.0
    assert limits_of(wilson(pl.col("t"), pl.col("n")), t=7, n=7)[1] == 1.0


def test_newcombe_gives_the_published_interval_of_a_difference():
    # Newcombe 1998 (Statistics in Medicine 17, p. 873), example (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339.
    sides = [(pl.col("p"), *wilson(pl.col("t"), pl.col("n"))) for _ in range(2)]
    frame = pl.DataFrame({"t": [56, 48], "n": [70, 80]}).with_columns(p=pl.col("t") / pl.col("n"))
    own, other = (frame[[row]].select(sides[row][0], onder=sides[row][1], boven=sides[row][2]) for row in range(2))
    both = pl.concat([own, other.rename({"p": "p2", "onder": "onder2", "boven": "boven2"})], how="horizontal")
    low, high = difference(
        (pl.col("p"), pl.col("onder"), pl.col("boven")), (pl.col("p2"), pl.col("onder2"), pl.col("boven2"))
    )
    assert both.select(onder=low, boven=high).row(0) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_level_is_a_share():
    assert z_value(0.95) == pytest.approx(1.959963984540054)
    with pytest.raises(ValueError, match="between 0 and 1"):
        z_value(95)
