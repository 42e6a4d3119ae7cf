"""Schemathesis asks the API, by its own document, what nobody thought of: no fault, and answers are as promised."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.dashboard.api.asked import Api

EXAMPLES = 8
# A gebied can have the right form and not be there, and one of three choices is needed: the document cannot say so.
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
NOT_ALWAYS_FOUND = [positive_data_acceptance]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_no_question_surprises_the_api(api: Api, mode: GenerationMode):
    document = schemathesis.openapi.from_asgi("/api/v1/openapi.json", api.app)
    operations = [found.ok() for found in document.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == 11  # all but the document itself
    for operation in operations:
        # Without parameters nothing can be wrong with a question.
        if mode is GenerationMode.POSITIVE or any(operation.iter_parameters()):
            _ask(operation, mode)


def _ask(operation: APIOperation, mode: GenerationMode) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
    def each(case: Case) -> None:
        case.call_and_validate(excluded_checks=NOT_ALWAYS_FOUND)

    each()
