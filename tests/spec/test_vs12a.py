"""VS12a, onbekend bij schuldhulp: was there a traject before the first signal, and can that be known?"""

from typing import Any

import pytest

from tests.spec.casebook import Casebook, cases

KNOWN, UNKNOWN, UNSURE = (0, 1, 0), (1, 1, 0), (0, 0, 1)
ZAAK = "id | huishouden | matchingsdatum\nz1 | h1 | 2024-03-10"
SIGNAAL = "id | signaaldatum | persoon | huishouden\ns1 | 2024-03-05 | jan | h1"
PAIR = "zaak | signaal\nz1 | s1"
REACHED = "zaak | bereikt | datum\nz1 | ja | 2024-03-12"


def book(**tables: Any) -> Casebook:
    usual: dict[str, Any] = {"zaak": ZAAK, "signaal": SIGNAAL, "zaak_signaal": PAIR, "contactpoging": REACHED}
    return cases(**(usual | tables))


def traject(start: str, end: str = "", client: str = "jan | bsn | h1") -> dict[str, str]:
    return {
        "traject": f"id | start | einddatum\nt1 | {start} | {end}",
        "traject_persoon": f"traject | persoon | persoon_uit | huishouden\nt1 | {client}",
    }


@pytest.mark.parametrize(
    ("start", "end", "short", "long"),
    [  # the first signal is of 5 March 2024
        pytest.param("2020-01-01", "", KNOWN, KNOWN, id="still running"),
        pytest.param("2024-03-04", "", KNOWN, KNOWN, id="began the day before"),
        pytest.param("2024-03-05", "", UNKNOWN, UNKNOWN, id="began on the day itself: not before it"),
        pytest.param("2020-01-01", "2022-03-05", KNOWN, KNOWN, id="ended 24 months before"),
        pytest.param("2020-01-01", "2022-03-04", UNKNOWN, KNOWN, id="ended a day earlier"),
        pytest.param("2016-01-01", "2019-03-05", UNKNOWN, KNOWN, id="ended 60 months before"),
        pytest.param("2016-01-01", "2019-03-04", UNKNOWN, UNKNOWN, id="ended earlier still"),
    ],
)
def test_a_traject_of_the_person_open_in_the_months_before_makes_known(start, end, short, long):
    made = book(**traject(start, end))
    assert made.tally("VS12a") == {"2024-03": short}
    assert made.tally("VS12a", "60_maanden") == {"2024-03": long}


@pytest.mark.parametrize(
    ("client", "signal", "end", "expected"),
    [
        pytest.param("piet | bsn | h1", "jan | bsn | h1", "", UNKNOWN, id="two persons at one address are not one"),
        pytest.param("jan | bsn | h2", "jan | bsn | h1", "", KNOWN, id="the person moved"),
        pytest.param("| | h1", "jan | bsn | h1", "", KNOWN, id="no person in the traject: the address"),
        pytest.param("piet | naam | h1", "jan | bsn | h1", "", KNOWN, id="a name is no person"),
        pytest.param("piet | bsn | h1", "| | h1", "", KNOWN, id="no person in the signal: the address"),
        pytest.param("jan | naam | h2", "jan | naam | h1", "", UNKNOWN, id="two names do not link"),
        pytest.param("| | h1", "jan | bsn | h1", "2023-03-05", KNOWN, id="the address, ended 12 months before"),
        pytest.param("| | h1", "jan | bsn | h1", "2023-03-04", UNKNOWN, id="the address, ended longer before"),
        pytest.param("| | h2", "| | h1", "", UNKNOWN, id="another address"),
    ],
)
def test_links_go_by_person_and_by_address_only_where_a_person_is_missing(client, signal, end, expected):
    made = book(
        signaal=f"id | signaaldatum | persoon | persoon_uit | huishouden\ns1 | 2024-03-05 | {signal}",
        **traject("2020-01-01", end, client),
    )
    assert made.tally("VS12a") == {"2024-03": expected}


