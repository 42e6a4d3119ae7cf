"""What must hold for schuldhulptrajecten."""

from data_checks.suites.dates import not_before, possible
from data_checks.suites.fields import amount, any_rows, contradiction, filled, holds, in_list, once
from data_checks.suites.kinds import INFO, WARNING, Expectation, ValuesBetween
from queries.deliveries import codes

# What has happened, as against what may have been planned for later.
FACTS = (
    "aanmelding",
    "startdatum",
    "toekenning",
    "intake_van",
    "intake_tot",
    "beschikkingsdatum",
    "plan_van_aanpak",
    "stabilisatie_van",
    "regeling_aangevraagd",
    "regeling_toegekend",
    "regeling_afgewezen",
    "regeling_ingetrokken",
    "oplossing_van",
    "uitstroom",
)
PLANNED = ("einddatum", "stabilisatie_tot", "oplossing_tot", "nazorg")

# (later, earlier, rule, what is wrong)
ORDER = (
    ("intake_van", "aanmelding", "intake_voor_aanmelding", "De intake begint voor de aanmelding."),
    ("intake_tot", "intake_van", "intake_tot_voor_van", "De intake eindigt voordat zij begint."),
    ("stabilisatie_tot", "stabilisatie_van", "stabilisatie_tot_voor_van", "De stabilisatie eindigt voor haar begin."),
    ("oplossing_tot", "oplossing_van", "oplossing_tot_voor_van", "De oplossing eindigt voordat zij begint."),
    (
        "regeling_toegekend",
        "regeling_aangevraagd",
        "toegekend_voor_aangevraagd",
        "De schuldregeling is toegekend voordat zij is aangevraagd.",
    ),
    (
        "regeling_afgewezen",
        "regeling_aangevraagd",
        "afgewezen_voor_aangevraagd",
        "De schuldregeling is afgewezen voordat zij is aangevraagd.",
    ),
    (
        "regeling_ingetrokken",
        "regeling_aangevraagd",
        "ingetrokken_voor_aangevraagd",
        "De schuldregeling is ingetrokken voordat zij is aangevraagd.",
    ),
)


def traject() -> list[Expectation]:
    """Return the expectations on trajecten."""
    return [
        any_rows(),
        filled(
            "eerste_datum",
            regel="traject_zonder_datum",
            notes="Dit traject heeft geen enkele datum. Vul ten minste de datum van aanmelding of de startdatum in.",
        ),
        holds(
            "aanmelding_bekend",
            kolom="aanmelding",
            regel="aanmelding_ontbreekt",
            severity=INFO,
            notes="Dit traject heeft geen datum van aanmelding: de wachttijd begint dan bij de startdatum. "
            "Vul de datum van aanmelding in.",
        ),
        in_list("beschikking", codes.BESCHIKKINGEN),
        in_list("oplossing", codes.OPLOSSINGEN),
        in_list("uitstroomreden", codes.UITSTROOMREDENEN),
        *possible(FACTS, may_lie_ahead=PLANNED),
        *(
            not_before(later, earlier, regel=regel, notes=f"{what} Controleer beide datums.")
            for later, earlier, regel, what in ORDER
        ),
        holds(
            "einddatum_past",
            kolom="einddatum",
            regel="einddatum_voor_start",
            notes="De einddatum ligt voor de startdatum. Controleer beide datums.",
        ),
        holds(
            "uitstroom_past",
            kolom="uitstroom",
            regel="uitstroom_voor_aanmelding",
            notes="De uitstroom ligt voor de aanmelding. Controleer beide datums.",
        ),
        contradiction(
            "toegekend_of_afgewezen",
            kolom="regeling_toegekend, regeling_afgewezen",
            soort="toegekend_en_afgewezen",
            notes="De schuldregeling is toegekend en ook afgewezen. Laat alleen de datum staan die klopt.",
        ),
        contradiction(
            "einde_na_start",
            kolom="einddatum, uitstroom",
            soort="einde_voor_start",
            notes="Het traject eindigt voordat het begint. Controleer de begindatum en de einddatum.",
        ),
        contradiction(
            "afgewezen_of_oplossing",
            kolom="beschikking, oplossing",
            soort="afgewezen_en_oplossing",
            notes="De aanvraag is afgewezen, maar er staat ook een oplossing bij. Herstel de beschikking of de "
            "oplossing.",
        ),
        *amount("schuldbedrag"),
        ValuesBetween(
            column="schuldeisers",
            min_value=0,
            severity=WARNING,
            meta={"regel": "schuldeisers_negatief", "kolom": "schuldeisers"},
            notes="Een aantal schuldeisers kan niet onder nul zijn. Verbeter het aantal.",
        ),
        once(
            kolom="persoon, aanmelding, startdatum",
            regel="traject_dubbel",
            notes="Een ander traject in deze levering heeft dezelfde inwoners en dezelfde begindatum. "
            "Staat het er dubbel in, verwijder er dan een.",
        ),
    ]
