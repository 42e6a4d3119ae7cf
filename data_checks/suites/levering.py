"""What must hold for a levering as a whole: size, share rejected, period."""

from data_checks.suites.dates import not_before
from data_checks.suites.fields import any_rows, filled, holds
from data_checks.suites.kinds import CRITICAL, Expectation, PairInOrder


def _at_most(column: str, limit: str, *, regel: str, notes: str) -> Expectation:
    return PairInOrder(
        column_A=limit,
        column_B=column,
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=CRITICAL,
        meta={"regel": regel, "kolom": column},
        notes=notes,
    )


def levering() -> list[Expectation]:
    """Return the expectations on a frame with one row per levering."""
    return [
        any_rows(),
        holds(
            "iets_geleverd",
            kolom="aantal",
            regel="geen_records",
            notes="De levering bevat geen enkel record: de periode telt als nul. Klopt dat niet, lever dan opnieuw.",
        ),
        holds(
            "iets_leesbaar",
            kolom="aantal",
            regel="niets_leesbaar",
            severity=CRITICAL,
            notes="Geen enkel record van de levering is bruikbaar. Herstel de afgekeurde records en lever opnieuw aan.",
        ),
        holds(
            "lijsten_leesbaar",
            kolom="vroegsignalen, vroegsignaalzaken, schuldhulptrajecten",
            regel="lijst_onleesbaar",
            severity=CRITICAL,
            notes="Een hele lijst van de levering is onleesbaar; de vorige levering blijft daarom gelden. Vraag uw "
            "softwareleverancier dit te herstellen en lever opnieuw aan.",
        ),
        _at_most(
            "aandeel_afgekeurd",
            "max_afgekeurd",
            regel="te_veel_afgekeurd",
            notes="Te veel records van de levering zijn afgekeurd. Herstel de afgekeurde records en lever opnieuw aan.",
        ),
        _at_most(
            "aandeel_onmogelijk",
            "max_onmogelijk",
            regel="te_veel_onmogelijke_datums",
            notes="Te veel records van de levering hebben een datum die niet kan. Controleer hoe de bron datums "
            "uitvoert en lever opnieuw aan.",
        ),
        *(
            filled(
                column,
                regel="periode_ontbreekt",
                severity=CRITICAL,
                notes="De levering zegt niet over welke periode zij gaat. Vul de begindatum en de einddatum in.",
            )
            for column in ("periode_van", "periode_tot")
        ),
        holds(
            "periode_kan",
            kolom="periode_van, periode_tot",
            regel="periode_kan_niet",
            severity=CRITICAL,
            notes="De periode van de levering kan niet: zij eindigt voor het begin, begint in de toekomst of ligt voor "
            "2000. Herstel de begindatum en de einddatum.",
        ),
        holds(
            "aangeleverd_kan",
            kolom="aangeleverd_op",
            regel="aangeleverd_in_toekomst",
            severity=CRITICAL,
            notes="Het moment van aanleveren ligt in de toekomst: latere correcties zouden dan nooit meer gelden. "
            "Herstel de datum van aanleveren en lever opnieuw aan.",
        ),
        not_before(
            "dag_na_levering",
            "periode_tot",
            regel="periode_niet_voorbij",
            notes="De levering is gemaakt voor het einde van haar periode: de laatste dagen ontbreken. "
            "Lever na het einde van de periode opnieuw aan.",
        ),
    ]
