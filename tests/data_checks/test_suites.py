"""Every expectation has data that breaks it, and breaks nothing else."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from queries.deliveries.records import Delivery, Verdict
from tests.data_checks.conftest import Judge
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

TWICE = vs(header(), {"s1": SIGNAAL, "s2": SIGNAAL})
SOUND = {
    "a signaal": signalen(),
    "a zaak": zaken(opgepakt_op="2024-01-13", matching_van="2024-01-01", matching_tot="2024-01-31"),
    "a contactpoging": pogingen(),
    "an administrative contactpoging, which reaches nobody": pogingen(soort="Administratief", bereikt=None, datum=None),
    "a matching period that is still running": zaken(matching_van="2024-01-01", matching_tot="2024-03-31"),
    "two signalen of one partner about two debts": vs(header(), {"s1": SIGNAAL, "s2": SIGNAAL | {"bedrag": 251}}),
    "two signalen of nobody in particular": vs(
        header(), {name: SIGNAAL | {"persoon": None, "huishouden": name} for name in ("s1", "s2")}
    ),
    "a traject that is planned to end": trajecten(oplossing_van="2024-01-20", oplossing_tot="2027-01-20"),
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
    ("traject.einde_voor_start", trajecten(startdatum="2024-01-12", einddatum="2024-01-11")),
    ("traject.uitstroom_voor_aanmelding", trajecten(uitstroom="2024-01-09")),
    ("traject.uitstroom_voor_start", trajecten(startdatum="2024-01-12", uitstroom="2024-01-11")),
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
    ("ontruiming.uitgevoerd_zonder_datum", evictions(uitkomst="uitgevoerd")),
    ("ontruiming.uitkomst_spreekt_datum_tegen", evictions(uitkomst="voorkomen", uitgevoerd_op="2024-01-20")),
    ("ontruiming.ontruiming_dubbel", ontruimingen(header(soort="ontruiming"), dict.fromkeys(("o1", "o2"), ONTRUIMING))),
    ("levering.geen_records", ontruimingen(header(soort="ontruiming"), {})),
    ("levering.te_veel_afgekeurd", rejected(21, 100)),
    ("levering.periode_kan_niet", about(periode_van=date(2024, 2, 6), periode_tot=date(2024, 2, 6))),
    ("levering.periode_kan_niet", about(periode_van=date(1999, 12, 1))),
    ("levering.aangeleverd_in_toekomst", vs(header(at="2025-06-03"), {"s1": SIGNAAL})),
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


def broken_rules(verdict: Verdict) -> set[str]:
    """Return which rules a levering breaks, but for the door's own."""
    found = {f"{each.tabel}.{each.regel}" for each in verdict.controles if each.gevonden}
    return found - {"levering.records_afgekeurd"}


@pytest.fixture(scope="module")
def judged(judge: Judge) -> dict[str, list[Verdict]]:
    """Return the verdicts on all data below, in one run."""
    groups = {
        "sound": list(SOUND.values()),
        "broken": [delivery for _, delivery in BROKEN],
        "also": [delivery for delivery, _ in ALSO.values()],
    }
    verdicts = iter(judge([delivery for group in groups.values() for delivery in group]))
    return {name: [next(verdicts)[0] for _ in group] for name, group in groups.items()}


@pytest.mark.parametrize("case", range(len(SOUND)), ids=list(SOUND))
def test_sound_data_break_no_rule(judged: dict[str, list[Verdict]], case: int) -> None:
    assert broken_rules(judged["sound"][case]) == set()
    assert judged["sound"][case].oordeel is None


@pytest.mark.parametrize("case", range(len(BROKEN)), ids=[f"{nr}-{rule}" for nr, (rule, _) in enumerate(BROKEN)])
def test_each_rule_has_data_that_break_it_and_nothing_else(judged: dict[str, list[Verdict]], case: int) -> None:
    assert broken_rules(judged["broken"][case]) == {BROKEN[case][0]}


@pytest.mark.parametrize("rule", ALSO)
def test_a_rule_that_never_comes_alone_is_found(judged: dict[str, list[Verdict]], rule: str) -> None:
    verdict = judged["also"][list(ALSO).index(rule)]
    assert broken_rules(verdict) == {rule} | ALSO[rule][1]
    assert not verdict.accepted


@pytest.fixture(scope="module")
def judged_codes(judge: Judge) -> dict[str, Verdict]:
    """Return the verdicts on codes that no list knows; the door would not let them through."""
    verdicts = judge([_with_code(delivery, *field.split(".")) for field, delivery in CODES.items()])
    return {field: verdict for field, (verdict,) in zip(CODES, verdicts, strict=True)}


def _with_code(delivery: Delivery, tabel: str, column: str) -> Delivery:
    plain = {name: frame.with_columns(pl.selectors.enum().cast(pl.String)) for name, frame in delivery.tables.items()}
    plain[tabel] = plain[tabel].with_columns(pl.lit("iets anders").alias(column))
    return replace(delivery, tables=plain)


@pytest.mark.parametrize("field", CODES)
def test_a_code_outside_its_list_is_found(judged_codes: dict[str, Verdict], field: str) -> None:
    tabel, column = field.split(".")
    found = [each for each in judged_codes[field].afkeuringen if each.regel == "code_buiten_lijst"]
    assert [(each.tabel, each.regel) for each in found] == [(tabel, "code_buiten_lijst")]
    # Where a rule looks at several fields, the remark names the one that is wrong.
    assert tabel == "zaak" or found[0].reden.endswith(f"Het gaat om: {column}.")


def test_every_rule_of_every_suite_is_broken_somewhere_above() -> None:
    from data_checks.suites import SUITES

    ours = {
        f"{tabel}.{expectation.meta['regel']}"
        for tabel, suite in SUITES.items()
        if tabel != "cijfers"
        for expectation in suite()
        if expectation.meta
    }
    shown = {rule for rule, _ in BROKEN} | set(ALSO) | {f"{field.split('.')[0]}.code_buiten_lijst" for field in CODES}
    assert ours - shown == {f"{tabel}.tabel_leeg" for tabel in SUITES if tabel != "cijfers"}
    assert shown <= ours


def test_every_expectation_has_a_rule_a_severity_and_a_reason_that_fit_the_store() -> None:
    from data_checks.suites import SUITES
    from data_checks.suites.kinds import FailureSeverity

    for suite in SUITES.values():
        for expectation in suite():
            assert expectation.meta is not None
            assert expectation.meta["regel"].isidentifier()
            assert len(expectation.meta["regel"]) <= 48
            assert isinstance(expectation.severity, FailureSeverity)
            assert str(expectation.notes).endswith(".")


def test_a_rule_keeps_one_reason_and_severity_over_all_its_columns() -> None:
    from data_checks.suites import SUITES

    for suite in SUITES.values():
        said: dict[str, set[object]] = {}
        for each in suite():
            assert each.meta is not None
            said.setdefault(each.meta["regel"], set()).add((each.notes, each.severity))
        assert [rule for rule, ways in said.items() if len(ways) > 1] == []


def test_a_date_may_lie_a_day_after_the_delivery_but_never_after_today(judge: Judge) -> None:
    early = header(until="2025-06-01", at="2025-06-01")
    in_time = vs(early, {"s1": SIGNAAL | {"signaaldatum": "2025-06-01"}})
    too_late = vs(early, {"s1": SIGNAAL | {"signaaldatum": "2025-06-02"}})
    [[accepted], [remarked]] = judge([in_time, too_late])
    assert broken_rules(accepted) == set()
    assert "signaal.datum_in_toekomst" in broken_rules(remarked)
