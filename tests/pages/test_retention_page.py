"""The page Retention: a tick on a row shows the accounts behind it, below its own table."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.examples import first

ROOT = Path(__file__).parents[2]
PAGE = "pages/internal/retention.py"


def _open(home: Path, monkeypatch: pytest.MonkeyPatch, part: str = "walk") -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    test.query_params["part"] = part
    test.switch_page(PAGE).run()
    assert not test.exception
    return test


def _tick(test: AppTest, table: str, row: int) -> AppTest:
    test.session_state[f"table-{table}"] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    test.run()
    assert not test.exception
    return test


def _behind(test: AppTest) -> int:
    return sum("Together they are the row above" in str(one.value) for one in test.caption)


@pytest.mark.parametrize("by", first(1, ["quarter", "segment", "owner", "product"]))
def test_a_tick_shows_the_accounts_behind_the_row(by: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(sample_home, monkeypatch, "breakdown")
    tables = len(test.dataframe)
    assert _behind(test) == 0
    _tick(test, f"retention.by_{by}", 0)
    assert _behind(test) == 1 and len(test.dataframe) == tables + 1


def test_rows_of_two_tables_may_be_ticked_at_once(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _tick(_open(sample_home, monkeypatch, "breakdown"), "retention.by_segment", 0)
    assert _behind(_tick(test, "retention.by_owner", 1)) == 2


def test_why_nrr_changed_stands_first_and_my_book_leads_there(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One click on My book, none on the page; another click for GRR."""
    monkeypatch.setenv("STEWARD_HOME", str(sample_home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    test.query_params["only"] = "NW-1035"
    test.switch_page("pages/internal/book.py").run()
    links = [one.proto for one in test.get("page_link") if one.proto.page.endswith("retention")]
    assert [link.label for link in links] == ["NRR and GRR"] and "only=NW-1035" in links[0].query_string
    test = _open(sample_home, monkeypatch)
    assert test.code[0].value.startswith("NRR ") and "Customers that raised it" in test.code[0].value
    assert len(test.dataframe[0].value.columns) == 8
    test.session_state["walk.of"] = "GRR"
    test.run()
    assert not test.exception and test.code[0].value.startswith("GRR ")
