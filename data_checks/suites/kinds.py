"""The kinds of expectation used here, and their severities, from where Great Expectations defines them."""

from great_expectations.expectations.core.expect_column_pair_values_a_to_be_greater_than_b import (
    ExpectColumnPairValuesAToBeGreaterThanB as PairInOrder,
)
from great_expectations.expectations.core.expect_column_values_to_be_between import (
    ExpectColumnValuesToBeBetween as ValuesBetween,
)
from great_expectations.expectations.core.expect_column_values_to_be_in_set import (
    ExpectColumnValuesToBeInSet as ValuesInSet,
)
from great_expectations.expectations.core.expect_column_values_to_not_be_null import (
    ExpectColumnValuesToNotBeNull as ValuesPresent,
)
from great_expectations.expectations.core.expect_table_row_count_to_be_between import (
    ExpectTableRowCountToBeBetween as RowCount,
)
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

CRITICAL = FailureSeverity.CRITICAL
WARNING = FailureSeverity.WARNING
INFO = FailureSeverity.INFO

__all__ = [
    "CRITICAL",
    "INFO",
    "WARNING",
    "Expectation",
    "FailureSeverity",
    "PairInOrder",
    "RowCount",
    "ValuesBetween",
    "ValuesInSet",
    "ValuesPresent",
]
