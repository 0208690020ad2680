"""Where numbers come from: defined, with their rows, and for customers of customer relations alone."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest
from reviews_made import BUSY, about, account, accounts, material_of

from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.scope.book import book_of
from steward.deck.receipts.model import Lineage as Told
from steward.exhibits import Receipt
from steward.metrics import definition, definitions
from steward.plans.customer.success_plan import FILE, SuccessPlan
from steward.plans.files.store import Plans
from steward.services.account import figures as internal_figures
from steward.services.data.lineage import has_rows, is_plan, lineage_of
from steward.services.reviews.live import today
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import EVERYTHING

PLAN_FILES = (FILE, "review.toml", "design.toml", "requests.toml", "portfolio.toml")


@cache
def customers(home: Path) -> tuple[tuple[str, Receipt], ...]:
    """The receipt of everything a customer may be shown, of every account."""
    plans = Plans.whole(Workspace.whole(home).plans)
    shown = [(found.account_id, today(found, plans)) for found in accounts(home)]
    return tuple(
        (whose, each.receipt) for whose, now in shown for each in (*now.figures.values(), *now.exhibits.values())
    )


def test_customer_figures_come_from_customer_relations_of_that_account(sample_home: Path) -> None:
    found = customers(sample_home)
    assert len(found) > (400 if EVERYTHING else 180)
    for account_id, receipt in found:
        if is_plan(receipt):
            assert receipt.relation.partition(",")[0] in PLAN_FILES
        else:
            assert receipt.relation.startswith("customer."), receipt
            assert ("account_id", account_id) in receipt.where, receipt


def test_the_rows_behind_a_customers_figure_are_of_that_customer(sample_home: Path) -> None:
    warehouse, plans = open_warehouse(Workspace.whole(sample_home)), Plans.whole(Workspace.whole(sample_home).plans)
    receipts = {receipt for account_id, receipt in customers(sample_home) if account_id == BUSY}
    for receipt in receipts:
        found = lineage_of(warehouse, plans, receipt, BUSY)
        if "account_id" in found.columns:
            place = list(found.columns).index("account_id")
            assert {row[place] for row in found.rows} <= {BUSY}


def test_a_figure_of_the_data_shows_rows_files_and_the_load(sample_home: Path) -> None:
    nps = material_of(sample_home).voice.figure("voice.nps")
    warehouse = open_warehouse(Workspace.whole(sample_home))
    found = lineage_of(warehouse, Plans.whole(Workspace.whole(sample_home).plans), nps.receipt)
    assert found.rows and "promoters" in found.definition
    assert [(source.feed, source.file) for source in found.sources] == [("nps_responses", "nps_responses.csv")]
    assert found.sources[0].loaded > 0 and found.loaded_at == warehouse.facts.loaded_at


def test_a_figure_of_a_plan_says_who_saved_it_last(sample_home: Path, tmp_path: Path) -> None:
    made, plans = about(account(sample_home), sample_home), Plans.whole(tmp_path)
    warehouse, receipt = open_warehouse(Workspace.whole(sample_home)), made.receipt("goals reached", "goals")
    found = lineage_of(warehouse, plans, receipt, BUSY)
    assert (found.file, found.section) == (FILE, "goals")
    assert found.saved is not None and found.saved.at is None
    held = plans.open(SuccessPlan, FILE, BUSY)
    plans.save(held, replace(held.plan, goals=made.plan.goals), "Kim")
    saved = lineage_of(warehouse, plans, receipt, BUSY).saved
    assert saved is not None and saved.who == "Kim" and saved.at is not None


@pytest.mark.parametrize(
    "relation", ["customer.accounts; drop table x", "read_csv('/etc/passwd')", "main.secrets", "'/etc/passwd'", ""]
)
def test_a_receipt_that_names_no_relation_reads_nothing(sample_home: Path, relation: str) -> None:
    warehouse = open_warehouse(Workspace.whole(sample_home))
    receipt = replace(material_of(sample_home).voice.figure("voice.nps").receipt, relation=relation)
    assert not has_rows(receipt)
    assert lineage_of(warehouse, Plans.whole(Workspace.whole(sample_home).plans), receipt).rows == []


@pytest.mark.parametrize(
    "column",
    [
        'account_id" is null) or true or ("account_id',
        "1=1 --",
        "x\" = 1; copy (select 1) to '{file}'; select \"y",
        "no_such_column",
        "",
    ],
)
def test_a_receipt_that_names_no_column_reads_nothing_and_runs_nothing(
    sample_home: Path, tmp_path: Path, column: str
) -> None:
    warehouse, file = open_warehouse(Workspace.whole(sample_home)), tmp_path / "written.csv"
    receipt = replace(
        material_of(sample_home).voice.figure("voice.nps").receipt, where=((column.format(file=file), "A"),)
    )
    assert warehouse.behind(receipt) == ([], [])
    assert not file.exists()


def test_a_value_that_a_column_cannot_hold_stands_in_no_row(sample_home: Path) -> None:
    warehouse = open_warehouse(Workspace.whole(sample_home))
    receipt = Receipt("spend", date(2026, 9, 30), "customer.spend_monthly", (("month_end", "no month at all"),))
    columns, rows = warehouse.behind(receipt)
    assert "month_end" in columns and rows == []


@pytest.mark.parametrize(
    "sql",
    [
        "copy (select 1) to '{file}'",
        "select * from read_csv('/etc/passwd')",
        "attach '{file}' as other",
        "install httpfs",
        "set enable_external_access = true",
        "create table customer.more as select 1",
    ],
)
def test_an_open_warehouse_reaches_no_other_file(sample_home: Path, tmp_path: Path, sql: str) -> None:
    """Nor does a second one that is open at the same time."""
    for warehouse in (open_warehouse(Workspace.whole(sample_home)), open_warehouse(Workspace.whole(sample_home))):
        with pytest.raises(duckdb.Error):
            warehouse.columns(sql.format(file=tmp_path / "written"))
    assert not list(tmp_path.iterdir())


def test_every_metric_of_a_page_is_defined(sample_home: Path) -> None:
    warehouse = open_warehouse(Workspace.whole(sample_home))
    brief = book_briefing(book_of(warehouse))
    ours = {figure.receipt.metric for figure in (*brief.figures, *internal_figures(account(sample_home)))}
    theirs = {receipt.metric for _, receipt in customers(sample_home)}
    assert {metric for metric in ours | theirs if not definition(metric)} == set()


def test_definitions_are_sentences_not_table_rows() -> None:
    assert len(definitions()) > 25
    assert not [name for name, text in definitions().items() if "|" in text or len(text) < 10]


def test_what_a_deck_tells_names_no_relation() -> None:
    assert not [name for name in Told.__dataclass_fields__ if re.search("relation|where", name)]
