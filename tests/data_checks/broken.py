"""Data that break no rule, and for every rule of the suites data that break it."""

from datetime import date

from queries.deliveries.records import Delivery
from tests.data_checks.sound import (
    ONTRUIMING,
    POGING,
    SIGNAAL,
    TRAJECT,
    ZAAK,
    about,
    evictions,
    pogingen,
    rejected,
    signalen,
    trajecten,
    unreadable_list,
    zaken,
)  # fmt: skip
from tests.queries.delivered import header, ontruimingen, shv, vs

HELPED = {"resultaat": "Vervolghulp en/of verwijzing financieel", "pogingen": [POGING]}
TWICE = vs(header(), {"s1": SIGNAAL, "s2": SIGNAAL})
SOUND = {
    "a signaal": signalen(),
    "a zaak": zaken(opgepakt_op="2024-01-13", matching_van="2024-01-01", matching_tot="2024-01-31"),
    "a contactpoging": pogingen(),
    "an administrative contactpoging, which reaches nobody": pogingen(soort="Administratief", bereikt=None, datum=None),
    "a zaak with help after contact": zaken(**HELPED),
    "a zaak closed without contact": zaken(
        resultaat="Definitief geen contact kunnen krijgen", pogingen=[POGING | {"bereikt": False}]
    ),
    "a zaak not picked up, of a signaal that says so": vs(
        header(),
        {"s1": SIGNAAL | {"status": "Niet opgepakt: onterecht signaal"}},
        [ZAAK | {"resultaat": "Niet opgepakt: onterecht signaal"}],
    ),
    "an open zaak of a signaal that waits": vs(header(), {"s1": SIGNAAL | {"status": "Nog niet opgepakt"}}, [ZAAK]),
    "a matching period that is still running": zaken(matching_van="2024-01-01", matching_tot="2024-03-31"),
    "two signalen of one partner about two debts": vs(header(), {"s1": SIGNAAL, "s2": SIGNAAL | {"bedrag": 251}}),
    "two signalen of nobody in particular": vs(
        header(), {name: SIGNAAL | {"persoon": None, "huishouden": name} for name in ("s1", "s2")}
    ),
    "a traject that is planned to end": trajecten(oplossing_van="2024-01-20", oplossing_tot="2027-01-20"),
    "a traject granted, that ended after it began": trajecten(
        startdatum="2024-01-10",
        einddatum="2024-01-20",
        uitstroom="2024-01-20",
        beschikking="Toelatingsbeschikking",
        oplossing="Saneringskrediet",
        regeling_toegekend="2024-01-12",
    ),
    "things on one day": trajecten(intake_van="2024-01-10", intake_tot="2024-01-10"),
    "an ontruiming": evictions(uitgevoerd_op="2024-01-20", uitkomst="uitgevoerd"),
    "an ontruiming that is not carried out": evictions(uitkomst="voorkomen"),
    "an ontruiming carried out, whatever the uitkomst was": evictions(uitgevoerd_op="2024-01-20"),
    "a delivery made on the day it is about": about(periode_tot=date(2024, 2, 6)),
    "pages that overlap": rejected(1, 2, "dubbel_id"),
}

