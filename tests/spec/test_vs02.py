"""VS02, aandeel per signaalpartner: from whom signalen come."""

from datetime import date

import pytest

from metrics.indicators import indicator_named
from queries.deliveries.codes import SIGNAALPARTNERS
from tests.spec.casebook import cases

# Every kind of partner and the variant that counts it.
PARTNERS = {
    "Huur": "standaard", "Energie": "energie", "Water": "water", "Zorg": "zorg", "CAK Zorgverzekeringen": "cak_zorg",
    "CAK Eigen bijdrage": "cak_bijdrage", "Hypotheek": "hypotheek", "DUO": "duo", "Belastingdienst": "belastingdienst",
    "Dienst Toeslagen": "toeslagen", "Overige": "overige",
}  # fmt: skip


def test_every_kind_of_partner_has_its_variant():
    assert set(PARTNERS) == set(SIGNAALPARTNERS)
    assert {variant.code for variant in indicator_named("VS02").varianten} == set(PARTNERS.values())


@pytest.mark.parametrize("partner", PARTNERS)
def test_a_signaal_counts_for_its_own_partner_and_in_the_noemer_of_all(partner):
    book = cases(signaal=f"id | signaaldatum | signaalpartner\ns1 | 2024-03-05 | {partner}")
    for other, variant in PARTNERS.items():
        assert book.tally("VS02", variant) == {"2024-03": (int(other == partner), 1, 0)}


def test_the_shares_of_a_month_are_of_all_its_signalen():
    book = cases(
        signaal="""
            id | signaaldatum | signaalpartner
            s1 | 2024-03-01   | Huur
            s2 | 2024-03-31   | Huur
            s3 | 2024-03-15   | Zorg
            s4 | 2024-04-01   | Zorg
        """
    )
    assert book.tally("VS02") == {"2024-03": (2, 3, 0), "2024-04": (0, 1, 0)}
    assert book.tally("VS02", "zorg") == {"2024-03": (1, 3, 0), "2024-04": (1, 1, 0)}


def test_without_a_date_a_signaal_is_unknown_and_one_of_tomorrow_does_not_count():
    book = cases(
        geleverd="tabel | oude_code | periode_van | periode_tot\nsignaal | GM0001 | 2024-03-01 | 2024-05-01",
        signaal="id | signaaldatum | laatste_maand\ns1 | | 2024-04-01\ns2 | 2024-04-16 |",
        today=date(2024, 4, 30),
    )
    assert book.tally("VS02") == {"2024-04": (1, 1, 1)}
