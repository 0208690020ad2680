"""Quotes of a CPQ: loaded, computed as ours to the cent, held against ours, and where the two say different things."""

from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from steward.briefings.internal.quotes.book import QuoteBook
from steward.briefings.internal.quotes.imported.beside import held_against
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.domain.access.scope import Accounts, Scope
from steward.errors import LoadFailed, PlanNotFound, SourcesUnreadable
from steward.plans.files.store import Plans
from steward.services.plans.files import cache_of
from steward.services.quotes import acting, imported, winning
from steward.services.quotes import desk as quote_desk
from steward.services.scope import acting_book
from steward.warehouse.loading.load import load
from steward.warehouse.rows.internal.loads import loaded_tables
from steward.warehouse.scoped import scoped
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.quoting.desk import again, begun, desk, submitted
from tests.quoting.imports import ENVELOPES, HEAD, ITEMS, LINES, QUOTES, cents, of_acme, one_of, price, with_files


def test_a_made_import_to_the_cent(tmp_path: Path) -> None:
    """10 × 85.00 a month are 10,200.00; 50 × 9.335 = 466.75 for two months, then 933.50, are 10,268.50; 125.00 once."""
    (quote,) = of_acme(desk(tmp_path, quotes=QUOTES, quote_lines=LINES))
    assert cents(quote) == {"mrr": 85000 + 93350, "once": 12500, "tcv": 12 * 85000 + 2 * 46675 + 10 * 93350 + 12500}
    # At list 12,000.00, 1,000.00 and 10,000.00; the one-off has none, so its line is left out of the discount.
    assert quote.worth.without_list == ("11",) and quote.worth.discount == Decimal("0.15")
    assert quote.read.faults == ()


def test_rows_read_are_rows_loaded_and_rows_rejected(tmp_path: Path) -> None:
    wrong = {
        "quotes": "b|Q-2|X9|Draft\nc|Q-3|A1|Draft|||900\na01|Q-4|A1|Draft",
        "quote_lines": "l4|z|1|SDW\nl5|a01|2|SDW||-1\nl6|a01|3|SDW||1|10||3|2",
        "approval_work_items": "1|Q-1|Approved|1||||\n1|Q-1|Approved|1||||\n2||Approved|1||||\n3|Q-1|Approved|1.5||||",
        "envelopes": "1|Q-1|Completed|1||||\n2|Q-1|On its way|1||||\n3|Q-1||1||||",
    }
    right = {"quotes": QUOTES, "quote_lines": LINES, "approval_work_items": ITEMS, "envelopes": ENVELOPES}
    tables = {name: f"{dedent(text).strip()}\n{wrong[name]}\n" for name, text in right.items()}
    found = {one.table: one for one in loaded_tables(opened_once(desk(tmp_path, **tables)))}
    assert {name: (found[name].read, found[name].loaded, found[name].rejected) for name in wrong} == {
        "quotes": (4, 1, 3), "quote_lines": (6, 3, 3), "approval_work_items": (4, 1, 3), "envelopes": (3, 2, 1),
    }  # fmt: skip
    assert all(one.read == one.loaded + one.rejected for one in found.values())


def test_imported_twice_is_imported_once(tmp_path: Path) -> None:
    workspace = desk(tmp_path, quotes=QUOTES, quote_lines=LINES)
    (first,) = of_acme(workspace)
    load(workspace)
    (second,) = of_acme(workspace)
    assert (second.read, cents(second)) == (first.read, cents(first))


def test_it_stands_in_the_list_beside_the_written_one(tmp_path: Path) -> None:
    workspace = desk(tmp_path, quotes=QUOTES, quote_lines=LINES)
    begun(workspace, 85)
    found = quote_desk.brief(acting_book(opened_once(workspace)), EVERYTHING, cache_of(workspace))
    assert found.imported_quotes is not None and found.open_quotes is not None
    row = dict(zip((one.name for one in found.imported_quotes.columns), found.imported_quotes.rows[0], strict=True))
    assert row["Number"] == "Q-00042" and row["State"] == "Approved" and row["Owner"] == "Ann Owner"
    assert (row["MRR"], row["Stands for"]) == (1783.5, "Two more sites")
    # What is counted of ours does not count theirs besides.
    assert {one.id: one.value for one in found.figures}["quotes.mrr"] == 850


