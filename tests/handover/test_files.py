"""The passport as files and for scripts: every door tells the same, and each file says for whom it is."""

import json
from pathlib import Path

import docx
import pptx
from typer.testing import CliRunner

from steward.cli import app
from steward.domain.books.states import TransferEvent
from tests.access.signed_in import person, rules
from tests.handover.made import ANN, BEA, X1, company, prepared, seen
from tests.handover.test_acting import act

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
    assert "In short" not in [slide.shapes.title.text for slide in slides], "a title says what is found"
    listed = json.loads(run("handover", "--home", made.home, "--json"))
    assert listed["handovers"] == [told["handover"]]


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
