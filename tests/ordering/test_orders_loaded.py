"""Orders as they are loaded: the first promise, the words of states, presets, and what each check finds."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from steward.briefings.internal.orders.line import lines_of
from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer.orders import order_lines
from steward.warehouse.rows.internal.orders import account_lines
from tests.homes import ACCOUNTS, home, loaded, opened_once

BASE = {
    "accounts": ACCOUNTS,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on
        s1 | A1 | NET | 100 | 2026-01-01""",
    "orders": """
        order_id | account_id | title | state
        o1 | A1 | Two sites | InProgress""",
}
COLUMNS = "order_line_id | order_id | product_id | mrc | state | first_committed_on | committed_on\n"


class Promise(NamedTuple):
    """A line's first promise, and where it is known from."""

    line: str
    first: date | None
    source: str | None


def promises(warehouse: Warehouse) -> dict[str, tuple[date | None, str | None]]:
    sql = "select order_line_id, first_promised_on, promised_from from internal.order_lines order by 1"
    return {line: (first, source) for line, first, source in warehouse.rows(Promise, sql)}


def test_the_first_promise_is_the_orders_own_else_of_a_change_else_of_an_earlier_load(tmp_path: Path) -> None:
    """
    | line | first_committed_on | a change says was | loaded before with | now    | first promise | from         |
    |------|--------------------|-------------------|--------------------|--------|---------------|--------------|
    | a    | 1 Sep              | 10 Sep            | 5 Oct              | 20 Oct | 1 Sep         | order        |
    | b    |                    | 10 Sep, 20 Sep    | 5 Oct              | 20 Oct | 10 Sep        | date change  |
    | c    |                    |                   | 5 Oct              | 20 Oct | 5 Oct         | earlier load |
    | d    |                    |                   |                    | 20 Oct | 20 Oct        | day of now |
    | e    |                    |                   |                    |        |               |              |
    """
    changes = """
        order_line_id | changed_on | was | now | reason | cause
        a | 2026-09-12 | 2026-09-10 | 2026-10-20 | none | carrier
        b | 2020-09-25 | 2026-09-20 | 2026-10-20 | late | us
        b | 2020-09-12 | 2026-09-10 | 2026-09-20 | late | us"""
    for day, lines in (("2026-10-05", "abc"), ("2026-10-20", "abcd")):
        first = {"a": "2026-09-01"}
        rows = [f"{one} | o1 | NET | 10 | inProgress | {first.get(one, '')} | {day}" for one in lines]
        rows.append("e | o1 | NET | 10 | inProgress | | ")
        warehouse = loaded(tmp_path, **BASE, order_lines=COLUMNS + "\n".join(rows), order_date_changes=changes)
    assert promises(warehouse) == {
        "a": (date(2026, 9, 1), "order"),
        "b": (date(2026, 9, 10), "date change"),
        "c": (date(2026, 10, 5), "earlier load"),
        "d": (date(2026, 10, 20), "day of now"),
        "e": (None, None),
    }
    told = {one.order_line_id: (one.moved, one.cause) for one in order_lines(warehouse, "A1")}
    assert told == {"a": (1, "carrier"), "b": (2, "us"), "c": (1, None), "d": (0, None), "e": (0, None)}


def test_a_first_promise_is_not_forgotten_where_an_export_tells_only_of_the_latest_change(tmp_path: Path) -> None:
    """The load before saw another day; a day that it saw and the feed says of later was moved once."""
    changes = """
        order_line_id | changed_on | was | now | cause
        twice | 2099-12-06 | 2026-10-30 | 2026-11-13 | us
        once  | 2099-12-06 | 2026-09-25 | 2026-10-30 | carrier"""
    for now, told in (("2026-09-25", {}), ("2026-10-30", {}), ("2026-11-13", {"order_date_changes": changes})):
        rows = [f"twice | o1 | NET | 10 | inProgress | | {now}"]
        rows += ["once | o1 | NET | 10 | inProgress | | 2026-10-30"] if now != "2026-09-25" else []
        warehouse = loaded(tmp_path, **BASE, order_lines=COLUMNS + "\n".join(rows), **told)
    first = date(2026, 9, 25)
    assert promises(warehouse) == {"twice": (first, "earlier load"), "once": (first, "date change")}
    told_of = {one.order_line_id: (one.moved, one.cause) for one in order_lines(warehouse, "A1")}
    assert told_of == {"twice": (2, "us"), "once": (1, "carrier")}


