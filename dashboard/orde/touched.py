"""Which figures a remark touches: those that need the field, or the record, that it is about."""

from collections.abc import Mapping

from metrics.definition import Indicator
from metrics.indicators import INDICATORS
from queries.deliveries.records import TABLES_OF

# A remark about quality does not change how quality itself is counted in a way that anyone should repair first.
_ABOUT_QUALITY = "KW"

_DATES_OF_SIGNAAL = ("signaal.signaaldatum", "signaal.ontstaansdatum")
_REACH = (
    *_DATES_OF_SIGNAAL, "zaak.matchingsdatum", "zaak.resultaat", "zaak_signaal.signaal",
    "contactpoging.soort", "contactpoging.bereikt", "contactpoging.datum",
)  # fmt: skip
_KNOWN_BEFORE = (
    "signaal.persoon", "signaal.huishouden", "zaak.huishouden", "traject.aanmelding", "traject.startdatum",
    "traject.einddatum", "traject.uitstroom", "traject_persoon.persoon", "traject_persoon.huishouden",
)  # fmt: skip
_FIRST_ATTEMPT = (
    *_DATES_OF_SIGNAAL, "zaak.matchingsdatum", "zaak.resultaat", "contactpoging.soort", "contactpoging.datum",
)  # fmt: skip
# What an indicator looks at; one that is not named here needs all of its own table.
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "VS01": _DATES_OF_SIGNAAL,
    "VS02": (*_DATES_OF_SIGNAAL, "signaal.signaalpartner"),
    "VS03": (
        *_DATES_OF_SIGNAAL, "zaak.opgepakt_op", "zaak.resultaat", "zaak_signaal.signaal", "contactpoging.soort",
    ),
    "VS04": ("zaak.matchingsdatum", "zaak.opgepakt_op", "zaak.resultaat"),
    "VS05": (*_DATES_OF_SIGNAAL, "zaak.matchingsdatum", "signaal.huishouden", "zaak.huishouden"),
    "VS06": (*_DATES_OF_SIGNAAL, "signaal.signaalpartner", "signaal.huishouden", "signaal.persoon"),
    "VS07": _REACH,
    "VS08": _REACH,
    "VS09": ("zaak.matchingsdatum", "zaak.opgepakt_op", "zaak.resultaat", "contactpoging.soort", "contactpoging.datum"),
    "VS10": _REACH,
    "VS11": _REACH,
    "VS13": ("zaak.matchingsdatum", "zaak.resultaat"),
    "VS14": _FIRST_ATTEMPT,
    "VS15": _FIRST_ATTEMPT,
    "VS16": (*_REACH, "signaal.persoon", "signaal.huishouden", "signaal.status"),
    "DV01": _REACH,
    "VS12a": (*_REACH, *_KNOWN_BEFORE),
    "VS12b": (*_REACH, "zaak.huishouden", "bekendheid.bekend", "bekendheid.huishouden", "bekendheid.peildatum"),
    "SH01": ("traject.aanmelding", "traject.startdatum"),
    "SH03": ("traject.aanmelding", "traject.startdatum", "traject.intake_van", "traject.uitstroom"),
    "SH05": ("traject.regeling_toegekend", "traject.regeling_afgewezen", "traject.regeling_ingetrokken"),
    "ON01": ("ontruiming.uitgevoerd_op", "ontruiming.uitkomst", "ontruiming.reden", "ontruiming.verhuurder"),
}  # fmt: skip

