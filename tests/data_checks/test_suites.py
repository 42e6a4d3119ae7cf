"""Every expectation has data that breaks it, and breaks nothing else."""

from dataclasses import replace

import polars as pl
import pytest

from data_checks.columns.whole import RULES
from queries.deliveries.records import Delivery, Verdict
from tests.data_checks.broken import ALSO, BROKEN, CODES, SOUND
from tests.data_checks.conftest import Judge
from tests.data_checks.sound import SIGNAAL
from tests.data_checks.test_aanvulling import GENERIC
from tests.queries.delivered import header, vs


def broken_rules(verdict: Verdict) -> set[str]:
    """Return which rules a levering breaks, but for the door's own."""
    found = {f"{each.tabel}.{each.regel}" for each in verdict.controles if each.gevonden and each.ernst != "afgekeurd"}
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
    # test_usual, test_fullness and test_constants break the former, test_aanvulling the latter
    elsewhere = {f"levering.{rule}" for rule in RULES} | {rule for rule in ours if rule.split(".")[0] in GENERIC}
    shown = (
        elsewhere
        | {rule for rule, _ in BROKEN}
        | set(ALSO)
        | {f"{field.split('.')[0]}.code_buiten_lijst" for field in CODES}
    )
    assert ours - shown == {f"{tabel}.tabel_leeg" for tabel in set(SUITES) - {"cijfers", *GENERIC}}
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
