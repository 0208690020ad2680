"""What is not used or not shown is said: files that feed nothing, plan folders of nobody, slides left out of a deck."""

import ast
import shutil
from pathlib import Path

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from steward.briefings.internal.loads.feeds_fill import FILLS
from steward.briefings.internal.scope.book import book_of
from steward.cli import app
from steward.domain.identifiers import slug
from steward.plans.files.store import Plans
from steward.services.data import loads
from steward.ui.rooms import ROOMS
from steward.warehouse.canonical import TABLES
from steward.warehouse.loading.load import load
from steward.warehouse.scoped import open_warehouse
from tests.homes import home
from tests.warehouse.desks import CHARGES, desk

RUN = CliRunner()
ROOT = Path(__file__).parents[1]
UNUSED = {
    "charges (1).csv": "charges comes from charges.csv",
    "accounts_final.xlsx": "accounts comes from accounts.csv",
    "Tickets export.csv": "called tickets.csv it would be tickets",
    "subscriptons.csv": "called subscriptions.csv it would be subscriptions",
    "holiday plan.csv": "say in sources.toml which table it is of",
    "report17.csv": "looks like an export of Salesforce (Opportunity): say in sources.toml [opportunities] file = "
    '"report17.csv" and preset = "salesforce"',
    "crm.xls": "a .xls is not read",
    "archive/charges.csv": "read where sources.toml names it",
}
REPORT = "Opportunity ID,Opportunity Name,Account ID,Stage,Amount,Close Date\n006A,Fibre,001A,Talks,1,2025-01-01\n"
NOT_DATA = ("README.md", "sources.toml", ".hidden.csv", "~$book.xlsx", "rejects/other.csv")


def test_every_file_that_feeds_nothing_is_said_with_what_to_do(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    for name in (*UNUSED, *NOT_DATA):
        path = workspace.data / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(REPORT if name == "report17.csv" else "")
    report = load(workspace)
    told = {each.file: each.reason for each in report.problems if "feeds nothing" in each.reason}
    assert told.keys() == UNUSED.keys()
    assert {file: UNUSED[file] in reason for file, reason in told.items()} == dict.fromkeys(UNUSED, True)


def test_a_plan_folder_of_no_account_is_said_by_the_command_and_on_the_page(tmp_path: Path, cases: Path) -> None:
    shutil.copytree(cases / "plan-folder-named-by-id", tmp_path, dirs_exist_ok=True)
    plans = tmp_path / "account_plans"
    for name in (slug("A1"), "nobody", "_company", ".git"):
        (plans / name).mkdir(exist_ok=True)
    result = RUN.invoke(app, ["load", "--home", str(tmp_path)])
    assert result.exit_code == 0, result.output
    said = [line for line in result.output.splitlines() if "account_plans/" in line]
    assert len(said) == 2
    assert "account_plans/A1 belongs to no account" in said[0]
    assert f"the plan of account A1 lies in account_plans/{slug('A1')}" in said[0]
    assert "account_plans/nobody" in said[1]
    found = loads.plan_folders_of_nobody(Plans.whole(plans), ["A1"])
    assert loads.brief(book_of(open_warehouse(desk(tmp_path))), found).not_read == found


def test_every_feed_has_the_pages_it_fills() -> None:
    titles = {room.title for room in ROOMS} | {f"{room.title} > {tab.title}" for room in ROOMS for tab in room.tabs}
    assert set(FILLS) == {table.name for table in TABLES}
    assert {page for filled in FILLS.values() for page in filled} <= titles


@pytest.fixture(scope="module")
def charged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company that has nothing but accounts and charges."""
    workspace = desk(tmp_path_factory.mktemp("charged"))
    (workspace.data / "charges.csv").write_text(CHARGES + "A-1,2025-02-01,50\nA-1,2025-03-01,50\n")
    load(workspace)
    return workspace.home


def test_the_report_says_which_pages_a_missing_feed_would_fill(charged: Path) -> None:
    result = RUN.invoke(app, ["load", "--home", str(charged)])
    assert "usage (Customer view > Adoption, Customer health, Pipeline > Whitespace)" in " ".join(result.output.split())
    brief = loads.brief(book_of(open_warehouse(desk(charged))))
    assert {each.feed for each in brief.missing} == {name for name, pages in FILLS.items() if pages} - {
        "accounts",
        "charges",
    }
    assert set(FILLS) == {table.name for table in TABLES}


def test_with_charges_alone_a_deck_shows_what_was_spent_and_says_what_it_leaves_out(charged: Path) -> None:
    deck = charged / "review.pptx"
    result = RUN.invoke(app, ["deck", "A-1", "--home", str(charged), "-o", str(deck)])
    assert result.exit_code == 0, result.output
    titles = [slide.shapes.title.text for slide in Presentation(deck).slides]
    assert any("Spend in" in title for title in titles[:3]), "before the decisions, for it is what is talked about"
    assert "left out: Usage and adoption: No usage feed is loaded" in result.output
    asked = RUN.invoke(app, ["deck", "A-1", "--home", str(charged), "-o", str(deck), "--investment"])
    assert asked.exit_code == 0
    assert [slide.shapes.title.text for slide in Presentation(deck).slides] == titles


@pytest.mark.every
def test_decks_of_a_whole_book_say_once_what_many_leave_out(charged: Path) -> None:
    result = RUN.invoke(app, ["deck", "--all", "--home", str(charged), "-o", str(charged / "decks")])
    assert "left out: Usage and adoption" in result.output
    assert "(2 decks)" in result.output


def test_with_anything_measured_the_investment_waits_to_be_asked_for(tmp_path: Path) -> None:
    workspace = desk(tmp_path, tickets__csv="ticket_id,account_id,opened_at,closed_at\nT1,A-1,2025-03-02,2025-03-03\n")
    (workspace.data / "charges.csv").write_text(CHARGES + "A-1,2025-03-01,50\n")
    load(workspace)
    deck = tmp_path / "review.pptx"
    RUN.invoke(app, ["deck", "A-1", "--home", str(tmp_path), "-o", str(deck)])
    assert not any("Spend in" in slide.shapes.title.text for slide in Presentation(deck).slides)


def test_what_a_page_draws_only_where_it_is_there_is_named_where_it_is_not() -> None:
    """A filter leaves nothing of a chart; a page that only lacks it is taken for one that never had it."""
    pages_and_rooms = (*(ROOT / "pages").rglob("*.py"), *(ROOT / "steward" / "ui").rglob("*.py"))
    trees = {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in pages_and_rooms}
    assert {name: lacks for name, tree in trees.items() if (lacks := _maybe(tree) - _named(tree))} == {}


def _maybe(tree: ast.Module) -> set[str]:
    """What is drawn on a condition: `show.table(x) if x else None`, `if x: show.exhibit(x)`, `[... if one]`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.IfExp) and isinstance(node.test, ast.Attribute) and _draws(node.body, node.test):
            found.add(ast.unparse(node.test))
        if isinstance(node, ast.If) and isinstance(node.test, ast.Attribute) and not node.orelse:
            found |= {ast.unparse(node.test) for one in node.body if _draws(one, node.test)}
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "show.exhibits":
            for inner in (one for one in ast.walk(node) if isinstance(one, ast.comprehension)):
                if [ast.unparse(one) for one in inner.ifs] != [ast.unparse(inner.target)]:
                    continue
                given = inner.iter.elts if isinstance(inner.iter, ast.Tuple) else [inner.iter]
                found |= {ast.unparse(one.value if isinstance(one, ast.Starred) else one) for one in given}
    return found