def test_the_end_is_the_uitstroom_where_that_is_known():
    made = book(
        traject="id | start | uitstroom | einddatum\nt1 | 2020-01-01 | 2021-01-01 | 2024-01-01",
        traject_persoon="traject | persoon\nt1 | jan",
    )
    assert made.tally("VS12a") == {"2024-03": UNKNOWN}


@pytest.mark.parametrize(("persons", "expected"), [(8, KNOWN), (9, UNSURE)])
def test_an_address_with_more_than_eight_persons_in_a_year_never_links(persons, expected):
    others = "\n".join(f"x{n} | 2024-06-01 | p{n} | h1" for n in range(persons))
    made = book(
        signaal=f"id | signaaldatum | persoon | huishouden\ns1 | 2024-03-05 | | h1\n{others}",
        **traject("2020-01-01", "", "| | h1"),
    )
    assert made.tally("VS12a") == {"2024-03": expected}


def test_persons_in_trajecten_count_too_and_other_years_do_not():
    others = "\n".join(f"x{n} | 2024-06-01 | p{n} | h1" for n in range(4))
    made = book(
        signaal=f"id | signaaldatum | persoon | huishouden\ns1 | 2024-03-05 | | h1\n{others}",
        traject="id | start\nt1 | 2024-01-01\nt2 | 2023-01-01",
        traject_persoon="traject | persoon | huishouden\n"
        + "\n".join(f"t1 | q{n} | h1" for n in range(4))
        + "\n"
        + "\n".join(f"t2 | r{n} | h1" for n in range(4)),
    )
    assert made.tally("VS12a") == {"2024-03": KNOWN}


def test_a_crowded_address_does_not_keep_a_person_from_being_found():
    others = "\n".join(f"x{n} | 2024-06-01 | p{n} | h1" for n in range(9))
    signals = f"id | signaaldatum | persoon | huishouden\ns1 | 2024-03-05 | jan | h1\n{others}"
    assert book(signaal=signals, **traject("2020-01-01")).tally("VS12a") == {"2024-03": KNOWN}
    assert book(signaal=signals).tally("VS12a") == {"2024-03": UNKNOWN}


@pytest.mark.parametrize(
    ("leveringen", "expected"),
    [
        pytest.param(["A | 2022-03-05 | 2024-03-05"], UNKNOWN, id="exactly the 24 months"),
        pytest.param(["A | 2022-03-06 | 2024-04-01"], UNSURE, id="begins a day late"),
        pytest.param(["A | 2022-01-01 | 2024-03-04"], UNSURE, id="ends a day early"),
        pytest.param(["A | 2022-01-01 | 2023-01-01", "A | 2023-01-01 | 2024-04-01"], UNKNOWN, id="in two parts"),
        pytest.param(["A | 2022-01-01 | 2023-01-01", "A | 2023-01-02 | 2024-04-01"], UNSURE, id="a day is missing"),
        pytest.param(["A | 2022-01-01 | 2024-04-01", "B | 2023-01-01 | 2024-04-01"], UNSURE, id="B came later"),
        pytest.param(["A | 2022-01-01 | 2024-04-01", "B | 2022-01-01 | 2024-04-01"], UNKNOWN, id="both are whole"),
        pytest.param([], UNSURE, id="nobody delivers"),
    ],
)
def test_no_traject_found_says_something_only_when_everything_was_delivered(leveringen, expected):
    written = "\n".join(f"traject | GM0001 | {line}" for line in leveringen)
    delivered = f"""tabel | oude_code | organisatie | periode_van | periode_tot
        zaak | GM0001 | Z | 2024-01-01 | 2024-06-01
        {written}""".rstrip()
    assert book(geleverd=delivered).tally("VS12a") == {"2024-03": expected}
    assert book(geleverd=delivered, **traject("2020-01-01")).tally("VS12a") == {"2024-03": KNOWN}


