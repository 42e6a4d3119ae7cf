"""DV02, doorverwijspercentage tussen organisaties: of the talks at A, how many led to B?"""

import pytest

from metrics.cases.organisaties import ORGANISATIETYPES, direction
from metrics.figures import figures
from metrics.indicators import indicator_named
from queries.deliveries import aanvulling_codes
from tests.spec.casebook import Casebook, cases

JUNE = "kredietbank | 2024-06-01 | 2024-07-01"
TO_SOCIAL = "kredietbank naar maatschappelijk werk"


def talks(referrals: str, held: str = f"{JUNE} | 100") -> Casebook:
    referrals = "\n".join(line.strip() for line in referrals.strip().splitlines())
    return cases(
        gesprekken=f"organisatietype | periode_van | periode_tot | gesprekken\n{held}".strip(),
        doorverwijzing=f"id | persoon | datum | van_type | naar_type | warm\n{referrals}",
    )


def test_a_direction_is_a_share_of_all_talks_at_the_one_who_refers():
    book = talks("""
        d1 | p1 | 2024-06-01 | kredietbank | maatschappelijk werk | ja
        d2 | p2 | 2024-06-30 | kredietbank | maatschappelijk werk | nee
        d3 | p3 | 2024-06-30 | kredietbank | voedselbank          | nee
    """)
    assert book.tally("DV02") == {"2024-06": (3, 100, 0)}
    assert book.cells("DV02", "van") == {"kredietbank": (3, 100, 0)}
    directions = book.cells("DV02", "van_naar")
    assert directions[TO_SOCIAL] == (2, 100, 0)
    assert directions["kredietbank naar voedselbank"] == (1, 100, 0)
    assert directions["kredietbank naar ggz/verslavingszorg"] == (0, 100, 0), "nobody was sent there"
    assert len(directions) == len(ORGANISATIETYPES)


def test_both_ways_have_their_own_talks():
    book = talks(
        """
        d1 | p1 | 2024-06-03 | kredietbank          | maatschappelijk werk | ja
        d2 | p2 | 2024-06-04 | maatschappelijk werk | kredietbank          | ja
        d3 | p3 | 2024-06-05 | maatschappelijk werk | kredietbank          | ja
        """,
        f"{JUNE} | 100\nmaatschappelijk werk | 2024-06-01 | 2024-07-01 | 4",
    )
    assert book.tally("DV02") == {"2024-06": (3, 104, 0)}
    directions = book.cells("DV02", "van_naar")
    assert directions[TO_SOCIAL] == (1, 100, 0)
    assert directions["maatschappelijk werk naar kredietbank"] == (2, 4, 0)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param("p1 | 2024-06-03 | kredietbank | voedselbank", 1, id="the same person on the same day"),
        pytest.param("p1 | 2024-06-04 | kredietbank | voedselbank", 2, id="the same person a day later"),
        pytest.param("p2 | 2024-06-03 | kredietbank | voedselbank", 2, id="somebody else"),
        pytest.param("   | 2024-06-03 | kredietbank | voedselbank", 2, id="nobody knows who"),
    ],
)
def test_one_talk_with_two_referrals_is_one_talk(second, expected):
    book = talks(f"d1 | p1 | 2024-06-03 | kredietbank | maatschappelijk werk | ja\nd2 | {second} | ja")
    assert book.tally("DV02") == {"2024-06": (expected, 100, 0)}
    assert book.cells("DV02", "van_naar")["kredietbank naar voedselbank"] == (1, 100, 0)


def test_a_talk_counts_once_however_often_it_led_to_the_same_kind():
    line = "p1 | 2024-06-03 | kredietbank | voedselbank | ja"
    assert talks(f"d1 | {line}\nd2 | {line}").cells("DV02", "van_naar")["kredietbank naar voedselbank"] == (1, 100, 0)


@pytest.mark.parametrize(
    ("warmth", "expected"),
    [
        (["ja"], (1, 100, 0)),
        (["nee"], (0, 100, 0)),
        (["onbekend"], (0, 99, 1)),
        (["nee", "ja"], (1, 100, 0)),
        (["onbekend", "ja"], (1, 100, 0)),
        (["onbekend", "nee"], (0, 99, 1)),
    ],
)
def test_a_warm_referral_is_enough_and_one_of_which_it_is_not_known_makes_the_talk_unknown(warmth, expected):
    lines = [f"d{n} | p1 | 2024-06-03 | kredietbank | voedselbank | {warm}" for n, warm in enumerate(warmth)]
    book = talks("\n".join(lines))
    assert book.tally("DV02", "warm") == {"2024-06": expected}
    assert book.cells("DV02", "van_naar", "warm")["kredietbank naar voedselbank"] == expected


