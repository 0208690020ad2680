"""Quotes stand in the week of whoever they wait for."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.todo import Reason
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import Verdict
from steward.services import week
from steward.services.quotes import acting, desk
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.quoting.desk import again, offer_at, said, submitted
from tests.quoting.desk import desk as at_the_desk

ANN = "ann@example.com"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return at_the_desk(tmp_path)


def lines(office: Workspace, person: str) -> list[tuple[Reason, str]]:
    """What one of us is to do about quotes."""
    book, cache = acting_book(opened_once(office)), PlanCache(Plans.within(office))
    found = week.everything(book, cache).todos
    mine = [one for one in found if one.reason in (Reason.APPROVAL, Reason.QUOTE) and one.doer_id == person]
    return [(one.reason, one.words) for one in mine]


def test_an_approval_stands_in_the_week_of_who_is_asked(office: Workspace) -> None:
    submitted(office, 75)
    assert lines(office, "P3") == [(Reason.APPROVAL, "“Two more sites” (€750 a month) waits for Pricing")]
    assert lines(office, "P2") == []  # the sales manager's turn has not come


def test_a_rejection_stands_in_the_week_of_who_made_it(office: Workspace) -> None:
    said(office, submitted(office, 75), "Pricing", "P3", Verdict.REJECT, "Too low")
    assert lines(office, "P1") == [(Reason.QUOTE, "“Two more sites” (€750 a month) was rejected by Pricing: Too low")]


@pytest.mark.parametrize(
    ("until", "told"),
    [
        (date(2026, 10, 20), []),
        (date(2026, 10, 12), ["expires on 12 Oct 2026"]),
        (date(2026, 10, 1), ["expired on 1 Oct 2026"]),
    ],
)
def test_one_with_the_customer_is_told_when_it_ends(office: Workspace, until: date, told: list[str]) -> None:
    store, quote = Plans.within(office), submitted(office, 95, valid_until=date(2026, 12, 1))
    acting.present(store, quote, ANN)
    path = store.of("A1") / quote.offer.file
    path.write_text(path.read_text().replace("2026-12-01", until.isoformat()))
    words = [said.removeprefix("“Two more sites” (€950 a month) ") for _, said in lines(office, "P1")]
    assert words == told


def test_a_signature_under_another_version_is_told(office: Workspace) -> None:
    store, quote = Plans.within(office), submitted(office, 95)
    acting.present(store, quote, ANN)
    acting.revise(store, again(office, quote.quote_id), ANN)
    acting.edit_offer(store, again(office, quote.quote_id), lambda one: replace(one, lines=offer_at(94).lines), ANN)
    acting.submit(store, again(office, quote.quote_id), ANN)
    acting.present(store, again(office, quote.quote_id), ANN)
    acting.envelope(store, again(office, quote.quote_id), ANN, "completed", 1)
    assert [one for _, one in lines(office, "P1") if "signed version 1" in one]


def test_a_decision_is_news_to_what_is_kept_of_plans(office: Workspace) -> None:
    quote = submitted(office, 75)
    cache = PlanCache(Plans.within(office))
    desk.written(cache, (), acting_book(opened_once(office)))
    before = cache.state(["A1", "B1"])
    assert cache.state(["A1", "B1"]) == before
    said(office, quote, "Pricing", "P3")
    assert cache.state(["A1", "B1"]) != before
