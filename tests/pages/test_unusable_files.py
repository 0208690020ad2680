"""A plan's file that cannot be read whole: every page about the book that rests on it says so, and so do commands."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from steward.cli import app
from steward.plans.files.store import Plans
from tests.examples import first
from tests.homes import home, loaded_once

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nB1 | Beta | P1",
    "people": "person_id | name\nP1 | Ida Falk",
    "products": "product_id | name\nwan | WAN\nvoice | Voice",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on  | contract_id
        s1              | A1         | wan        | 60000 | 2024-01-01 | C1
        s2              | B1         | wan        | 20000 | 2024-01-01 | C2
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days
        C1          | A1         | 2024-01-01 | 2026-12-20 | 30
        C2          | B1         | 2024-01-01 | 2026-12-31 | 90
        """,
    "opportunities": """
        opportunity_id | account_id | name  | stage | status | amount | created_on | close_on   | kind   | owner_id
        O1             | A1         | Voice | Offer | open   | 5000   | 2026-08-01 | 2026-11-01 | upsell | P1
        """,
}
FILES = {
    "renewals.toml": "pages/internal/renewals.py",
    "pipeline.toml": "pages/internal/opportunities.py",
    "success_plan.toml": "pages/internal/commitments.py",
    "strategy.toml": "pages/internal/whitespace.py",
    "voice.toml": "pages/internal/nps.py",
    "activities.toml": "pages/internal/touches.py",
}
"""A page about the whole book for each kind of file."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    loaded_once(home(tmp_path, **TABLES))
    return tmp_path


def _break(folder: Path, file: str) -> str:
    """Alpha's file with a bracket that is never closed; what a page must say of it."""
    path = Plans.whole(folder / "account_plans").of("A1") / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('account_id = "A1"\n\n[[people\n', encoding="utf-8")
    return f"{path.parent.name}/{file}, line 3"


def _warnings(folder: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).switch_page(page).run()
    assert not test.exception
    return "\n".join(str(one.value) for one in test.warning).replace("\\", "")


@pytest.mark.parametrize(("file", "page"), first(2, FILES.items()))
def test_the_page_says_what_is_left_out(
    folder: Path, file: str, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    assert "left out here" not in _warnings(folder, page, monkeypatch)
    said = _break(folder, file)
    told = _warnings(folder, page, monkeypatch)
    assert said in told and "The rest works" in told


@pytest.mark.parametrize("page", ["maps", "health", "book", "week"])
def test_pages_on_many_files(folder: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = _break(folder, "success_plan.toml" if page == "book" else "strategy.toml")
    assert said in _warnings(folder, f"pages/internal/{page}.py", monkeypatch)


@pytest.mark.parametrize("command", [("renewals",), ("my-week",), ("book",), ("brief", "A1")])
def test_commands_say_it_beside_the_answer(folder: Path, command: tuple[str, ...]) -> None:
    said = _break(folder, "renewals.toml")
    result = CliRunner().invoke(app, [*command, "--home", str(folder), "--json"])
    assert result.exit_code == 0 and said in result.stderr
    assert json.loads(result.stdout)


def test_the_head_of_an_account_tells_nothing_of_another_s_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = _break(folder, "strategy.toml")
    assert broken in _warnings(folder, "pages/internal/whitespace.py", monkeypatch)
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    test.query_params["account"] = "B1"
    test.switch_page("pages/internal/timeline.py").run()
    assert test.metric and not test.exception
    assert not [one for one in test.warning if "strategy" in one.value]
