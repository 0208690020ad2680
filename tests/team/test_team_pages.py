"""The pages of a team where people work: who is below whom, what is at risk, a decision recorded, done and dropped."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from steward.cli import app
from steward.deck.charts.style import short_format
from steward.exhibits import money
from steward.plans.company.decisions import open_decisions
from steward.services.team.deck import team_deck
from steward.services.team.desk import team_brief
from steward.services.team.sheets import team_workbook
from steward.ui.rooms import ROOMS
from steward.workspace import Workspace
from tests.team.made import company, source

ROOT = Path(__file__).parents[2]
RUN = CliRunner()
LONG = "Ask the board of Dune for a dated step with whoever signs, this month."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Of these tests one alone writes, and no other tells of it."""
    return company(tmp_path_factory.mktemp("team_pages"))


def opened(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, page: str, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(workspace.home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in {"you": "P1", **query}.items():
        test.query_params[name] = value
    test.switch_page(f"pages/internal/{page}.py").run()
    assert not test.exception and not test.error
    return test


def headline(test: AppTest) -> str:
    return (
        next(str(one.value) for one in test.markdown if str(one.value).startswith("# "))
        .removeprefix("# ")
        .replace("\\", "")
    )


def test_a_manager_opens_on_their_own_team(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert headline(opened(workspace, monkeypatch, "team", you="P2")).startswith("Team of Bo Lead: MRR grew")
    assert headline(opened(workspace, monkeypatch, "team", you="P1")).startswith("Team of Ada Top")
    assert headline(opened(workspace, monkeypatch, "team", unit="region:North")).startswith("North: ")


def test_a_decision_is_recorded_in_the_review_and_done(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(workspace, monkeypatch, "leadership_review", unit="team:P2")
    test.expander[0].proto.expanded = True
    test.session_state["leadership.decision.form"] = True
    test.run()
    test.text_input(key="typed.leadership.decision.words").set_value(LONG).run()
    test.selectbox(key="typed.leadership.decision.owner").set_value("P2").run()
    test.selectbox(key="typed.leadership.decision.account").set_value("A4").run()
    test.button(key="leadership.decision.add").click().run()
    assert not test.exception and not test.error
    file = open_decisions(workspace.plans).plan
    made = file.decisions[0]
    assert (made.decision, made.owner, made.about, made.account, made.quarter) == (
        LONG, "P2", "team:P2", "A4", "2026-Q3",
    )  # fmt: skip
    assert made.due == date(2026, 11, 7)
    done = opened(workspace, monkeypatch, "leadership_review", unit="team:P2", decision=made.id)
    (listed,) = (one for one in done.dataframe if LONG in one.value.to_numpy())
    assert listed.proto.row_height > 60, "in the review it is read together: the sentence stands whole"
    assert "Download the deck for leadership" in [one.label for one in done.get("download_button")]
    done.button(key=f"leadership.decision.{made.id}.done").click().run()
    assert not done.exception and not done.error
    assert "1 decision: 1 done, none late" in " ".join(str(one.value).replace("\\", "") for one in done.markdown)


def test_the_slides_are_turned(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(workspace, monkeypatch, "leadership_review", unit="company")
    shown = [one.value for one in test.selectbox if one.key == "leadership.slide.box"]
    assert shown == ["title"]
    test.button(key="leadership.next").click().run()
    assert [one.value for one in test.selectbox if one.key == "leadership.slide.box"] == ["summary"]
    assert test.query_params["slide"] in ("summary", ["summary"])


def test_the_deck_is_of_the_branch_and_says_that_it_is_ours(workspace: Workspace) -> None:
    found = source(workspace)
    branch = found.branches.find("team:P2")
    assert branch
    deck = Presentation(BytesIO(team_deck(found, team_brief(found, branch))))
    words = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert "Team of Bo Lead: leadership review" in words
    assert any("Internal: not for customers" in one for one in words)
    assert not any("Elm" in one for one in words), "that account is of another team"
    assert any("Dune" in cell.text for slide in deck.slides for shape in slide.shapes if shape.has_table
               for row in shape.table.rows for cell in row.cells)  # fmt: skip


def test_the_workbook_adds_up_and_names_each_part(workspace: Workspace) -> None:
    found = source(workspace)
    book = load_workbook(BytesIO(team_workbook(found, team_brief(found, found.branches.company))), data_only=True)
    sheet = next(one for one in book.worksheets if "People" in one.title or "people" in one.title)
    cells = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    assert {"Team of Ada Top", "Nobody’s accounts"} <= {row[0] for row in cells}


def test_scripts_are_told_the_same(workspace: Workspace) -> None:
    told = RUN.invoke(app, ["team", "P2", "--json", "--home", str(workspace.home)])
    assert told.exit_code == 0, told.output
    assert '"unit": "team:P2"' in told.output and '"mrr": 4000' in told.output
    refused = RUN.invoke(app, ["team", "Zoe", "--home", str(workspace.home)])
    assert refused.exit_code == 1 and "There is no team, person or region “Zoe”" in refused.output
    both = RUN.invoke(app, ["deck", "A1", "--team", "P2", "--home", str(workspace.home)])
    assert both.exit_code == 1 and "--team makes one deck" in both.output


def test_no_page_of_the_team_is_the_customers() -> None:
    room = next(one for one in ROOMS if one.title == "Team")
    assert not room.theirs and all(page.path.startswith("pages/internal/") for page in room.pages)


@pytest.mark.parametrize(
    ("largest", "step", "code"),
    [
        (2_500_000, 0, '"€"#,##0.0,,"M"'), (2_500_000, 20_000, '"€"#,##0.00,,"M"'), (2_500_000, 5_000, '"€"#,##0'),
        (2_500_000, 100_000, '"€"#,##0.0,,"M"'), (900_000, 5_000, '"€"#,##0,"k"'), (900_000, 500, '"€"#,##0'),
    ],
)  # fmt: skip
def test_no_two_lines_of_an_axis_read_alike(largest: int, step: int, code: str) -> None:
    assert short_format(money("EUR"), [largest], step).split(";")[0].lstrip("+") == code


def test_of_charges_alone_no_rate_is_told_by_any_door_and_a_month_is_not_called_mrr(skyscape: Path) -> None:
    """As Retention tells the same ledger; and without a feed of opportunities the forecast says what one would show."""
    found = json.loads(RUN.invoke(app, ["team", "--home", str(skyscape), "--json"]).output)
    told = [found["sums"], *found["parts"], *found["quarters"]]
    assert len(told) > 3 and {one[rate] for one in told for rate in ("growth", "nrr", "grr")} == {None}
    retained = json.loads(RUN.invoke(app, ["retention", "--home", str(skyscape), "--json"]).output)
    assert found["headline"].startswith("The company: Charges a month fell from £447k to £0")
    assert retained["headline"].startswith("Charges a month fell from £447k to £0")
    assert "MRR" not in [one["label"] for one in found["figures"]]
    forecast = RUN.invoke(app, ["forecast", "--home", str(skyscape)])
    assert forecast.exit_code == 0 and "No opportunities feed is loaded" in forecast.output
