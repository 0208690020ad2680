"""All that is told to a customer is told alike from a warehouse that holds the schema `customer` and nothing else."""

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from steward.briefings import customer
from steward.briefings.customer.material.summary import summary
from steward.briefings.customer.meeting.follow_ups import Owed, tasks
from steward.briefings.customer.meeting.invitation import Invitation, invitation
from steward.briefings.customer.meeting.minutes import minutes
from steward.briefings.customer.plans.document import success_content
from steward.briefings.customer.reviews.figures import customer_figures
from steward.briefings.customer.subject import subject
from steward.exhibits import Receipt
from steward.plans.customer.success_plan import FILE, SuccessPlan
from steward.plans.files.store import Plans
from steward.services.reviews.follow_up import reviews_of
from steward.services.reviews.opened import OpenedReview, open_review
from steward.warehouse.files import current_warehouse
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer import addresses
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.reviews_made import told_of

STORIES = 10
"""The first accounts of the sample tell stories: prepared reviews, commitments, outages, surveys."""


def _of_the_warehouse() -> set[str]:
    """The modules of the warehouse from which a customer's briefings have anything, but the one that opens it."""
    briefings = ["steward.briefings.customer.subject"]
    briefings += [one.name for one in pkgutil.walk_packages(customer.__path__, "steward.briefings.customer.")]
    held = [value for name in briefings for value in vars(importlib.import_module(name)).values()]
    homes = {one.__name__ if inspect.ismodule(one) else getattr(one, "__module__", "") or "" for one in held}
    return {home for home in homes if home.startswith("steward.warehouse.")} - {"steward.warehouse.reader"}


READS = {
    f"{home.rpartition('.')[2]}.{name}": read
    for home in sorted(_of_the_warehouse())
    for name, read in inspect.getmembers(importlib.import_module(home), inspect.isfunction)
    if read.__module__ == home and "warehouse" in inspect.signature(read).parameters
}


@pytest.fixture(scope="module")
def whole(sample_home: Path) -> Warehouse:
    """The sample's warehouse as it was loaded."""
    return open_warehouse(Workspace.whole(sample_home))


@pytest.fixture(scope="module")
def alone(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A copy of it without any schema but the customer's."""
    path = tmp_path_factory.mktemp("alone") / "alone.duckdb"
    shutil.copyfile(current_warehouse(Workspace.whole(sample_home)) or "", path)
    with duckdb.connect(str(path)) as connection:
        found = connection.execute("select schema_name from duckdb_schemas() where not internal").fetchall()
        for name in {name for (name,) in found} - {"customer", "main"}:
            connection.execute(f"drop schema {name} cascade")
    return Warehouse(path, clock=Workspace.whole(sample_home).today)


def _asked(read: Callable[..., Any], warehouse: Warehouse, account_id: str) -> Any:
    """What a row function answers; every parameter it may have is known here by its name."""
    about = subject(warehouse, account_id)
    people = [row.contact_id for row in customer_rows.contacts(warehouse, account_id)]
    said: dict[str, Any] = {
        "warehouse": warehouse,
        "account_id": account_id,
        "account_ids": [account_id],
        "accounts": [account_id],
        "quarter": str(about.quarter),
        "quarters": [str(about.quarter), str(about.before)],
        "since": about.year[0],
        "until": about.year[1],
        "day": about.as_of,
        "measured_on": about.as_of,
        "share": 0.0,
        "keys": [*people, *customer_rows.colleague_names(warehouse)],
    }
    return read(**{name: said[name] for name in inspect.signature(read).parameters})


OF_NOBODY = {"unread.unread"}
"""Rows that could not be read: the sample has none."""


def test_a_row_function_is_found() -> None:
    assert {"account.account", "account.contacts", "addresses.people", "addresses.owners"} <= READS.keys()


@pytest.mark.parametrize("name", READS)
def test_a_row_function_answers_alike(name: str, sample_home: Path, whole: Warehouse, alone: Warehouse) -> None:
    accounts = told_of(sample_home)
    told = [_asked(READS[name], whole, account_id) for account_id in accounts]
    assert [_asked(READS[name], alone, account_id) for account_id in accounts] == told
    assert any(told) or name in OF_NOBODY, "nothing is compared: no account of the sample has such rows"


def _opened(warehouse: Warehouse, home: Path, account_id: str) -> OpenedReview:
    return open_review(subject(warehouse, account_id), Plans.whole(Workspace.whole(home).plans), investment=True)


def _told(warehouse: Warehouse, home: Path, account_id: str) -> Iterator[object]:
    """Pages, review, papers, invitation and tasks of one account."""
    opened, plans = _opened(warehouse, home, account_id), Plans.whole(Workspace.whole(home).plans)
    yield customer_figures(opened.subject)
    yield summary(opened.subject)
    yield opened.review
    yield minutes(opened.review, opened.held, opened.names)
    about = opened.subject
    yield success_content(about.account.name, opened.agreed.plan, opened.names.names, about.as_of)
    if opened.file.plan.meeting.held_on:
        yield invitation(opened.review, opened.file.plan, opened.names, 1, datetime(2026, 10, 1, tzinfo=UTC))
    yield from _owed(warehouse, plans, account_id)


def _owed(warehouse: Warehouse, plans: Plans, account_id: str) -> Iterator[object]:
    plan = plans.open(SuccessPlan, FILE, account_id).plan
    owner = addresses.owners(warehouse, [account_id])[account_id]
    owed = Owed(owner, plan, reviews_of(plans, account_id))
    people = addresses.people(warehouse, [account_id], owed.keys)
    yield tasks([owed], people, subject(warehouse, account_id).as_of)


def test_pages_reviews_papers_invitations_and_tasks_say_the_same(
    sample_home: Path, whole: Warehouse, alone: Warehouse
) -> None:
    accounts = sorted(row.account_id for row in choices(whole))[:STORIES]
    told = {account_id: list(_told(whole, sample_home, account_id)) for account_id in accounts}
    for account_id, before in told.items():
        assert list(_told(alone, sample_home, account_id)) == before, account_id
    invitations = [one for each in told.values() for one in each if isinstance(one, Invitation)]
    assert any(guest.ours and guest.email for one in invitations for guest in one.meeting.guests)
    assert any(not guest.ours and guest.email for one in invitations for guest in one.meeting.guests)


def _receipts(told: object) -> Iterator[Receipt]:
    """Every receipt in something that is told, however deep."""
    if isinstance(told, Receipt):
        yield told
    elif is_dataclass(told) and not isinstance(told, type):
        yield from _receipts([getattr(told, one.name) for one in fields(told)])
    elif isinstance(told, list | tuple):
        for one in told:
            yield from _receipts(one)


def test_the_rows_behind_all_that_is_told_are_there(sample_home: Path, alone: Warehouse) -> None:
    found = set(_receipts(list(_told(alone, sample_home, "NW-1002"))))
    rows = [one for one in found if not one.relation.partition(",")[0].endswith(".toml")]
    assert rows
    for receipt in rows:
        alone.behind(receipt)