def test_a_code_that_no_longer_exists_has_to_cover_the_days_it_did():
    codes = """gm_code | today | geldig_van | geldig_tot
        GM0001 | GM0001 | 2023-01-01 |
        GM0002 | GM0001 | 2010-01-01 | 2023-01-01
        GM0003 | GM0001 | 2010-01-01 | 2023-01-01"""
    delivered = """tabel | oude_code | organisatie | periode_van | periode_tot
        zaak    | GM0001 | Z | 2024-01-01 | 2024-06-01
        traject | GM0001 | C | 2023-01-01 | 2024-06-01
        traject | GM0002 | A | 2022-01-01 | 2023-01-01"""
    assert book(codes=codes, geleverd=delivered).tally("VS12a") == {"2024-03": UNSURE}
    whole = f"{delivered}\n        traject | GM0003 | B | 2022-01-01 | 2023-01-01"
    assert book(codes=codes, geleverd=whole).tally("VS12a") == {"2024-03": UNKNOWN}


@pytest.mark.parametrize(
    ("resultaat", "attempt", "expected"),
    [
        ("Inwoner al bekend bij schuldhulpverlening", "nee | 2024-03-12", {"2024-03": KNOWN}),
        ("Inwoner heeft al een ander lopend traject", "ja | 2024-03-12", {"2024-03": KNOWN}),
        ("Definitief geen contact kunnen krijgen", "nee | 2024-03-12", {}),
        ("(Budget)advies en/of quick fix", "nee | 2024-03-12", {"2024-03": UNSURE}),
        ("", " | 2024-03-12", {"2024-03": UNSURE}),
    ],
)
def test_only_who_was_reached_or_already_known_counts(resultaat, attempt, expected):
    made = book(
        zaak=f"id | huishouden | matchingsdatum | resultaat\nz1 | h1 | 2024-03-10 | {resultaat}",
        contactpoging=f"zaak | bereikt | datum\nz1 | {attempt}",
    )
    assert made.tally("VS12a") == expected


def test_a_zaak_without_person_and_address_cannot_be_linked():
    made = book(zaak="id | huishouden | matchingsdatum\nz1 | | 2024-03-10", zaak_signaal="")
    assert made.tally("VS12a") == {"2024-03": UNSURE}


def test_a_zaak_whose_signals_are_absent_links_by_its_own_address_from_its_own_day():
    made = book(zaak_signaal="zaak | signaal\nz1 |", **traject("2024-03-09", "", "| | h1"))
    assert made.tally("VS12a") == {"2024-03": KNOWN}


def many(*lines: str, key: str = "h1") -> dict[str, str]:
    zaken = "\n".join(f"z{n} | {key} | {day} |" for n, day in enumerate(lines))
    return {
        "zaak": f"id | huishouden | matchingsdatum | resultaat\n{zaken}",
        "signaal": "", "zaak_signaal": "",
        "contactpoging": "zaak | bereikt | datum\n" + "\n".join(f"z{n} | ja | {day}" for n, day in enumerate(lines)),
    }  # fmt: skip


def months(*days: str, key: str = "h1") -> dict[str, int]:
    return {month: sum(found[1:]) for month, found in book(**many(*days, key=key)).tally("VS12a").items()}


def test_a_household_counts_once_in_twelve_months():
    assert months("2023-02-10", "2023-06-10", "2024-02-09") == {"2023-02": 1}
    assert months("2023-02-10", "2023-06-10", "2024-02-10") == {"2023-02": 1, "2024-02": 1}
    assert months("2023-02-10", "2023-12-10", "2024-03-10", "2025-01-10") == {"2023-02": 1, "2024-03": 1}
    assert months("2024-02-29", "2025-02-28") == {"2024-02": 1, "2025-02": 1}
    assert months("2023-02-10", "2023-02-10") == {"2023-02": 1}


def test_without_address_or_person_every_zaak_is_a_household():
    assert months("2023-02-10", "2023-06-10", key="") == {"2023-02": 1, "2023-06": 1}