BROKEN: list[tuple[str, Delivery]] = [
    ("signaal.signaal_zonder_datum", signalen(signaaldatum=None)),
    ("signaal.signaalpartner_ontbreekt", signalen(signaalpartner=None)),
    ("signaal.signaal_zonder_persoon_of_adres", signalen(persoon=None, huishouden=None)),
    ("signaal.datum_in_toekomst", signalen(signaaldatum="2024-02-07")),
    ("signaal.datum_in_toekomst", signalen(signaaldatum=None, ontstaansdatum="2024-02-07")),
    ("signaal.datum_voor_2000", signalen(ontstaansdatum="1999-12-31")),
    ("signaal.signaal_voor_ontstaan", signalen(ontstaansdatum="2024-01-11")),
    ("signaal.bedrag_negatief", signalen(bedrag=-1)),
    ("signaal.bedrag_boven_miljoen", signalen(bedrag=1_000_001)),
    ("signaal.signaal_dubbel", TWICE),
    ("zaak.zaak_zonder_datum", vs(header(), {"s1": SIGNAAL}, [ZAAK | {"matchingsdatum": None, "signalen": []}])),
    ("zaak.datum_in_toekomst", zaken(matchingsdatum="2024-02-07")),
    ("zaak.datum_in_toekomst", zaken(matching_van="2024-02-07")),
    ("zaak.datum_in_toekomst", zaken(opgepakt_op="2024-02-07")),
    ("zaak.datum_voor_2000", zaken(matchingsdatum="1999-12-31")),
    ("zaak.datum_voor_2000", zaken(matching_tot="1999-12-31")),
    ("zaak.matching_tot_voor_van", zaken(matching_van="2024-01-31", matching_tot="2024-01-01")),
    ("zaak.opgepakt_voor_signaal", zaken(opgepakt_op="2024-01-09")),
    (
        "zaak.zaak_dubbel",
        vs(
            header(),
            {"s1": SIGNAAL, "s2": SIGNAAL | {"signaaldatum": "2024-01-11"}},
            [
                ZAAK | {"signalen": [s], "matching_van": "2024-01-01", "matching_tot": "2024-01-31"}
                for s in ("s1", "s2")
            ],
        ),
    ),
    ("zaak.tegenstrijdig_contact_zonder_poging", zaken(resultaat="(Budget)advies en/of quick fix")),
    (
        "zaak.tegenstrijdig_contact_zonder_poging",
        zaken(resultaat="Geen reactie na eerder contact", pogingen=[POGING | {"soort": "Administratief"}]),
    ),
    (
        "zaak.tegenstrijdig_bereikt_en_niet_opgepakt",
        zaken(resultaat="Niet opgepakt: andere reden", pogingen=[POGING]),
    ),
    (
        "zaak.tegenstrijdig_bereikt_en_geen_contact",
        zaken(resultaat="Definitief geen contact kunnen krijgen", pogingen=[POGING]),
    ),
    (
        "zaak.tegenstrijdig_status_en_resultaat",
        vs(header(), {"s1": SIGNAAL | {"status": "Inwoner is overleden"}}, [ZAAK | HELPED]),
    ),
    (
        "zaak.tegenstrijdig_status_en_resultaat",
        vs(header(), {"s1": SIGNAAL | {"status": "Nog niet opgepakt"}}, [ZAAK | {"resultaat": "Inwoner is overleden"}]),
    ),
    ("zaak_signaal.signaal_onbekend", zaken(signalen=["s1", "nergens"])),
    ("contactpoging.datum_in_toekomst", pogingen(datum="2024-02-07")),
    # The date of a signaal elsewhere is not known, so that the poging is not also before it.
    (
        "contactpoging.datum_voor_2000",
        vs(
            header(),
            {"s1": SIGNAAL | {"signaaldatum": None, "ontstaansdatum": "2023-12-01"}},
            [ZAAK | {"pogingen": [POGING | {"datum": "1999-12-31"}]}],
        ),
    ),
    ("contactpoging.contact_voor_signaal", pogingen(datum="2024-01-09")),
    ("contactpoging.contact_zonder_uitkomst", pogingen(bereikt=None)),
    ("contactpoging.bereikt_zonder_datum", pogingen(datum=None)),
    ("traject.traject_zonder_datum", trajecten(aanmelding=None, eerste_datum=None)),
    ("traject.aanmelding_ontbreekt", trajecten(aanmelding=None, startdatum="2024-01-10")),
    ("traject.datum_in_toekomst", trajecten(intake_van="2024-02-07")),
    ("traject.datum_in_toekomst", trajecten(uitstroom="2024-02-07")),
    ("traject.datum_voor_2000", trajecten(aanmelding="1999-12-31")),
    ("traject.intake_voor_aanmelding", trajecten(intake_van="2024-01-09")),
    ("traject.intake_tot_voor_van", trajecten(intake_van="2024-01-12", intake_tot="2024-01-11")),
    ("traject.tegenstrijdig_einde_voor_start", trajecten(startdatum="2024-01-12", einddatum="2024-01-11")),
    ("traject.tegenstrijdig_einde_voor_start", trajecten(startdatum="2024-01-12", uitstroom="2024-01-11")),
    ("traject.tegenstrijdig_einde_voor_start", trajecten(uitstroom="2024-01-09")),
    (
        "traject.einddatum_voor_start",
        trajecten(startdatum="2024-01-12", einddatum="2024-01-11", uitstroom="2024-01-20"),
    ),
    ("traject.uitstroom_voor_aanmelding", trajecten(startdatum="2024-01-05", uitstroom="2024-01-09")),
    (
        "traject.tegenstrijdig_toegekend_en_afgewezen",
        trajecten(regeling_toegekend="2024-01-12", regeling_afgewezen="2024-01-13"),
    ),
    (
        "traject.tegenstrijdig_afgewezen_en_oplossing",
        trajecten(beschikking="Afwijzingsbeschikking", oplossing="Saneringskrediet"),
    ),
    ("traject.stabilisatie_tot_voor_van", trajecten(stabilisatie_van="2024-01-12", stabilisatie_tot="2024-01-11")),
    ("traject.oplossing_tot_voor_van", trajecten(oplossing_van="2024-01-12", oplossing_tot="2024-01-11")),
    (
        "traject.toegekend_voor_aangevraagd",
        trajecten(regeling_aangevraagd="2024-01-12", regeling_toegekend="2024-01-11"),
    ),
    (
        "traject.afgewezen_voor_aangevraagd",
        trajecten(regeling_aangevraagd="2024-01-12", regeling_afgewezen="2024-01-11"),
    ),
    (
        "traject.ingetrokken_voor_aangevraagd",
        trajecten(regeling_aangevraagd="2024-01-12", regeling_ingetrokken="2024-01-11"),
    ),
    ("traject.bedrag_negatief", trajecten(schuldbedrag=-1)),
    ("traject.bedrag_boven_miljoen", trajecten(schuldbedrag=1_000_001)),
    ("traject.schuldeisers_negatief", trajecten(schuldeisers=-1)),
    ("traject.traject_dubbel", shv(header(soort="shv"), [TRAJECT | {"clienten": c} for c in (["a", "b"], ["b", "a"])])),
    ("ontruiming.ontruiming_zonder_datum", evictions(gemeld_op=None)),
    ("ontruiming.datum_in_toekomst", evictions(gemeld_op="2024-02-07")),
    ("ontruiming.datum_voor_2000", evictions(gemeld_op="1999-12-31")),
    ("ontruiming.uitgevoerd_voor_melding", evictions(uitgevoerd_op="2024-01-09")),
    ("ontruiming.uitgevoerd_voor_aanzegging", evictions(aangezegd_op="2024-01-15", uitgevoerd_op="2024-01-14")),
    ("ontruiming.uitgevoerd_voor_vonnis", evictions(vonnis_op="2024-01-15", uitgevoerd_op="2024-01-14")),
    ("ontruiming.tegenstrijdig_uitgevoerd_zonder_datum", evictions(uitkomst="uitgevoerd")),
    ("ontruiming.tegenstrijdig_voorkomen_en_uitgevoerd", evictions(uitkomst="voorkomen", uitgevoerd_op="2024-01-20")),
    ("ontruiming.uitkomst_spreekt_datum_tegen", evictions(uitkomst="vertrokken", uitgevoerd_op="2024-01-20")),
    ("ontruiming.ontruiming_dubbel", ontruimingen(header(soort="ontruiming"), dict.fromkeys(("o1", "o2"), ONTRUIMING))),
    ("levering.geen_records", ontruimingen(header(soort="ontruiming"), {})),
    ("levering.te_veel_afgekeurd", rejected(21, 100)),
    ("levering.periode_kan_niet", about(periode_van=date(2024, 2, 6), periode_tot=date(2024, 2, 6))),
    ("levering.periode_kan_niet", about(periode_van=date(1999, 12, 1))),
    (
        "levering.aangeleverd_in_toekomst",
        vs(header(until="2025-06-01", at="2025-06-03", leverancier="Anders"), {"s1": SIGNAAL}),
    ),
    ("levering.lijst_onleesbaar", unreadable_list()),
    ("levering.periode_niet_voorbij", about(periode_tot=date(2024, 2, 7))),
]

# Broken together with another rule, by their nature.
ALSO = {
    "levering.niets_leesbaar": (rejected(2, 2), {"levering.te_veel_afgekeurd"}),
    "levering.te_veel_onmogelijke_datums": (
        ontruimingen(
            header(soort="ontruiming"),
            {f"o{n}": {"huishouden": str(n), "gemeld_op": "1999-12-31" if n < 11 else "2024-01-10"} for n in range(20)},
        ),
        {"ontruiming.datum_voor_2000"},
    ),
    "levering.periode_ontbreekt": (about(periode_van=None), set[str]()),
}

CODES = {
    "signaal.signaalpartner": signalen(),
    "signaal.status": signalen(),
    "zaak.resultaat": zaken(),
    "contactpoging.soort": pogingen(),
    "contactpoging.dagdeel": pogingen(),
    "traject.beschikking": trajecten(),
    "traject.oplossing": trajecten(),
    "traject.uitstroomreden": trajecten(),
    "ontruiming.uitkomst": evictions(),
    "ontruiming.reden": evictions(),
    "ontruiming.verhuurder": evictions(),
}
