"""What is asked in part is the part of what is asked whole."""

from pathlib import Path

import pytest

from steward.briefings.internal.health.history import Scored, history
from steward.briefings.internal.renewals.renewal import joined
from steward.briefings.internal.scope.book import Book, acting_book
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.health import shipped
from steward.plans.internal.health_rules import rules_of
from steward.services.renewals import written
from steward.warehouse.rows.internal import book as book_rows
from steward.workspace import Workspace
from tests.homes import followed_once


@pytest.fixture(scope="module")
def workspace(sample_home: Path) -> Workspace:
    return Workspace.whole(sample_home)


@pytest.fixture
def book(workspace: Workspace) -> Book:
    return acting_book(followed_once(workspace))


def test_contracts_that_end_in_some_quarters_are_those_of_all_contracts(workspace: Workspace, book: Book) -> None:
    rows = book_rows.book(book.warehouse, str(book.quarter))
    said = written(PlanCache(Plans.within(workspace)), [row.account_id for row in rows], book)
    some = (str(book.quarter), str(book.quarter.shifted(1)))
    wanted = [one for one in joined(book, rows, said) if one.row.due_in in some]
    assert len({one.row.due_in for one in wanted}) == 2
    assert list(joined(book, rows, said, some)) == wanted


def test_how_accounts_stood_is_said_alike_with_what_it_is_made_of_and_without(book: Book) -> None:
    found = history(book, rules_of(shipped()))
    for month in (found.months[0], found.months[-1]):
        whole = found.in_month(found.table.accounts, month)
        alone = {key: Scored(one.score, one.colour, one.parts) for key, one in whole.items()}
        assert len(alone) > 5 and found.scored_in(found.table.accounts, month) == alone


def test_of_nobody_nothing_is_said(book: Book) -> None:
    found = history(book, rules_of(shipped()))
    assert found.scored_in([], found.months[-1]) == {} == found.in_month(["nobody"], found.months[-1])
