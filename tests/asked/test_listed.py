"""One list over tickets of the feed and requests of ours: each thing once, by both clocks, with what is counted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.requests.listed import Reached
from steward.briefings.internal.scope.filters import Filters
from steward.domain.requests.words import RequestAct, RequestKind, Turn, Urgency
from steward.plans.customer.requests import RaisedRequest
from steward.plans.files.store import Plans
from steward.plans.internal.handling import RequestHandling
from steward.services.requests import acting, desk
from steward.services.scope import acting_book
from steward.warehouse.rows.internal import requests as rows
from steward.workspace import Workspace
from tests.asked.office import ANN, DISPUTE, QUESTION, TICKETS, brief, did, listed, office, raised, written
from tests.homes import home, loaded_once, opened_once
from tests.quoting.desk import SETTINGS, TABLES

A = RequestAct


@pytest.fixture
def where(tmp_path: Path) -> Workspace:
    return office(tmp_path)


TURNS = {
    "||": "us",
    "open||": "us",
    "Pending||": "customer",
    "Waiting for customer||": "customer",
    "On hold||": "carrier",
    "open|Carrier|": "carrier",
    "On hold|Awaiting Caller|": "customer",
    "pending|us|": "us",
    "solved||2026-10-01 10:00": "none",
}
"""Status, waiting on, resolved at: whose turn it is."""
PRESSING = {
    "P1": "urgent", "1 - Critical": "urgent", "Sev 2": "high", "High": "high", "3 - Moderate": "normal", "": "normal",
    "Low": "low", "P4": "low", "P10": "normal",
}  # fmt: skip


def test_whose_turn_it_is_and_how_pressing_as_the_source_says_it(tmp_path: Path) -> None:
    said = [(told, "") for told in TURNS] + [("||", priority) for priority in PRESSING]
    lines = [f"T{n:02}|A1|2026-10-01 09:00|{told}|{priority}" for n, (told, priority) in enumerate(said)]
    head = "ticket_id|account_id|opened_at|status|waiting_on|resolved_at|priority"
    found = rows.waiting_tickets(opened_once(office(tmp_path, tickets="\n".join([head, *lines]))), ["A1"])
    assert [one.turn for one in found[: len(TURNS)]] == list(TURNS.values())
    assert [one.priority for one in found[len(TURNS) :]] == list(PRESSING.values())


def test_what_was_closed_is_counted_by_the_limit_of_its_own_system(where: Workspace) -> None:
    found = rows.closed_tickets(opened_once(where), "2026-Q3", ["A1", "B1"])
    assert found == (3, 2, 1, 2, 1)  # T3 in time, T4 late and reopened, T5 without a limit
    assert rows.closed_tickets(opened_once(where), "2026-Q3", ["A1"]) == (0, 0, 0, 0, 0)


@pytest.mark.every
def test_without_a_feed_of_tickets_the_list_is_of_what_was_raised_here(tmp_path: Path) -> None:
    where = loaded_once(home(tmp_path, SETTINGS, **TABLES))
    raised(where)
    found = brief(where)
    assert [one.key for one in found.listed] == ["A1/R1"]
    assert [one.feed for one in found.missing] == ["tickets"]


class TestOneList:
    def test_tickets_and_requests_stand_together_the_most_pressing_first(self, where: Workspace) -> None:
        raised(where, DISPUTE, amount=100, account="B1")
        found = brief(where)
        assert [one.key for one in found.listed] == ["B1/R1", "A1/T1", "A1/T2"]
        assert found.open_requests is not None and found.open_requests.keys == ("B1/R1", "A1/T1", "A1/T2")
        assert [one.key for one in brief(where, Filters(accounts=("A1",))).listed] == ["A1/T1", "A1/T2"]

    def test_our_clock_stands_while_theirs_goes_on(self, where: Workspace) -> None:
        line = listed(where, "A1/T2")
        assert (line.turn, line.clock.runs, line.worked_hours) == (Turn.CUSTOMER, False, 8)
        assert round(line.waited_days, 1) == 10.1

    @pytest.mark.parametrize(
        ("zone", "opened", "hours"), [("America/New_York", "05:00", 3), ("Asia/Tokyo", "18:00", 3)]
    )
    def test_the_times_of_a_ticket_are_on_the_clocks_of_the_company(
        self, tmp_path: Path, zone: str, opened: str, hours: float
    ) -> None:
        """Noon in UTC is eight in New York and nine in the evening in Tokyo: three hours later, in either."""
        tickets = TICKETS.replace("2026-10-05 09:00", f"2026-10-05 {opened}")
        where = office(tmp_path, f'{SETTINGS}timezone = "{zone}"\n', tickets=tickets)
        line = listed(where, "A1/T1")
        assert (line.worked_hours, line.waited_days) == (hours, hours / 24)

    def test_a_claim_and_a_note_on_one_ticket_are_one_line_whichever_was_written_first(self, where: Workspace) -> None:
        raised(where, replace(DISPUTE, ticket="T1"), amount=100)
        note = RaisedRequest(subject="Down", ticket="T1", customer_text="We look at it.")
        acting.say(Plans.within(where), "A1", note, RequestHandling(), ANN)
        assert [one.key for one in brief(where, Filters(accounts=("A1",))).listed] == ["A1/R1", "A1/T2"]

    def test_a_ticket_of_which_somebody_says_more_is_one_line_whose_dates_are_the_sources(
        self, where: Workspace
    ) -> None:
        said = RaisedRequest(
            subject="Down", ticket="T1", promised_for=date(2026, 10, 1), customer_text="We look at it."
        )
        acting.say(Plans.within(where), "A1", said, RequestHandling(request=""), ANN)
        assert [one.key for one in brief(where).listed] == ["A1/T1", "A1/T2"]
        line = listed(where, "A1/T1")
        assert line.written is not None and line.late and line.opened_at is not None
        assert line.opened_at.hour == 9 and line.promised_for == date(2026, 10, 1)

    def test_a_claim_with_its_ticket_is_one_line_with_a_course_of_its_own(self, where: Workspace) -> None:
        request_id = raised(where, replace(DISPUTE, ticket="T2"), amount=100)
        assert {one.key for one in brief(where).listed} == {"A1/R1", "A1/T1"}
        did(where, request_id, A.WITHDRAW)
        assert listed(where, "A1/R1").disagrees == "Withdrawn here, open as ticket T2"

    def test_what_is_open_here_and_closed_there_is_said(self, where: Workspace) -> None:
        raised(where, replace(DISPUTE, ticket="T3"), amount=100, account="B1")
        assert listed(where, "B1/R1").disagrees == "Open here, closed as ticket T3"
        table = desk.differences(acting_book(opened_once(where)), brief(where))
        assert table is not None and table.rows == (("Bolt", "Wrong price", "Open here, closed as ticket T3"),)

    def test_words_for_a_ticket_that_is_closed_are_over(self, where: Workspace) -> None:
        said = RaisedRequest(subject="Slow", ticket="T3", customer_text="It was the router.")
        acting.say(Plans.within(where), "B1", said, RequestHandling(request=""), ANN)
        line = listed(where, "B1/R1")
        assert (line.is_open, line.state, line.late) == (False, "Closed", False)


class TestFigures:
    def figures(self, where: Workspace) -> dict[str, object]:
        return {one.id.removeprefix("requests."): one.value for one in brief(where).figures}

    def test_each_by_hand(self, where: Workspace) -> None:
        dispute = raised(where, DISPUTE, amount=1000.5)
        did(where, dispute, A.INVESTIGATE)
        did(where, dispute, A.CREDIT, amount=600.25)
        done = raised(where, replace(QUESTION, opened_on=date(2026, 10, 1)))
        did(where, done, A.RESOLVE, A.REOPEN, A.RESOLVE, A.CLOSE)
        found = self.figures(where)
        assert found["open"] == 3
        assert found["disputed"] == 400.25
        assert (found["age_p50"], found["age_p90"]) == (10.125, 14.5)
        assert found["met"] == pytest.approx(100 * 2 / 3)  # T3 and ours of T3, T4 and ours
        assert found["reopened"] == pytest.approx(100 * 2 / 3)
        assert found["credit_days"] is None and found["credit_share"] is None

    def test_what_is_decided_in_the_quarter_is_held_against_what_was_billed(self, tmp_path: Path) -> None:
        where = office(tmp_path, charges="account_id|month|amount\nA1|2026-08-01|5000\nA1|2026-05-01|9000\n")
        dispute = raised(where, DISPUTE, amount=100)
        did(where, dispute, A.INVESTIGATE)
        did(where, dispute, A.CREDIT, amount=50)
        did(where, dispute, A.DECLINE)
        found = self.figures(where)
        assert (found["credit_days"], found["credit_share"]) == (14.5, 1.0)

    def test_parts_of_all_claims_add_up_in_the_table(self, where: Workspace) -> None:
        for amount in (0.07, 1000.5, 333.33):
            request_id = raised(where, DISPUTE, amount=amount)
            did(where, request_id, A.INVESTIGATE)
            did(where, request_id, A.CREDIT, amount=0.05)
        table = brief(where).claims
        assert table is not None
        names = [one.name for one in table.columns]
        total = {name: sum(round(100 * row[names.index(name)]) for row in table.rows) for name in names[4:9]}  # type: ignore[operator, arg-type]
        assert total["Disputed"] == 133_390 and total["Credited"] == 15
        assert total["Disputed"] == sum(total[name] for name in ("Credited", "Declined", "Withdrawn", "Open"))


class TestEscalation:
    @pytest.mark.parametrize(
        ("asked", "reached"),
        [
            (date(2026, 10, 5), Reached.NOBODY),  # 3 of 40 hours
            (date(2026, 10, 1), Reached.NOBODY),  # 19
            (date(2026, 9, 30), Reached.OWNER),  # 27
            (date(2026, 9, 29), Reached.MANAGER),  # 35
            (date(2026, 9, 28), Reached.LEADERSHIP),  # 43
        ],
    )
    def test_who_has_to_hear_of_it_by_the_hours_at_work(self, where: Workspace, asked: date, reached: Reached) -> None:
        raised(where, replace(QUESTION, opened_on=asked))
        assert listed(where, "A1/R1").reached is reached

    def test_a_priority_has_hours_of_its_own(self, where: Workspace) -> None:
        raised(where, replace(QUESTION, opened_on=date(2026, 10, 1)), priority=Urgency.URGENT)
        assert listed(where, "A1/R1").reached is Reached.LEADERSHIP  # 19 of 16 hours

    def test_a_day_that_we_promised_and_that_is_over_makes_it_late(self, where: Workspace) -> None:
        raised(where, replace(QUESTION, promised_for=date(2026, 10, 4)))
        line = listed(where, "A1/R1")
        assert line.late and line.at_risk
        assert not listed(where, "A1/T1").late and written(where, "R1").said.kind is RequestKind.QUESTION


@pytest.mark.every
def test_the_limit_of_the_source_makes_a_ticket_late(tmp_path: Path) -> None:
    empty = f"|{' ' * 18}"
    told = TICKETS.replace(f"2026-09-26 10:00 {empty}{empty}|", f"2026-09-26 10:00 {empty}| 2026-10-01 09:00 |")
    line = listed(office(tmp_path, tickets=told), "A1/T2")
    assert line.due_at is not None and line.turn is Turn.CUSTOMER and line.late
