"""A warehouse as somebody may see it: their accounts' rows, over a connection that reaches no others.

The wall is the connection. It is one in memory, in which every relation is a view of the warehouse file filtered by
account; then its doors are closed, and what runs in it afterwards, with whatever names, is about these accounts.
A relation that nobody placed here is not there at all.
"""

import os
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from steward.domain.access.scope import Scope
from steward.domain.books.moving import SoldOn, credit_moved
from steward.warehouse import known
from steward.warehouse.file_blocks import SETTINGS, FileBlocks
from steward.warehouse.files import warehouse_to_read
from steward.warehouse.formulas import define_formulas
from steward.warehouse.loading.sqltext import identifier, literal
from steward.warehouse.reader import Warehouse, close_doors
from steward.warehouse.relations import text_of
from steward.workspace import Workspace

ACCOUNT = "account_id"
OF_THE_COMPANY = frozenset(
    {
        "customer.colleagues", "customer.feeds", "customer.load", "customer.products", "customer.quarters",
        "staging.calendar", "staging.exchange_rates", "staging.partner_contacts", "staging.partners", "staging.people",
        "staging.products", "staging.quarters", "meta.tables", "meta.load", "meta.crm",
    }
)  # fmt: skip
"""About no account: whoever sees any account sees them."""
OF_PEOPLE = frozenset(
    {
        "staging.targets", "internal.person_quarters", "internal.person_renewals", "internal.person_wins",
        "staging.forecasting_items",
    }
)  # fmt: skip
"""About one of us: seen by who it is about and whom they report to."""
CREDIT = "internal.person_credit"
"""About some of us too, worked out under a scope when it is opened: sums of people, with no account in them."""
MADE_AGAIN = (
    "internal.stage_conversion", "internal.stage_win_rates", "customer.families", "internal.strategic",
)  # fmt: skip
"""What rests on several accounts: under a scope, on its accounts, worked out in this order once when it is opened."""
HELD_BACK = frozenset(
    {
        "staging.opportunity_changes", "staging.opportunity_memory", "staging.quote_lines",
        "staging.approval_work_items", "staging.envelopes", "meta.files", "meta.problems", "meta.checks",
        "staging.order_lines", "staging.order_date_changes", "staging.order_milestones", "staging.order_memory",
        "staging.order_first_memory", "staging.owner_memory", "meta.usage_months",
    }
)  # fmt: skip
"""About the load, with words of any account in them, or what a relation with an account id was made of."""
ALSO_OF_NOBODY = frozenset({"meta.rates"})
"""Some of its rows are about no account, such as the price of a product."""


def open_warehouse(workspace: Workspace) -> Warehouse:
    """The workspace's current warehouse, as far as its scope reaches. Raises NoWarehouse."""
    return scoped(warehouse_to_read(workspace), workspace.scope, workspace.today)


def scoped(path: Path, scope: Scope, clock: Callable[[], date] | None = None) -> Warehouse:
    """The warehouse file as this scope sees it; all of it where it sees every account. `clock`: what day it is."""
    if scope.sees_all:
        return Warehouse(path, clock=clock)
    connection = _connection(path, scope)
    return Warehouse(path, connection, clock, FileBlocks(connection))


def _connection(path: Path, scope: Scope) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=dict(SETTINGS))
    define_formulas(connection)
    # What the file is called in here is nobody's to know: a query can only name what this module made.
    whole = f"held_{secrets.token_hex(16)}"
    with _passing_name(path) as passing:
        connection.execute(f"attach {literal(str(passing))} as {whole} (read_only)")
    for name, ids in (("accounts", scope.read.ids), ("people", scope.people)):
        connection.execute("create schema if not exists scope")
        connection.execute(f"create table scope.{name} as select distinct unnest(?::varchar[]) as id", [sorted(ids)])
    connection.execute(";".join(_views(connection, whole)))
    _tell_credit(connection, whole, scope)
    known.begin(connection)
    close_doors(connection)
    return connection


@contextmanager
def _passing_name(path: Path) -> Iterator[Path]:
    """A second name of the file, gone when it is open: DuckDB lets what is attached be attached again by its name,
    also when its doors are closed. Where a disk knows no second names it is the file's own."""
    second = path.with_name(f".{path.stem}.{secrets.token_hex(16)}.open")
    try:
        os.link(path, second)
    except OSError:
        yield path
        return
    try:
        yield second
    finally:
        with suppress(OSError):  # Windows holds the name as long as the file is open; a later load clears it away
            second.unlink()


def _views(connection: duckdb.DuckDBPyConnection, whole: str) -> list[str]:
    """The statements that make every relation of this scope."""
    sql = """select schema_name, table_name, list(column_name) from duckdb_columns()
        where database_name = ? and not internal group by all"""
    found = {f"{schema}.{name}": set(columns) for schema, name, columns in connection.execute(sql, [whole]).fetchall()}
    schemas = sorted({name.partition(".")[0] for name in found})
    made = [
        f"create view {_quoted(name)} as from {whole}.{_quoted(name)} where {condition}"
        for name, columns in found.items()
        if name not in (*MADE_AGAIN, CREDIT) and (condition := _condition(name, columns))
    ]
    again = [f"create table {_quoted(name)} as {text_of(name)}" for name in MADE_AGAIN if name in found]
    return [*(f"create schema {identifier(schema)}" for schema in schemas), *made, *again]


def _tell_credit(connection: duckdb.DuckDBPyConnection, whole: str, scope: Scope) -> None:
    """What people in scope are credited with of accounts that are not in it."""
    connection.execute(f"create table {_quoted(CREDIT)} (person_id varchar, day date, amount decimal(18, 4))")
    if not scope.credits or not scope.people:
        return
    sql = f"""
        select account_id, coalesce(owner_id, ''), coalesce(closed_on, close_on), amount
        from {whole}.internal.opportunities
        where status = 'won' and kind <> 'renewal' and coalesce(closed_on, close_on) is not null
            and account_id in (select unnest(?::varchar[])) and account_id not in (select id from scope.accounts)"""
    accounts = sorted({one.account_id for one in scope.credits})
    sales = [SoldOn(*row) for row in connection.execute(sql, [accounts]).fetchall()]
    told: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for person, day, amount in credit_moved(sales, scope.credits):
        if person in scope.people:
            told[person, day] += amount
    columns = [list(column) for column in zip(*((*key, amount) for key, amount in told.items()), strict=True)]
    if columns:
        unnested = "unnest(?::varchar[]), unnest(?::date[]), unnest(?::decimal(18, 4)[])"
        connection.execute(f"insert into {_quoted(CREDIT)} select {unnested}", columns)


def _condition(name: str, columns: set[str]) -> str:
    """Which rows of a relation a scope sees; empty where it sees none, and not even that there is such a relation."""
    if ACCOUNT in columns and name not in HELD_BACK:
        mine = f"{ACCOUNT} in (select id from scope.accounts)"
        return f"({mine} or {ACCOUNT} is null and {_ANY})" if name in ALSO_OF_NOBODY else mine
    if name in OF_PEOPLE:
        return "person_id in (select id from scope.people)"
    return _ANY if name in OF_THE_COMPANY else ""


_ANY = "exists (select 1 from scope.accounts)"


def _quoted(name: str) -> str:
    return ".".join(map(identifier, name.split(".")))
