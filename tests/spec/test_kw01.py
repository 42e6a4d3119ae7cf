"""KW01, volledigheid: which fields came filled in, of the records in which they should be."""

from tests.spec.casebook import cases


def test_the_fields_of_zaken_and_their_attempts_count_one_by_one_and_together():
    book = cases(
        zaak="""
            id | huishouden | matchingsdatum | opgepakt_op | resultaat
            z1 | h1         | 2024-03-10     | 2024-03-11  | Definitief geen contact kunnen krijgen
            z2 |            | 2024-03-10     |             | (Budget)advies en/of quick fix
            z3 |            | 2024-03-10     |             |
        """,
        contactpoging="""
            zaak | soort          | bereikt | datum
            z1   | Telefoon       | nee     | 2024-03-12
            z1   |                |         | 2024-03-13
            z1   | Administratief |         |
        """,
    )
    assert book.cells("KW01", "veld") == {
        "contactpoging.bereikt": (1, 2, 0),
        "contactpoging.datum": (2, 2, 0),
        "contactpoging.soort": (1, 2, 0),
        "zaak.huishouden": (1, 3, 0),
        "zaak.matchingsdatum": (3, 3, 0),
        "zaak.opgepakt_op": (1, 2, 0),
        "zaak.resultaat": (2, 3, 0),
    }
    assert book.tally("KW01") == {"2024-03": (11, 17, 0)}


def test_the_fields_of_signalen_count_and_a_person_only_by_his_number():
    book = cases(
        signaal="""
            id | persoon | persoon_uit | huishouden | signaalpartner | signaaldatum | bedrag | crisis
            s1 | jan     | bsn         | h1         | Huur           | 2024-03-10   | 100    | nee
            s2 | piet    | naam        |            | Huur           | 2024-03-11   |        |
        """
    )
    cells = book.cells("KW01", "veld", "signalen")
    assert cells["signaal.persoon"] == (1, 2, 0)
    assert cells["signaal.crisis"] == (1, 2, 0), "nee is filled in"
    assert cells["signaal.ontstaansdatum"] == (0, 2, 0)
    assert book.tally("KW01", "signalen") == {"2024-03": (8, 18, 0)}


def test_a_record_without_any_date_counts_in_the_last_month_of_its_delivery():
    book = cases(zaak="id | laatste_maand\nz1 | 2024-06-01")
    assert book.tally("KW01") == {"2024-06": (0, 3, 0)}


def test_a_field_of_a_traject_is_asked_only_where_it_applies():
    book = cases(
        traject="""
            id | start      | startdatum | beschikking           | uitstroom  | uitstroomreden | regeling_aangevraagd
            t1 | 2024-03-01 | 2024-03-01 |                       |            |                |
            t2 | 2024-03-01 |            | Toelatingsbeschikking | 2024-05-01 | Afgerond       | 2024-04-01
        """,
        traject_persoon="""
            traject | persoon | geboortejaar | pc4
            t1      | jan     | 1980         | 3511
            t1      |         |              | 3511
        """,
    )
    cells = book.cells("KW01", "veld", "trajecten")
    asked = {cel.removeprefix("traject."): numbers[:2] for cel, numbers in cells.items()}
    assert asked == {
        "aanmelding": (0, 2), "beschikkingsdatum": (0, 1), "crisis": (0, 2), "schuldbedrag": (0, 1),
        "schuldeisers": (0, 1), "startdatum": (1, 2), "uitstroomreden": (1, 1),
        "traject_persoon.geboortejaar": (1, 2), "traject_persoon.huishouden": (0, 2),
        "traject_persoon.pc4": (2, 2), "traject_persoon.persoon": (2, 2),
    }  # fmt: skip


def test_the_fields_of_referrals_count_and_unknown_is_not_filled_in():
    book = cases(
        doorverwijzing="""
            id | datum      | van_type   | naar_type | warm     | aangekomen | aangekomen_op | laatste_maand
            d1 | 2024-03-01 | schuldhulp | voedselbank | ja     | ja         | 2024-03-09    | 2024-06-01
            d2 | 2024-03-01 | schuldhulp |           | onbekend | ja         |               | 2024-06-01
            d3 |            | schuldhulp | voedselbank | nee    | nee        |               | 2024-06-01
        """
    )
    assert book.cells("KW01", "veld", "doorverwijzingen") == {
        "doorverwijzing.aangekomen_op": (1, 2, 0),
        "doorverwijzing.datum": (2, 3, 0),
        "doorverwijzing.naar_type": (2, 3, 0),
        "doorverwijzing.van_type": (3, 3, 0),
        "doorverwijzing.warm": (2, 3, 0),
    }
    assert book.tally("KW01", "doorverwijzingen") == {"2024-03": (7, 10, 0), "2024-06": (3, 4, 0)}


def test_the_day_of_an_eviction_is_asked_only_of_one_that_was_carried_out():
    book = cases(
        ontruiming="""
            id | gemeld_op  | uitkomst   | uitgevoerd_op | reden
            o1 | 2024-03-01 | voorkomen  |               | huurschuld
            o2 | 2024-03-01 | uitgevoerd | 2024-04-05    |
            o3 | 2024-03-01 | uitgevoerd |               |
        """
    )
    cells = book.cells("KW01", "veld", "ontruimingen")
    assert cells["ontruiming.uitgevoerd_op"] == (1, 2, 0)
    assert cells["ontruiming.reden"] == (1, 3, 0)
    assert book.tally("KW01", "ontruimingen") == {"2024-03": (5, 13, 0), "2024-04": (3, 7, 0)}
