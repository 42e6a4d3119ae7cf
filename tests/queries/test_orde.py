"""Who may see a levering reads how it came; who may not, learns not even that it is there."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from queries.access import Recht, Viewer, local_administrator
from queries.deliveries.records import Controle, Delivery, Rejection, Verdict
from queries.deliveries.store import put_in_force
from queries.orde import NoLeveringError, read_orde
from queries.orde_gemeente import read_orde_gemeente, read_remarked
from tests.queries.delivered import RECEIVED, header, vs

ALL = local_administrator()
UTRECHT = Viewer("iemand", frozenset({"GM0344"}), frozenset({Recht.LEVERINGEN}))


def store_with(engine: Engine, delivery: Delivery, *, refused: bool = False, found: int = 3) -> int:
    """Put a delivery in the store with a rejected record and ``found`` warnings; return its number."""
    rejection = Rejection("a.json", "$[3]", "signaal", "geen_id", "Geen ID. Vul het in.", "afgekeurd", 0, None)
    remark = Rejection("a.json", "$[0]", "signaal", "bedrag_negatief", "Onder nul.", "waarschuwing", 0, "s1")
    checks = (
        Controle("signaal", "geen_id", "afgekeurd", "Geen ID. Vul het in.", 3, 1),
        Controle("signaal", "bedrag_negatief", "waarschuwing", "Onder nul.", 2, found),
        Controle("signaal", "datum_voor_2000", "waarschuwing", "Te oud.", 2, 0),
        Controle("levering", "records_afgekeurd", "waarschuwing", "Afgekeurd.", 3, 1),
    )
    checks = tuple(replace(each, gecontroleerd=max(each.gecontroleerd, each.gevonden)) for each in checks)
    delivery = replace(delivery, rejections=[rejection])
    with engine.begin() as connection:
        verdict = Verdict(0, not refused, "Geweigerd." if refused else None, checks, (remark,))
        return put_in_force(connection, delivery, [verdict], received=RECEIVED)[0].id


def month(gm_code: str = "GM0363", number: int = 1, at: str = "2024-03-05", bedrag: int | None = 5) -> Delivery:
    """Return two signalen of one month."""
    since, until = f"2024-0{number}-01", f"2024-0{number + 1}-01"
    delivery = vs(header(gm_code, since, until, at), {"s1": {"bedrag": bedrag}, "s2": {}})
    return replace(delivery, leveringen=[replace(delivery.leveringen[0], aantal=3, afgekeurd=1)])


def test_a_levering_is_read_with_its_records_rules_places_and_fields(store: Engine):
    number = store_with(store, month())
    with store.connect() as connection:
        orde = read_orde(connection, ALL, number)
    assert (orde.levering.gemeente, orde.levering.status, orde.levering.bestanden) == (
        "GM0363", "in_gebruik", ("levering.json",),
    )  # fmt: skip
    assert orde.tabellen.filter(tabel="signaal").row(0) == ("signaal", 2, 1)
    assert orde.regels.select("regel", "ernst", "gecontroleerd", "gevonden").rows() == [
        ("bedrag_negatief", "waarschuwing", 3, 3), ("datum_voor_2000", "waarschuwing", 2, 0),
        ("geen_id", "afgekeurd", 3, 1),
    ]  # fmt: skip
    assert orde.plaatsen.select("regel", "pad", "record").rows() == [
        ("geen_id", "$[3]", None), ("bedrag_negatief", "$[0]", "s1"),
    ]  # fmt: skip
    assert orde.velden.filter(veld="bedrag").row(0) == ("signaal", "bedrag", 2, 1, None, None)


def test_fields_stand_beside_the_middle_of_at_least_five_others(store: Engine):
    number = store_with(store, month())
    for code, bedrag in zip(range(400, 404), (1, 1, 1, None), strict=True):
        store_with(store, month(f"GM{code:04}", bedrag=bedrag))
    with store.connect() as connection:
        assert read_orde(connection, ALL, number).velden.filter(veld="bedrag")["anderen"].to_list() == [None]
    store_with(store, month("GM0404", bedrag=None))
    with store.connect() as connection:
        [row] = read_orde(connection, ALL, number).velden.filter(veld="bedrag").rows()
    assert row == ("signaal", "bedrag", 2, 1, 0.5, 5)


@pytest.mark.parametrize("viewer", [UTRECHT, Viewer("niemand"), Viewer("alles zonder recht", "alle")])
def test_who_may_not_see_a_levering_hears_the_same_as_when_there_is_none(store: Engine, viewer: Viewer):
    number = store_with(store, month())
    for asked in (number, 12345):
        with store.connect() as connection, pytest.raises(NoLeveringError) as error:
            read_orde(connection, viewer, asked)
        assert str(error.value) == (
            f"Levering {asked} is er niet, of u mag haar niet zien. "
            "Kijk op de pagina Datakwaliteit welke nummers er zijn."
        )


def test_a_gemeente_sees_its_own(store: Engine):
    number = store_with(store, month("GM0344"))
    with store.connect() as connection:
        assert read_orde(connection, UTRECHT, number).levering.gm_code == "GM0344"


def test_the_same_rules_of_all_leveringen_of_a_gemeente_are_summed(store: Engine):
    store_with(store, month(number=1), found=2)
    last = store_with(store, month(number=2), found=1)
    store_with(store, month("GM0344", number=2))
    with store.connect() as connection:
        orde = read_orde_gemeente(connection, ALL, "GM0363")
        february = read_orde_gemeente(connection, ALL, "GM0363", since=date(2024, 2, 1), until=date(2024, 3, 1))
        hidden = read_orde_gemeente(connection, UTRECHT, "GM0363")
    assert orde.regels.select("regel", "gevonden", "leveringen", "laatste").rows() == [
        ("bedrag_negatief", 3, 2, last), ("geen_id", 2, 2, last),
    ]  # fmt: skip
    assert february.leveringen["id"].to_list() == [last]
    assert (hidden.leveringen.height, hidden.regels.height) == (0, 0)


def test_what_was_replaced_or_delivered_again_is_no_work_any_more(store: Engine):
    store_with(store, month(at="2024-03-05"))
    turned_away = store_with(store, month(at="2024-03-06"), refused=True)
    with store.connect() as connection:
        assert turned_away in read_orde_gemeente(connection, ALL, "GM0363").leveringen["id"].to_list()
    newest = store_with(store, month(at="2024-03-07"))
    with store.connect() as connection:
        assert read_orde_gemeente(connection, ALL, "GM0363").leveringen["id"].to_list() == [newest]


def test_leveringen_with_warnings_are_told_with_their_number(store: Engine):
    one, none = store_with(store, month()), store_with(store, month(number=2), found=0)
    other = store_with(store, month("GM0344"))
    with store.connect() as connection:
        assert read_remarked(connection, ALL).rows() == [(one, 3), (other, 3)]
        assert read_remarked(connection, ALL, "GM0363").rows() == [(one, 3)]
        assert read_remarked(connection, UTRECHT).rows() == [(other, 3)]
        assert none not in read_remarked(connection, ALL)["levering"].to_list()
