"""Several accounts as if they were one: what the customer may know of a family, under the id of its topmost account.

Rows that stand for one thing (a service, a site's month, an answer) are put together as they are; those that are sums
over an account are summed. How people answered is told of five answers or more, and only where nobody can subtract: the
answers of those accounts that are told nothing alone are none, or five or more together. A comment is judged by its own
account. Only the relations of the customer are in it: nothing of ours can be asked of it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from steward.warehouse.formulas import define_formulas
from steward.warehouse.loading.sqltext import literal
from steward.warehouse.reader import Warehouse
from steward.warehouse.relations import text_of

OF_THE_COMPANY = ("colleagues", "feeds", "load", "products", "quarters")
ONE_BY_ONE = (
    "answers", "availability_monthly", "contacts", "contracts", "incidents", "open_tickets", "order_dates",
    "order_lines", "order_milestones", "services", "sites", "unread",
)  # fmt: skip
SUMMED = ("spend_monthly", "tickets_monthly", "usage_monthly")
"""Their numbers are sums over an account; what a sum is divided by is a column of its own."""
NUMBERS = ("BIGINT", "DECIMAL", "DOUBLE", "HUGEINT", "INTEGER")
"""Types, as DuckDB calls them."""
SITED = ("availability_monthly", "incidents", "order_lines", "services", "usage_monthly")
"""Relations that call a site by its name, which may be that of another account's site as well."""
JUDGED_TOGETHER = ("staging.survey_counts", "customer.nps_quarterly")
"""What is told only from so many answers on: worked out again by its own query, over the answers of all of them."""
GIVEN_AWAY = """
    update customer.nps_quarterly set promoters = null, passives = null, detractors = null
    where quarter in (select quarter from hidden group by quarter having sum(answered) < 5)"""
"""Of whoever knows what was told of the others, these would be the answers of very few people."""


def as_one(warehouse: Warehouse, accounts: Sequence[str]) -> Warehouse:
    """These accounts, as far as the warehouse holds them, under the id of the first; made once for a warehouse."""
    key = tuple(accounts)
    return warehouse.beside(key, lambda: _connection(warehouse, key))


def family(warehouse: Warehouse, account_id: str) -> tuple[str, ...]:
    """The accounts of the family that this account stands at the top of, it first; it alone where it heads none."""
    sql = """select account_id, depth from customer.families where family_id = ?
        order by account_id <> ?, depth, account_id"""
    found = tuple(row.account_id for row in warehouse.rows(_Below, sql, [account_id, account_id]))
    return found or (account_id,)


class _Below(NamedTuple):
    account_id: str
    depth: int


def _connection(warehouse: Warehouse, accounts: tuple[str, ...]) -> duckdb.DuckDBPyConnection:
    made = duckdb.connect(":memory:")
    define_formulas(made)
    made.execute("create schema customer; create schema staging")
    for name, sql in _queries(warehouse, accounts).items():
        made.register("brought", warehouse.arrow(sql))
        made.execute(f"create table {name} as from brought")
        made.unregister("brought")
    for name in JUDGED_TOGETHER:
        made.execute(f"create table {name} as {text_of(name)}")
    _hide_what_gives_away(made, warehouse, accounts)
    made.execute("drop schema staging cascade")
    return made


def _hide_what_gives_away(made: duckdb.DuckDBPyConnection, warehouse: Warehouse, accounts: tuple[str, ...]) -> None:
    nothing_told = f"account_id in ({', '.join(map(literal, accounts))}) and answered > 0 and promoters is null"
    made.register(
        "hidden", warehouse.arrow(f"select quarter, answered from customer.nps_quarterly where {nothing_told}")
    )
    made.execute(GIVEN_AWAY)
    made.unregister("hidden")


def _queries(warehouse: Warehouse, accounts: tuple[str, ...]) -> dict[str, str]:
    """The rows of every relation, by its name."""
    top, among = literal(accounts[0]), f"account_id in ({', '.join(map(literal, accounts))})"
    told = _told_apart(warehouse, among)
    own = {name: f"(select *{told if name in SITED else ''} from customer.{name} as x where {among})"
           for name in (*ONE_BY_ONE, *SUMMED)}  # fmt: skip
    as_top = f"select * replace ({top} as account_id) from"
    queries = {
        **{name: f"from customer.{name}" for name in OF_THE_COMPANY},
        "accounts": f"from customer.accounts where account_id = {top}",
        **{name: f"{as_top} {own[name]}" for name in ONE_BY_ONE},
        **{name: _summed(warehouse, name, own[name], top) for name in SUMMED},
    }
    told_of = {f"customer.{name}": sql for name, sql in queries.items()}
    return {**told_of, "staging.surveys": f"{as_top} staging.surveys where {among}"}


def _summed(warehouse: Warehouse, name: str, rows: str, top: str) -> str:
    """Every number summed. Sums keep the type of what they are of: of whole numbers DuckDB's are wider."""
    types = warehouse.arrow(f"describe customer.{name}").to_pydict()
    told = [
        f"sum({column})::{kind} as {column}" if kind.startswith(NUMBERS) else column
        for column, kind in zip(types["column_name"], types["column_type"], strict=True)
        if column != "account_id"
    ]
    return f"select {top} as account_id, {', '.join(told)} from {rows} group by all"


def _told_apart(warehouse: Warehouse, among: str) -> str:
    """SQL that gives sites of one name at two accounts the account's name as well, and its id where two have that name,
    too; empty where there are no such sites."""
    all_sites = " union ".join(f"select site, account_id from customer.{name} where {among}" for name in SITED)
    sql = f"select site from ({all_sites}) where site is not null group by site having count(*) > 1"
    alike = warehouse.arrow(sql)["site"].to_pylist()
    if not alike:
        return ""
    same = f"select 1 from customer.accounts where {among} group by name having count(*) > 1 and name = a.name"
    whose = f"""(select a.name || case when exists ({same}) then ', ' || a.account_id else '' end
        from customer.accounts a where a.account_id = x.account_id)"""
    several = f"site in ({', '.join(map(literal, alike))})"
    return f" replace (case when {several} then site || ' (' || {whose} || ')' else site end as site)"
