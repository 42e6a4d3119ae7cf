"""Samenloop: what several leveringen tell about the same client at the same time is one traject."""

from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from queries.samenloop import MOST_OF_ONE_CLIENT, one_per_samenloop
from tests.queries import resolve_slowly

TRAJECT = pl.Schema(
    {
        "id": pl.Int64, "levering": pl.Int64, "gm_code": pl.String, "aanleveraar": pl.Int32, "rang": pl.Int32,
        "periode_van": pl.Date, "periode_tot": pl.Date, "startdatum": pl.Date, "eerste_datum": pl.Date,
        "uitstroom": pl.Date, "einddatum": pl.Date, "aanmelding": pl.Date, "intake_van": pl.Date,
        "uitstroomreden": pl.String, "crisis": pl.Boolean,
    }
)  # fmt: skip
PERSOON = pl.Schema(
    {
        "traject": pl.Int64, "volgnummer": pl.Int32, "persoon": pl.Int64, "persoon_uit": pl.Enum(["bsn", "naam"]),
        "huishouden": pl.Int64, "geboortejaar": pl.Int32, "pc4": pl.String,
    }
)  # fmt: skip
ADDRESS = ("huishouden", "geboortejaar", "pc4")
DATES = (
    "periode_van",
    "periode_tot",
    "startdatum",
    "eerste_datum",
    "uitstroom",
    "einddatum",
    "aanmelding",
    "intake_van",
)
YEAR = {"periode_van": "2023-01-01", "periode_tot": "2024-01-01"}
NEXT = {"periode_van": "2024-01-01", "periode_tot": "2025-01-01"}


