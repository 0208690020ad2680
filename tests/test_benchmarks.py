"""What is measured is right: the same numbers by both, and no page that shows an error."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.aggregations import CASES, Case, built, compared, the_same
from benchmarks.pages import sound
from steward.warehouse.files import current_warehouse
from steward.workspace import Workspace


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_timed_side_by_side_says_the_same(case: Case, sample_home: Path) -> None:
    path = current_warehouse(Workspace.whole(sample_home))
    with duckdb.connect(str(path), read_only=True) as warehouse:
        frames = {name: warehouse.sql(f"select * from {name}").df() for name in case.inputs}
        built(warehouse, case.relations)
        assert the_same(case, compared(warehouse, case), case.by_pandas(frames)) > 20


MONEY = Case("money", (), (), pd.DataFrame, ("account_id",), "mrr", within=0.005)
SHARE = Case("share", (), (), pd.DataFrame, ("account_id",), "mrr")


def _rows(**mrr: float | None) -> pd.DataFrame:
    return pd.DataFrame({"account_id": list(mrr), "mrr": list(mrr.values())})


@pytest.mark.parametrize(
    ("case", "other"),
    [
        (MONEY, _rows(A=100.01, B=5)), (SHARE, _rows(A=100.000001, B=5)), (SHARE, _rows(A=100, B=None)),
        (SHARE, _rows(A=100)), (SHARE, _rows(A=100, B=5, C=1)), (SHARE, _rows(A=100, C=5)),
    ],
)  # fmt: skip
def test_what_differs_is_not_timed(case: Case, other: pd.DataFrame) -> None:
    with pytest.raises(AssertionError, match=case.name):
        the_same(case, _rows(A=100, B=5), other)


def test_the_order_of_rows_and_what_nobody_sees_do_not_matter() -> None:
    assert the_same(MONEY, _rows(A=100, B=None), _rows(B=None, A=100.001)) == 2
    assert the_same(SHARE, _rows(A=1e9, B=5), _rows(B=5, A=1e9 + 0.1)) == 2


@pytest.mark.parametrize("said", ["st.error('No')", "raise ValueError('What no page shows')"])
def test_a_page_that_shows_an_error_is_not_timed(said: str) -> None:
    with pytest.raises(RuntimeError, match=r"The page broken shows an error: (?!What)."):
        sound(AppTest.from_string(f"import streamlit as st\n{said}", default_timeout=600).run(), "broken")
    sound(AppTest.from_string("import streamlit as st\nst.info('No')", default_timeout=600).run(), "whole")