def test_a_first_promise_that_the_order_system_writes_over_or_drops_is_not_forgotten(tmp_path: Path) -> None:
    """
    | line    | first promise of its own, load by load | first promise | from         |
    |---------|----------------------------------------|---------------|--------------|
    | later   | 1 Sep, 20 Oct                          | 1 Sep         | earlier load |
    | gone    | 1 Sep, none                            | 1 Sep         | earlier load |
    | earlier | 1 Sep, 25 Aug                          | 25 Aug        | order        |
    | slip    | 1 Sep 2016, 1 Sep 2026                 | 1 Sep 2026    | order        |
    """
    orders = "order_id | account_id | title | state | signed_on\no1 | A1 | Two sites | InProgress | 2026-07-01"
    for days in (
        ("2026-09-01", "2026-09-01", "2026-09-01", "2016-09-01"),
        ("2026-10-20", "", "2026-08-25", "2026-09-01"),
    ):
        named = zip(("later", "gone", "earlier", "slip"), days, strict=True)
        rows = [f"{line} | o1 | NET | 10 | inProgress | {day} | 2026-10-20" for line, day in named]
        warehouse = loaded(tmp_path, **{**BASE, "orders": orders}, order_lines=COLUMNS + "\n".join(rows))
    assert promises(warehouse) == {
        "later": (date(2026, 9, 1), "earlier load"),
        "gone": (date(2026, 9, 1), "earlier load"),
        "earlier": (date(2026, 8, 25), "order"),
        "slip": (date(2026, 9, 1), "order"),
    }
    sql = "select name, offending from meta.checks where name = 'orders_first_committed_written_over'"
    assert [one.found for one in warehouse.rows(Check, sql)] == [1]


def test_the_cause_is_that_of_the_last_move_to_a_later_day_even_where_it_names_none(tmp_path: Path) -> None:
    """Who caused the move before did not cause this one; a day that was drawn nearer again needs no cause."""
    changes = """
        order_line_id | changed_on | was | now | reason | cause
        unnamed | 2026-09-01 | 2026-09-10 | 2026-09-20 | a strike | carrier
        unnamed | 2026-09-15 | 2026-09-20 | 2026-10-20 |          |
        nearer  | 2026-09-01 | 2026-09-10 | 2026-11-20 | a strike | carrier
        nearer  | 2026-09-01 | 2026-09-10 | 2026-11-20 | a strike | carrier
        nearer  | 2026-09-15 | 2026-11-20 | 2026-10-20 |          |
        from    | 2026-09-15 |            | 2026-10-20 | a strike | permit"""
    rows = "\n".join(f"{one} | o1 | NET | 10 | inProgress | | 2026-10-20" for one in ("unnamed", "nearer", "from"))
    warehouse = loaded(tmp_path, **BASE, order_lines=COLUMNS + rows, order_date_changes=changes)
    told = {one.order_line_id: (one.cause, one.reason, one.moved) for one in account_lines(warehouse, "A1")}
    assert told == {
        "unnamed": (None, None, 2), "nearer": ("carrier", "a strike", 2), "from": ("permit", "a strike", 0),
    }, "a move that two exports tell of is one"  # fmt: skip


