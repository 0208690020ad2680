"""The approval memo as who approves reads it, clauses beside our standard, and the last day as a calendar has it."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from steward.domain.quoting.redline import Mark, redline
from steward.plans.company.approvals import SHIPPED
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import Verdict
from steward.services.quotes import acting, desk, memos
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.quoting.desk import APPROVERS, OWN_CLAUSE, again, begun, offer_at, said, submitted
from tests.quoting.desk import desk as at_the_desk

STANDARD = """
[[clauses]]
id = "liability"
title = "Liability"
wording = "Liability is limited to the fees of twelve months."
owner = "Contract admin"
"""
WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12).map(" ".join)


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    shipped = SHIPPED.read_text(encoding="utf-8").split("[[clauses]]")[0]
    return at_the_desk(tmp_path, shipped + STANDARD + APPROVERS)


def _memo(office: Workspace, quote_id: str) -> docx.document.Document:
    store, book = Plans.within(office), acting_book(opened_once(office))
    return docx.Document(BytesIO(memos.memo(store, desk.of_quote(book, store, "A1", quote_id), "Acme")))


def _told(memo: docx.document.Document) -> str:
    cells = (cell.text for table in memo.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(line.text for line in memo.paragraphs), *cells])


@given(WORDS, WORDS)
def test_a_redline_holds_both_wordings_whole(standard: str, offered: str) -> None:
    found = redline(standard, offered)
    assert " ".join(one.words for one in found if one.mark is not Mark.ADDED) == standard
    assert " ".join(one.words for one in found if one.mark is not Mark.DELETED) == offered


def test_of_the_same_wording_nothing_is_marked() -> None:
    assert [one.mark for one in redline("As it  was\n", "As it was")] == [Mark.KEPT]


def test_it_says_what_is_asked_by_whom_and_why_it_goes_to_whom(office: Workspace) -> None:
    quote = submitted(office, 85, clauses=OWN_CLAUSE)
    memo = _memo(office, quote.quote_id)
    told = _told(memo)
    for part in (
        "They compare.", "Ann Owner", "Pia Pricing", "Cal Contracts", "Discount 15.0 % is above 10.0 %",
        "It is the first version.", "No decision yet.", "within", "Discount, highest line (1)",
        "2 of 16 limits exceeded", "Leadership and Finance",
        "€12,000", "€10,200", "52.9 %",
    ):  # fmt: skip
        assert part in told.replace("\N{NO-BREAK SPACE}", " "), part
    assert memo.sections[0].header.paragraphs[0].text == "Internal: not for the customer"
    assert f"v1 · {quote.record.versions[0].content[:8]}" in memo.sections[0].footer.paragraphs[0].text


def test_a_clause_is_struck_and_underlined_word_by_word(office: Workspace) -> None:
    quote = begun(office, 95, clauses=OWN_CLAUSE)
    line = next(one for one in _memo(office, quote.quote_id).paragraphs if one.text.startswith("Liability is "))
    assert [(run.text, bool(run.font.strike), bool(run.font.underline)) for run in line.runs if run.text.strip()] == [
        ("Liability is", False, False),
        ("limited to the fees of twelve months.", True, False),
        ("not limited.", False, True),
    ]


def test_it_says_what_changed_what_fell_and_how_sure_a_decision_is(office: Workspace) -> None:
    quote = said(office, submitted(office, 85, clauses=OWN_CLAUSE), "Pricing", "P3")
    store = Plans.within(office)
    acting.recall(store, quote, "ann@example.com")
    draft = again(office, quote.quote_id)
    acting.edit_offer(store, draft, lambda file: replace(offer_at(80), clauses=file.clauses), "ann@example.com")
    told = _told(_memo(office, quote.quote_id)).replace("\N{NO-BREAK SPACE}", " ")
    for part in (
        "The draft costs €600 less than Version 1 over the term",
        "Pricing’s approval of version 1 is void: discount went 15.0 % → 20.0 %",
        "A (signed in)",
    ):
        assert part in told


def test_who_turned_it_down_is_in_it_with_the_reason(office: Workspace) -> None:
    quote = said(office, submitted(office, 85), "Pricing", "P3", Verdict.REJECT, "Too deep", who="ann@example.com")
    told = _told(_memo(office, quote.quote_id))
    assert "Too deep" in told and "D (recorded on behalf)" in told


def test_its_last_day_stands_in_calendars_once_however_often_it_moves(office: Workspace) -> None:
    store, quote = Plans.within(office), submitted(office, 85)
    first = Calendar.from_ical(memos.expiry(quote, "Acme"))
    acting.recall(store, quote, "ann@example.com")
    draft = again(office, quote.quote_id)
    later = date(2026, 12, 31)
    acting.edit_offer(
        store, draft, lambda file: replace(file, offer=replace(file.offer, valid_until=later)), "ann@example.com"
    )
    acting.submit(store, again(office, quote.quote_id), "ann@example.com")
    second = Calendar.from_ical(memos.expiry(again(office, quote.quote_id), "Acme"))
    assert (str(first["METHOD"]), str(second["METHOD"])) == ("PUBLISH", "PUBLISH")
    (before,), (after,) = first.walk("VEVENT"), second.walk("VEVENT")
    assert before["UID"] == after["UID"] and (int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (1, 2)
    assert (before.decoded("DTSTART"), after.decoded("DTSTART")) == (date(2026, 11, 30), later)


def test_a_draft_has_no_last_day_yet(office: Workspace) -> None:
    assert not memos.can_expire(begun(office, 85))
