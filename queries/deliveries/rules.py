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
    "onbekende_code": _NOT_IN_LIST,
    "onbruikbare_code": "{veld} ontbreekt of staat niet in de codelijst. Vul een code uit de lijst in.",
    "veld_ontbreekt": "{veld} is niet ingevuld, en zonder kan deze rij niet meetellen. Vul de cel in.",
    "niets_ingevuld": "De rij zegt niet genoeg om mee te tellen. Vul ten minste dit in: {veld}.",
    "twee_verwijzingen": "De rij noemt een signaal én een bsn. Vul er een in, of zeg in {veld} welke er geldt.",
    "datum_als_getal": (
        "{veld} is een getal en geen datum. Maak de cellen in Excel op als datum, of schrijf 2025-01-31."
    ),
    "jaar_in_twee_cijfers": "{veld} heeft een jaar van twee cijfers. Schrijf het jaar voluit, zoals 31-01-2025.",
    "ongeldig_getal": "{veld} is geen getal. Schrijf alleen het getal, zoals 1250 of 12,5.",
    "geen_heel_getal": "{veld} is geen heel getal, is lager dan 0 of is te hoog. Schrijf een getal als 1250.",
    "ongeldig_percentage": "{veld} is geen percentage tussen 0 en 100. Schrijf een getal als 7,6.",
    "ongeldig_jaar": "{veld} is geen jaar. Schrijf vier cijfers, zoals 2025.",
    "ongeldige_indicator": (
        "{veld} is geen code van een cijfer. Schrijf een code als ON01, of `jaarcijfer:` met een naam."
    ),
    "punt_als_duizendtal": (
        "In {veld} is de punt gelezen als scheiding van duizendtallen: 1.234 is 1234. Schrijf decimalen met een komma."
    ),
    "komma_als_decimaal": (
        "In {veld} is de komma gelezen als begin van de decimalen. Schrijf duizendtallen met een punt of zonder iets."
    ),
    "aandeel_of_percentage": "{veld} is lager dan 1. Is het een percentage, schrijf dan 25 en niet 0,25.",
    "streepje_als_leeg": "Het streepje in {veld} is gelezen als niet bekend. Was het nul, schrijf dan 0.",
    "onbekende_ja_nee": "{veld} is geen ja, nee of onbekend en telt als onbekend. Vul een van de drie in.",
    "tekst_niet_bewaard": (
        "{veld} is leeg gelaten: de tekst is te lang of kan iets over een persoon zeggen. Vul een korte naam in."
    ),
    "naam_niet_bruikbaar": ("{veld} ontbreekt, is te lang of kan iets over een persoon zeggen. Vul een korte naam in."),
    "te_veel_namen": (
        "{veld} heeft meer dan 100 verschillende waarden en is niet gelezen: zo'n kolom kan namen van mensen bevatten. "
        "Gebruik een vaste lijst van namen."
    ),
    "onbekende_bron": (
        "{veld} is leeg gelaten. Vul een code in hoofdletters in, zoals KRIS 2025, of een woord uit de handleiding."
    ),
    "dubbele_rij": "Een rij over hetzelfde staat al eerder in deze levering. Verwijder een van beide.",
    "adres_onbruikbaar": (
        "Het adres is niet te gebruiken en is leeg gelaten. Vul een hele postcode (1234AB) en een huisnummer in."
    ),
    "bsn_onbruikbaar": "{veld} kan geen burgerservicenummer zijn en is leeg gelaten. Controleer het nummer.",
    "buiten_periode": (
        "{veld} valt buiten de periode van het bestand. Controleer de datum, of lever de rij bij de juiste periode."
    ),
    "periode_omgekeerd": "periode_tot ligt voor periode_van. Verbeter een van beide.",
    "onbekende_leverancier": (
        "Van de leverancier in {veld} zijn voor deze gemeente geen vroegsignalen bekend. Controleer de schrijfwijze."
    ),
    "leverancier_niet_gezegd": (
        "Niet te zeggen is bij welke leverancier de signaal-ID's horen; zet {veld} boven de tabel."
    ),
    "kolom_andere_tabel": "{veld} hoort bij een andere tabel en is niet gelezen.",
    "samen_gelezen": (
        "{veld} over dezelfde gemeente en periode zijn samen gelezen als één levering. Moest het ene het andere "
        "vervangen, lees ze dan na elkaar in."
    ),
    # What was understood of a sheet; here {veld} is a place: a column, rows or a sheet.
    "totaalrij_overgeslagen": "Deze rij is een totaal en telt niet mee als record.",
    "koprij_herhaald": "Hier staan de kolomnamen nog een keer; deze rij is overgeslagen.",
    "tekst_onder_tabel": "Deze rij is gelezen als tekst onder de tabel en telt niet mee als record.",
    "te_veel_cellen": (
        "In {veld} staat iets rechts van de laatste kolomnaam, en dat is niet gelezen. Staat er een scheidingsteken in "
        "een cel, zet die cel dan tussen aanhalingstekens."
    ),
    "samengevoegde_cellen": (
        "In kolom {veld} zijn cellen samengevoegd; elke rij ernaast kreeg dezelfde waarde. Klopt dat niet, vul dan "
        "elke rij apart in."
    ),
    "foutwaarde": "In kolom {veld} staat een fout, zoals #N/B; dat telt als leeg. Herstel de formule.",
    "formule_zonder_uitkomst": (
        "In kolom {veld} staat een formule zonder uitkomst; dat telt als leeg. Open het bestand in Excel, sla het op "
        "en lever het opnieuw aan."
    ),
    "te_lang_getal": (
        "In kolom {veld} staat een getal van meer dan 15 cijfers. Excel bewaart de laatste cijfers niet, dus het telt "
        "als leeg. Maak de cellen op als tekst en vul het nummer opnieuw in."
    ),
    "onleesbare_cel": "In kolom {veld} staat iets dat geen tekst, getal of datum is; dat telt als leeg.",
    "verborgen_rijen": "Verborgen rijen, bijvoorbeeld achter een filter, zijn wel gelezen: {veld}.",
    "verborgen_kolommen": "Verborgen kolommen zijn wel gelezen: {veld}.",
    "verborgen_blad": "{veld} is verborgen en is niet gelezen.",
    "verborgen_blad_gelezen": "De gemeente en de periode zijn gelezen van een verborgen blad ({veld}). Kloppen ze nog?",
    "ander_blad_overgeslagen": "{veld} is niet gelezen: de tabel staat op een ander blad.",
    "alles_in_een_kolom": (
        "De hele tabel stond in één kolom en is uit elkaar gehaald. Zet elke waarde in een eigen kolom, dan is er geen "
        "twijfel."
    ),
    "buiten_dekking": "De gemeente van deze rij ontbreekt of hoort niet bij dit bestand. Herstel de gemeentecode.",
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
