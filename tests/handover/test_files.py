"""The passport as files and for scripts: every door tells the same, and each file says for whom it is."""

import json
from dataclasses import replace
from pathlib import Path

import docx
import pptx
from typer.testing import CliRunner

from steward.briefings.internal.handover.tables import MOST_PEOPLE, people_table
from steward.briefings.internal.scope.book import acting_book
from steward.cli import app
from steward.domain.books.states import TransferEvent
from steward.plans.files.store import Plans
from steward.plans.internal.strategy import FILE, Strategy
from tests.access.signed_in import person, rules
from tests.handover.made import ANN, BEA, X1, company, prepared, seen
from tests.handover.test_acting import act
from tests.homes import opened_once

E = TransferEvent


def run(*words: object) -> str:
    found = CliRunner().invoke(app, [str(one) for one in words])
    assert found.exit_code == 0, found.output
    return found.output


def test_word_powerpoint_and_json_tell_one_passport(tmp_path: Path) -> None:
    made = company(tmp_path)
    prepared(made)
    for event in (E.PREPARE, E.INTRODUCE, E.SIGN_OUT):
        act(made, event, ANN)
    word, deck = tmp_path / "passport.docx", tmp_path / "passport.pptx"
    told = json.loads(run("handover", X1, "--home", made.home, "--json", "--docx", word, "--pptx", deck))
    one = seen(made)
    assert told["handover"]["signed_out"]["content"] == one.digest and told["handover"]["signed_out"]["holds"]
    assert (told["handover"]["triage"], told["handover"]["state"]) == ("P1", "introduced")
    sections = {each["id"]: each for each in told["sections"]}
    assert sections["renewals"]["exhibits"][0]["rows"][0][:3] == ["C1", "2027-12-31", "2027-10-02"]
    assert [row[1] for row in sections["people"]["exhibits"][0]["rows"]] == ["Kim Buyer", "Lou Friend"]

    paper = docx.Document(str(word))
    words = [each.text for each in paper.paragraphs]
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert [each["title"] for each in told["sections"] if each["title"] not in words] == []
    assert {answer.answer for answer in one.answers.values()} <= cells
    assert "Internal: not for the customer" in paper.sections[0].header.paragraphs[0].text
    slides = pptx.Presentation(str(deck)).slides
    text = "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    assert "Internal: not for the customer" in text and "Acme: handover passport" in text
    titles = [slide.shapes.title.text for slide in slides]
    assert titles[1] == "Acme goes from Ann Leaving to Bea Coming", "a title says what is found"
    assert "Answered" in {cell.text for each in slides[1].shapes if each.has_table for cell in each.table.iter_cells()}
    assert [title for title in titles if title.endswith(": the map") or title == "In short"] == []
    [people] = [each.table for each in slides[2].shapes if each.has_table]
    assert "Held" not in [cell.text for cell in people.rows[0].cells], "a column in which nobody has anything to say"
    listed = json.loads(run("handover", "--home", made.home, "--json"))
    assert listed["handovers"] == [told["handover"]]


def test_whoever_is_asked_for_stands_in_the_passport_though_none_of_us_knows_them(tmp_path: Path) -> None:
    """With so many whom we know better that there is no room for all."""
    many = [f"M{number}|X1|Moe {number:02}|Clerk" for number in range(14)]
    made = company(
        tmp_path,
        contacts="\n".join(["contact_id|account_id|name|title", "K1|X1|Kim Buyer|CFO", "K2|X1|Lou Friend|IT", *many]),
        activities="\n".join(
            ["activity_id|account_id|happened_at|kind|contact_id|person_id"]
            + [f"A{number}|X1|2026-09-01 10:00|call|M{number}|P1" for number in range(14)]
        ),
    )
    Plans.whole(made.plans).edit(Strategy, FILE, X1, lambda plan: replace(plan, acquaintances=()), "Ann")
    table = people_table(acting_book(opened_once(made)), seen(made))
    assert table is not None and len(table.rows) == MOST_PEOPLE
    assert table.rows[-1][:2] == (15, "Kim Buyer") and table.rows[-1][-1] == "yes"


def test_a_command_tells_each_what_they_may_see(tmp_path: Path) -> None:
    made = company(tmp_path)
    rules(made.home, "".join(person(f"{name}@northwind.com", "account manager") for name in ("ann", "bea", "cleo")))
    found = {
        name: json.loads(run("handover", "--home", made.home, "--json", "--as", f"{name}@northwind.com"))["handovers"]
        for name in ("ann", "bea", "cleo")
    }
    assert [[one["to_id"] for one in found[name]] for name in ("ann", "bea", "cleo")] == [[BEA], [BEA], []]
    refused = CliRunner().invoke(app, ["handover", X1, "--home", str(made.home), "--as", "cleo@northwind.com"])
    assert refused.exit_code == 1 and "no account" in refused.output


def test_whoever_gave_away_all_they_had_is_told_so_in_a_line(tmp_path: Path) -> None:
    made = company(tmp_path)
    rules(made.home, "".join(person(f"{name}@northwind.com", "account manager") for name in ("ann", "bea")))
    prepared(made)
    for event, whose in ((E.PREPARE, ANN), (E.INTRODUCE, ANN), (E.SIGN_OUT, ANN), (E.RECEIVE, BEA)):
        act(made, event, whose)
    for command in ("handover", "books", "book"):
        told = CliRunner().invoke(app, [command, "--home", str(made.home), "--as", "ann@northwind.com"])
        assert told.exit_code == 1 and "sees no account today" in told.output
