"""A page of the dashboard as it runs without a browser, and all it says."""

from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


def show(page: str = "", **query: str) -> AppTest:
    """Open one page with a link's choices, and run it."""
    test = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    if page:
        test._page_hash = calc_hash(page)
    test.run()
    assert not test.exception
    return test


def table_of(test: AppTest, key: str) -> pd.DataFrame:
    """Open the table below the first picture, ``key``, and return it: it is sent when asked for."""
    test.session_state[f"{key}_tabel"] = True
    test.run()
    assert not test.exception
    return test.dataframe[0].value


def said(test: AppTest) -> str:
    """Return all text of the page."""
    elements = [*test.title, *test.header, *test.markdown, *test.caption, *test.info, *test.warning, *test.error]
    pieces = [str(element.value) for element in elements]
    return "\n".join([*pieces, *(str(element.proto.body) for element in test.get("html"))])