def _draws(node: ast.AST, shown: ast.expr) -> bool:
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call) and one.args]
    drawing = [one for one in calls if ast.unparse(one.func) in ("show.table", "show.exhibit", "show.pick")]
    return any(ast.unparse(one.args[0]) == ast.unparse(shown) for one in drawing)


def _named(tree: ast.Module) -> set[str]:
    """What is given to `nothing_of`, and what a sentence of its own says the lack of."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "show.nothing_of" and node.args:
            given = node.args[0]
            assert isinstance(given, ast.Dict), "what is not there is written out"
            found |= {
                ast.unparse(one) + (".values()" if key is None else "")
                for key, one in zip(given.keys, given.values, strict=True)
            }
        if isinstance(node, ast.If) and any("show.empty" in ast.unparse(one) for one in node.body):
            found |= {ast.unparse(one) for one in ast.walk(node.test) if isinstance(one, ast.Name | ast.Attribute)}
    return found


def test_a_book_of_one_account_says_that_nothing_of_it_ends_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its only contract ends in more than a year, and nobody of it was asked."""
    ends = "contract_id | account_id | starts_on | ends_on | notice_days\nC1 | A1 | 2026-01-01 | 2027-12-31 | 30"
    paid = "subscription_id|account_id|product_id|mrr|starts_on|contract_id\ns1|A1|wan|900|2026-01-01|C1"
    load(home(tmp_path, accounts="account_id | name\nA1 | Alder\nA2 | Birch", contracts=ends, subscriptions=paid))
    monkeypatch.setenv("STEWARD_HOME", str(tmp_path))
    test = AppTest.from_file(str(ROOT / "app.py"))
    test.query_params["only"] = "A1"
    test.switch_page("pages/internal/book.py").run()
    assert not test.exception and not test.error
    said = " ".join(one.value.replace("\\", "") for one in test.caption)
    assert "contracts that end within a year; windows and notice dates of the next 60 days" in said
    assert "NPS over time; accounts by their NPS" in said
