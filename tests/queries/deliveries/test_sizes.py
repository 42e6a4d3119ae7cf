"""How full and large a levering came is kept, and what was delivered before is read back in one go."""

from dataclasses import replace
from datetime import date, datetime

import polars as pl
from sqlalchemy import Engine, event, select

from queries.deliveries.history import no_history, read_history
from queries.deliveries.sizes import RECORD, sizes_of
from queries.schema import partnertelling, veldvulling
from tests.queries.delivered import accepted, header, receive, together, vs

JANUARY = vs(
    header(),
    {"s1": {"bedrag": 100, "persoon": "a"}, "s2": {"signaalpartner": "Energie"}, "s3": {"status": "Nog niet opgepakt"}},
    [{"signalen": ["s1"], "pogingen": [{"bereikt": True}, {"bereikt": None}]}],
)


def fullness(frame: pl.DataFrame, tabel: str) -> dict[str, tuple[int, int]]:
    """Return records and filled per field of one table."""
    rows = frame.filter(pl.col("tabel") == tabel).select("veld", "records", "gevuld").iter_rows()
    return {veld: (records, filled) for veld, records, filled in rows}


def test_every_field_that_people_fill_is_counted_and_no_other():
    signaal = fullness(sizes_of(JANUARY).velden, "signaal")
    assert signaal[RECORD] == (3, 3)
    assert (signaal["bedrag"], signaal["persoon"], signaal["signaalpartner"]) == ((3, 1), (3, 1), (3, 3))
    assert not {"levering_nr", "nr", "gm_code", "sleutel", "bron_id", "pad", "bestand", "wijk"} & set(signaal)
    assert fullness(sizes_of(JANUARY).velden, "contactpoging")["bereikt"] == (2, 1)


def test_a_table_without_rows_is_counted_as_nothing_and_says_nothing_of_its_fields():
    empty = sizes_of(vs(header(), {"s1": {}})).velden
    assert fullness(empty, "zaak") == {RECORD: (0, 0)}


def test_an_answer_that_nobody_gave_is_not_filled():
    from tests.queries.delivered import table

    rows = [{"levering_nr": 0, "nr": nr, "warm": warm} for nr, warm in enumerate(("ja", "onbekend", None), start=1)]
    frame = table("doorverwijzing", rows)
    delivery = replace(
        JANUARY, soort="doorverwijzing", leveringen=[header(soort="doorverwijzing")], tables={"doorverwijzing": frame}
    )
    assert fullness(sizes_of(delivery).velden, "doorverwijzing")["warm"] == (3, 1)


def test_sizes_are_stored_with_the_levering_also_when_it_is_turned_away_and_outlive_its_cases(engine: Engine):
    [old] = receive(engine, JANUARY)
    refused = [replace(each, accepted=False) for each in accepted(JANUARY)]
    from queries.deliveries.store import put_in_force

    with engine.begin() as connection:
        later = vs(header(at="2024-02-08"), {"s1": {}})
        [turned_away] = put_in_force(connection, later, refused, received=datetime(2024, 2, 9))
        newer = vs(header(at="2024-02-10"), {"s1": {}})
        [new] = put_in_force(connection, newer, accepted(newer), received=datetime(2024, 2, 11))
        kept = connection.execute(
            select(veldvulling.c.levering, veldvulling.c.records).where(
                veldvulling.c.tabel == "signaal", veldvulling.c.veld == RECORD
            )
        ).all()
        partners = connection.execute(select(partnertelling.c.signaalpartner, partnertelling.c.signalen)).all()
    assert {tuple(row) for row in kept} == {(old.id, 3), (turned_away.id, 1), (new.id, 1)}
    assert sorted(tuple(row) for row in partners) == [("Energie", 1), ("Huur", 1), ("Huur", 1), ("Huur", 2)]


def test_history_is_what_the_same_sender_has_in_force_and_how_full_everyone_delivers(engine: Engine):
    february = vs(header(since="2024-02-01", until="2024-03-01", at="2024-03-05"), {"s1": {"bedrag": 5}})
    other = vs(header("GM0599", leverancier="Anders"), {"s1": {"bedrag": 1}, "s2": {}})
    replaced = vs(header(at="2024-02-04"), {"s1": {}})
    receive(engine, replaced, JANUARY, february, other, vs(header(soort="vs", leverancier="Anders"), {"s9": {}}))
    coming = header(since="2024-03-01", until="2024-04-01", at="2024-04-05")
    with engine.connect() as connection:
        history = read_history(connection, [coming])
    assert history.leveringen.sort("periode_van")["periode_van"].to_list() == [date(2024, 1, 1), date(2024, 2, 1)]
    sizes = history.omvang.filter(tabel="signaal").sort("nummer")["records"].to_list()
    assert sizes == [3, 1]
    assert history.partners.sort("nummer", "signaalpartner").select("signaalpartner", "signalen").rows() == [
        ("Energie", 1), ("Huur", 2), ("Huur", 1),
    ]  # fmt: skip
    amounts = history.velden.filter(tabel="signaal", veld="bedrag").sort("gm_code", "leverancier")
    assert amounts.select("gm_code", "leverancier", "records", "gevuld").rows() == [
        ("GM0363", "Anders", 1, 0),
        ("GM0363", "Softwarehuis", 4, 2),
        ("GM0599", "Anders", 2, 1),
    ]


def test_history_costs_as_many_queries_for_one_levering_as_for_many(engine: Engine):
    receive(engine, JANUARY)
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    for number in (1, 40):
        asked.clear()
        with engine.connect() as connection:
            read_history(connection, [header(f"GM{code:04}") for code in range(1, number + 1)])
        counts.append(len([text for text in asked if text.startswith("SELECT")]))
    assert counts == [4, 4]


def test_what_is_not_stored_is_numbered_below_what_is_and_added(engine: Engine):
    receive(engine, JANUARY)
    with engine.connect() as connection:
        history = read_history(connection, [header()])
    both = together(vs(header("GM0599"), {"s1": {}}), vs(header("GM0344"), {"s1": {}, "s2": {}}))
    more = history.and_also([sizes_of(both)]).and_also([sizes_of(JANUARY)])
    assert sorted(more.leveringen["nummer"].to_list()) == [-3, -2, -1, *history.leveringen["nummer"].to_list()]
    assert dict(more.leveringen.filter(pl.col("nummer") < 0).select("nummer", "gm_code").iter_rows()) == {
        -1: "GM0599", -2: "GM0344", -3: "GM0363",
    }  # fmt: skip
    assert more.omvang.filter(nummer=-2, tabel="signaal")["records"].to_list() == [2]
    assert no_history().lowest == 0