def test_the_last_day_there_is_is_no_promise_and_an_id_in_a_column_of_numbers_stops_no_load(tmp_path: Path) -> None:
    """Systems write 31.12.9999 for a day that nobody knows; an article number stands in the quantity."""
    tables = {
        **BASE,
        "orders": "order_id | account_id | signed_on | quote_version\no1 | A1 | 2026-07-01 | 20261005093000",
        "order_lines": """
            order_line_id | order_id | product_id | mrc | state | committed_on | accepted_on | quantity
            open | o1 | NET | 10     | inProgress | 9999-12-31 |            | 4006381333931
            paid | o1 | NET | 99999999999999 | completed | 2026-08-01 | 2026-08-01 | 4006381333931""",
        "order_milestones": """
            order_line_id | milestone | planned_on | reached_on
            open | survey    | 2026-09-01 |
            open | installed | 9999-12-31 | 9999-12-31""",
        "order_date_changes": """
            order_line_id | changed_on | was | now
            open | 2026-09-12 | 2026-09-10 | 9999-12-31""",
        "charges": """
            account_id | month | amount | order_line_id
            A1 | 2026-08-01 | 99999999999998 | paid
            A1 | 2026-08-01 | 12345.67 | open""",
    }
    warehouse = loaded(tmp_path, **tables)
    first = date(2026, 9, 10)  # it was promised once, though that was taken back
    open_line, paid = sorted(account_lines(warehouse, "A1"), key=lambda one: one.order_line_id)
    assert (open_line.first_promised_on, open_line.promised_from, open_line.moved) == (first, "date change", 0)
    assert (open_line.reached, open_line.ends_planned) == (0, date(2026, 9, 1))
    assert (paid.outcome, paid.mrc, paid.quote_version) == ("matched", 9_999_999_999_999_900, None)


WRITTEN = {
    "inProgress": "in progress", "IN_PROGRESS": "in progress", "In Progress": "in progress",
    "pendingCancellation": "pending cancellation", "Canceled": "cancelled", "shipped": "not known",
}  # fmt: skip


def test_a_state_is_read_however_it_is_written_and_said_where_it_is_none(tmp_path: Path) -> None:
    rows = "\n".join(f"{one} | o1 | NET | 10 | {one} | | 2026-10-20" for one in WRITTEN)
    workspace = home(tmp_path, **BASE, order_lines=COLUMNS + rows)
    (told,) = [one for one in load(workspace).warnings if "none of acknowledged" in one]
    assert "1 row" in told or "line 7" in told
    assert {one.order_line_id: one.state for one in order_lines(opened_once(workspace), "A1")} == WRITTEN


WORDS = {
    "": ("add", 1000), "Install": ("add", 1000), "noChange": ("no change", 0), "move": ("change", 1000),
    "Cease": ("disconnect", 0), "REMOVE": ("disconnect", 0), "terminate": ("disconnect", 0), "swap": ("not known", 0),
}  # fmt: skip


def test_what_a_line_does_is_read_however_it_is_written_and_counts_for_nothing_where_nobody_knows(
    tmp_path: Path,
) -> None:
    rows = "\n".join(f"{n} | o1 | NET | 10 | completed | {word} | 2026-08-01" for n, word in enumerate(WORDS))
    charges = f"""
        account_id | month | amount | order_line_id
        A1 | 2026-08-01 | 10 | 0
        A1 | 2026-08-01 | 10 | {list(WORDS).index("swap")}
        A1 | 2026-08-01 | 10 | {list(WORDS).index("noChange")}
        A1 | 2026-08-01 | 10 | {list(WORDS).index("Cease")}"""
    columns = "order_line_id | order_id | product_id | mrc | state | action | accepted_on\n"
    workspace = home(tmp_path, **BASE, order_lines=columns + rows, charges=charges)
    (told,) = [one for one in load(workspace).warnings if "none of add" in one]
    assert "its price counts in no sum" in told and ("1 row" in told or "line 9" in told)
    lines = {one.order_line_id: one for one in account_lines(opened_once(workspace), "A1")}
    assert [(lines[str(n)].action, lines[str(n)].mrc) for n in range(len(WORDS))] == list(WORDS.values())
    outcomes = {word: lines[str(n)].outcome for n, word in enumerate(WORDS) if lines[str(n)].charged}
    assert outcomes == {"": "matched", "noChange": "not due", "swap": "not due", "Cease": "unexpected"}
    said = [one.unread for one in lines_of(lines.values(), date(2026, 10, 8), {}, {}) if one.unread]
    assert len(said) == 1 and "“swap” is none of add, change, disconnect" in said[0]


