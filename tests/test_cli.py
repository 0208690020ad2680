"""The command line as a script uses it: shapes, exit statuses, one line when it says no."""

import json
import re
import subprocess
import sys
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from typer.testing import CliRunner

from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.loads.data_health import data_health
from steward.briefings.internal.scope.book import book_of
from steward.cli import app
from steward.warehouse.loading.load import load
from steward.warehouse.loading.sources.preset_files import preset_names
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import first
from tests.homes import ACCOUNTS, home

RUN = CliRunner()
SUBSCRIPTIONS = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2025-01-01"


def _json(*arguments: str) -> dict[str, Any]:
    result = RUN.invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_load_ends_with_status_zero_and_a_report(tmp_path: Path) -> None:
    home(tmp_path, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS)
    result = RUN.invoke(app, ["load", "--home", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "subscriptions" in result.stdout


def test_load_says_how_many_rows_a_condition_left_out(tmp_path: Path) -> None:
    """The columns of the report and of the page are there once any row is left out."""
    workspace = home(tmp_path, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS + "\ns2 | A1 | test | 1 | 2025-01-01")
    (workspace.data / "sources.toml").write_text(
        '[subscriptions]\nfile = "subscriptions.csv"\nwhere = "product_id <> \'test\'"\n'
    )
    result = RUN.invoke(app, ["load", "--home", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "Left out" in result.stdout and "left out by where: 1 of 2 rows" in result.stdout
    brief = data_health(book_of(open_warehouse(workspace)))
    assert brief.headline == "3 rows read, none rejected, 1 left out"
    titles = [column.name for column in brief.tables.columns]
    (row,) = (one for one in brief.tables.rows if one[0] == "subscriptions")
    told = dict(zip(titles, row, strict=True))
    assert (told["Read"], told["Loaded"], told["Rejected"], told["Left out"]) == (2, 1, 0, 1)


def test_presets_are_listed_and_printed_as_they_stand(tmp_path: Path) -> None:
    listed = RUN.invoke(app, ["presets"])
    assert listed.exit_code == 0 and {name for name in preset_names() if name in listed.stdout} == set(preset_names())
    printed = RUN.invoke(app, ["presets", "order portal"])
    assert tomllib.loads(printed.stdout)["orders"]["columns"]["title"]
    refused = RUN.invoke(app, ["presets", "salesfroce"])
    assert (refused.exit_code, len(refused.output.strip().splitlines())) == (1, 1)
    assert "did you mean “salesforce”" in refused.output


def test_load_of_nothing_is_one_clear_line(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["load", "--home", str(tmp_path)])
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1


def test_the_module_runs_as_a_program(sample_home: Path) -> None:
    command = [sys.executable, "-m", "steward", "book", "--home", str(sample_home), "--json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert {"quarter", "as_of", "totals", "accounts"} <= set(told)


def test_the_book_has_the_promised_shape(sample_home: Path) -> None:
    book = _json("book", "--home", str(sample_home), "--json")
    totals = {"accounts", "strategic_accounts", "mrr", "spend", "nrr", "grr", "nps", "win_rate", "open_pipeline"}
    assert totals <= set(book["totals"])
    row = {"account_id", "name", "owner", "mrr", "spend", "nps", "renews_on", "open_pipeline"}
    assert all(row <= set(account) for account in book["accounts"])
    assert book["quarter"] == "2026-Q3"
    assert book["totals"]["mrr"] == pytest.approx(sum(account["mrr"] for account in book["accounts"]))
    held = sum(account["open_pipeline"] for account in book["accounts"])
    elsewhere = book["totals"]["open_pipeline_elsewhere"]
    assert elsewhere > 0 and held + elsewhere == pytest.approx(book["totals"]["open_pipeline"])


@pytest.mark.parametrize("audience", first(1, ["internal", "customer"]))
def test_a_brief_has_the_promised_shape(sample_home: Path, audience: str) -> None:
    account = _json("book", "--home", str(sample_home), "--json")["accounts"][0]["account_id"]
    brief = _json("brief", account, "--home", str(sample_home), "--audience", audience, "--json")
    assert brief["account_id"] == account
    for figure in brief["figures"]:
        assert {"id", "label", "value", "unit", "metric", "previous"} <= set(figure)
        assert figure["value"] is not None or figure["why"]
    assert len({figure["id"] for figure in brief["figures"]}) == len(brief["figures"])


def test_a_figure_of_both_audiences_is_held_against_the_same_quarter(sample_home: Path) -> None:
    def figures(audience: str) -> dict[str, Any]:
        brief = _json("brief", "NW-1003", "--home", str(sample_home), "--audience", audience, "--json")
        return {figure["id"]: figure for figure in brief["figures"]}

    ours, theirs = figures("internal"), figures("customer")
    assert ours["account.spend"]["previous"] == theirs["spend.quarter"]["previous"] is not None
    assert ours["account.nrr"]["previous"] is not None


def test_nobody_asked_is_nobody_answered(tmp_path: Path) -> None:
    """In the book as in the brief of the account; not known where no survey is loaded."""
    tables = {
        "accounts": "account_id|name\nA1|Alder\nA2|Birch",
        "subscriptions": "subscription_id|account_id|product_id|mrr|starts_on\ns1|A1|wan|9|2024-01-01\n"
        "s2|A2|wan|9|2024-01-01",
    }
    answers = "response_id|account_id|score|sent_on|answered_on\nn1|A2|9|2026-08-01|2026-08-02"
    asked, unasked = tmp_path / "asked", tmp_path / "unasked"
    load(home(asked, **tables, nps_responses=answers))
    load(home(unasked, **tables))
    for place, told in ((asked, {"A1": 0, "A2": 1}), (unasked, {"A1": None, "A2": None})):
        book = _json("book", "--home", str(place), "--json")
        assert {one["account_id"]: one["nps_answers"] for one in book["accounts"]} == told
    brief = _json("brief", "A1", "--home", str(asked), "--json")
    assert next(one["value"] for one in brief["figures"] if one["id"] == "nps.answered") == 0


def test_a_customer_brief_holds_no_internal_figure(sample_home: Path) -> None:
    account = _json("book", "--home", str(sample_home), "--json")["accounts"][0]["account_id"]
    brief = _json("brief", account, "--home", str(sample_home), "--audience", "customer", "--json")
    assert {figure["id"].split(".")[0] for figure in brief["figures"]} <= {"spend", "service", "adoption", "voice"}


def test_json_page_and_spreadsheet_say_the_same(sample_home: Path, tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    told = RUN.invoke(app, ["book", "--home", str(sample_home), "--json", "--xlsx", str(target)])
    book = json.loads(told.stdout)
    brief = book_briefing(book_of(open_warehouse(Workspace.whole(sample_home))))
    assert float(brief.figure("book.mrr").value or 0) == book["totals"]["mrr"]
    sheet = openpyxl.load_workbook(target).worksheets[1]
    last = 4 + len(book["accounts"])
    assert [cell.value for cell in sheet["A"][4:last]] == [account["name"] for account in book["accounts"]]
    column = [cell.value for cell in sheet[4]].index("MRR") + 1
    cells = [sheet.cell(row=line, column=column) for line in range(5, last + 1)]
    assert [cell.value for cell in cells] == [account["mrr"] for account in book["accounts"]]
    assert "€" in cells[0].number_format and "#,##0" in cells[0].number_format
    assert sheet.cell(row=last + 2, column=column).value == f"=SUBTOTAL(109,B5:B{last})"
    named = [cell.value for cell in sheet[4]]
    renews, notice = (named.index(name) for name in ("Renews", "Notice by"))
    assert [row[renews] for row in _days(sheet, last)] == [account["renews_on"] for account in book["accounts"]]
    given = [(row[renews], row[notice]) for row in _days(sheet, last) if row[notice]]
    assert given and all(by < ends for ends, by in given), "notice is given before the end"


def _days(sheet: Worksheet, last: int) -> list[list[str | None]]:
    """The rows of a sheet with its days as JSON has them."""
    rows = sheet.iter_rows(min_row=5, max_row=last, values_only=True)
    return [[cell.date().isoformat() if isinstance(cell, datetime) else None for cell in row] for row in rows]


SHEETS = {
    "About": "Figure", "Book accounts": "Health", "Renewals ahead": "Notice by", "Pipeline opportunities": "Likely",
    "NPS accounts": "NPS", "NPS detractors": "What they wrote", "Service watch burn": "Used",
    "Service watch credits": "Credits of the quarter", "Service watch tickets": "Age", "Commitments all": "Status",
}  # fmt: skip


def test_the_spreadsheet_of_the_book_has_the_lists_one_would_build_by_hand(small_sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    assert RUN.invoke(app, ["book", "--home", str(small_sample), "--xlsx", str(target)]).exit_code == 0
    made = openpyxl.load_workbook(target)
    assert made.sheetnames == list(SHEETS)
    for sheet in made.worksheets[1:]:
        assert SHEETS[sheet.title] in [cell.value for cell in sheet[4]] and sheet.max_row > 4
    states = column_of(made["Commitments all"], "Status")
    due = column_of(made["Commitments all"], "Due")
    now = _as_of(made)
    assert "overdue" in states
    assert not [day for state, day in zip(states, due, strict=True) if state == "open" and day and day < now]
    felt = json.loads(RUN.invoke(app, ["book", "--home", str(small_sample), "--json"]).stdout)
    (told,) = [one for one in felt["areas"]["health"]["exhibits"] if one["id"] == "health.accounts"]
    names = [one["name"] for one in told["columns"]]
    health = {row[0]: (row[names.index("Health")], row[names.index("Computed")]) for row in told["rows"]}
    assert len({*health.values()}) > 3, "some are set by hand"
    accounts = made["Book accounts"]
    listed = zip(*(column_of(accounts, name) for name in ("Account", "Health", "Computed")), strict=True)
    assert {name: (called, computed) for name, called, computed in listed if name in health} == health


def column_of(sheet: Worksheet, name: str) -> list[object]:
    """The cells below a heading, down to the last row."""
    place = [cell.value for cell in sheet[4]].index(name)
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[-1]]
    return [row[place] for row in rows]


def _as_of(book: openpyxl.Workbook) -> object:
    return next(row[1] for row in book["About"].iter_rows(values_only=True) if row[0] == "As of")


@pytest.mark.every
def test_decks_of_a_whole_book_are_written_and_named(tmp_path: Path) -> None:
    home(
        tmp_path,
        accounts="account_id | name\nA1 | One\nB/2 | Two",
        subscriptions=SUBSCRIPTIONS + "\ns2 | B/2 | wan | 5 | 2025-01-01",
        charges="account_id | month | amount\nA1 | 2026-09-01 | 1",
    )
    assert RUN.invoke(app, ["load", "--home", str(tmp_path)]).exit_code == 0
    result = RUN.invoke(app, ["deck", "--all", "--home", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert len(list((tmp_path / "exports").rglob("*.pptx"))) == 2


def test_deck_wants_an_account_or_all(tmp_path: Path) -> None:
    assert RUN.invoke(app, ["deck", "--home", str(tmp_path)]).exit_code == 1
    assert RUN.invoke(app, ["deck", "A1", "--all", "--home", str(tmp_path)]).exit_code == 1


def test_very_many_rejected_rows_are_told_in_a_few_lines_and_all_counted(tmp_path: Path) -> None:
    lines = "\n".join(f"X{number},2026-01-01,1" for number in range(10_050))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "accounts.csv").write_text("account_id,name\nA1,One\n")
    (tmp_path / "data" / "charges.csv").write_text(f"account_id,month,amount\nA1,2026-01-01,1\n{lines}\n")
    told = RUN.invoke(app, ["load", "--home", str(tmp_path)])
    assert told.exit_code == 0
    assert "10,030 more of charges" in told.stdout
    assert told.stdout.count("rejected: ") == 21


def test_a_plan_says_how_complete_it_is_and_what_is_missing(sample_home: Path) -> None:
    told = _json("plan", "NW-1012", "--home", str(sample_home), "--json")
    assert {"account_id", "success_plan", "strategy", "complete", "missing", "problems"} <= set(told)
    assert told["strategy"] is True
    assert 0 < told["complete"] <= 100
    assert all({"file", "section", "what"} == set(one) for one in told["missing"])


def test_an_account_without_a_plan_has_no_score(tmp_path: Path) -> None:
    home(tmp_path, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS)
    RUN.invoke(app, ["load", "--home", str(tmp_path)])
    assert _json("plan", "A1", "--home", str(tmp_path), "--json")["complete"] is None
    refused = RUN.invoke(app, ["plan", "A1", "--home", str(tmp_path), "--docx", str(tmp_path / "plan.docx")])
    assert refused.exit_code == 1
    assert "Nobody has written a plan" in refused.output


def test_a_map_has_the_promised_shape(sample_home: Path) -> None:
    told = _json("map", "NW-1012", "--home", str(sample_home), "--json")
    shape = {"people", "lines", "status", "gaps", "single_points_of_failure", "path_to_buyer", "influence"}
    assert shape <= set(told)
    assert all({"id", "name", "x", "y", "title", "ours"} <= set(person) for person in told["people"])
    keys = [person["id"] for person in told["people"]]
    assert len(keys) == len(set(keys))
    assert {end for line in told["lines"] for end in (line["from"], line["to"])} <= set(keys)
    assert told["status"] in ("red", "amber", "green")


def test_a_map_is_drawn_into_a_picture_and_a_deck(sample_home: Path, tmp_path: Path) -> None:
    png, pptx = tmp_path / "map.png", tmp_path / "map.pptx"
    arguments = ["map", "NW-1012", "--home", str(sample_home), "--png", str(png), "--pptx", str(pptx)]
    assert RUN.invoke(app, arguments).exit_code == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    told = _json("map", "NW-1012", "--home", str(sample_home), "--json")
    deck = Presentation(str(pptx)).slides
    slides = [[text for shape in slide.shapes for text in _texts(shape)] for slide in deck]
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck if slide.has_notes_slide]
    words = set(re.findall(r"[\w’'-]+", " ".join([*notes, *(text for slide in slides for text in slide)])))
    missing = [one["name"] for one in told["people"] if not set(re.findall(r"[\w’'-]+", one["name"])) <= words]
    assert missing == [], "whoever is not drawn is told in the notes"
    assert all(any("Internal" in text for text in slide) for slide in slides), "on each of them"


def _texts(shape: object) -> list[str]:
    inner = getattr(shape, "shapes", None)
    if inner is not None:
        return [text for one in inner for text in _texts(one)]
    return [shape.text_frame.text] if getattr(shape, "has_text_frame", False) else []


def test_a_map_that_is_not_there_is_refused_in_one_line(sample_home: Path) -> None:
    refused = RUN.invoke(app, ["map", "NW-1012", "--home", str(sample_home), "--map", "../../etc/passwd"])
    assert refused.exit_code == 1
    assert "has no map" in refused.output


@pytest.mark.parametrize("audience", first(1, ["customer", "internal"]))
def test_a_plan_is_written_to_word_for_either_audience(sample_home: Path, tmp_path: Path, audience: str) -> None:
    path = tmp_path / "plan.docx"
    arguments = ["plan", "NW-1012", "--home", str(sample_home), "--docx", str(path), "--audience", audience]
    assert RUN.invoke(app, arguments).exit_code == 0
    text = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    assert "Kinsfolk Industries" in text
    assert ("Risks" in text) == (audience == "internal")