def test_it_is_held_against_a_written_one_exactly(tmp_path: Path) -> None:
    workspace = desk(tmp_path, quotes=QUOTES, quote_lines=LINES)
    written, (quote,) = begun(workspace, 90), of_acme(workspace)
    bridge, table = held_against(written, quote)
    first, *steps, last = (step.value for step in bridge.steps)
    assert first is not None and sum(step or 0 for step in steps) + first == pytest.approx(last)
    assert table is not None
    # The SD-WAN of both is one line: its price went down by 10 × 5.00 a month.
    assert table.rows == (("1", "price", -600.0), ("11", "lines added", 10393.5))


def test_a_quote_of_nobody_is_not_there(tmp_path: Path) -> None:
    workspace = desk(tmp_path, quotes=QUOTES, quote_lines=LINES)
    with pytest.raises(PlanNotFound):
        imported.imported_of(acting_book(opened_once(workspace)), "A1", "Acme", "cpq:none")


def test_nobody_sees_the_quotes_of_another_account(tmp_path: Path) -> None:
    theirs = QUOTES + "    b01 | Q-00043 | B1 | Draft | Theirs | 2026-11-01 | 12 | | P2 |\n"
    items = "work_item_id | quote_number | status\nw1 | Q-00043 | Approved\nw2 | B1-Q7 | Approved\n"
    workspace = desk(tmp_path, quotes=theirs, quote_lines=LINES, approval_work_items=items)
    path = opened_once(workspace).path
    seen = scoped(path, Scope(Accounts(frozenset({"A1"})), Accounts(frozenset({"A1"}))))
    assert [one.number for one in imported.imported_quotes(seen, {"A1": "Acme", "B1": "Bolt"})] == ["Q-00042"]


CANARY = "zqcanaryzq"


def test_a_customer_reads_nothing_of_them(tmp_path: Path) -> None:
    """A word in every text of all four tables is in no relation of the customer's, and no column of theirs is."""
    quotes = QUOTES.replace("Two sites", f"Two sites {CANARY}").replace("|Approved|", f"|Approved {CANARY}|")
    lines = LINES.replace("|10|SDW", f"|10 {CANARY}|SDW")
    items = f"{ITEMS}w1|Q-00042|Approved|1|Pricing {CANARY}|{CANARY}||"
    envelopes = f"{ENVELOPES}e1|Q-00042|Sent|1|{CANARY}|{CANARY}||"
    tables = {"quotes": quotes, "quote_lines": lines, "approval_work_items": items, "envelopes": envelopes}
    found = opened_once(desk(tmp_path, **tables))

    def singing(schema: str) -> set[str]:
        sql = "select schema_name || '.' || table_name from duckdb_tables() where schema_name = ?"
        names = [one.name for one in found.rows(Relation, sql, [schema])]
        return {name for name in names if found.rows(Relation, f"select '' from {name} as t where t::varchar like ?",
                                                     [f"%{CANARY}%"])}  # fmt: skip

    assert singing("internal") >= {
        "internal.imported_quotes", "internal.imported_quote_lines", "internal.imported_approvals",
        "internal.imported_envelopes",
    }  # fmt: skip
    assert singing("customer") == set()
    columns = "select distinct column_name from duckdb_columns() where schema_name = 'customer'"
    ours = {"list_mrc", "list_nrc", "cost_mrc", "cost_nrc", "floor_mrc", "quote_number", "net_amount", "assigned_to"}
    assert not ours & {one.name for one in found.rows(Relation, columns)}


class Relation(NamedTuple):
    name: str


