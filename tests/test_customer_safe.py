"""Nothing internal reaches a customer: a canary in every internal column, searched in every part of what goes out."""

import csv
import os
import shutil
import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from itertools import product
from pathlib import Path

import openpyxl
import pytest

from steward.briefings.customer.reviews.figures import customer_figures
from steward.briefings.customer.subject import subject
from steward.deck import customer_deck
from steward.domain.requests.words import RequestAct, RequestKind
from steward.plans.customer.requests import RaisedRequest
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.store import Plans
from steward.services.delivery import files as delivery
from steward.services.requests import papers
from steward.services.requests.acting import NewRequest, act, raise_request
from steward.services.requests.files import one_of, opened
from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.access.signed_in import page_of
from tests.examples import EVERYTHING
from tests.made_once import made_once
from tests.pages.files_offered import files_offered
from tests.reviews_made import customer_review

CANARY = "zqcanaryzq"
INTERNAL_TABLES = (
    "opportunities", "activities", "targets", "partners",
    "partner_contacts", "partner_roles", "partner_registrations", "commission_statements", "quotes", "quote_lines",
    "forecasting_items",
)  # fmt: skip
INTERNAL_COLUMNS = {
    "accounts": ("segment",),
    "people": ("email", "role", "region"),
    "tickets": ("subject", "status", "waiting_on"),
    "contacts": ("email",),
    "order_date_changes": ("reason",),
}
KEPT = ("status", "forecast_category", "kind", "quarter", "role", "state")
"""Columns with a fixed vocabulary, where a canary would be rejected."""

CUSTOMER_COLUMNS = Path(__file__).with_name("golden") / "customer_columns.txt"
"""What the customer's relations hold; whoever updates it reads the difference: may the customer have that?"""


