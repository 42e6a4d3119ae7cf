"""Charts of many gemeenten: who is drawn how, which names stand where, and how much is sent to the browser."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from dashboard.charts import palette, versus
from dashboard.charts.canvas import Frame, name_points
from dashboard.charts.funnel import funnel_chart, funnel_table, outside
from dashboard.charts.ranked import caterpillar, ranked_chart, ranked_table, together
from dashboard.charts.scatter import scatter_chart, scatter_table
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.funnels import Funnel
from dashboard.figures.others import MISSING_SCHEMA, PERIODS_SCHEMA, ROW_SCHEMA, Field
from dashboard.figures.standouts import Place, Standouts
from dashboard.figures.together import Together
from metrics.comparison.funnel import funnel, funnel_limits
from metrics.comparison.multiplicity import by_chance
from metrics.comparison.overdispersion import Overdispersie, Schaal
from metrics.indicators import indicator_named

VS07, VS03, SH03 = (indicator_named(code) for code in ("VS07", "VS03", "SH03"))


def rows(number: int, *, own: int = 2) -> pl.DataFrame:
    """So many gemeenten, highest first: 50%, 49%, ...; every second one in the group."""
    made: list[dict[str, Any]] = [
        {
            "gm_code": f"GM{at:04}", "naam": f"Gemeente {at}", "provincie": "Utrecht",
            "waarde": 0.5 - at / (2 * number), "onder": 0.45 - at / (2 * number), "boven": 0.56 - at / (2 * number),
            "teller": 100 - 100 * at // number, "noemer": 200, "onbekend": 0, "n_eff": 180.0, "phi": None,
            "status": "ok", "voorlopig": False, "periode_van": date(2024, 1, 1), "periode_tot": date(2025, 1, 1),
            "eigen": at == own, "in_groep": at != own and at % 2 == 0,
        }
        for at in range(number)
    ]  # fmt: skip
    return pl.DataFrame(made, schema=ROW_SCHEMA)


def roles(figure: Any) -> list[str]:
    return [trace.meta for trace in figure.data]


def texts_of(figure: Any) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_a_ranked_list_names_everyone_highest_on_top_and_the_own_gemeente_in_bold():
    figure: Any = ranked_chart(rows(4), {"GM0000": "hoger"}, VS07, VS07.standaard, together=0.2)

    assert figure.layout.yaxis.ticktext == ("Gemeente 0", "Gemeente 1", "<b>Gemeente 2</b>", "Gemeente 3")
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert roles(figure) == ["groep", "overig", "eigen", "overig"]
    # Who surely differs has a symbol beside its value, never a colour alone.
    assert {"▲ 50,0%", "37,5%", "<b>25,0%</b>", "samen 20,0%"} <= set(texts_of(figure))
    assert figure.layout.xaxis.rangemode == "tozero"


def test_a_long_list_is_dots_without_names_with_the_own_place_beside_it():
    figure: Any = caterpillar(
        rows(342), {"GM0000": "hoger", "GM0300": "lager"}, VS07, VS07.standaard, naam="Gemeente 2", place="plaats 3"
    )

    assert texts_of(figure) == ["<b>Gemeente 2</b><br>plaats 3"]
    assert roles(figure) == ["marges", "anderen", "zeker hoger", "zeker lager", "eigen"]
    assert [trace.marker.symbol for trace in figure.data[2:4]] == ["triangle-up", "triangle-down"]
    assert len(figure.to_json()) < 60_000


def test_the_own_gemeente_is_told_by_more_than_colour():
    figure: Any = scatter_chart(
        rows(20).with_columns(waarde_ander=pl.col("waarde") + 0.1), (VS07, VS07.standaard), (VS03, VS03.standaard),
        split=True,
    )  # fmt: skip

    symbols = {trace.meta: trace.marker.symbol for trace in figure.data}
    assert symbols == {"overig": "circle-open", "groep": "circle", "eigen": "diamond"}
    assert {trace.marker.color for trace in figure.data} == {palette.UNCERTAIN, palette.BENCHMARK, palette.OWN}
    assert "<b>Gemeente 2</b>" in texts_of(figure)


def test_without_a_smaller_group_all_others_are_drawn_alike():
    figure: Any = scatter_chart(
        rows(20).with_columns(waarde_ander="waarde"), (VS07, VS07.standaard), (VS03, VS03.standaard), split=False
    )

    assert roles(figure) == ["overig", "eigen"]


def test_names_cover_no_other_name_and_stay_in_the_picture():
    frame = Frame((0.0, 100.0), (0.0, 100.0))
    figure: Any = scatter_chart(
        rows(3).with_columns(waarde_ander="waarde"), (VS07, VS07.standaard), (VS03, VS03.standaard), split=False
    )
    figure.update_layout(annotations=[])
    name_points(figure, [(f"Naam {at}", 50.0, 50.0 + at / 10, False) for at in range(40)], frame)

    # Beside 40 points on one spot there is room for a few names: the others are in the table.
    assert 1 <= len(figure.layout.annotations) < 10
    name_points(figure, [("Aan de rand", 99.0, 10.0, True)], frame)
    assert list(figure.layout.annotations)[-1].xanchor == "right"


def made_funnel(number: int = 12, *, phi: float = 4.0) -> Funnel:
    points = rows(number).with_columns(pl.lit(0.25).alias("waarde"), pl.lit(50).cast(pl.Int64).alias("teller"))
    far = pl.col("gm_code") == "GM0007"
    points = points.with_columns(
        teller=pl.when(far).then(30).otherwise("teller"), noemer=pl.int_range(200, 200 + 100 * number, 100)
    ).with_columns(teller=pl.when(far).then("teller").otherwise(pl.col("noemer") // 4))
    wide = Overdispersie(phi, 0.0001, number, Schaal.ARCSINUS)
    made = funnel(points, aandeel=True, baseline=0.25, overdispersie=wide).with_columns(
        omvang=pl.col("n_eff"), midden=pl.lit(0.25)
    )
    grid = pl.Series("omvang", [100.0, 1000.0])
    limits = funnel_limits(grid, baseline=0.25, aandeel=True, overdispersie=wide)
    lines = limits.select(grid, "onder_95", "boven_95", "onder_998", "boven_998")
    far_off = made.filter(pl.col("buiten") == 0.998).height
    return Funnel(made, lines, 0.25, True, wide, far_off, by_chance(number, 0.998))


def test_a_funnel_draws_its_limits_and_names_the_own_gemeente_and_who_is_outside():
    made = made_funnel()
    figure: Any = funnel_chart(made, VS07, VS07.standaard, split=True)

    assert roles(figure)[:4] == ["grens_95", "grens_95", "grens_998", "grens_998"]
    assert outside(made)["naam"].to_list() == ["Gemeente 7"]
    assert {"<b>Gemeente 2</b>", "Gemeente 7", "samen 25,0%"} <= set(texts_of(figure))
    odd = next(trace for trace in figure.data if "Gemeente 7" in (trace.text or ()))
    low = made.points.filter(naam="Gemeente 7")["waarde"][0] < 0.25
    assert ("triangle-down" if low else "triangle-up") in odd.marker.symbol
    assert figure.layout.yaxis.range[0] == 0
    assert figure.layout.yaxis.hoverformat == ",.1f"  # pointing says 27,3%, as the table does, and no 27,273%
    assert funnel_table(made, VS07, VS07.standaard)["Ligging"][0] == "buiten de buitenste lijnen"


def test_a_funnel_says_how_many_would_be_outside_by_chance_and_whether_its_lines_were_moved():
    assert versus.outside_sentence(made_funnel(), ("Zwolle",)) == (
        "Van 12 gemeenten ligt er 1 buiten de buitenste lijnen. Door toeval alleen zouden dat er gemiddeld minder "
        "dan 0,1 zijn. Het verst erbuiten: Zwolle."
    )
    assert "gemeenten verschillen altijd wat van elkaar" in versus.wider_words(made_funnel())
    assert "dispersie" not in versus.wider_words(made_funnel())
    assert "niet verruimd" in versus.wider_words(made_funnel(phi=0.8))


def test_a_table_holds_numbers_and_says_what_surely_differs():
    table = ranked_table(rows(3), {"GM0000": "hoger"}, VS07, VS07.standaard)

    assert table["Waarde"].to_list() == [0.5, 0.333, 0.167]
    assert table["Naast de eigen gemeente"].to_list() == ["zeker hoger", "kan toeval zijn", "eigen gemeente"]
    assert ranked_table(rows(3), {}, VS07, VS07.standaard)["Naast de eigen gemeente"][0] == "kan toeval zijn"
    both = rows(3).with_columns(waarde_ander=pl.lit(0.25))
    assert scatter_table(both, (VS07, VS07.standaard), (VS03, VS03.standaard)).columns == [
        "Gemeente", "Bereik via vroegsignalering", "Opvolging van signalen",
    ]  # fmt: skip


def test_a_group_together_is_the_sum_of_its_counts_never_a_mean_of_percentages():
    some = rows(2).with_columns(teller=pl.Series([10, 900]), noemer=pl.Series([100, 1000]))

    assert together(some, VS07, VS07.standaard) == pytest.approx(910 / 1100)
    assert together(some, SH03, SH03.standaard) is None
    assert together(some.clear(), VS07, VS07.standaard) is None


def said_of(hoger: tuple[str, ...], lager: tuple[str, ...]) -> Standouts:
    return Standouts(hoger, lager, 8, 3, by_chance(8, 0.95), {})


def test_who_may_be_learned_from_is_told_by_the_direction_that_is_good():
    answers = versus.sides(said_of(("Breda", "Zwolle"), ()), VS07)

    assert [answer.question for answer in answers] == ["Zeker hoger (beter)", "Zeker lager (slechter)"]
    assert answers[0].said == "▲ 2 van 8"
    assert answers[0].why.startswith("Breda en Zwolle. Vraag hoe zij het doen")
    assert answers[1].said == "– geen van 8"
    assert "Vraag" not in answers[1].why
    neither = versus.sides(said_of(("Breda",), ()), indicator_named("VS01"))
    assert [answer.question for answer in neither] == ["Zeker hoger", "Zeker lager"]


def test_a_place_is_said_with_the_places_it_may_be():
    place = Place(120, 60, 190, 300, ("Ede",), ("Epe", "Elburg"))

    assert versus.place_sentence(place, "Almere") == (
        "Almere staat op plaats 120 van 300 (plaats 1 is het hoogste cijfer), waarschijnlijk tussen 60 en 190. "
        "Net hoger: Ede. Net lager: Epe en Elburg."
    )
    assert versus.place_sentence(None, "Almere") == ""


def test_a_place_that_may_be_nearly_any_is_not_told():
    place = Place(217, 1, 220, 220, ("Someren",), ("Coevorden",))

    assert versus.place_sentence(place, "Ameland") == (
        "Welke plaats Ameland heeft, is niet te zeggen: door toeval kan het elke plaats zijn van 1 tot en met 220, van "
        "de 220."
    )
    assert versus.short_place(place) == "plaats 1 tot en met 220"
    assert versus.short_place(Place(120, 60, 190, 300, (), ())) == "plaats 120, waarschijnlijk 60–190"


def test_the_group_together_stands_beside_the_own_figure_and_without_one_that_is_said():
    found = Field(
        "VS07", "standaard", "jaar", date(2024, 1, 1), date(2025, 1, 1), "2024", rows(3), PERIODS_SCHEMA.to_frame(),
        MISSING_SCHEMA.to_frame(), frozenset(), rows(3).row(2, named=True), False,
    )  # fmt: skip
    group = Together(0.204, "vergelijkbaar")
    asked = (VS07, VS07.standaard, NEDERLAND)

    alike = versus.beside_all(found, group, *asked)
    assert alike.question == "Naast de rest van Nederland samen"
    assert alike.said == "≈ vergelijkbaar"
    assert alike.why == "Samen: 20,4%. Het verschil kan toeval zijn."
    few = versus.beside_all(found, Together(0.204, "te weinig gegevens"), *asked)
    assert few.why == "Samen: 20,4%. Er zijn te weinig gegevens voor een oordeel."
    alone = versus.beside_all(replace(found, own=None), group, *asked)
    assert alone.why == "Samen: 20,4%. Er is geen eigen cijfer om ernaast te zetten."
    assert versus.beside_all(found, None, *asked).said == "– geen vergelijking"


def test_a_funnel_around_the_gemeenten_says_what_all_together_are():
    made = replace(made_funnel(), samen=0.3)

    assert versus.middle_words(made, VS07, VS07.standaard) == (
        " De middelste lijn is de doorsnee gemeente: 25,0%. Alle gemeenten samen: 30,0%; daarin tellen de grote het "
        "zwaarst."
    )
    assert versus.middle_words(replace(made_funnel(), samen=0.25), VS07, VS07.standaard) == ""
    assert "doorsnee 25,0%" in texts_of(funnel_chart(made, VS07, VS07.standaard, split=False))


def test_a_place_that_leaves_room_for_more_than_surely_differ_says_why_it_is_wider():
    place = Place(168, 2, 219, 219, (), ())

    assert "Daarom is die ruimer" in versus.place_sentence(place, "Almere", said_of(("Breda", "Zwolle"), ()))
    assert "ruimer" not in versus.place_sentence(place, "Almere", said_of(("Breda",), ()))
    assert "Daarom is die ruimer" in versus.place_sentence(place, "Almere", said_of((), ("Breda",)))
    assert "ruimer" not in versus.place_sentence(place, "Almere", said_of((), ()))


def test_that_gemeenten_differ_though_all_together_do_not_is_said_only_where_that_is_so():
    one, two = said_of(("Breda",), ()), said_of(("Breda", "Zwolle"), ())

    assert versus.chance_sentence(one, "vergelijkbaar").endswith("ook al verschilt er een gemeente zeker.")
    assert versus.chance_sentence(two, "vergelijkbaar").endswith("ook al verschillen er gemeenten zeker.")
    assert versus.chance_sentence(one, "slechter").endswith("Dan blijft er 1 over.")
    assert versus.chance_sentence(said_of((), ()), "vergelijkbaar").endswith("Dan blijven er geen over.")


def test_who_differs_from_all_together_and_lies_within_the_funnel_is_told_how_that_can_be():
    made = made_funnel()

    assert versus.inside_words(made, "slechter", "Almere", NEDERLAND) == (
        "Almere is slechter dan de rest van Nederland samen, en ligt toch binnen de trechter. Dat kan: het verschil is "
        "groter dan toeval, maar niet groter dan gemeenten gewoonlijk van elkaar verschillen."
    )
    group = Benchmark("groep:1", "Eigen groep West", "de groep West", leden=("GM0001",))
    assert versus.inside_words(made, "slechter", "Almere", group).endswith("alle gemeenten, ook buiten deze groep.")
    assert versus.inside_words(made, "vergelijkbaar", "Almere", NEDERLAND) == ""
    assert versus.inside_words(made_funnel(phi=0.8), "slechter", "Almere", NEDERLAND) == ""


def test_a_name_keeps_its_capitals_where_it_begins_a_sentence():
    zuid_holland = Benchmark(
        "provincie:ZH", "Provincie Zuid-Holland", "de rest van de provincie Zuid-Holland", leden=()
    )

    told = versus.look_also_at(indicator_named("VS03"), None, 0.86, zuid_holland).why
    assert told.startswith("De rest van de provincie Zuid-Holland samen: 86,0%.")
