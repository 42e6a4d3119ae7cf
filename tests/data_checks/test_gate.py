"""What the gate makes of findings: who is turned away, what is listed, and what is never told."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace

import polars as pl
import pytest

from data_checks.findings import Finding, GateClosedError
from data_checks.gate import GateLimits, Runner, check_deliveries
from queries.deliveries.records import Delivery, Verdict
from tests.data_checks.conftest import NOTHING_KNOWN, TODAY, Judge
from tests.data_checks.sound import ONTRUIMING, POGING, SIGNAAL, ZAAK, rejected
from tests.queries.delivered import header, number, ontruimingen, together, vs

MARKED = "Kwetsbaarstraat"


def outcome(verdict: Verdict, regel: str) -> tuple[int, int]:
    """Return how many were checked and found for ``regel``."""
    (found,) = ((each.gecontroleerd, each.gevonden) for each in verdict.controles if each.regel == regel)
    return found


@pytest.mark.parametrize(
    ("afgekeurd", "limits", "accepted"),
    [
        (20, GateLimits(), True),
        (21, GateLimits(), False),
        (21, GateLimits(max_afgekeurd=0.21), True),
        (1, GateLimits(max_afgekeurd=0.0), False),
        (0, GateLimits(max_afgekeurd=0.0), True),
    ],
)
def test_more_than_a_fifth_rejected_is_turned_away_unless_the_limit_says_otherwise(
    judge: Judge, afgekeurd: int, limits: GateLimits, accepted: bool
) -> None:
    [[verdict]] = judge([rejected(afgekeurd, 100)], limits=limits)
    assert verdict.accepted is accepted
    assert outcome(verdict, "te_veel_afgekeurd") == (1, int(not accepted))
    assert outcome(verdict, "records_afgekeurd") == (100, afgekeurd)


def test_a_levering_that_is_turned_away_is_told_why_and_what_to_do(judge: Judge) -> None:
    [[verdict]] = judge([rejected(21, 100)])
    assert verdict.oordeel == (
        "Geweigerd: van de 100 records zijn er 21 afgekeurd. Te veel records van de levering zijn afgekeurd. "
        "Herstel de afgekeurde records en lever opnieuw aan."
    )


@pytest.mark.parametrize(
    ("delivery", "said"),
    [
        (
            rejected(1, 2),
            "Geweigerd: van de 2 records is er 1 afgekeurd. Te veel records van de levering zijn afgekeurd. ",
        ),
        (rejected(1, 1), "Geweigerd: het enige record is afgekeurd. Geen enkel record van de levering is bruikbaar. "),
    ],
)
def test_a_refusal_is_good_dutch_and_says_things_once(judge: Judge, delivery: Delivery, said: str) -> None:
    [[verdict]] = judge([delivery])
    assert verdict.oordeel == f"{said}Herstel de afgekeurde records en lever opnieuw aan."


def test_a_levering_from_the_future_is_turned_away_or_no_correction_would_ever_count(judge: Judge) -> None:
    [[verdict]] = judge([vs(header(at="2062-04-05"), {"s1": SIGNAAL})])
    assert verdict.oordeel == (
        "Geweigerd. Het moment van aanleveren ligt in de toekomst: latere correcties zouden dan nooit meer gelden. "
        "Herstel de datum van aanleveren en lever opnieuw aan."
    )


def test_one_bad_levering_does_not_cost_the_others_in_its_file(judge: Judge) -> None:
    bad = rejected(21, 100)
    file = together(vs(header("GM0599"), {"s1": SIGNAAL}), bad, vs(header("GM0344"), {"s1": SIGNAAL}))
    [verdicts] = judge([replace(file, rejections=[replace(each, levering=1) for each in bad.rejections])])
    assert [verdict.accepted for verdict in verdicts] == [True, False, True]


def test_a_file_of_many_leveringen_is_judged_per_levering_and_deliveries_judged_together_keep_their_own(
    judge: Judge,
) -> None:
    late, early = {"signaaldatum": "2024-03-01"}, {"bedrag": -5}
    first = together(
        vs(header("GM0599"), {"s1": SIGNAAL}),
        vs(header("GM0344"), {"s1": SIGNAAL, "s2": SIGNAAL | late, "s3": SIGNAAL | early}),
    )
    second = together(vs(header("GM0363"), {"s1": SIGNAAL | late}), vs(header("GM0518"), {"s1": SIGNAAL}))
    third = ontruimingen(header(soort="ontruiming"), {"o1": ONTRUIMING | {"gemeld_op": "2024-03-01"}})
    [one, two, three] = judge([first, second, third])
    listed = [
        [(each.levering, each.regel, each.record) for each in verdict.afkeuringen] for verdict in (*one, *two, *three)
    ]
    assert listed == [
        [],
        [(1, "bedrag_negatief", "s3"), (1, "datum_in_toekomst", "s2")],
        [(0, "datum_in_toekomst", "s1")],
        [],
        [(0, "datum_in_toekomst", "o1")],
    ]
    assert outcome(one[1], "datum_in_toekomst") == (3, 1)


def test_a_reader_sees_every_rule_that_was_checked_also_those_that_found_nothing(judge: Judge) -> None:
    [[verdict]] = judge([vs(header(), {"s1": SIGNAAL}, [ZAAK | {"pogingen": [POGING]}])])
    checked = {(each.tabel, each.regel): (each.gecontroleerd, each.gevonden) for each in verdict.controles}
    assert len(checked) == len(verdict.controles) > 30
    assert checked["contactpoging", "contact_voor_signaal"] == (1, 0)
    assert checked["signaal", "bedrag_negatief"] == (1, 0)
    assert {found for _, found in checked.values()} == {0}


def test_a_record_that_breaks_a_rule_in_two_fields_counts_once_and_names_both(judge: Judge) -> None:
    [[verdict]] = judge(
        [vs(header(), {"s1": SIGNAAL | {"signaaldatum": "1999-01-02", "ontstaansdatum": "1999-01-01"}})]
    )
    assert outcome(verdict, "datum_voor_2000") == (1, 1)
    assert [each.reden for each in verdict.afkeuringen] == [
        "Deze datum ligt voor het jaar 2000. Waarschijnlijk is het een tikfout. Verbeter de datum. "
        "Het gaat om: signaaldatum, ontstaansdatum."
    ]


def test_warnings_are_listed_up_to_a_limit_per_rule_and_levering_and_all_counted(judge: Judge) -> None:
    many = {f"s{nr}": SIGNAAL | {"persoon": str(nr), "bedrag": -1} for nr in range(5)}
    file = together(vs(header("GM0599"), many), vs(header("GM0344"), many))
    [verdicts] = judge([file], limits=GateLimits(meeste_per_regel=2))
    assert [outcome(verdict, "bedrag_negatief") for verdict in verdicts] == [(5, 5), (5, 5)]
    assert [[each.record for each in verdict.afkeuringen] for verdict in verdicts] == [["s0", "s1"], ["s0", "s1"]]
    assert verdicts[0].oordeel == "Aangenomen met 5 waarschuwingen."


def test_a_remark_says_where_in_the_file_it_is_about(judge: Judge) -> None:
    delivery = vs(header(), {"s1": SIGNAAL | {"bedrag": -1}}, [ZAAK | {"pogingen": [POGING, POGING | {"datum": None}]}])
    placed = {
        tabel: frame.with_columns(bestand=pl.lit("maart.json"), pad=pl.format("$.leveringen[0].{}[0]", pl.lit(tabel)))
        for tabel, frame in delivery.tables.items()
        if "pad" in frame.columns
    }
    [[verdict]] = judge([replace(delivery, tables=delivery.tables | placed)])
    assert [(each.bestand, each.pad, each.ernst) for each in verdict.afkeuringen] == [
        ("maart.json", "$.leveringen[0].zaak[0].contactpogingen[1]", "waarschuwing"),
        ("maart.json", "$.leveringen[0].signaal[0]", "waarschuwing"),
    ]


def test_information_is_counted_and_not_listed(judge: Judge) -> None:
    [[verdict]] = judge([vs(header(), {"s1": SIGNAAL | {"persoon": None, "huishouden": None}})])
    assert outcome(verdict, "signaal_zonder_persoon_of_adres") == (1, 1)
    assert verdict.afkeuringen == ()
    assert verdict.oordeel is None


def test_a_zaak_may_point_to_a_signaal_that_was_received_before(judge: Judge) -> None:
    delivery = vs(header(), {"s1": SIGNAAL}, [ZAAK | {"signalen": ["s1", "eerder"]}])
    [[unknown]] = judge([delivery])
    [[known]] = judge([delivery], pl.Series("sleutel", [number("GM0363", "Softwarehuis", "eerder")]))
    assert outcome(unknown, "signaal_onbekend") == (2, 1)
    assert outcome(known, "signaal_onbekend") == (2, 0)


def test_contact_is_not_called_early_while_one_of_the_signalen_is_not_dated(judge: Judge) -> None:
    case = ZAAK | {"signalen": ["s1", "s2"], "pogingen": [POGING | {"datum": "2024-01-09"}]}
    undated = {"s1": SIGNAAL, "s2": {"persoon": "b", "signaaldatum": None, "ontstaansdatum": "2024-01-01"}}
    [[left_open], [early]] = judge(
        [vs(header(), undated, [case]), vs(header(), {"s1": SIGNAAL, "s2": SIGNAAL}, [case])]
    )
    assert outcome(left_open, "contact_voor_signaal") == (1, 0)
    assert outcome(early, "contact_voor_signaal") == (1, 1)


def test_an_empty_table_is_not_a_pass(run: Runner) -> None:
    delivery = vs(header(), {"s1": SIGNAAL})

    def without_rows(frames: Mapping[str, pl.DataFrame]) -> list[Finding]:
        return run({tabel: frame.clear() for tabel, frame in frames.items()})

    with pytest.raises(GateClosedError, match=r"Er was niets te controleren \(signaal\)"):
        check_deliveries([(delivery, NOTHING_KNOWN)], today=TODAY, limits=GateLimits(), run=without_rows)


def test_a_delivery_without_leveringen_is_not_a_pass(run: Runner) -> None:
    nothing = replace(vs(header(), {"s1": SIGNAAL}), leveringen=[], tables=vs(header(), {}).tables)
    with pytest.raises(GateClosedError, match="niets te controleren"):
        check_deliveries([(nothing, NOTHING_KNOWN)], today=TODAY, limits=GateLimits(), run=run)


def test_an_expectation_that_cannot_do_its_work_closes_the_gate(run: Runner) -> None:
    frame = pl.DataFrame({"levering_nr": [0], "iets_anders": [MARKED]}, schema_overrides={"levering_nr": pl.Int32})
    with pytest.raises(GateClosedError, match=r"De controle '\w+' op tabel ontruiming kon niet worden uitgevoerd"):
        run({"ontruiming": frame})


def test_a_value_of_the_wrong_kind_closes_the_gate_and_is_not_told(caplog: pytest.LogCaptureFixture) -> None:
    from data_checks.runner import run_expectations
    from data_checks.suites.fields import amount

    frame = pl.DataFrame({"levering_nr": [0, 0], "bedrag": [MARKED, "12"]}, schema_overrides={"levering_nr": pl.Int32})
    with pytest.raises(GateClosedError) as closed:
        run_expectations("signaal", frame, amount("bedrag"))
    assert MARKED not in str(closed.value)
    assert MARKED not in caplog.text


def test_no_value_of_a_record_is_in_a_finding_a_remark_or_a_log(
    run: Runner, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    delivery = _marked()
    seen: list[Finding] = []

    def watched(frames: Mapping[str, pl.DataFrame]) -> list[Finding]:
        seen.extend(run(frames))
        return seen

    with caplog.at_level("DEBUG"):
        [[verdict]] = check_deliveries([(delivery, NOTHING_KNOWN)], today=TODAY, limits=GateLimits(), run=watched)
    told = "\n".join(
        [repr(verdict), *(repr(f) + str(f.records.to_dicts()) for f in seen), caplog.text, *capfd.readouterr()]
    )
    assert len(verdict.afkeuringen) > 5
    for value in (MARKED, "1234AB", "987654", "1999-07-06", "1999, 7, 6", "123456789"):
        assert value not in told


def _marked() -> Delivery:
    """Return a delivery that breaks many rules, with values that are easy to recognise."""
    wrong = {"persoon": MARKED, "huishouden": "1234AB 123456789", "partnernaam": MARKED, "pc4": "1234"}
    delivery = vs(
        header(),
        {name: wrong | {"signaaldatum": "1999-07-06", "bedrag": -987654} for name in ("s1", "s2")},
        [{"signalen": ["s1"], "matchingsdatum": "1999-07-06", "pogingen": [{"datum": "1999-07-06", "bereikt": True}]}],
    )
    signalen = delivery.tables["signaal"].with_columns(status=pl.lit(MARKED))
    return replace(delivery, tables=delivery.tables | {"signaal": signalen})


def test_great_expectations_is_loaded_only_when_a_suite_runs() -> None:
    script = "import sys, data_checks.intake, data_checks.gate; sys.exit('great_expectations' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_suites_touch_no_disk_no_network_and_no_screen(run: Runner, capfd: pytest.CaptureFixture[str]) -> None:
    frames = {"zaak_signaal": pl.DataFrame({"levering_nr": [0], "signaal_bekend": [False]})}
    run(frames)  # what is imported late is read from disk once
    seen: list[object] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        reads = event == "open" and arguments[1] in ("r", "rb", None)
        if watching and not reads and event.startswith(("open", "os.mkdir", "os.re", "socket.", "subprocess.")):
            seen.append((event, arguments))

    sys.addaudithook(watch)
    run(frames)
    watching = False  # a hook cannot be taken away
    assert seen == []
    assert tuple(capfd.readouterr()) == ("", "")
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
