"""Quotes of a CPQ on pages: beside ours in the list, read only on their own, and what they decide taken over."""

from pathlib import Path

import pytest

from steward.plans.files.store import Plans
from steward.services.quotes import acting
from steward.workspace import Workspace
from tests.pages.files_offered import files_offered
from tests.quoting.desk import again, begun, desk, submitted
from tests.quoting.imports import ENVELOPES, ITEMS, LINES, QUOTES
from tests.quoting.pages import open_page, texts

ROOT = Path(__file__).parents[2]
ONE, ALL, HEALTH = "pages/internal/quote.py", "pages/internal/quotes.py", "pages/internal/data_health.py"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return desk(
        tmp_path, quotes=QUOTES, quote_lines=LINES,
        approval_work_items=ITEMS + "w1|A1-Q1|Approved|1|Pricing|P3|2026-10-05 12:30|",
        envelopes=ENVELOPES + "e1|A1-Q1|Sent|1|||2026-10-05 13:00|",
    )  # fmt: skip


def test_one_of_the_cpq_is_read_and_held_against_ours(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(office, 90)
    test = open_page(office, monkeypatch, ONE, account="A1", quote="cpq:a01", you="P1")
    shown = texts(test)
    assert "Approved in the CPQ, €1,784 a month, €20.6k over the term: valid until 30 Nov 2026" in shown
    assert "Q-00042 belongs to the CPQ, where Ann Owner has it: change it there." in shown
    assert [one.value for one in test.selectbox if one.label == "Compare with"] == ["Q1"]
    assert "Q-00042 costs €9,794 more than A1-Q1 over the term" in shown
    labels = {one.label for one in test.button}
    assert not labels & {"Submit", "Drop", "Approve", "Recall", "Accepted", "New version"}


def test_it_stands_in_the_list_and_beside_it_opens(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(office, monkeypatch, ALL, quote="A1/cpq:a01")
    shown = texts(test)
    assert "1 quote in the CPQ, 1 of them open" in shown and "Acme · Two sites · Q-00042 in the CPQ" in shown


def test_what_the_approval_system_decided_is_taken_over_in_one_press(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = submitted(office, 85)
    test = open_page(office, monkeypatch, ONE, account="A1", quote=quote.quote_id, you="P1")
    shown = texts(test)
    assert "1 decision of the approval system to take over" in shown
    assert "Signature: sent on 5 Oct 2026 (envelope e1, version 1)." in shown
    test = next(one for one in test.button if one.label == "Take over from the approval system").click().run()
    assert not test.exception
    assert "Taken over: Pricing." in [one.value.replace("\\", "") for one in test.toast]
    found = again(office, quote.quote_id)
    assert (found.state, found.record.decisions[0].evidence) == ("approved", "B")


def test_an_approved_one_is_offered_for_the_crm(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = submitted(office, 95)
    with files_offered() as files:
        open_page(office, monkeypatch, ONE, account="A1", quote=quote.quote_id, you="P1")
    assert "Acme quote A1-Q1 v1 for the CRM.zip" in files


def test_where_they_differ_is_told_by_data_health(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = submitted(office, 95)
    acting.close(Plans.within(office), quote, "declined", "ann@example.com")
    shown = texts(open_page(office, monkeypatch, HEALTH))
    assert "3 times another system says something else of a quote than we do" in shown
