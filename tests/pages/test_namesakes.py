"""Two things of one name: each can be chosen, stays chosen, and is the one that is written down."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from steward.briefings.customer.subject import subject
from steward.briefings.internal.opportunities.charts import By as PipelineBy
from steward.briefings.internal.retention.tables import By
from steward.briefings.internal.scope.book import book_of
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.exhibits.as_tables import as_table
from steward.exhibits.tables import Cell
from steward.plans.customer.meeting_notes import Note, Noted
from steward.plans.customer.success_plan import FILE as SUCCESS
from steward.plans.customer.success_plan import Side, SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.nps import FILE as VOICE
from steward.plans.internal.nps import NpsNotes
from steward.services import opportunities, retention
from steward.services.reviews.opened import open_review
from steward.ui.present.page import noted, people
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import first
from tests.pages.exhibits_shown import exhibits_shown
from tests.pages.namesakes import AGREED, namesakes

ROOT = Path(__file__).parents[2]
PAGES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "pages").rglob("*.py"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return namesakes(tmp_path_factory.mktemp("namesakes"))


@pytest.fixture
def open_page(made: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("STEWARD_HOME", str(made))

    def opened(page: str, **query: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"))
        for name, value in query.items():
            test.query_params[name] = value
        test.switch_page(page).run()
        assert not test.exception, [one.value for one in test.exception]
        return test

    return opened


def _lists(test: AppTest) -> Iterator[tuple[str, list[str]]]:
    """Every list to choose from on the page, those of tables to type into as well."""
    for kind in ("selectbox", "multiselect", "radio", "button_group", "select_slider"):
        for one in test.get(kind):
            options = getattr(one, "options", None) or one.proto.options
            yield str(one.proto.label), [str(getattr(option, "content", option)) for option in options]
    for one in test.get("dataframe"):
        for name, column in json.loads(one.proto.columns or "{}").items():
            options = (column.get("type_config") or {}).get("options") or []
            yield name, [str(one.get("label", one["value"]) if isinstance(one, dict) else one) for one in options]


AS_WRITTEN = {"success.commitments", "review.promises"}
"""Where a customer reads two of us of one name: as we are written."""


@pytest.mark.parametrize("page", PAGES)
def test_no_list_and_no_table_of_any_page_holds_two_alike(page: str, open_page: Any) -> None:
    with exhibits_shown() as shown:
        test = open_page(page, account="A1")
    for label, options in _lists(test):
        assert len(set(options)) == len(options), (label, options)
    for table in filter(None, map(as_table, shown)):
        known = Counter(map(_known_by, table.rows))
        assert table.id in AS_WRITTEN or max(known.values(), default=1) == 1, (table.id, known.most_common(2))


def _known_by(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """What a reader knows a row by: what stands in it first, and whatever is no number."""
    return (row[0], *(cell for cell in row[1:] if not isinstance(cell, int | float | Decimal)))


@pytest.mark.parametrize(
    ("page", "query"),
    [
        *[("pages/internal/plan.py", {"section": name}) for name in ("commitments", "people", "joint_plan")],
        *[("pages/internal/plan.py", {"section": name}) for name in ("readings", "risks", "whitespace", "objectives")],
        *[("pages/internal/review.py", {"step": "meeting", "section": name}) for name in ("attendees", "decisions")],
        ("pages/internal/renewals.py", {"contract": "C1"}),
        ("pages/internal/opportunities.py", {"deal": "o1"}),
        ("pages/internal/nps.py", {"answer": "n1"}),
        ("pages/internal/account_maps.py", {"table": "readings"}),
    ],
    ids=str,
)
def test_no_list_of_a_form_holds_two_alike(page: str, query: dict[str, str], open_page: Any) -> None:
    found = dict(_lists(open_page(page, account="A1", **query)))
    assert any(option.startswith(("Ann Lee", "Link")) for options in found.values() for option in options)
    assert [label for label, options in found.items() if len(set(options)) < len(options)] == []


def _box(test: AppTest, label: str) -> Any:
    return next(one for one in test.selectbox if one.label == label)


@pytest.mark.parametrize("account", ["A1", "A2"])
def test_the_reader_stays_with_the_account_whatever_else_is_chosen(account: str, open_page: Any) -> None:
    test = open_page("pages/customer/spend.py", account=account)
    before = [one.value for one in test.metric]
    for _ in range(2):
        test.run()
        assert test.query_params["account"] in (account, [account])
        assert [one.value for one in test.metric] == before


def test_each_of_two_accounts_of_one_name_can_be_chosen(open_page: Any) -> None:
    test = open_page("pages/customer/spend.py", account="A3")
    for key in ("A1", "A2"):
        _box(test, "Account").set_value(key).run()
        assert test.query_params["account"] in (key, [key])


@pytest.mark.parametrize("answer", ["n1", "n2", "n3"])
def test_an_answer_stays_the_one_that_was_chosen(answer: str, open_page: Any) -> None:
    test = open_page("pages/internal/nps.py", answer=answer)
    said = {"n1": "From the first", "n2": "From the second", "n3": "From the other company"}[answer]
    for _ in range(2):
        assert any(f"> {said}" in one.value for one in test.markdown)
        test.run()


@pytest.mark.parametrize(("page", "name", "key"), [
    ("pages/internal/renewals.py", "contract", "C2"), ("pages/internal/opportunities.py", "deal", "o2"),
])  # fmt: skip
def test_what_is_worked_on_stays_the_one_that_was_chosen(page: str, name: str, key: str, open_page: Any) -> None:
    test = open_page(page, **{name: key})
    for _ in range(2):
        test.run()
        assert test.query_params[name] in (key, [key])


def test_a_filter_keeps_the_account_that_was_asked_for(open_page: Any) -> None:
    test = open_page("pages/internal/book.py", only="A2")
    for _ in range(2):
        test.run()
        assert next(one.value for one in test.metric if one.label == "MRR") == "€700"


def test_a_filter_of_one_owner_is_not_that_of_a_namesake(open_page: Any) -> None:
    test = open_page("pages/internal/book.py", owner="P2")
    assert next(one.value for one in test.metric if one.label == "MRR") == "€700"


def test_two_colleagues_of_one_name_have_targets_of_their_own(open_page: Any) -> None:
    test = open_page("pages/internal/targets.py", owner="P2")
    assert next(one.value for one in test.metric if one.label == "Gap to target") == "€300"


def test_two_colleagues_of_one_name_have_rows_of_their_own(made: Path) -> None:
    """In tables and charts that put together what each has."""
    plans = Plans.whole(made / "account_plans")
    book = book_of(open_warehouse(Workspace.whole(made)))
    steps = retention.brief(book).owners
    assert steps and {name: accounts for name, accounts, *_ in steps.rows} == {
        "Ann Lee · account manager": 2,
        "Ann Lee · sales engineer": 1,
    }
    for name, accounts, *_ in steps.rows:
        behind = retention.behind(book, By.OWNER, str(name))
        assert behind and len(behind.rows) == accounts
    by_owner = opportunities.brief(book, EVERYTHING, PlanCache(plans), PipelineBy.OWNER).split
    assert by_owner and set(by_owner.categories) == {"Ann Lee · account manager", "Ann Lee · sales engineer"}


def test_a_plan_names_the_one_who_was_chosen(made: Path, open_page: Any) -> None:
    test = open_page("pages/internal/nps.py", answer="n1", you="P1")
    _box(test, "Status").set_value("contacted").run()
    _box(test, "Owner").set_value("P2").run()
    next(one for one in test.button if one.label == "Save").click().run()
    assert not test.exception and not test.error
    notes = Plans.whole(made / "account_plans").open(NpsNotes, VOICE, "A1").plan
    assert [one.owner for one in notes.follow_ups] == ["P2"]


@pytest.mark.parametrize("key", first(2, ["K2", "P1", "K1", "P2"]))
def test_a_commitment_noted_in_the_meeting_names_the_one_who_was_chosen(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Workspace.whole(namesakes(tmp_path))
    monkeypatch.setenv("STEWARD_HOME", str(home.home))
    opened = open_review(subject(open_warehouse(home), "A1"), Plans.whole(home.plans))
    assert people(opened.names, opened) == ["Ann Lee · CFO", "Ann Lee · CIO"]
    owner = f"Ann Lee · {({'K1': 'CFO', 'K2': 'CIO', 'P1': 'account manager', 'P2': 'sales engineer'}).get(key, key)}"
    note = Note(kind=Noted.COMMITMENT, words="Send the report", side=Side.OURS, owner=owner)
    assert noted(note, opened, "Somebody") == ""
    made = Plans.whole(home.plans).open(SuccessPlan, SUCCESS, "A1").plan
    assert made.commitments[-1].owner == key and len(made.commitments) == len(AGREED.commitments) + 1


def _ticked() -> None:
    import streamlit as st

    from steward.ui.kit import show
    from tests.pages.tables_made import numbered

    st.write(f"picked {show.table(numbered(st.query_params['rows'].split()), selectable=True)}")


def test_a_tick_follows_what_was_ticked_when_the_rows_change() -> None:
    test = AppTest.from_function(_ticked)
    test.query_params["rows"] = "a b c"
    test.run()
    test.session_state["table-numbered"] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    assert test.run().markdown[0].value == "picked b"
    test.query_params["rows"] = "b c"
    assert test.run().markdown[0].value == "picked b"
    test.query_params["rows"] = "c d"
    assert test.run().markdown[0].value == "picked None"
