"""Names and ids nobody should have: in the page, the deck and the spreadsheet they are only ever text."""

import csv
import re
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from steward.briefings.customer.subject import subject
from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.scope.book import book_of
from steward.cli import app
from steward.deck import customer_deck
from steward.deck.customer import customer_slides
from steward.output.workbook import About, workbook
from steward.plans.customer.success_plan import SuccessPlan
from steward.services.reviews.decks import deck_name
from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import these
from tests.homes import SETTINGS
from tests.reviews_made import customer_review

ROOT = Path(__file__).parents[1]
HOSTILE = {
    "../../x": "<script>alert('hi')</script> & <b>Söhne</b>",
    "CON": "=cmd|' /C calc'!A0",
    "a'b\"c": "Quote \"double\" and 'single'",
    "x; drop table accounts": "@SUM(1+1)*cmd|' /C calc'!A0",
    "日本": "株式会社ネットワーク",
    "rtl": "שלום עולם \u202eevil\u202c",
    "long": "Very " * 60,
    "money": "Costs $5 and $6 {{account.name}} :red[red] %{x}",
    "control": "Bell\x07 and escape\x1b and vertical\x0btab",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose accounts, products, sites and comments carry every hostile text."""
    folder = tmp_path_factory.mktemp("hostile")
    data = folder / "data"
    data.mkdir()
    (data / "workspace.toml").write_text(SETTINGS, encoding="utf-8")
    _write(data / "accounts.csv", ["account_id", "name"], [[key, name] for key, name in HOSTILE.items()])
    _write(data / "products.csv", ["product_id", "name"], [[key, name] for key, name in HOSTILE.items()])
    _write(
        data / "subscriptions.csv",
        ["subscription_id", "account_id", "product_id", "mrr", "starts_on", "site_id"],
        [[f"{a}/{p}", a, p, 100 + n, "2025-01-01", p] for n, a in enumerate(HOSTILE) for p in list(HOSTILE)[:3]],
    )
    _write(
        data / "usage.csv",
        ["account_id", "product_id", "day", "used", "committed", "site_id"],
        [[a, p, f"2026-0{m}-10", 90, 100, p] for a in HOSTILE for p in list(HOSTILE)[:3] for m in (6, 7, 8, 9)],
    )
    _write(
        data / "nps_responses.csv",
        ["response_id", "account_id", "score", "answered_on", "comment"],
        [[f"{a}{n}", a, n, "2026-08-01", text] for a in HOSTILE for n, text in enumerate(HOSTILE.values())],
    )
    load(Workspace.whole(folder))
    return folder


def _write(path: Path, columns: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([columns, *rows])


@pytest.fixture(scope="module")
def warehouse(home: Path) -> Warehouse:
    return open_warehouse(Workspace.whole(home))


def test_every_hostile_account_is_loaded_as_it_came(warehouse: Warehouse) -> None:
    """But for a vertical tab, which is a space."""
    rows = book_briefing(book_of(warehouse)).rows
    came = {key: name.replace("\v", " ").strip() for key, name in HOSTILE.items()}
    assert {row.account_id: row.name.strip() for row in rows} == came


@pytest.mark.parametrize("account_id", these(("../../x", "money", "control"), HOSTILE))
def test_a_deck_of_a_hostile_account_opens(warehouse: Warehouse, account_id: str) -> None:
    about = subject(warehouse, account_id)
    review = customer_review(about, SuccessPlan(account_id=account_id), investment=True)
    content = customer_deck(review)
    parts = [slide for slide in customer_slides(review) if slide]
    assert len(Presentation(BytesIO(content)).slides) == len(parts) >= len(review.slides)
    assert "/" not in deck_name(about) and "\\" not in deck_name(about)
    for name, sheet in _embedded_sheets(content):
        assert b"<f>" not in sheet, name


def _embedded_sheets(content: bytes) -> list[tuple[str, bytes]]:
    found = []
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(BytesIO(package.read(name))) as book:
                    found.append((name, book.read("xl/worksheets/sheet1.xml")))
    return found


def test_the_spreadsheet_holds_hostile_names_as_text(warehouse: Warehouse) -> None:
    book = book_of(warehouse)
    brief = book_briefing(book)
    about = About(page="Book", headline=brief.headline, source=HOSTILE["CON"], as_of=book.as_of, ours=True)
    opened = openpyxl.load_workbook(BytesIO(workbook(about, brief.figures, brief.exhibits)))
    cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "f"}
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert all(re.fullmatch(r"=SUBTOTAL\(109,[A-Z]+\d+:[A-Z]+\d+\)", one) for one in formulas), "ours alone"
    sheet = opened.worksheets[1]
    names = [sheet.cell(row=line, column=1).value for line in range(5, sheet.max_row + 1)]
    assert "=cmd|' /C calc'!A0" in names
    money = next(cell.column for cell in sheet[4] if cell.value == "MRR")
    assert sheet.cell(row=5, column=money).number_format.startswith('"€"#,##0')


@pytest.mark.parametrize("account_id", these(("../../x", "money", "control"), HOSTILE))
def test_pages_of_a_hostile_account_open(home: Path, monkeypatch: pytest.MonkeyPatch, account_id: str) -> None:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    for page in ("internal/account", "customer/summary", "customer/spend", "customer/adoption", "customer/qbr_deck"):
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
        test.query_params["account"] = account_id
        test.switch_page(f"pages/{page}.py").run()
        assert not test.exception, (page, [error.value for error in test.exception])
        assert not test.error


@pytest.mark.every
def test_decks_of_hostile_accounts_stay_in_their_folder(home: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["deck", "--all", "--home", str(home), "-o", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert len(list((tmp_path / "out").glob("*.pptx"))) == len(HOSTILE)
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


@pytest.mark.parametrize(
    "arguments", [["brief", "../../etc/passwd"], ["deck", "nobody"], ["book", "--quarter", "soon"]]
)
def test_what_cannot_be_answered_is_one_clear_line(home: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home)])
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1
    assert "Traceback" not in result.output
