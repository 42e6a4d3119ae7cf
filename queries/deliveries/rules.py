"""Why a record was not taken, or taken with a remark: every rule and its sentence, once."""

from typing import Final, Literal

Ernst = Literal["afgekeurd", "waarschuwing"]

_NOT_IN_LIST: Final = "{veld} staat niet in de codelijst en is leeg gelaten. Gebruik een code uit de lijst."

# {veld} is the name of a field in the standard, never what a client's record holds.
REASONS: Final[dict[str, str]] = {
    "geen_id": "Het record heeft geen bruikbaar ID. Vul het ID in de bron.",
    "dubbel_id": "Dit ID staat al eerder in deze levering. Geef elk record een eigen ID.",
    "dubbele_zaak": "Een zaak met precies deze signalen staat al eerder in deze levering. Lever elke zaak één keer.",
    "geen_object": "{veld} is geen groep gegevens tussen accolades. Vraag uw softwareleverancier dit te herstellen.",
    "geen_lijst": "{veld} is geen lijst tussen blokhaken. Vraag uw softwareleverancier dit te herstellen.",
    "onleesbaar": "Het record is geen leesbare JSON. Vraag uw softwareleverancier dit te herstellen.",
    "ongeldige_datum": "{veld} is geen bestaande datum. Schrijf een datum als 2025-01-31.",
    "ongeldig_bedrag": "{veld} is geen bedrag. Schrijf een heel getal, zonder euroteken of punten.",
    "ongeldige_ja_nee": "{veld} is geen true of false. Vul true of false in, of laat het veld leeg.",
    "onbekende_signaalpartner": "De soort signaalpartner ontbreekt of staat niet in de lijst van DDAS.",
    "onbekende_contactsoort": "De soort contactpoging ontbreekt of staat niet in de lijst van DDAS.",
    "zaak_zonder_signaal": "De zaak noemt geen enkel signaal-ID. Vul bij de zaak de ID's van haar signalen in.",
    "verwijzing_zonder_id": "Een verwijzing naar een signaal heeft geen ID en telt niet mee.",
    "onbekende_status": _NOT_IN_LIST,
    "onbekend_resultaat": _NOT_IN_LIST,
    "onbekend_dagdeel": _NOT_IN_LIST,
    "onbekende_beschikking": _NOT_IN_LIST,
    "beeindiging_als_beschikking": (
        "{veld} is de beschikking waarmee de hulp eindigde; of en wanneer er een toelating was, is niet bekend."
    ),
    "onbekende_oplossing": _NOT_IN_LIST,
    "onbekende_begeleiding": _NOT_IN_LIST,
    "onbekende_uitstroomreden": _NOT_IN_LIST,
    "onbekende_uitkomst": _NOT_IN_LIST,
    "onbekende_reden": _NOT_IN_LIST,
    "onbekende_verhuurder": _NOT_IN_LIST,
    "ongeldige_geboortedatum": "De geboortedatum is geen bestaande datum; het geboortejaar is leeg gelaten.",
    "onbekende_gemeente": "De gemeentecode ontbreekt of bestaat niet; dit telt nergens mee. Gebruik de code van CBS.",
    "geen_organisatie": "De aanleverende organisatie heeft geen KvK-nummer en geen naam.",
    "onbekende_kolom": "{veld} heeft een naam die niet in de handleiding staat en is niet gelezen.",
    "kolom_ontbreekt": "Deze kolommen ontbreken en tellen als leeg: {veld}. Voeg ze toe als u dit weet.",
    "buiten_dekking": "De gemeente van deze rij hoort niet bij de gemeenten van dit bestand.",
}


ANY_FIELD: Final = "Het record"


class UnreadableError(Exception):
    """A record that cannot be taken: the rule it broke and the field, never the field's value."""

    def __init__(self, rule: str, field: str = ANY_FIELD) -> None:
        """Keep rule and field apart, for the report."""
        super().__init__(rule)
        self.rule = rule
        self.field = field


def reason(rule: str, field: str = ANY_FIELD) -> str:
    """Return the sentence for ``rule``."""
    return REASONS[rule].format(veld=field)
