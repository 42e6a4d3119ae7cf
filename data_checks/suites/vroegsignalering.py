"""What must hold for signalen, zaken and contactpogingen."""

from data_checks.suites.dates import not_before, possible
from data_checks.suites.fields import amount, any_rows, contradiction, filled, holds, in_list, once
from data_checks.suites.kinds import INFO, Expectation
from queries.deliveries import codes


def signaal() -> list[Expectation]:
    """Return the expectations on signalen."""
    return [
        any_rows(),
        filled(
            "datum",
            regel="signaal_zonder_datum",
            notes="Dit signaal heeft geen signaaldatum en geen ontstaansdatum, en telt in geen enkele maand mee. "
            "Vul de signaaldatum in.",
        ),
        filled(
            "signaalpartner",
            regel="signaalpartner_ontbreekt",
            notes="Bij dit signaal staat niet welke signaalpartner het stuurde. Vul de signaalpartner in.",
        ),
        holds(
            "koppelbaar",
            kolom="persoon, huishouden",
            regel="signaal_zonder_persoon_of_adres",
            severity=INFO,
            notes="Dit signaal heeft geen BSN en geen volledig adres, en is niet te verbinden met een traject. "
            "Lever het BSN of de postcode met het huisnummer mee.",
        ),
        in_list("signaalpartner", codes.SIGNAALPARTNERS),
        in_list("status", codes.SIGNAALSTATUSSEN),
        *possible(["signaaldatum", "ontstaansdatum"]),
        not_before(
            "signaaldatum",
            "ontstaansdatum",
            regel="signaal_voor_ontstaan",
            notes="De signaaldatum ligt voor de dag waarop de achterstand ontstond. Controleer beide datums.",
        ),
        *amount("bedrag"),
        once(
            kolom="persoon, huishouden, signaalpartner, signaaldatum",
            regel="signaal_dubbel",
            notes="Een ander signaal in deze levering heeft dezelfde inwoner, signaalpartner, datum en bedrag. "
            "Staat het er dubbel in, verwijder er dan een.",
        ),
    ]


def zaak() -> list[Expectation]:
    """Return the expectations on zaken."""
    return [
        any_rows(),
        holds(
            "heeft_datum",
            kolom="matchingsdatum",
            regel="zaak_zonder_datum",
            notes="Deze zaak heeft geen matchingsdatum en geen signaal met een datum, en telt daardoor in geen enkele "
            "maand mee. Vul de matchingsdatum in.",
        ),
        in_list("resultaat", codes.RESULTATEN),
        *possible(["matchingsdatum", "matching_van", "opgepakt_op"], may_lie_ahead=["matching_tot"]),
        not_before(
            "matching_tot",
            "matching_van",
            regel="matching_tot_voor_van",
            notes="De matchingperiode eindigt voordat zij begint. Controleer de begindatum en de einddatum.",
        ),
        not_before(
            "opgepakt_op",
            "eerste_signaal",
            regel="opgepakt_voor_signaal",
            notes="De zaak is opgepakt voor het eerste signaal. Controleer de datum van oppakken en de signaaldatum.",
        ),
        contradiction(
            "contact_met_poging",
            kolom="resultaat, contactpogingen",
            soort="contact_zonder_poging",
            notes="Dit resultaat kan alleen na contact, maar bij geen contactpoging staat dat de inwoner is bereikt. "
            "Leg de contactpoging vast: zonder poging is het bereik onbekend.",
        ),
        contradiction(
            "niet_bereikt_of_opgepakt",
            kolom="resultaat, contactpogingen",
            soort="bereikt_en_niet_opgepakt",
            notes="Het resultaat zegt dat de zaak niet is opgepakt, maar de inwoner is wel bereikt. Herstel het "
            "resultaat of de contactpoging.",
        ),
        contradiction(
            "niet_bereikt_of_contact",
            kolom="resultaat, contactpogingen",
            soort="bereikt_en_geen_contact",
            notes="Het resultaat zegt dat er nooit contact was, maar de inwoner is wel bereikt. Herstel het resultaat "
            "of de contactpoging.",
        ),
        contradiction(
            "status_past",
            kolom="resultaat, status",
            soort="status_en_resultaat",
            notes="De status van een signaal en het resultaat van zijn zaak spreken elkaar tegen. Werk de status van "
            "het signaal bij, of herstel het resultaat.",
        ),
        once(
            kolom="huishouden, matching_van, matching_tot",
            regel="zaak_dubbel",
            notes="Een andere zaak in deze levering gaat over hetzelfde adres en dezelfde matchingperiode. "
            "Staat de zaak er dubbel in, verwijder er dan een.",
        ),
    ]


def zaak_signaal() -> list[Expectation]:
    """Return the expectations on the links between zaken and signalen."""
    return [
        any_rows(),
        holds(
            "signaal_bekend",
            kolom="signaal",
            regel="signaal_onbekend",
            notes="Deze zaak verwijst naar een signaal dat niet in deze levering staat en niet eerder is ontvangen. "
            "Lever het signaal mee, of herstel het signaal-ID.",
        ),
    ]


def contactpoging() -> list[Expectation]:
    """Return the expectations on contactpogingen."""
    return [
        any_rows(),
        in_list("soort", codes.CONTACTSOORTEN),
        in_list("dagdeel", codes.DAGDELEN),
        *possible(["datum"]),
        not_before(
            "datum",
            "eerste_signaal",
            regel="contact_voor_signaal",
            notes="Deze contactpoging is van voor het eerste signaal van de zaak. Controleer de datum van de poging.",
        ),
        holds(
            "uitkomst_bekend",
            kolom="bereikt",
            regel="contact_zonder_uitkomst",
            severity=INFO,
            notes="Bij deze contactpoging staat niet of de inwoner is bereikt. Vul het in: nu is het bereik onbekend.",
        ),
        holds(
            "bereikt_met_datum",
            kolom="datum",
            regel="bereikt_zonder_datum",
            notes="Bij deze contactpoging is de inwoner bereikt, maar de datum ontbreekt. Vul de datum in: "
            "zonder datum telt het bereik niet mee.",
        ),
    ]