def test_without_an_address_the_person_is_the_household():
    made = book(
        zaak="id | matchingsdatum\nz1 | 2023-02-10\nz2 | 2023-06-10",
        signaal="id | signaaldatum | persoon\ns1 | 2023-02-01 | jan\ns2 | 2023-06-01 | jan",
        zaak_signaal="zaak | signaal\nz1 | s1\nz2 | s2",
        contactpoging="zaak | bereikt | datum\nz1 | ja | 2023-02-11\nz2 | ja | 2023-06-11",
    )
    assert made.tally("VS12a") == {"2023-02": UNKNOWN}


def test_who_moves_to_another_gemeente_counts_there_too():
    tables = ("signaal", "zaak", "traject", "ontruiming")
    delivered = "gm_code | tabel | oude_code | periode_van | periode_tot\n" + "\n".join(
        f"{code} | {tabel} | {code} | 2015-01-01 | 2026-11-01" for code in ("GM0001", "GM0002") for tabel in tables
    )
    made = book(
        zaak="id | gm_code | matchingsdatum\nz1 | GM0001 | 2023-02-10\nz2 | GM0002 | 2023-06-10",
        signaal="id | gm_code | signaaldatum | persoon\ns1 | GM0001 | 2023-02-01 | jan\ns2 | GM0002 | 2023-06-01 | jan",
        zaak_signaal="zaak | signaal\nz1 | s1\nz2 | s2",
        contactpoging="zaak | bereikt | datum\nz1 | ja | 2023-02-11\nz2 | ja | 2023-06-11",
        codes="gm_code | today | geldig_van\nGM0001 | GM0001 | 2010-01-01\nGM0002 | GM0002 | 2010-01-01",
        geleverd=delivered,
    )
    assert made.tally("VS12a") == {"2023-02": UNKNOWN}
    assert made.tally("VS12a", gemeente="GM0002") == {"2023-06": UNKNOWN}


def test_who_was_not_reached_does_not_stand_in_the_way_but_a_doubt_does():
    written = "id | huishouden | matchingsdatum\nz1 | h1 | 2023-02-10\nz2 | h1 | 2023-06-10"
    rest = {"zaak": written, "signaal": "", "zaak_signaal": ""}
    not_reached = "zaak | bereikt | datum\nz1 | nee | 2023-02-11\nz2 | ja | 2023-06-11"
    assert book(contactpoging=not_reached, **rest).tally("VS12a") == {"2023-06": UNKNOWN}
    doubt = "zaak | bereikt | datum\nz1 | | 2023-02-11\nz2 | ja | 2023-06-11"
    assert book(contactpoging=doubt, **rest).tally("VS12a") == {"2023-02": UNSURE}


def test_a_traject_in_another_gemeente_is_not_seen():
    made = book(
        traject="id | gm_code | start\nt1 | GM0002 | 2020-01-01",
        traject_persoon="traject | persoon | huishouden\nt1 | jan | h1",
    )
    assert made.tally("VS12a") == {"2024-03": UNKNOWN}


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_zaken_on_one_day_the_surest_counts_whatever_their_order(order):
    zaken = ["z1 | h1 | 2024-03-10", "z2 | h1 | 2024-03-10"][::order]
    rest = {
        "zaak": "id | huishouden | matchingsdatum\n" + "\n".join(zaken),
        "signaal": "id | signaaldatum | persoon\ns1 | 2024-03-05 | jan\ns2 | 2024-03-05 | piet",
        "zaak_signaal": "zaak | signaal\nz1 | s1\nz2 | s2",
    }
    doubt = "zaak | bereikt | datum\nz1 | | 2024-03-12\nz2 | ja | 2024-03-12"
    assert book(**rest, contactpoging=doubt).tally("VS12a") == {"2024-03": UNKNOWN}
    both = "zaak | bereikt | datum\nz1 | ja | 2024-03-12\nz2 | ja | 2024-03-12"
    found = book(**rest, contactpoging=both, **traject("2020-01-01", "", "piet | bsn | h9"))
    assert found.tally("VS12a") == {"2024-03": KNOWN}