# What a rule is about, in its own table unless said otherwise; a rule that is not named is about the whole record.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "signaalpartner_ontbreekt": ("signaalpartner",),
    "signaal_zonder_persoon_of_adres": ("persoon", "huishouden"),
    "signaal_voor_ontstaan": ("signaaldatum", "ontstaansdatum"),
    "bedrag_negatief": ("bedrag", "schuldbedrag"),
    "bedrag_boven_miljoen": ("bedrag", "schuldbedrag"),
    "zaak_zonder_datum": ("matchingsdatum",),
    "matching_tot_voor_van": ("matching_van", "matching_tot"),
    "opgepakt_voor_signaal": ("opgepakt_op",),
    "contact_zonder_uitkomst": ("bereikt",),
    "bereikt_zonder_datum": ("datum",),
    "contact_voor_signaal": ("datum",),
    "tegenstrijdig_contact_zonder_poging": ("resultaat",),
    "tegenstrijdig_bereikt_en_niet_opgepakt": ("resultaat",),
    "tegenstrijdig_bereikt_en_geen_contact": ("resultaat",),
    "tegenstrijdig_status_en_resultaat": ("resultaat",),
    "aanmelding_ontbreekt": ("aanmelding",),
    "intake_voor_aanmelding": ("aanmelding", "intake_van"),
    "intake_tot_voor_van": ("intake_tot",),
    "einddatum_voor_start": ("einddatum",),
    "uitstroom_voor_aanmelding": ("aanmelding", "uitstroom"),
    "stabilisatie_tot_voor_van": ("stabilisatie_tot",),
    "oplossing_tot_voor_van": ("oplossing_tot",),
    "toegekend_voor_aangevraagd": ("regeling_toegekend",),
    "afgewezen_voor_aangevraagd": ("regeling_afgewezen",),
    "ingetrokken_voor_aangevraagd": ("regeling_ingetrokken",),
    "schuldeisers_negatief": ("schuldeisers",),
    "tegenstrijdig_toegekend_en_afgewezen": ("regeling_toegekend", "regeling_afgewezen"),
    "tegenstrijdig_einde_voor_start": ("startdatum", "aanmelding", "uitstroom", "einddatum"),
    "tegenstrijdig_afgewezen_en_oplossing": ("beschikking", "oplossing"),
    "uitgevoerd_voor_melding": ("uitgevoerd_op",),
    "uitgevoerd_voor_aanzegging": ("uitgevoerd_op",),
    "uitgevoerd_voor_vonnis": ("uitgevoerd_op",),
    "onbekende_status": ("status",),
    "onbekend_resultaat": ("resultaat",),
    "onbekend_dagdeel": ("dagdeel",),
    "onbekende_beschikking": ("beschikking",),
    "onbekende_oplossing": ("oplossing",),
    "onbekende_begeleiding": ("begeleiding",),
    "onbekende_uitstroomreden": ("uitstroomreden",),
    "ongeldige_geboortedatum": ("geboortejaar",),
    "onbekende_bron": ("bron",),
    "partner_weg": _DATES_OF_SIGNAAL,
    "partner_veel_minder": _DATES_OF_SIGNAAL,
    "iedereen_bereikt": ("contactpoging.bereikt",),
    "niemand_bereikt": ("contactpoging.bereikt",),
    "contact_altijd_de_eerste": ("contactpoging.datum",),
    "een_contactsoort": ("contactpoging.soort",),
    "bedragen_gelijk": ("signaal.bedrag",),
    "een_huishouden": ("signaal.huishouden", "traject_persoon.persoon", "ontruiming.huishouden"),
    "status_nooit_gevuld": ("signaal.status",),
    "periode_lang_voorbij": (),
}


def touched(soort: str, tabel: str, regel: str) -> tuple[Indicator, ...]:
    """Return the indicators that a broken rule bears on, in the order in which they are shown."""
    tables = TABLES_OF.get(soort, (soort,)) if tabel == "levering" else (tabel,)
    return tuple(
        each for each in INDICATORS if not each.code.startswith(_ABOUT_QUALITY) and _bears(each, tables, regel)
    )


def _bears(indicator: Indicator, tables: tuple[str, ...], regel: str) -> bool:
    needs = _NEEDS.get(indicator.code)
    fields = _FIELDS.get(regel)
    if fields is None or needs is None:
        looked_at = {indicator.tabel} if needs is None else {need.split(".")[0] for need in needs}
        return fields != () and not looked_at.isdisjoint(tables)
    named = {field if "." in field else f"{table}.{field}" for field in fields for table in tables}
    return not named.isdisjoint(needs)
