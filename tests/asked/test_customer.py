"""What the customer reads of requests: what has words for them, and nothing of ours on pages, in papers and slides."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from steward.briefings.customer.subject import Subject, subject
from steward.domain.requests.words import RequestAct, Turn
from steward.errors import PlanNotFound
from steward.plans.customer.requests import RaisedRequest
from steward.plans.files.store import Plans
from steward.plans.internal.handling import RequestHandling
from steward.services.requests import acting, papers, shown
from steward.services.reviews import opened as reviews
from steward.workspace import Workspace
from tests.asked.office import ANN, DISPUTE, QUESTION, TICKETS, did, office, raised, written
from tests.homes import opened_once
from tests.quoting.pages import open_page, texts

A = RequestAct
CANARY = "zqcanaryzq"
"""In every text that is ours alone."""


@pytest.fixture
def where(tmp_path: Path) -> Workspace:
    """One that has words for them, one that has none, and a note on each."""
    singing = TICKETS.replace("| Down    |", f"| {CANARY} |")
    here = office(tmp_path, tickets=singing)
    told = replace(DISPUTE, customer_text="The first half is ours.", need="The letter", asked_by="Uma Buyer")
    raised(here, told, amount=1000.5, note=CANARY)
    did(here, "R1", A.INVESTIGATE)
    did(here, "R1", A.CREDIT, amount=600.25)
    raised(here, replace(QUESTION, subject=f"{CANARY} question"), note=CANARY)
    handling = RequestHandling(request="R1", internal_text=CANARY, credit_note=CANARY)
    acting.say(Plans.within(here), "A1", written(here, "R1").said, handling, ANN)
    return here


def about(where: Workspace) -> Subject:
    return subject(opened_once(where), "A1")


def plans(where: Workspace) -> Plans:
    return Plans.within(where)


def parts(content: bytes) -> Iterator[bytes]:
    """Every part of a package."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        yield from (package.read(name) for name in package.namelist())


def test_only_what_has_words_for_them_is_told(where: Workspace) -> None:
    found = shown.brief(about(where), plans(where))
    assert found is not None and CANARY not in repr(found)
    assert found.headline == "1 request open, all with us"
    assert {one.id: one.value for one in found.figures} == {
        "your_requests.open": 1, "your_requests.yours": 0, "your_requests.oldest": 14, "your_requests.disputed": 400.25,
    }  # fmt: skip
    assert found.claims is not None
    assert found.claims.rows == (("Wrong price", "invoice INV-7 2", "Credited in part", 1000.5, 600.25, 0, 0, 400.25),)


def test_taking_the_words_away_takes_it_from_their_page(where: Workspace) -> None:
    silent = replace(written(where, "R1").said, customer_text="  ")
    acting.say(plans(where), "A1", silent, RequestHandling(request="R1"), ANN)
    assert shown.brief(about(where), plans(where)) is None
    assert papers.why_no_status(about(where), plans(where)) == papers.NOTHING
    with pytest.raises(PlanNotFound):
        papers.letter(about(where), plans(where), "R1")


@pytest.mark.parametrize(
    ("acts", "state", "turn"),
    [
        ([], "Acknowledged", "us"),
        ([A.WAIT], "Waiting", "you"),
        ([A.RESOLVE], "Done; please confirm", "you"),
        ([A.RESOLVE, A.CLOSE], "Closed", "–"),
    ],
)
def test_where_it_stands_in_their_words(where: Workspace, acts: list[RequestAct], state: str, turn: str) -> None:
    request_id = raised(where, replace(QUESTION, customer_text="We look at it."))
    did(where, request_id, *acts, turn=Turn.CUSTOMER)
    one = next(one for one in shown.shown(about(where), plans(where)) if one.said.id == request_id)
    assert (one.state, one.turn) == (state, turn)


def test_a_ticket_they_may_read_of_is_as_its_source_says(where: Workspace) -> None:
    for ticket, state, turn in (("T2", "Waiting", "you"), ("T9", "Closed", "–")):
        said = RaisedRequest(subject="Invoice", ticket=ticket, customer_text="We wait for you.")
        request_id = acting.say(plans(where), "A1", said, RequestHandling(request=""), ANN)
        one = next(one for one in shown.shown(about(where), plans(where)) if one.said.id == request_id)
        assert (one.state, one.turn) == (state, turn)


def test_the_letter_says_what_was_decided_to_the_cent_and_nothing_of_ours(where: Workspace) -> None:
    content = papers.letter(about(where), plans(where), "R1")
    said = "\n".join(one.text for one in Document(BytesIO(content)).paragraphs)
    assert "Dear Uma Buyer," in said and "The first half is ours." in said
    assert "€600.25 is credited to you." in said and "€400.25 is not decided yet." in said
    assert not any(CANARY.encode() in part for part in parts(content))


def test_the_status_is_one_list_in_word_and_in_a_workbook(where: Workspace) -> None:
    paper, sheet = (make(about(where), plans(where)) for make in (papers.status_document, papers.status_workbook))
    told = [[cell.text for cell in row.cells] for table in Document(BytesIO(paper)).tables for row in table.rows]
    cells = [row for one in load_workbook(BytesIO(sheet)).worksheets for row in one.iter_rows(values_only=True)]
    assert any("Wrong price" in row for row in told) and any("Wrong price" in map(str, row) for row in cells)
    assert not any(CANARY.encode() in part for content in (paper, sheet) for part in parts(content))


def test_their_page_and_the_slide_of_their_review_say_the_same(
    where: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(where, monkeypatch, "pages/customer/requests.py", account="A1")
    said = texts(page)
    assert "1 request open, all with us" in said and "Longest open: Wrong price, for 14 days" in said
    assert CANARY not in said and CANARY not in "".join(str(one.proto) for one in page.main)
    opened = reviews.open_review(about(where), plans(where))
    slide = next(one for one in reviews.offers(opened.material).values() if one.id == "requests").slide
    assert slide is not None and slide.title == "1 request open, all with us" and CANARY not in repr(slide)