def test_what_a_line_does_is_read_however_it_is_written_and_said_where_nobody_knows(tmp_path: Path) -> None:
    lines = "line_id|quote_id|line|product_id|unit_mrc|action\nl1|a01|1|SDW|100|Cease\nl2|a01|2|SDW|85|frobnicate"
    (quote,) = of_acme(desk(tmp_path, quotes=QUOTES, quote_lines=lines))
    assert cents(quote)["mrr"] == 8500
    assert quote.read.faults == (
        "Line 2 is to “frobnicate”, which is none of add, change, disconnect: its price counts.",
    )


def test_lines_of_a_foreign_quote_that_name_no_currency_are_told(tmp_path: Path) -> None:
    head = HEAD._replace(currency="USD", lines_say_no_currency=True, net_amount=Decimal("1.00"))
    told = one_of([price("1", 1, "700")], head)
    assert told.read.faults[-1].startswith("It is in USD and its lines name no currency: their prices are taken as EUR")
    assert told.total_differs is None, "two currencies are not held against each other"
    assert not one_of([price("1", 1, "700")], head._replace(currency="EUR")).read.faults


class TestDisagreements:
    def told(self, workspace: Workspace) -> list[tuple[object, ...]]:
        table = imported.differences(acting_book(opened_once(workspace)), EVERYTHING, cache_of(workspace))
        return [row[1:] for row in table.rows] if table else []

    def test_of_the_state_and_the_sum(self, tmp_path: Path) -> None:
        workspace = desk(tmp_path, quotes=QUOTES, quote_lines=LINES)
        submitted(workspace, 85)
        assert self.told(workspace) == [
            ("Q-00042", "Approved", "A1-Q1: In approval"),
            ("Q-00042", "€20,593.50 over the term", "A1-Q1 version 1: €10,200.00"),
        ]

    def test_where_both_say_the_same_there_is_none(self, tmp_path: Path) -> None:
        lines = "\n".join(LINES.splitlines()[:3])
        workspace = desk(tmp_path, quotes=QUOTES.replace("Approved", "In Review"), quote_lines=lines)
        submitted(workspace, 85)
        assert self.told(workspace) == []

    def test_of_a_quote_that_nobody_wrote(self, tmp_path: Path) -> None:
        items = "work_item_id|quote_number|status\nw1|A1-Q9|Approved\nw2|Q-9|Approved\n"
        workspace = desk(tmp_path, quotes=QUOTES, quote_lines=LINES, approval_work_items=items)
        assert [row[:2] for row in self.told(workspace)] == [
            ("Q-9", "an approval or an envelope names it"), ("A1-Q9", "an approval or an envelope names it"),
            ("Q-00042", "stands for A1-Q1"),
        ]  # fmt: skip


SALESFORCE = """
[quotes]
file = "Quote.csv"
preset = "salesforce"
[quotes.columns]
starts_on = "date '2026-11-01'"
term_months = "12"

[quote_lines]
file = "QuoteLineItem.csv"
preset = "salesforce"
"""
CPQ = """
[quotes]
file = "cpq.csv"
preset = "salesforce cpq"

[quote_lines]
file = "cpq_lines.csv"
preset = "salesforce cpq"
"""


def test_salesforce_quotes_are_read_without_a_mapping(tmp_path: Path) -> None:
    workspace = with_files(
        tmp_path, SALESFORCE,
        Quote="Id,Name,QuoteNumber,AccountId,Status,ExpirationDate\n0Q0,Sites,00000042,A1,Needs Review,2026-11-30\n",
        QuoteLineItem="Id,QuoteId,LineNumber,Product2Id,Quantity,UnitPrice,ListPrice,Discount\n"
        "0QL1,0Q0,00000001,SDW,10,100.00,100.00,15\n0QL2,0Q0,00000002,VOI,4,10.00,10.00,\n",
    )  # fmt: skip
    (quote,) = of_acme(workspace)
    assert (quote.number, quote.state) == ("00000042", "in_approval")
    assert cents(quote) == {"mrr": 85000 + 4000, "once": 0, "tcv": 12 * 89000}


