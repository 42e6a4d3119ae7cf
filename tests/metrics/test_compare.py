"""Verdicts: the interval decides, the own gemeente is left out, and sometimes there is no honest answer."""

from typing import Any

import polars as pl
import pytest

from metrics.compare import verdict
from metrics.indicators import indicator_named
from metrics.intervals import byar, wilson


def share(teller: int, noemer: int, **changed: Any) -> dict[str, Any]:
    low, high = wilson(pl.col("t"), pl.col("n"))
    onder, boven = pl.DataFrame({"t": [teller], "n": [noemer]}).select(onder=low, boven=high).row(0)
    figure = {"teller": teller, "noemer": noemer, "waarde": teller / noemer, "onder": onder, "boven": boven}
    return figure | {"status": "ok", "voorlopig": False} | changed


def rate(teller: int, noemer: int) -> dict[str, Any]:
    low, high = byar(pl.col("t"))
    onder, boven = pl.DataFrame({"t": [teller]}).select(onder=low, boven=high).row(0)
    factor = 120_000 / noemer
    figure = {"waarde": teller * factor, "onder": onder * factor, "boven": boven * factor}
    return figure | {"teller": teller, "noemer": noemer, "status": "ok", "voorlopig": False}


def days(waarde: float | None, onder: float | None, boven: float | None, noemer: int) -> dict[str, Any]:
    figure = {"waarde": waarde, "onder": onder, "boven": boven, "teller": noemer, "noemer": noemer}
    return figure | {"status": "ok", "voorlopig": False}


VS07, VS12A, ON01, SH03 = (indicator_named(code) for code in ("VS07", "VS12a", "ON01", "SH03"))
NATION = share(20_000, 100_000)


@pytest.mark.parametrize(("teller", "word"), [(30, "beter"), (20, "vergelijkbaar"), (10, "slechter")])
def test_the_own_interval_decides_beside_a_rest_many_times_larger(teller, word):
    assert verdict(share(teller, 100), NATION, VS07) == word


def test_without_a_richting_it_is_higher_or_lower():
    assert verdict(share(30, 100), NATION, VS12A) == "hoger"
    assert verdict(share(10, 100), NATION, VS12A) == "lager"


def test_beside_a_rest_of_the_same_size_the_interval_of_the_difference_decides():
    own, rest = share(30, 100), share(20, 100)
    assert own["onder"] > rest["waarde"], "the rest taken as certain would have called this better"
    assert verdict(own, rest, VS07) == "vergelijkbaar"
    assert verdict(share(40, 100), rest, VS07) == "beter"


def test_fewer_evictions_is_better():
    nation = rate(1_000, 24_000_000)
    assert verdict(rate(5, 600_000), nation, ON01) == "beter"
    assert verdict(rate(40, 600_000), nation, ON01) == "slechter"
    assert verdict(rate(26, 600_000), nation, ON01) == "vergelijkbaar"


def test_a_shorter_wait_is_better():
    assert verdict(days(7.0, 5.0, 9.0, 200), days(15.0, 14.0, 16.0, 90_000), SH03) == "beter"
    assert verdict(days(12.0, 8.0, 20.0, 200), days(15.0, 9.0, 22.0, 300), SH03) == "vergelijkbaar"


@pytest.mark.parametrize("status", ["onvolledig", "te_lage_dekking", "te_veel_onbekend", "geen_gevallen"])
def test_a_figure_that_is_not_whole_gets_no_verdict(status):
    assert verdict(share(30, 100, status=status), NATION, VS07) is None
    assert verdict(share(30, 100), NATION | {"status": status}, VS07) is None


def test_a_voorlopig_figure_gets_no_verdict():
    assert verdict(share(30, 100, voorlopig=True), NATION, VS07) is None
    assert verdict(share(30, 100), NATION | {"voorlopig": True}, VS07) is None


def test_too_few_cases_get_no_verdict():
    assert verdict(share(9, 9), NATION, VS07) is None
    assert verdict(rate(0, 60_000), rate(1_000, 24_000_000), ON01) is None
    assert verdict(rate(0, 600_000), rate(1_000, 24_000_000), ON01) == "beter"


def test_what_has_no_value_or_no_limits_gets_no_verdict():
    nation = days(15.0, 14.0, 16.0, 90_000)
    assert verdict(days(None, None, None, 200), nation, SH03) is None
    assert verdict(days(7.0, 5.0, None, 200), nation, SH03) is None
    assert verdict(days(7.0, 5.0, 9.0, 200), days(15.0, None, None, 300), SH03) is None
    assert verdict(days(7.0, 5.0, 9.0, 200), days(15.0, None, None, 90_000), SH03) == "beter"
