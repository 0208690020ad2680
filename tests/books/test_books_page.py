"""The page of books: a manager agrees beside the reasons, an edit tells its cost first, plans are worked out apart."""

import time
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ElementList

from steward.domain.books.states import TransferState
from steward.plans.files.store import Plans
from steward.services.books import editing, runs
from steward.ui.kit.tables import ROW
from steward.workspace import Workspace
from tests.books.made import BEA, FY, HEAD, NORTH, SETTINGS, SOUTH, briefed, company, now
from tests.books.test_books import asked, begun
from tests.homes import home, loaded_once

__all__ = ["asked", "begun"]
ROOT = Path(__file__).parents[2]
PAGE = "pages/internal/books.py"


def opened(home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    found = test.switch_page(PAGE).run()
    assert not found.exception
    return found


def said(found: ElementList[Any]) -> list[str]:
    """What elements say, as it is read."""
    return [str(one.value).replace("\\", "") for one in found]


def press(test: AppTest, label: str) -> None:
    next(one for one in test.button if one.label == label and not one.disabled).click()
    test.run()
    assert not test.exception


def test_a_manager_agrees_for_their_side_and_no_other(asked: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(asked.home, monkeypatch, account_of_books="A1", you=NORTH)
    assert "Ann Lund → Bea Rossi · Proposed" in said(test.markdown)
    press(test, "Agree")
    assert now(asked).transfers["A1"].state is TransferState.PROPOSED
    assert "Nils North agreed, Sara South has not agreed yet" in said(test.markdown)
    assert [one.disabled for one in test.button if one.label == "Agree"] == [True]
    other = opened(asked.home, monkeypatch, account_of_books="A1", you=SOUTH)
    press(other, "Agree")
    assert now(asked).transfers["A1"].state is TransferState.AGREED


def test_another_owner_is_chosen_with_its_cost_before_it_is_saved(
    begun: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = opened(begun.home, monkeypatch, account_of_books="A1", you=HEAD)
    next(one for one in test.selectbox if one.label == "Goes to").set_value(BEA)
    test.run()
    assert any(one.startswith("It saves ") and "relationships +" in one for one in said(test.caption))
    press(test, "Save")
    assert said(test.error) == ["Say why: its owner and both managers will read it."]
    next(one for one in test.text_input if one.label == "Reason").set_value("Their new head office is in Rome.")
    press(test, "Save")
    assert now(begun).plan.of("A1").to_id == BEA  # type: ignore[union-attr]


def test_plans_are_worked_out_by_a_process_of_its_own_and_one_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = company(tmp_path)
    editing.begin(Plans.within(made), briefed(made).source, "Hana")
    test = opened(made.home, monkeypatch, part="balance", you=HEAD)
    press(test, "Work three plans out")
    for _ in range(600):
        if not runs.is_running(made, FY):
            break
        time.sleep(0.2)
    again = opened(made.home, monkeypatch, part="balance", you=HEAD)
    assert [one.proof for one in briefed(made).worked] == ["Proved within 0.1 %"] * 3
    press(again, next(one.label for one in again.button if one.label.startswith("Take “Most even”")))
    assert len(briefed(made).plan.moves) == 2


@pytest.mark.every
def test_what_is_cancelled_ends_and_leaves_what_it_found(tmp_path: Path) -> None:
    made = company(tmp_path)
    runs.begin(made, FY)
    assert runs.is_running(made, FY)
    runs.begin(made, FY)
    assert sum(one.poll() is None for one in runs._BEGUN) == 1, "begun twice it runs once"
    runs.cancel(made, FY)
    assert not runs.is_running(made, FY)
    for one in runs._BEGUN:
        assert one.wait(60) != 0
    assert briefed(made).worked == () and not (runs.place_of(made, FY) / runs.ALIVE).exists()


def test_a_company_without_any_feed_says_what_books_would_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "subscription_id|account_id|product_id|mrr|starts_on\nS1|A1|VOI|100|2024-01-01"
    bare = loaded_once(home(tmp_path, SETTINGS, accounts="account_id|name\nA1|Acme", subscriptions=lines))
    test = opened(bare.home, monkeypatch)
    assert said(test.markdown)[0] == "# Nobody has planned the books of 2027 yet"
    assert any("who of us there is" in one for one in said(test.info))


def test_why_an_account_moves_stands_whole_in_the_list(begun: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "Their new head office is in Rome, and whoever looks after them is to sit there as well."
    editing.place(Plans.within(begun), briefed(begun).source, "A1", BEA, "Hana", HEAD, long)
    grid = next(one for one in opened(begun.home, monkeypatch, you=HEAD).dataframe if "Rome" in one.value.to_string())
    assert grid.proto.row_height > ROW