def cells(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with every column of a traject, and days as days."""
    return {
        name: date.fromisoformat(row[name]) if name in DATES and row.get(name) else row.get(name) for name in TRAJECT
    }


def merge(*rows: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the trajecten and personen of rows that name their ``clienten`` by number (negative: from a name)."""
    full = [{"gm_code": "GM0363", "aanleveraar": 1, "rang": 1, "levering": row.get("rang", 1)} | row for row in rows]
    persons = [
        (
            row["id"],
            turn,
            abs(who),
            "bsn" if who > 0 else "naam",
            row.get("huishouden"),
            row.get("geboortejaar"),
            row.get("pc4"),
        )
        for row in rows
        for turn, who in enumerate(row["clienten"], start=1)
    ]
    trajecten, personen = one_per_samenloop(
        pl.DataFrame([cells(row) for row in full], schema=TRAJECT), pl.DataFrame(persons, schema=PERSOON, orient="row")
    )
    return trajecten.sort("id").to_dicts(), personen.sort("traject", "persoon").to_dicts()


def ids(*rows: dict[str, Any]) -> list[int]:
    return [row["id"] for row in merge(*rows)[0]]


def test_the_same_traject_in_a_newer_levering_is_that_one():
    old = {"id": 1, "rang": 1, **YEAR, "startdatum": "2023-05-01", "aanmelding": "2023-05-02", "clienten": [7]}
    new = {"id": 2, "rang": 2, **NEXT, "startdatum": "2023-05-01", "einddatum": "2024-02-01", "clienten": [7]}
    (traject,), _ = merge(old, new)
    assert (traject["id"], traject["einddatum"]) == (2, date(2024, 2, 1))
    assert traject["aanmelding"] is None  # what the newest version of one organisation no longer says is no longer so


def test_an_old_version_that_ran_on_does_not_glue_together_what_the_new_one_tells_apart():
    old = {"id": 1, "rang": 1, **YEAR, "startdatum": "2023-02-15", "clienten": [7]}
    first = {"id": 2, "rang": 2, **NEXT, "startdatum": "2023-03-01", "einddatum": "2023-09-30", "clienten": [7]}
    second = {"id": 3, "rang": 2, **NEXT, "startdatum": "2023-11-01", "clienten": [7]}
    assert ids(old, first, second) == [2, 3]


def test_a_later_traject_of_the_same_client_is_another():
    first = {"id": 1, **YEAR, "startdatum": "2023-02-01", "einddatum": "2023-03-31", "clienten": [7]}
    second = {"id": 2, **YEAR, "startdatum": "2023-04-01", "clienten": [7]}
    assert ids(first, second) == [1, 2]


def test_the_last_day_is_part_of_a_traject():
    first = {"id": 1, **YEAR, "startdatum": "2023-02-01", "einddatum": "2023-04-01", "clienten": [7]}
    second = {"id": 2, **YEAR, "startdatum": "2023-04-01", "clienten": [7]}
    assert ids(first, second) == [2]


def test_an_open_traject_is_known_to_run_until_its_levering_ends():
    open_ = {"id": 1, "rang": 1, **YEAR, "startdatum": "2023-02-01", "clienten": [7]}
    later = {"id": 2, "rang": 2, **NEXT, "startdatum": "2024-06-01", "clienten": [7]}
    assert ids(open_, later) == [1, 2]


BANK = {"id": 1, "aanleveraar": 1, "rang": 1, **YEAR, "startdatum": "2023-02-01", "clienten": [7, 8]}
WIJK = {"id": 2, "aanleveraar": 2, "rang": 2, **YEAR, "startdatum": "2023-06-01", "clienten": [8]}


def test_two_organisations_that_help_the_same_client_have_one_traject_with_the_newest_words_first():
    (traject,), personen = merge(BANK | {"crisis": True}, WIJK | {"crisis": False, **NEXT})
    assert (traject["id"], traject["start"], traject["crisis"]) == (2, date(2023, 2, 1), False)
    assert traject["periode_tot"] == date(2025, 1, 1)
    assert [(row["traject"], row["persoon"]) for row in personen] == [(2, 7), (2, 8)]


def test_a_client_of_two_organisations_asked_for_help_once_and_was_first_heard_once():
    first = {"aanmelding": "2023-02-01", "intake_van": "2023-02-20"}
    (traject,), _ = merge(BANK | first, WIJK | {"aanmelding": "2023-06-01"})
    assert (traject["aanmelding"], traject["intake_van"]) == (date(2023, 2, 1), date(2023, 2, 20))


def ending(*rows: dict[str, Any]) -> tuple[str | None, ...]:
    """Return uitstroom, einddatum and reason of the one traject that rows are."""
    (traject,), _ = merge(*rows)
    return tuple(
        None if traject[name] is None else str(traject[name]) for name in ("uitstroom", "einddatum", "uitstroomreden")
    )


LEFT = {"uitstroom": "2023-09-30", "uitstroomreden": "Afgerond"}


def test_a_traject_is_open_as_long_as_one_organisation_says_so_whoever_spoke_last():
    assert ending(BANK | LEFT, WIJK) == (None, None, None)
    assert ending(BANK, WIJK | LEFT) == (None, None, None)


def test_a_traject_ends_when_the_last_organisation_ends_it():
    later = {"uitstroom": "2023-11-15", "uitstroomreden": "Zelf"}
    for bank, wijk in ((LEFT, later), (later, LEFT)):
        assert ending(BANK | bank, WIJK | wijk) == ("2023-11-15", None, "Zelf")


def test_the_client_leaves_when_the_last_organisation_ends_it_for_the_reason_that_is_known():
    assert ending(BANK | LEFT, WIJK | {"einddatum": "2023-11-15"}) == ("2023-11-15", "2023-11-15", "Afgerond")


def test_an_organisation_that_knew_of_no_end_says_nothing_about_the_days_after_its_levering():
    """The bank's period ends on 31 December 2023; that the wijkteam ended it on that day or later is news."""
    for day in ("2023-12-31", "2024-03-01"):
        assert ending(BANK, WIJK | NEXT | {"uitstroom": day}) == (day, None, None)
    assert ending(BANK, WIJK | NEXT | {"uitstroom": "2023-12-30"}) == (None, None, None)


def test_trajecten_chained_by_different_clients_are_one():
    a = {"id": 1, "aanleveraar": 1, **YEAR, "startdatum": "2023-01-01", "einddatum": "2023-03-01", "clienten": [7]}
    b = {"id": 2, "aanleveraar": 2, **YEAR, "startdatum": "2023-02-01", "einddatum": "2023-06-01", "clienten": [7, 8]}
    c = {"id": 3, "aanleveraar": 3, **YEAR, "startdatum": "2023-05-01", "einddatum": "2023-09-01", "clienten": [8, 9]}
    d = {"id": 4, "aanleveraar": 4, **YEAR, "startdatum": "2023-08-01", "clienten": [9]}
    assert ids(a, b, c, d) == [4]
    assert merge(d, c, b, a)[0][0]["start"] == date(2023, 1, 1)


def test_a_short_traject_inside_a_long_one_does_not_hide_what_comes_after_it():
    long = {"id": 1, "aanleveraar": 1, **YEAR, "startdatum": "2023-01-01", "einddatum": "2023-12-01", "clienten": [7]}
    short = {"id": 2, "aanleveraar": 2, **YEAR, "startdatum": "2023-02-01", "einddatum": "2023-02-20", "clienten": [7]}
    after = {"id": 3, "aanleveraar": 3, **YEAR, "startdatum": "2023-06-01", "einddatum": "2023-07-01", "clienten": [7]}
    assert ids(long, short, after) == [3]


def test_a_hash_of_a_name_and_one_of_a_number_are_never_the_same_person():
    by_number = {"id": 1, **YEAR, "startdatum": "2023-02-01", "clienten": [7]}
    by_name = {"id": 2, **YEAR, "startdatum": "2023-02-01", "clienten": [-7]}
    assert ids(by_number, by_name) == [1, 2]


def test_another_gemeente_has_its_own_traject():
    here = {"id": 1, **YEAR, "startdatum": "2023-02-01", "clienten": [7]}
    assert ids(here, here | {"id": 2, "gm_code": "GM0599"}) == [1, 2]


def test_a_traject_starts_on_its_first_date_and_else_with_the_period():
    first = {"id": 1, **YEAR, "eerste_datum": "2023-04-04", "clienten": [1]}
    none = {"id": 2, **YEAR, "clienten": [2]}
    trajecten, _ = merge(first, none)
    assert [row["start"] for row in trajecten] == [date(2023, 4, 4), date(2023, 1, 1)]


def test_a_traject_of_nobody_known_stays_on_its_own():
    assert ids({"id": 1, **YEAR, "clienten": []}, {"id": 2, **YEAR, "clienten": []}) == [1, 2]


def test_a_number_filled_in_for_everyone_joins_nobody():
    rows = [{"id": id_, **YEAR, "clienten": [999]} for id_ in range(MOST_OF_ONE_CLIENT + 1)]
    assert len(ids(*rows)) == MOST_OF_ONE_CLIENT + 1
    assert len(ids(*rows[1:])) == 1


def test_of_a_person_the_newest_address_counts():
    old = {
        "id": 1,
        "aanleveraar": 1,
        "rang": 1,
        **YEAR,
        "clienten": [7],
        "huishouden": 5,
        "geboortejaar": 1980,
        "pc4": "1011",
    }
    new = {"id": 2, "aanleveraar": 2, "rang": 2, **YEAR, "clienten": [7], "huishouden": 6}
    _, (person,) = merge(old, new)
    assert (person["huishouden"], person["geboortejaar"]) == (6, 1980)


def test_nothing_delivered_gives_nothing():
    assert merge() == ([], [])


def day(number: int) -> str:
    return (date(2023, 1, 1) + timedelta(days=number)).isoformat()


@st.composite
def some_trajecten(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for id_ in range(draw(st.integers(0, 12))):
        sender, turn, start = draw(st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(0, 40)))
        end = st.none() | st.integers(-2, 25).map(lambda length, start=start: day(start + length))
        dates = {
            "startdatum": draw(st.sampled_from([day(start), day(start), None])),
            "eerste_datum": draw(st.sampled_from([day(start), None])),
            "einddatum": draw(end),
            "uitstroom": draw(st.none() | end),
            "aanmelding": draw(end),
            "intake_van": draw(end),
            "uitstroomreden": draw(st.sampled_from(["Afgerond", "Zelf", None])),
        }
        # A levering is from one sender, so its rang tells who.
        rows.append(
            {"id": id_, "aanleveraar": sender, "rang": 3 * turn + sender, **(YEAR if turn == 1 else NEXT), **dates}
            | {"gm_code": draw(st.sampled_from(["GM0363", "GM0363", "GM0599"]))}
            | {"clienten": draw(st.lists(st.sampled_from([1, 2, 3, -1]), unique=True, max_size=2))}
        )
    return rows


@given(some_trajecten())
def test_the_plain_rules_give_the_same_trajecten(rows: list[dict[str, Any]]):
    plain = [cells(row) for row in rows]
    by_id = {row["id"]: row for row in plain}
    groups = resolve_slowly.trajecten(plain, {row["id"]: set(row["clienten"]) for row in rows})
    newest = {max(group, key=lambda id_: (by_id[id_]["rang"], id_)): group for group in groups}
    trajecten, personen = merge(*rows)
    assert {row["id"] for row in trajecten} == set(newest)
    for row in trajecten:
        members = sorted((by_id[id_] for id_ in newest[row["id"]]), key=lambda one: (-one["rang"], -one["id"]))
        together = resolve_slowly.joined(members)
        assert {name: row[name] for name in together} == together
        expected = {who for one in rows if one["id"] in newest[row["id"]] for who in one["clienten"]}
        found = [
            p["persoon"] if p["persoon_uit"] == "bsn" else -p["persoon"] for p in personen if p["traject"] == row["id"]
        ]
        assert sorted(found) == sorted(expected)