@pytest.fixture(scope="module")
def warehouse(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The sample with the canary in every internal text."""

    def make(home: Path) -> None:
        shutil.copytree(sample_home / "data", home / "data", ignore=shutil.ignore_patterns(".warehouse"))
        for table in (*INTERNAL_TABLES, *INTERNAL_COLUMNS):
            _sing(home / "data" / f"{table}.csv", INTERNAL_COLUMNS.get(table))
        load(Workspace.whole(home))

    return open_warehouse(Workspace.whole(made_once(tmp_path_factory, "singing_tables", make)))


def _sing(path: Path, columns: tuple[str, ...] | None) -> None:
    """Put the canary behind every text of some columns, or of all but ids and fixed words."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for name, value in row.items():
            wanted = name in columns if columns else not name.endswith("_id") and name not in KEPT
            if wanted and value and not value[0].isdigit() and value[0] != "-":
                row[name] = f"{value} {CANARY}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a package, and of the workbooks inside it."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            yield name, part
            if part.startswith(b"PK"):
                yield from ((f"{name}!{inner}", blob) for inner, blob in _parts(part))


def _ids(warehouse: Warehouse) -> list[str]:
    return [account_id for (account_id,) in warehouse.rows(_one, "select account_id from customer.accounts order by 1")]


def _one(value: str) -> tuple[str]:
    return (value,)


def test_the_canary_sings_in_the_internal_tables(warehouse: Warehouse) -> None:
    found = warehouse.rows(_one, "select name from staging.opportunities where contains(name, ?)", [CANARY])
    assert found


def test_no_part_of_any_deck_holds_the_canary(warehouse: Warehouse, told: tuple[str, ...]) -> None:
    for account_id in told:
        content = customer_deck(
            customer_review(subject(warehouse, account_id), SuccessPlan(account_id=account_id), investment=True)
        )
        singing = [
            name for name, part in _parts(content) if CANARY.encode() in part or CANARY.encode("utf-16-le") in part
        ]
        assert not singing, account_id


def test_no_part_of_a_workbook_of_a_customers_page_holds_the_canary(
    warehouse: Warehouse, told: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = warehouse.path.parents[2]
    plans = Plans.whole(home / "account_plans")
    names = dict(warehouse.rows(_two, "select account_id, name from customer.accounts"))
    pages = ("summary", "success_plan", "spend", "service", "adoption", "nps", "delivery")
    for account_id, page in product(told if EVERYTHING else told[:1], pages):
        foreign = {escape(name, quote=False) for name in names.values() if name not in names[account_id]}
        with files_offered() as files:
            shown = page_of(home, "", f"pages/customer/{page}.py", monkeypatch, alone=True, account=account_id)
        assert not shown.exception
        made = [one for name, one in files.items() if name.endswith(".xlsx")]
        ordered = page == "delivery" and delivery.status(subject(warehouse, account_id), plans).lines
        assert len(made) == (2 if ordered else 1)
        for content in (make() for make in made):
            parts = list(_parts(content))
            for word in (CANARY, "internal", account_id, *foreign):
                assert not [name for name, part in parts if word.encode() in part], (page, word)
            for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets[1:]:
                assert str(sheet["A2"].value).startswith("Northweave Networks · as of "), "no feeds of ours"


def test_no_status_of_orders_holds_the_canary(warehouse: Warehouse) -> None:
    plans = Plans.whole(warehouse.path.parents[2] / "account_plans")
    told = 0
    for account_id in _ids(warehouse):
        about = subject(warehouse, account_id)
        status = delivery.status(about, plans)
        told += any(line.changes for line in status.lines)
        parts = [
            part
            for content in (delivery.workbook(about, status), delivery.deck(about, status))
            for _, part in _parts(content)
        ]
        assert not any(CANARY.encode() in part for part in (*parts, delivery.calendar(about, status, plans))), (
            account_id
        )
    assert told > 2, "days of the sample were moved, each with a reason of ours"


def test_no_letter_and_no_list_of_requests_holds_the_canary(
    warehouse: Warehouse, told: tuple[str, ...], tmp_path: Path
) -> None:
    """Of a dispute that is full of what only we know."""
    plans = Plans.whole(tmp_path / "account_plans")
    said = RaisedRequest(kind=RequestKind.DISPUTE, subject="A price", customer_text="We look at it.", invoice="I-1")
    for account_id in told:
        about = subject(warehouse, account_id)
        made = raise_request(plans, account_id, NewRequest(said=said, amount=10, note=CANARY), CANARY, warehouse.today)
        act(plans, one_of(plans, account_id, made), RequestAct.INVESTIGATE, CANARY, warehouse.today)
        disputed = [one.id for one in opened(plans, account_id).plan.requests]
        letters = [each for each in disputed if not papers.why_no_letter(about, plans, each)]
        assert made in letters
        files = [papers.letter(about, plans, each) for each in letters]
        files += [papers.status_document(about, plans), papers.status_workbook(about, plans)]
        for content in files:
            assert not [name for name, part in _parts(content) if CANARY.encode() in part], account_id


def test_no_figure_for_a_customer_holds_the_canary(warehouse: Warehouse) -> None:
    for account_id in _ids(warehouse):
        assert CANARY not in repr(customer_figures(subject(warehouse, account_id)))


def test_no_deck_names_another_customer(warehouse: Warehouse) -> None:
    names = dict(warehouse.rows(_two, "select account_id, name from customer.accounts"))
    for account_id in list(names)[:5]:
        content = customer_deck(
            customer_review(subject(warehouse, account_id), SuccessPlan(account_id=account_id), investment=True)
        )
        text = b"".join(part for name, part in _parts(content) if name.endswith(".xml")).decode("utf-8", "ignore")
        own = names[account_id]
        others = [name for key, name in names.items() if key != account_id and name not in own and name in text]
        assert not others, account_id


def _two(account_id: str, name: str) -> tuple[str, str]:
    return account_id, name


def test_the_customer_schema_holds_these_columns_and_no_others(warehouse: Warehouse) -> None:
    sql = """
        select table_name, string_agg(column_name, ' ' order by ordinal_position)
        from information_schema.columns where table_schema = 'customer' group by 1 order by 1"""
    told = "".join(f"{name}: {columns}\n" for name, columns in warehouse.rows(_two, sql))
    if os.environ.get("UPDATE_GOLDEN"):
        CUSTOMER_COLUMNS.write_text(told, encoding="utf-8")
    assert told == CUSTOMER_COLUMNS.read_text(encoding="utf-8"), "may the customer have it? Then make update-golden"


def test_a_customer_relation_that_reads_an_internal_one_cannot_be_built(tmp_path: Path) -> None:
    from steward.warehouse import relations

    for path in (relations.SQL / "customer").glob("*.sql"):
        assert "internal." not in path.read_text(encoding="utf-8"), path.name
    order = [relation.split("/")[0] for relation in relations.relations()]
    assert order == sorted(order, key=["staging", "customer", "internal"].index)
