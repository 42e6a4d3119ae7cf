"""What must hold for ontruimingen."""

from data_checks.suites.dates import not_before, possible
from data_checks.suites.fields import any_rows, contradiction, filled, holds, in_list, once
from data_checks.suites.kinds import Expectation
from queries.deliveries import codes

DATES = ("gemeld_op", "aangezegd_op", "vonnis_op", "uitgevoerd_op")


def ontruiming() -> list[Expectation]:
    """Return the expectations on ontruimingen."""
    return [
        any_rows(),
        filled(
            "datum",
            regel="ontruiming_zonder_datum",
            notes="Deze regel heeft geen enkele datum, en telt daardoor in geen enkele maand mee. "
            "Vul ten minste gemeld_op of uitgevoerd_op in.",
        ),
        in_list("uitkomst", codes.ONTRUIMING_UITKOMSTEN),
        in_list("reden", codes.ONTRUIMING_REDENEN),
        in_list("verhuurder", codes.VERHUURDERS),
        *possible(DATES),
        *(
            not_before(
                "uitgevoerd_op",
                earlier,
                regel=f"uitgevoerd_voor_{event}",
                notes=f"De ontruiming is uitgevoerd voor de datum in {earlier}. Controleer beide datums.",
            )
            for earlier, event in (("gemeld_op", "melding"), ("aangezegd_op", "aanzegging"), ("vonnis_op", "vonnis"))
        ),
        contradiction(
            "voorkomen_of_uitgevoerd",
            kolom="uitkomst, uitgevoerd_op",
            soort="voorkomen_en_uitgevoerd",
            notes="De uitkomst is 'voorkomen', maar er staat een datum bij uitgevoerd_op. Herstel een van beide.",
        ),
        contradiction(
            "uitgevoerd_met_datum",
            kolom="uitgevoerd_op",
            soort="uitgevoerd_zonder_datum",
            notes="De uitkomst is 'uitgevoerd', maar de datum ontbreekt. Vul uitgevoerd_op in.",
        ),
        holds(
            "datum_past_bij_uitkomst",
            kolom="uitkomst",
            regel="uitkomst_spreekt_datum_tegen",
            notes="Er staat een datum bij uitgevoerd_op, maar de uitkomst is niet 'uitgevoerd'. Herstel een van beide.",
        ),
        once(
            kolom="huishouden, gemeld_op, uitgevoerd_op",
            regel="ontruiming_dubbel",
            notes="Een andere regel gaat over hetzelfde adres en dezelfde datums. Staat de ontruiming er dubbel in, "
            "verwijder er dan een.",
        ),
    ]