def test_quotes_of_the_salesforce_cpq_are_read_by_their_terms(tmp_path: Path) -> None:
    """A net price is of the whole term: 1,020.00 of twelve months is 85.00; 500.00 is charged once."""
    workspace = with_files(
        tmp_path, CPQ,
        cpq="Id,Name,SBQQ__Account__c,SBQQ__Status__c,SBQQ__StartDate__c,SBQQ__SubscriptionTerm__c,SBQQ__NetAmount__c,"
        "SBQQ__PaymentTerms__c,SBQQ__Primary__c\na1,Q-00042,A1,Presented,2026-11-01,12,10700.00,Net 30,true\n",
        cpq_lines="Id,SBQQ__Quote__c,SBQQ__Number__c,SBQQ__ProductCode__c,SBQQ__Quantity__c,SBQQ__NetPrice__c,"
        "SBQQ__ListPrice__c,SBQQ__ProratedListPrice__c,SBQQ__ChargeType__c,SBQQ__SubscriptionTerm__c\n"
        "b1,a1,1,SDW,10,1020.00,100,1200.00,Recurring,12\nb2,a1,2,VOI,1,500.00,500,500,One-Time,\n",
    )  # fmt: skip
    (quote,) = of_acme(workspace)
    assert (quote.head.payment_days, quote.state, quote.total_differs) == (30, "presented", None)
    assert cents(quote) == {"mrr": 85000, "once": 50000, "tcv": 12 * 85000 + 50000}
    assert quote.worth.discount == Decimal("0.144")


def test_a_preset_says_what_it_misses(tmp_path: Path) -> None:
    with pytest.raises(LoadFailed, match=r"Quote\.csv has no column for “status”: the preset “salesforce” reads it as"):
        with_files(tmp_path, SALESFORCE, Quote="Id,QuoteNumber,AccountId\n1,2,A1\n", QuoteLineItem="Id\n1\n")


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ('[quotes]\nfile = "q.csv"\npreset = "docusign"\n', "“docusign” is not a preset of quotes"),
        ('[usage]\nfile = "q.csv"\npreset = "salesforce"\n', "is not a preset of usage; there is none for usage"),
        ('[quotes]\nsql = "select 1"\npreset = "salesforce"\n', "preset belongs to a file"),
    ],
)
def test_a_preset_that_does_not_fit_is_refused(sources: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SourcesUnreadable, match=said):
        with_files(tmp_path, sources, q="a\n1\n")


def test_two_of_one_number_are_told_apart(tmp_path: Path) -> None:
    """A CPQ may give a number twice: a list that says it twice names neither."""
    second = "    a02|Q-00042|A1|Draft|Two sites|2026-11-01|12|2026-11-30|P1|\n"
    office = desk(tmp_path, quotes=QUOTES + second, quote_lines=LINES)
    table = _listed(office).imported_quotes
    assert table is not None
    place = [one.name for one in table.columns].index("Number")
    assert [row[place] for row in table.rows] == ["Q-00042 · a01", "Q-00042 · a02"]


@pytest.mark.parametrize("account", [EVERYTHING, Filters(accounts=("A1",))], ids=["of the book", "of one account"])
def test_on_a_phone_lists_say_state_and_amount(tmp_path: Path, account: Filters) -> None:
    """A phone shows the first columns of a grid: three, of which no title of a quote is one that pushes others out."""
    office = desk(tmp_path, quotes=QUOTES, quote_lines=LINES)
    accepted = submitted(office, 95)
    store = Plans.within(office)
    acting.present(store, accepted, "ann@example.com")
    winning.accept(store, opened_once(office), again(office, accepted.quote_id), "ann@example.com")
    begun(office, 85)
    found = _listed(office, account)
    for table in (found.open_quotes, found.imported_quotes, found.orders):
        assert table is not None
        first = [one.name for one in table.columns if one.name != "Account"][:2]
        assert first in (["State", "MRR"], ["Status", "MRR"]), table.id


def _listed(office: Workspace, filters: Filters = EVERYTHING) -> QuoteBook:
    return quote_desk.brief(acting_book(opened_once(office)), filters, cache_of(office))
