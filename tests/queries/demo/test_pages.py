"""Records are divided over pages without losing one, and no page is too large."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from queries.demo.pages import blocks, divide

LEVERINGEN = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=12
)  # whether a new delivery begins, and how many records of two kinds


@given(LEVERINGEN, st.integers(1, 9))
def test_every_record_is_on_one_page_of_its_own_levering_and_no_page_is_too_large(leveringen, limit):
    new, first, second = (np.array(column) for column in zip(*leveringen, strict=True))
    delivery = np.cumsum(new)
    kinds = [np.repeat(np.arange(len(new)), counts) for counts in (first, second)]
    division = divide(delivery, kinds, limit)
    sizes = np.zeros(len(division.pages), dtype=int)
    for levering_of, page_of in zip(kinds, division.page_of, strict=True):
        assert len(levering_of) == len(page_of)
        assert list(page_of) == sorted(page_of)
        for levering, page in zip(levering_of, page_of, strict=True):
            assert levering in division.pages[page].leveringen
            assert division.pages[page].delivery == delivery[levering]
            sizes[page] += 1
    assert sizes.max() <= limit
    told = {number for page in division.pages for number in page.leveringen}
    assert told == set(range(len(new)))  # also the one without records
    for page in division.pages:
        assert page.number <= page.pages
        assert page.leveringen


@given(st.lists(st.integers(0, 30), max_size=20))
def test_small_pages_are_made_together_and_each_once(sizes):
    found = list(blocks([None] * len(sizes), sizes, limit=25))  # type: ignore[list-item]
    assert [place for block in found for place in block] == list(range(len(sizes)))
    assert all(len(block) == 1 or sum(sizes[place] for place in block) <= 25 for block in found)
