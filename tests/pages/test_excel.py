"""Every page about accounts offers what it shows as a workbook: read from the page, and read from the file."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from streamlit.testing.v1 import AppTest

from steward.errors import ExportNotAllowed
from steward.plans.files.export_log import Exported, exports
from steward.ui.kit.escape import JOINER
from steward.warehouse.loading.load import load
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.access.signed_in import page_of, person, rules
from tests.examples import these
from tests.homes import home
from tests.html_tables import prose_of
from tests.pages.files_offered import Files, files_offered
from tests.pages.namesakes import TABLES, namesakes

ROOT = Path(__file__).parents[2]
OF_THE_BOOK = (
    "book", "families", "week", "reviews", "commitments", "maps", "health", "retention", "renewals", "opportunities",
    "targets", "whitespace", "nps", "service",
)  # fmt: skip
OF_AN_ACCOUNT = ("internal/account", "customer/service", "customer/spend", "customer/success_plan")
ACCOUNT = "NW-1002"
ADDED_UP: dict[str, dict[str, tuple[str, ...]]] = {
    "health": {
        "Health walk accounts": ("MRR before", "MRR now"),
        "Health accounts": ("MRR",),
        "Health second look": ("MRR",),
    },
    "maps": {"Maps accounts": ("MRR",)},
    "book": {
        "Book accounts": ("MRR", "Open pipeline", "Spend Q3 2026"),
        "Book bubbles": ("MRR",),
        "NPS accounts": ("MRR",),
    },
    "week": {"Week accounts": ("At stake",)},
    "nps": {"NPS accounts": ("MRR",)},
    "opportunities": {
        "Pipeline walk opportunities": ("Before", "Now", "Change"),
        "Pipeline watch": ("A month",),
        "Pipeline quotes": ("A month", "MRR offered"),
        "Pipeline opportunities": ("A month",),
    },
    "renewals": {"Renewals ahead": ("ATR", "Swing"), "Renewals quotes": ("ATR", "MRR offered")},
    "retention": {
        "Retention nrr walk accounts": ("Before, start", "Before, end", "Now, start", "Now, end"),
        "Retention accounts": ("Opening", "Expansion", "Contraction", "Closing"),
    },
    "service": {
        "Service watch credits": (
            "Credits of the quarter",
            "Credits in a year",
            "MRR in breach",
            "MRR near miss",
            "MRR",
        )
    },
    "whitespace": {"Whitespace best": ("Potential",), "Whitespace wallet": ("With us", "With others")},
}
"""On which pages which sheets have totals, and of which columns."""


def shown(page: str, at: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> tuple[AppTest, Files]:
    """A page, and the workbooks it offers."""
    monkeypatch.setenv("STEWARD_HOME", str(at))
    test = AppTest.from_file(str(ROOT / "app.py"))
    for name, value in query.items():
        test.query_params[name] = value
    with files_offered() as files:
        test.switch_page(f"pages/{page}.py").run()
    assert not test.exception and not test.error, [one.value for one in (*test.exception, *test.error)]
    return test, {name: make for name, make in files.items() if name.endswith(".xlsx")}


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def columns(sheet: Worksheet) -> list[list[object]]:
    """The columns of a sheet as a page has them, without totals: a percentage of 100, a number as exact as it is
    written."""
    last = len(sheet["A"]) - (2 if any(cell.data_type == "f" for cell in sheet[sheet.max_row]) else 0)
    return [[_said(cell) for cell in column] for column in sheet.iter_cols(min_row=5, max_row=last)]


def _said(cell: Any) -> object:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if not isinstance(cell.value, int | float) or cell.number_format == "General":
        return str(cell.value) if cell.value is not None else None
    decimals = re.search(r"\.(0+)", cell.number_format)
    whole = 100 if cell.number_format.endswith("%") else 1
    return round(float(cell.value) * whole, len(decimals[1]) if decimals else 0)


def _totals(book: openpyxl.Workbook) -> Iterator[list[object]]:
    """Each sheet that has totals, with the columns they are of."""
    for sheet in book.worksheets[1:]:
        added = [sheet.cell(row=4, column=c.column).value for c in sheet[sheet.max_row] if c.data_type == "f"]
        if added:
            yield [sheet.title, *added]


def on_page(test: AppTest) -> Iterator[list[list[object]]]:
    """The columns of every grid of a page that is there to be read, small lines aside."""
    for one in test.dataframe:
        if not one.proto.editing_mode:
            found = [list(one.value[name]) for name in one.value.columns]
            yield [list(map(_cell, column)) for column in found if not any(getattr(cell, "ndim", 0) for cell in column)]


def _cell(cell: Any) -> object:
    if cell is None or cell != cell:
        return None
    if isinstance(cell, date):
        return cell
    return cell.removeprefix(JOINER) if isinstance(cell, str) else float(cell)


def _line_of(content: bytes, home: Path) -> Exported:
    """What the log says of a file; others take theirs out of the same home meanwhile."""
    digest = sha256(content).hexdigest()
    return next(one for one in reversed(exports(Workspace.whole(home).plans)) if one.digest == digest)


@pytest.mark.parametrize("page", these(tuple(ADDED_UP), OF_THE_BOOK))
def test_a_page_of_the_book_offers_what_it_shows(
    page: str, small_sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test, files = shown(f"internal/{page}", small_sample, monkeypatch)
    [(name, make)] = files.items()
    [button] = [one.proto for one in test.get("download_button") if one.proto.label.endswith("Excel")]
    assert not button.disabled
    content = make()
    book = opened(content)
    title = str(book["About"]["A1"].value)
    assert _line_of(content, small_sample).what == f"Excel of {title}"
    assert name == f"{title.lower().replace(' ', '-')}-2026-Q3.xlsx"
    figures = {str(row[0]).strip() for row in book["About"].iter_rows(values_only=True) if row[0]}
    assert {re.sub(r"\\(.)", r"\1", one.label) for one in test.metric} <= figures
    assert {str(place[0]): tuple(place[1:]) for place in _totals(book)} == ADDED_UP.get(page, {})
    sheets = [columns(sheet) for sheet in book.worksheets[1:]]
    grids = list(on_page(test))
    for grid in grids:
        assert any(all(column in sheet for column in grid) for sheet in sheets), grid[0]
    drawn = len(grids) + len(prose_of(test)) + sum("data-figure" in one.proto.body for one in test.get("html"))
    assert len(sheets) == drawn + (page == "week"), "what to do stands on the page line by line"


@pytest.mark.parametrize("page", these(("internal/account", "customer/service"), OF_AN_ACCOUNT))
def test_a_page_of_an_account_offers_its_rows_alone(
    page: str, small_sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test, files = shown(page, small_sample, monkeypatch, account=ACCOUNT)
    [make] = files.values()
    content = make()
    book = opened(content)
    assert len(book.worksheets) > 1 and test.metric
    assert _line_of(content, small_sample).accounts == (ACCOUNT,)
    told = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert ("Made by" in told) is False, "nobody said who they are"
    if page.startswith("customer/"):
        assert ACCOUNT not in told and " (" + "incidents" not in told and "internal" not in told.lower()


@pytest.mark.parametrize("page", ["customer/qbr_deck", "internal/review", "internal/log"])
def test_slides_and_logs_are_no_tables_of_a_page(
    page: str, small_sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(page, small_sample, monkeypatch, account=ACCOUNT)[1] == {}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return namesakes(tmp_path_factory.mktemp("excel"))


def test_filters_are_said_and_hold_for_the_file(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, files = shown("internal/book", made, monkeypatch, owner="P2", quarter="2026-Q3", you="P1")
    [(name, make)] = files.items()
    assert name == "my-book-2026-Q3.xlsx"
    book = opened(make())
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True) if row[0]}
    assert str(about["Filters"]).startswith("Owner: Ann Lee · ")
    assert [row[-1] for row in book.worksheets[1].iter_rows(min_row=5, values_only=True)] == ["A2"]
    assert str(about["Filters"]) in str(book.worksheets[1]["A2"].value)
    assert exports(Workspace.whole(made).plans)[-1].accounts == ("A2",)


def test_what_was_chosen_on_the_page_is_said(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for page, said in (("retention", "Steps over: This quarter"), ("opportunities", "Split by: "), ("targets", "By: ")):
        _, files = shown(f"internal/{page}", made, monkeypatch, strategic="1")
        [make] = files.values()
        about = {row[0]: row[1] for row in opened(make())["About"].iter_rows(values_only=True) if row[0]}
        assert said in str(about["Filters"]) and "Strategic only: yes" in str(about["Filters"])


def test_who_may_not_take_out_gets_no_file(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules(made, person("reader@example.com", "auditor") + person("chief@example.com", "leadership"))
    makers = {}
    for email in ("reader@example.com", "chief@example.com"):
        with files_offered() as files:
            test = page_of(made, email, "pages/internal/book.py", monkeypatch)
        [button] = [one.proto for one in test.get("download_button") if one.proto.label.endswith("Excel")]
        makers[email] = [make for name, make in files.items() if name.endswith(".xlsx")]
        assert button.disabled is (email == "reader@example.com")
    assert makers["reader@example.com"] == []
    [make] = makers["chief@example.com"]
    assert opened(make()).worksheets[1].max_row > 5
    before = exports(Workspace.whole(made).plans)
    assert before[-1].who == "chief@example.com"
    for later in (person("chief@example.com", "auditor"), person("other@example.com", "leadership")):
        rules(made, later)
        with pytest.raises(ExportNotAllowed):
            make()
    assert exports(Workspace.whole(made).plans) == before


def test_the_file_is_of_what_was_shown_and_reads_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(home(tmp_path, **TABLES))
    before = open_warehouse(Workspace.whole(tmp_path)).path.stem
    _, files = shown("internal/book", tmp_path, monkeypatch, quarter="2026-Q3")
    load(home(tmp_path, **TABLES | {"subscriptions": TABLES["subscriptions"].replace("60000", "70000")}))
    [make] = files.values()
    mrr = [row[1] for row in opened(make())["About"].iter_rows(values_only=True) if row[0] == "MRR"]
    assert mrr == [62_100]
    line = exports(Workspace.whole(tmp_path).plans)[-1]
    assert line.snapshot == before != open_warehouse(Workspace.whole(tmp_path)).path.stem