@pytest.mark.parametrize("held", ["", f"{JUNE} |", f"{JUNE} | 1"])
def test_more_referrals_than_talks_or_talks_that_nobody_counted_say_nothing(held):
    book = talks(
        """
        d1 | p1 | 2024-06-03 | kredietbank | maatschappelijk werk | ja
        d2 | p2 | 2024-06-03 | kredietbank | maatschappelijk werk | ja
        """,
        held,
    )
    assert book.tally("DV02") == {"2024-06": (0, 0, 2)}
    assert book.cells("DV02", "van_naar")[TO_SOCIAL] == (0, 0, 2)


def test_what_one_organisation_did_not_count_makes_those_of_its_kind_unknown():
    book = talks("d1 | p1 | 2024-06-03 | kredietbank | voedselbank | ja", f"{JUNE} | 100\n{JUNE} |")
    assert book.tally("DV02") == {"2024-06": (0, 0, 100)}


@pytest.mark.parametrize(
    ("line", "month", "cell"),
    [
        ("p1 |            | kredietbank | voedselbank", "2024-12", "kredietbank naar voedselbank"),
        ("p1 | 2024-06-03 |             | voedselbank", "2024-06", "onbekend naar voedselbank"),
    ],
)
def test_a_referral_without_a_day_or_without_who_referred_is_unknown(line, month, cell):
    book = talks(f"d1 | {line} | ja")
    assert book.tally("DV02")[month][2] == 1
    assert book.cells("DV02", "van_naar")[cell][2] == 1


def test_where_to_may_be_unknown_while_it_is_known_that_someone_was_sent_on():
    book = talks("d1 | p1 | 2024-06-03 | kredietbank | | ja")
    assert book.tally("DV02") == {"2024-06": (1, 100, 0)}
    assert book.cells("DV02", "van_naar")["kredietbank naar onbekend"] == (0, 0, 1)


def test_talks_of_a_longer_period_are_spread_over_its_days_and_none_is_lost():
    book = talks("", "kredietbank | 2024-01-01 | 2024-04-01 | 1000")
    by_month = {month: numbers[1] for month, numbers in book.tally("DV02").items()}
    assert by_month == {"2024-01": 340, "2024-02": 319, "2024-03": 341}, "31, 29 and 31 of 91 days"


@pytest.mark.parametrize("absent", ["doorverwijzing", "gesprekken"])
def test_a_month_counts_only_when_both_registers_were_delivered(absent):
    lines = [f"{tabel} | GM0001 | 2024-06-01 | 2024-07-01" for tabel in ("doorverwijzing", "gesprekken")]
    delivered = "\n".join(line for line in lines if not line.startswith(absent))
    book = cases(
        geleverd=f"tabel | oude_code | periode_van | periode_tot\n{delivered}",
        gesprekken=f"organisatietype | periode_van | periode_tot | gesprekken\n{JUNE} | 100",
    )
    assert book.tally("DV02") == {}


def test_rotterdam_sends_on_4_percent_of_its_talks_and_a_month_without_any_lowers_it():
    """Kredietbank Rotterdam sent people to maatschappelijk werk in 4% of its talks (2010); the 6.000 are invented."""
    sent = "\n".join(f"d{n} | p{n} | 2024-06-03 | kredietbank | maatschappelijk werk | ja" for n in range(240))
    book = talks(sent, "kredietbank | 2024-06-01 | 2024-07-01 | 3000\nkredietbank | 2024-07-01 | 2024-08-01 | 3000")
    counts, dv02 = book.counts(), indicator_named("DV02")
    made = figures(
        counts.telling, counts.verdeling, counts.dekking, dv02, dv02.standaard,
        kind="jaar", today=book.today, uitsplitsing="van_naar",
    )  # fmt: skip
    year = made.filter(periode="2024", cel=TO_SOCIAL).row(0, named=True)
    assert (year["teller"], year["noemer"], year["waarde"]) == (240, 6000, 0.04)


def test_organisations_and_their_directions_are_spelled_as_the_door_spells_them():
    assert ORGANISATIETYPES == aanvulling_codes.ORGANISATIETYPES
    assert direction("kredietbank", "maatschappelijk werk") == TO_SOCIAL
