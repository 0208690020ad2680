"""What a customer reads of their orders: headline, figures, lines of time, and what a review makes of it."""

from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.delivery.delivery import delivery
from steward.briefings.customer.delivery.message import so_what
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import Covered, Subject, subject
from steward.plans.customer.delivery import LineWords
from steward.plans.customer.success_plan import SuccessPlan
from steward.warehouse.as_one import as_one
from tests.delivery.delivery_made import SETTINGS, TABLES, WORDS, plan_subject, told
from tests.homes import loaded

HEADLINES = {
    ("moved",): "The service on order is later than promised, now 30 Oct 2026",
    ("moved", "ready"): "1 of 2 services on order is later than promised, now 30 Oct 2026",
    ("moved", "over", "ready"): "2 of 3 services on order are later than promised, next 30 Oct 2026",
    ("moved", "over"): "Both services on order are later than promised, next 30 Oct 2026",
    ("waits", "ready"): "1 of 2 services on order waits for you",
    ("ready",): "Managed SD-WAN at Lyon is on schedule for 20 Nov 2026",
    ("undated",): "The service on order has no date yet",
    ("undated", "ready"): "1 of 2 services on order has no date yet",
    ("there",): "1 service went live in Q3 2026, by the day first promised",
    ("late",): "1 service went live in Q3 2026, later than first promised",
    ("there", "late"): "2 services went live in Q3 2026, 1 later than first promised",
    ("before", "gone", "failed"): "Nothing is on order",
}
TITLES = {
    ("moved", "ready"): "Dedicated Internet comes on 30 Oct 2026, 35 days later than promised",
    ("over", "ready"): "Dedicated Internet has no new date yet, 7 days later than promised",
    ("moved", "over", "ready"): ("2 of 3 services on order are later than promised, by up to 35 days"),
    ("ready",): "Managed SD-WAN at Lyon waits for you: the site to be ready",
    ("ready", "waits"): "2 services on order; 2 points wait for you",
}
MESSAGES = {
    ("moved",): "We answer for the new date, and tell you every week how far it is.",
    ("moved", "waits"): "1 point is with you: today we agree on who does it, and by when.",
    ("undated",): "Nothing on order is later than we first promised.",
    ("there",): "Every day we named first was kept.",
    ("before", "gone"): "",
}


@pytest.mark.parametrize("only", HEADLINES, ids="-".join)
def test_the_headline(tmp_path: Path, only: tuple[str, ...]) -> None:
    assert told(tmp_path, only=only).headline == HEADLINES[only]


@pytest.mark.parametrize("only", TITLES, ids="-".join)
def test_a_slides_title_is_the_finding(tmp_path: Path, only: tuple[str, ...]) -> None:
    assert told(tmp_path, only=only).title == TITLES[only]


@pytest.mark.parametrize("only", MESSAGES, ids="-".join)
def test_the_message_says_whose_turn_it_is(tmp_path: Path, only: tuple[str, ...]) -> None:
    assert so_what(told(tmp_path, only=only)) == MESSAGES[only]


def test_figures_count_each_line_once(tmp_path: Path) -> None:
    found = told(tmp_path)
    values = {one.id: one.value for one in found.figures}
    assert values["delivery.on_order"] == 5 == len(found.coming)
    assert values["delivery.late"] == 2 and values["delivery.live"] == 2 and values["delivery.needs"] == 3
    assert values["delivery.on_time"] == pytest.approx(200 / 3), "two of three, also what came before the quarter"


def test_the_line_of_time_has_both_promises_and_the_milestones(tmp_path: Path) -> None:
    found = told(tmp_path, *WORDS)
    assert found.timeline
    spans = {span.label: span for span in found.timeline.spans}
    moved = spans["Lyon: Dedicated Internet"]
    assert (moved.start, moved.end, moved.state) == (date(2026, 7, 6), date(2026, 10, 30), "new date")
    assert [(mark.label, mark.day, mark.state) for mark in moved.marks] == [
        ("first promised", date(2026, 9, 25), "first promised"),
        ("survey", date(2026, 7, 21), "done"),
        ("date confirmed", date(2026, 8, 20), "done"),
        ("installed", date(2026, 9, 5), "late"),
        ("tested", date(2026, 10, 20), "planned"),
    ]
    assert moved.detail == (
        "first promised 25 Sep 2026, 35 days later: the access carrier moved its date · next: installed"
    )
    assert "A trench across the yard" in spans["Gdansk: Managed SD-WAN"].detail
    assert [span.state for span in found.timeline.spans][-1] == "in service", "what came late stands last"
    assert len(found.timeline.spans) == 5, "what came on its day is in the table alone"
    assert "Without a date yet: Managed SD-WAN." in found.timeline.note


def test_without_orders_it_says_what_they_would_show(tmp_path: Path) -> None:
    feeds = {
        "orders": "order_id | account_id | state",
        "order_lines": "order_line_id | order_id | product_id | mrc | state",
        "order_date_changes": "order_line_id | changed_on | now",
        "order_milestones": "order_line_id | milestone",
    }
    found = delivery(plan_subject(tmp_path, **feeds))
    assert found.headline == found.title == "What is on order is not known" and not found.exhibits and not found.figures
    assert [one.feed for one in found.missing] == ["order_lines"] and not found.called_for


def test_nothing_of_the_reason_is_told(tmp_path: Path) -> None:
    words = LineWords(line="moved", words="The carrier digs.")
    assert "zqsecret" not in repr(told(tmp_path, words))


def test_a_family_is_told_as_one_with_sites_of_one_name_told_apart(tmp_path: Path) -> None:
    tables = {
        **TABLES,
        "accounts": "account_id | name | parent_id\nA1 | Kin |\nA2 | Kin Nordics | A1",
        "sites": "site_id | account_id | name\nS1 | A1 | Lyon\nS2 | A2 | Lyon",
        "orders": """
            order_id | account_id | state      | signed_on
            O1       | A1         | inProgress | 2026-07-06
            O2       | A2         | held       | 2026-07-06
            """,
        "order_lines": """
            order_line_id | order_id | product_id | site_id | mrc | state      | first_committed_on | committed_on
            mine          | O1       | dia        | S1      | 100 | inProgress | 2026-11-25         | 2026-11-25
            theirs        | O2       | dia        | S2      | 100 | held       | 2026-11-25         | 2026-11-25
            """,
        "order_date_changes": "order_line_id | changed_on | now",
        "order_milestones": "order_line_id | milestone",
    }  # fmt: skip
    warehouse = loaded(tmp_path, SETTINGS, **tables)
    about = subject(warehouse, "A1")
    covers = (Covered("A1", "Kin"), Covered("A2", "Kin Nordics"))
    together = Subject(as_one(warehouse, ("A1", "A2")), about.account, about.quarter, about.as_of, covers)
    words = LineWords(line="theirs", need="Your yes")
    told_as_one = delivery(PlanSubject(together, SuccessPlan(account_id="A1"), delivery=(words,)))
    assert [one.what for one in told_as_one.coming] == [
        "Dedicated Internet at Lyon (Kin Nordics)", "Dedicated Internet at Lyon (Kin)",
    ]  # fmt: skip
    assert [one.asked for one in told_as_one.asked] == ["Your yes"]
    alone = delivery(PlanSubject(about, SuccessPlan(account_id="A1")))
    assert [one.what for one in alone.coming] == ["Dedicated Internet at Lyon"]
