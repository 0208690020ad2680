"""Where a number comes from: what its metric means, the rows behind it and their files, or who wrote the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from steward.exhibits import Receipt
from steward.metrics import definition
from steward.plans.files import journal
from steward.plans.files.store import Plans
from steward.warehouse.reader import MOST_ROWS_BEHIND, Warehouse
from steward.warehouse.relations import relations

RELATIONS = frozenset(name.replace("/", ".") for name in relations())
_OURS = ("staging.", "meta.")
# By name: the pages for customers, which reach this too, may not so much as import what is ours alone.
PLANS = ("success_plan.toml", "strategy.toml")


class Source(NamedTuple):
    """A feed as it was loaded: its file, how many rows of it, and their last day."""

    feed: str
    file: str
    loaded: int
    last_day: Any


class Rate(NamedTuple):
    """At which rate amounts of a feed were turned into the company's currency, and of which month it is."""

    feed: str
    currency: str
    rate: float
    month: date


@dataclass(frozen=True)
class Saved:
    """Who saved a plan last, when, and how; `at` None where it was never saved here."""

    who: str = ""
    at: datetime | None = None
    how: str = ""


@dataclass(frozen=True)
class Lineage:
    """All that is known on where a number comes from. `file` and `section`: of a plan; else `columns` and `rows`."""

    receipt: Receipt
    definition: str
    loaded_at: datetime | None
    sources: Sequence[Source] = ()
    rates: Sequence[Rate] = ()
    columns: Sequence[str] = ()
    rows: Sequence[tuple[Any, ...]] = ()
    file: str = ""
    section: str = ""
    saved: Saved | None = None

    @property
    def ours(self) -> bool:
        """Whether it is of the book, for our own eyes: what a customer may see is of one account."""
        return not (self.file or self.receipt.relation.startswith("customer."))

    @property
    def cut(self) -> bool:
        """Whether there may be more rows than are shown."""
        return len(self.rows) >= MOST_ROWS_BEHIND


def lineage_of(warehouse: Warehouse, plans: Plans, receipt: Receipt, account_id: str | None = None) -> Lineage:
    """Where a figure or exhibit comes from; `account_id`: whose plan a receipt means that names a plan's file."""
    known = definition(receipt.metric)
    if is_plan(receipt) and not receipt.feeds and not account_id:
        return Lineage(receipt, known, None, file=receipt.relation.partition(",")[0])
    loaded_at, sources = warehouse.facts.loaded_at, _sources(warehouse, receipt)
    if is_plan(receipt):
        file, _, section = receipt.relation.partition(",")
        saved = _saved(plans, file, account_id) if account_id and file in PLANS else None
        return Lineage(receipt, known, loaded_at, sources, file=file, section=section.strip(), saved=saved)
    columns, rows = warehouse.behind(receipt) if has_rows(receipt) else ([], [])
    return Lineage(receipt, known, loaded_at, sources, _rates(warehouse, receipt), columns, rows)


def is_plan(receipt: Receipt) -> bool:
    """Whether people wrote it, instead of a feed."""
    return receipt.relation.partition(",")[0].endswith((".toml", ".jsonl"))


def has_rows(receipt: Receipt) -> bool:
    """Whether it names a relation of the warehouse: a receipt may come from a frozen file."""
    name = receipt.relation
    return name in RELATIONS or (name.startswith(_OURS) and name.replace(".", "").replace("_", "").isalnum())


def _sources(warehouse: Warehouse, receipt: Receipt) -> list[Source]:
    """The files of the feeds, as they were loaded."""
    sql = 'select "table", source, loaded, last_day from meta.tables where present and list_contains(?, "table")'
    return warehouse.rows(Source, sql, [list(receipt.feeds)]) if receipt.feeds else []


def _rates(warehouse: Warehouse, receipt: Receipt) -> list[Rate]:
    """Those of the account it is about, where it is about one."""
    accounts = [value for column, value in receipt.where if column == "account_id"]
    sql = """select distinct "table", currency, rate, month from meta.rates where list_contains(?, "table")
        and (account_id is null or len(?::varchar[]) = 0 or list_contains(?::varchar[], account_id)) order by all"""
    return warehouse.rows(Rate, sql, [list(receipt.feeds), accounts, accounts]) if receipt.feeds else []


def _saved(plans: Plans, file: str, account_id: str) -> Saved:
    found = journal.last(plans.of(account_id), file)
    return Saved(found.who, found.at, found.how) if found else Saved()
