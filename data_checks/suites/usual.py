"""What is usual of a levering as a whole: its size, its moment, its fields, its partners, and no sameness in it."""

from data_checks.columns import constants, coverage, freshness, partners, volume
from data_checks.suites.fields import holds
from data_checks.suites.kinds import INFO, Expectation

# (rule, the fields it is about, the reason it is looked at and what to do)
_WARNINGS = (
    (
        volume.LOW,
        "aantal",
        "De levering is veel kleiner dan wat u eerder leverde. Controleer of alles is meegekomen, en lever anders "
        "opnieuw aan.",
    ),
    (
        volume.HIGH,
        "aantal",
        "De levering is veel groter dan wat u eerder leverde. Controleer of er niets dubbel in staat en of de periode "
        "klopt.",
    ),
    (
        volume.SHRUNK,
        "aantal",
        "De levering is kleiner dan de levering die zij vervangt: wat niet opnieuw is geleverd, telt niet meer mee. "
        "Controleer of alles is meegekomen, en lever anders opnieuw aan.",
    ),
    (
        freshness.LATE,
        "aangeleverd_op",
        "De levering kwam lang na het einde van haar periode: tot die tijd misten uw cijfers deze periode. Lever de "
        "volgende keer binnen een maand.",
    ),
    (
        freshness.GAP,
        "periode_van",
        "Tussen deze levering en de vorige zit een periode waarover niets is geleverd. Die telt als niet geleverd, "
        "niet als nul. Lever de ontbrekende periode alsnog aan.",
    ),
    (
        coverage.EMPTIED,
        "",
        "Een veld dat u eerder invulde, is nu leeg of veel leger. Vraag uw softwareleverancier of de uitvoer is "
        "veranderd.",
    ),
    (
        coverage.EMPTIER,
        "",
        "Een veld is leeg of veel leger dan bij bijna alle andere gemeenten. Vul het veld in de bron, of vraag uw "
        "softwareleverancier of het wordt uitgevoerd.",
    ),
    (
        partners.GONE,
        "signaalpartner",
        "Een signaalpartner die bijna altijd meldde, ontbreekt nu. Vraag de partner of zijn signalen zijn verstuurd, "
        "en of ze bij u zijn aangekomen.",
    ),
    (
        partners.FEWER,
        "signaalpartner",
        "Een signaalpartner meldde veel minder dan anders. Vraag de partner of al zijn signalen zijn verstuurd.",
    ),
    (
        constants.REACHED,
        "bereikt",
        "Bij elke contactpoging staat dat de inwoner is bereikt, en dat komt niet voor. Controleer of het veld vanzelf "
        "op ja staat.",
    ),
    (
        constants.UNREACHED,
        "bereikt",
        "Bij geen enkele contactpoging is de inwoner bereikt. Controleer of de uitkomst van een poging wordt "
        "vastgelegd en uitgevoerd.",
    ),
    (
        constants.AMOUNTS,
        "bedrag",
        "Alle bedragen zijn gelijk. Controleer of de bron het echte bedrag uitvoert.",
    ),
    (
        constants.FIRSTS,
        "datum",
        "Elk contact heeft de eerste dag van een maand als datum. Controleer of de bron de echte dag uitvoert.",
    ),
    (
        constants.DATES,
        "datum",
        "Alle datums zijn gelijk. Controleer of de bron de dag van de gebeurtenis uitvoert, en niet de dag van "
        "invoeren.",
    ),
    (
        constants.HOUSEHOLD,
        "huishouden, persoon",
        "Een heel groot deel van de records heeft hetzelfde adres of dezelfde persoon. Controleer of de bron het "
        "adres van de inwoner uitvoert, en niet dat van uw organisatie.",
    ),
    (
        constants.KIND,
        "soort",
        "Alle contactpogingen zijn van dezelfde soort. Controleer of elke soort contact wordt vastgelegd.",
    ),
    (
        constants.STATUS,
        "status",
        "Geen enkel signaal heeft een status. Controleer of de bron de status uitvoert.",
    ),
)


def usual() -> list[Expectation]:
    """Return the expectations on answers that were worked out beforehand, from several leveringen."""
    return [
        *(holds(regel, kolom=kolom, regel=regel, notes=notes) for regel, kolom, notes in _WARNINGS),
        holds(
            freshness.LONG_AGO,
            kolom="periode_tot",
            regel=freshness.LONG_AGO,
            # Not a fault: who begins delivers his history too. It is said, since old figures change by it.
            severity=INFO,
            notes="De periode van de levering is al lang voorbij. Cijfers die al lang vaststonden, kunnen erdoor "
            "veranderen.",
        ),
    ]