SOURCES = """
[orders]
file = "portal.csv"
preset = "order portal"
[order_lines]
file = "portal.csv"
preset = "order portal"
"""
PORTAL = """PON Number,Account Number,Product Code,MRC,Order Date,Requested Due Date,FOC,PCN,BCN,Install Date
P-1,A1,NET,100.50,2026-07-01,2026-08-01,2026-08-15,2026-08-20,2026-08-21,2026-08-19
P-2,A1,NET,80.00,2026-07-05,2026-09-01,2026-10-15,,,
P-3,A1,NET,80.00,2026-07-05,2026-09-01,,,,
"""


def test_the_csv_of_an_order_portal_feeds_orders_and_their_lines(tmp_path: Path) -> None:
    workspace = home(tmp_path, **{name: BASE[name] for name in ("accounts", "subscriptions")})
    (workspace.data / "portal.csv").write_text(PORTAL)
    (workspace.data / "sources.toml").write_text(SOURCES)
    load(workspace)
    lines = order_lines(opened_once(workspace), "A1")
    told = {one.pon: (one.state, one.promised_on, one.completed_on, one.billing_started_on, one.mrc) for one in lines}
    assert told == {
        "P-1": ("completed", date(2026, 8, 15), date(2026, 8, 20), date(2026, 8, 21), 100.5),
        "P-2": ("in progress", date(2026, 10, 15), None, None, 80),
        "P-3": ("acknowledged", None, None, None, 80),
    }


class Check(NamedTuple):
    """How many rows offend a check."""

    name: str
    found: int


def test_what_does_not_agree_is_found_by_a_check_of_the_load(tmp_path: Path) -> None:
    lines = """
        order_line_id | order_id | product_id | mrc | state | committed_on | completed_on | quote_line
        a | o1 | NET | 10 | completed  | 2026-09-01 |            | 1
        b | o1 | NET | 10 | inProgress |            |            | 2
        c | o1 | FWM | 10 | inProgress | 2026-10-20 |            | 1
        d | o2 | NET | 10 | failed     | 2026-10-20 |            |
        e | o2 | NET | 10 | completed  | 2026-09-01 | 2026-09-01 |
        f | o3 | NET | 10 | completed  | 2026-09-01 | 2026-09-01 |
        g | o3 | NET | 10 | completed  | 2026-09-01 | 2026-09-01 | """
    tables = {
        **BASE,
        "orders": """
            order_id | account_id | state | quote
            o1 | A1 | inProgress | Q-1
            o2 | A1 | partial |
            o3 | A1 | partial | """,
        "order_lines": lines,
        "order_date_changes": """
            order_line_id | changed_on | was | now | reason
            c | 2026-09-12 | 2026-09-10 | 2026-10-20 |
            d | 2026-09-12 | 2026-09-10 | 2026-10-20 | the street
            b | 2026-09-12 |            | 2026-10-20 | """,
        "charges": """
            account_id | month | amount | charge_id | order_line_id
            A1 | 2026-09-01 | 10 | c1 | a
            A1 | 2026-09-01 | 0  | c2 | b
            A1 | 2026-09-01 | 10 | c3 | """,
        "quotes": """
            quote_id | quote_number | account_id | status
            q | Q-1 | A1 | accepted""",
        "quote_lines": """
            line_id | quote_id | line | product_id
            l | q | 1 | NET""",
    }
    warehouse = loaded(tmp_path, **tables)
    found = dict(warehouse.rows(Check, "select name, offending from meta.checks order by 1"))
    assert {name: many for name, many in found.items() if name.startswith("orders_")} == {
        "orders_first_committed_written_over": 0,
        "orders_billed_and_not_told": 1,  # a
        "orders_beyond_their_quote": 2,  # b is of no line of the quote, c of another product
        "orders_completed_and_their_day": 1,  # a
        "orders_moved_without_a_reason": 1,  # c
        "orders_other_than_their_lines": 1,  # o3 is no partial order
        "orders_without_a_promised_day": 1,  # b
    }
