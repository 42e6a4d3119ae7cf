"""KW03, tegenstrijdige registratie: records in which stands what cannot be true together."""

import pytest

from tests.spec.casebook import cases

HELP = "Vervolghulp en/of verwijzing financieel"
NO_CONTACT = "Definitief geen contact kunnen krijgen"
CLEAN = "geen tegenspraak"


@pytest.mark.parametrize(
    ("result", "attempt", "status", "kind"),
    [
        pytest.param(HELP, "Telefoon | ja", "", CLEAN, id="help after contact"),
        pytest.param(HELP, "Telefoon | nee", "", "contact_zonder_poging", id="help, and nobody was reached"),
        pytest.param(HELP, "Administratief | ja", "", "contact_zonder_poging", id="administration is no contact"),
        pytest.param("Niet opgepakt: andere reden", "Telefoon | ja", "", "bereikt_en_niet_opgepakt", id="left"),
        pytest.param("Inwoner is overleden", "Telefoon | nee", "", CLEAN, id="nobody was reached"),
        pytest.param(NO_CONTACT, "Telefoon | ja", "", "bereikt_en_geen_contact", id="no contact, yet reached"),
        pytest.param(NO_CONTACT, "Telefoon | nee", "", CLEAN, id="no contact"),
        pytest.param(
            HELP, "Brief | ja", "Niet opgepakt: andere reden", "status_en_resultaat", id="help, not picked up"
        ),
        pytest.param(HELP, "Brief | ja", "Nog niet opgepakt", "status_en_resultaat", id="help, not yet picked up"),
        pytest.param(NO_CONTACT, "Brief | nee", "Nog niet opgepakt", "status_en_resultaat", id="ended, not yet begun"),
        pytest.param(NO_CONTACT, "Brief | nee", "Niet opgepakt: andere reden", CLEAN, id="not picked up, no contact"),
        pytest.param("", "Brief | nee", "Nog niet opgepakt", CLEAN, id="nothing yet"),
        pytest.param("", "Telefoon | ja", "", CLEAN, id="what is empty contradicts nothing"),
        pytest.param(HELP, "Brief | nee", "Nog niet opgepakt", "meer soorten", id="two at once"),
    ],
)
def test_a_zaak_contradicts_itself(result, attempt, status, kind):
    book = cases(
        zaak=f"id | matchingsdatum | resultaat\nz1 | 2024-03-10 | {result}",
        signaal=f"id | signaaldatum | status\ns1 | 2024-03-05 | {status}",
        zaak_signaal="zaak | signaal\nz1 | s1",
        contactpoging=f"zaak | datum | soort | bereikt\nz1 | 2024-03-12 | {attempt}",
    )
    wrong = int(kind != CLEAN)
    assert book.cells("KW03", "soort") == {kind: (wrong, 1, 0)}
    assert book.tally("KW03") == {"2024-03": (wrong, 1, 0)}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("2024-02-01 | | | | |", CLEAN, id="nothing wrong"),
        pytest.param("| 2024-05-01 | 2024-06-01 | | |", "toegekend_en_afgewezen", id="granted and turned down"),
        pytest.param("2024-01-31 | | | | |", "einde_voor_start", id="ended the day before it began"),
        pytest.param("| | | Afwijzingsbeschikking | 0%-aanbod |", "afgewezen_en_oplossing", id="rejected, yet solved"),
        pytest.param("| | | Toelatingsbeschikking | 0%-aanbod |", CLEAN, id="admitted and solved"),
        pytest.param("2024-01-31 | | | Afwijzingsbeschikking | 0%-aanbod |", "meer soorten", id="two at once"),
    ],
)
def test_a_traject_contradicts_itself(line, kind):
    header = "uitstroom | regeling_toegekend | regeling_afgewezen | beschikking | oplossing | einddatum"
    book = cases(traject=f"id | start | startdatum | {header}\nt1 | 2024-02-01 | 2024-02-01 | {line}")
    assert book.cells("KW03", "soort", "trajecten") == {kind: (int(kind != CLEAN), 1, 0)}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2024-03-05 | uitgevoerd", CLEAN),
        ("2024-03-05 | voorkomen", "voorkomen_en_uitgevoerd"),
        ("| uitgevoerd", "uitgevoerd_zonder_datum"),
        ("| voorkomen", CLEAN),
    ],
)
def test_an_eviction_contradicts_itself(line, kind):
    book = cases(ontruiming=f"id | gemeld_op | uitgevoerd_op | uitkomst\no1 | 2024-03-01 | {line}")
    assert book.cells("KW03", "soort", "ontruimingen") == {kind: (int(kind != CLEAN), 1, 0)}
