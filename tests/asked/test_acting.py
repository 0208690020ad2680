"""What is done to a request is one line of its ledger or nothing, to what was seen, and taken back at one press."""

import multiprocessing
import os
import signal
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from steward.domain.requests.claims import Claim
from steward.domain.requests.words import RequestAct, RequestKind, RequestState, Turn, Urgency
from steward.errors import PlanChangedMeanwhile, PlanNotFound, PlanNotSaved, StepNotAllowed
from steward.plans.customer.requests import RaisedRequest
from steward.plans.files.store import Plans
from steward.plans.internal.handling import RequestHandling
from steward.services.requests import acting
from steward.services.requests.acting import NewRequest
from steward.services.requests.files import one_of, opened, opened_handling, written_of
from steward.workspace import Workspace
from tests.asked.office import ANN, DISPUTE, QUESTION, TODAY, did, listed, office, raised, written
from tests.examples import times
from tests.quoting.desk import SETTINGS

A = RequestAct
SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload(["steward.services.requests.acting", "tests.asked.test_acting"])
KILLS = times(8)


@pytest.fixture
def where(tmp_path: Path) -> Workspace:
    return office(tmp_path)


def plans(where: Workspace) -> Plans:
    return Plans.within(where)


class TestRaising:
    def test_words_stand_apart_from_what_only_we_read_and_from_what_happened(self, where: Workspace) -> None:
        raised(where, DISPUTE, amount=1000.5, note="Our fault.", priority=Urgency.HIGH)
        folder = plans(where).of("A1")
        assert "Our fault" not in (folder / "requests.toml").read_text("utf-8")
        ledger = (folder / "requests" / "R1" / "events.jsonl").read_text("utf-8")
        assert "Our fault" not in ledger and "Wrong price" not in ledger
        one = written(where, "R1")
        assert (one.handling.internal_text, one.handling.priority) == ("Our fault.", Urgency.HIGH)
        assert one.record.claim == Claim(claimed=100_050) and one.record.state is RequestState.RAISED

    def test_it_counts_from_the_day_they_asked(self, where: Workspace) -> None:
        raised(where, DISPUTE, amount=10)
        one = written(where, "R1")
        assert one.record.opened_at is not None and one.record.opened_at.date() == date(2026, 9, 21)
        assert round(listed(where, "A1/R1").waited_days, 1) == 14.5

    @pytest.mark.parametrize(("zone", "waited"), [("America/New_York", 14 + 8 / 24), ("Asia/Tokyo", 14 + 21 / 24)])
    def test_the_day_they_asked_begins_at_midnight_where_the_company_is(
        self, tmp_path: Path, zone: str, waited: float
    ) -> None:
        """Noon in UTC of a fortnight later is eight in New York; also while nobody acknowledged it."""
        where = office(tmp_path, f'{SETTINGS}timezone = "{zone}"\n')
        new = NewRequest(said=DISPUTE, amount=10)
        acting.raise_request(plans(where), "A1", new, ANN, TODAY, ZoneInfo(zone))
        one = listed(where, "A1/R1")
        assert (one.waited_days, one.opened_at and one.opened_at.date()) == (pytest.approx(waited), date(2026, 9, 21))
        (plans(where).of("A1") / "requests" / "R1" / "events.jsonl").unlink()
        one = listed(where, "A1/R1")
        assert (one.waited_days, one.opened_at and one.opened_at.date()) == (pytest.approx(waited), date(2026, 9, 21))

    def test_no_two_requests_get_one_id(self, where: Workspace) -> None:
        assert [raised(where), raised(where), raised(where, account="B1")] == ["R1", "R2", "R1"]

    @pytest.mark.parametrize(
        ("said", "amount", "why"),
        [
            (RaisedRequest(subject="  "), None, "Say in a line"),
            (RaisedRequest(subject="Price", kind=RequestKind.DISPUTE), None, "needs an amount"),
            (RaisedRequest(subject="Price", kind=RequestKind.CREDIT), 0, "needs an amount"),
            (RaisedRequest(subject="Price", kind=RequestKind.CREDIT), 0.004, "needs an amount"),
        ],
    )
    def test_what_says_too_little_is_refused_and_nothing_is_written(
        self, where: Workspace, said: RaisedRequest, amount: float | None, why: str
    ) -> None:
        with pytest.raises(PlanNotSaved, match=why):
            raised(where, said, amount=amount)
        assert written_of(plans(where), "A1") == ()

    def test_one_written_by_hand_waits_to_be_acknowledged_and_counts_from_its_day(self, where: Workspace) -> None:
        folder = plans(where).of("A1")
        folder.mkdir(parents=True)
        (folder / "requests.toml").write_text(
            'account_id = "A1"\n[[requests]]\nid = "call"\nsubject = "They rang"\nopened_on = 2026-09-28\n', "utf-8"
        )
        line = listed(where, "A1/call")
        assert (line.state, line.turn, round(line.waited_days, 1)) == ("Not acknowledged", Turn.US, 7.5)
        acting.acknowledge(plans(where), written(where, "call"), ANN, TODAY)
        assert written(where, "call").record.state is RequestState.ACKNOWLEDGED


class TestActing:
    def test_a_dispute_is_credited_in_part_and_settled_when_nothing_is_open(self, where: Workspace) -> None:
        request_id = raised(where, DISPUTE, amount=1000.5)
        did(where, request_id, A.INVESTIGATE)
        did(where, request_id, A.CREDIT, amount=600.25)
        with pytest.raises(PlanNotSaved, match="Decide of all of it first"):
            did(where, request_id, A.SETTLE)
        with pytest.raises(PlanNotSaved, match=r"Only 400\.25 of it is open"):
            did(where, request_id, A.CREDIT, amount=400.26)
        did(where, request_id, A.CREDIT, amount=400.25)
        assert did(where, request_id, A.SETTLE).record.state is RequestState.SETTLED

    def test_a_lower_claim_is_never_less_than_what_is_decided(self, where: Workspace) -> None:
        request_id = raised(where, DISPUTE, amount=1000)
        did(where, request_id, A.INVESTIGATE)
        did(where, request_id, A.CREDIT, amount=600)
        with pytest.raises(PlanNotSaved, match=r"600\.00 of it is decided already"):
            did(where, request_id, A.CLAIM, amount=599.99)
        assert did(where, request_id, A.CLAIM, amount=700).record.claim.open == 10_000

    def test_what_was_pressed_last_is_taken_back_and_what_is_over_stays_so(self, where: Workspace) -> None:
        request_id = raised(where)
        before = written(where, request_id).record
        did(where, request_id, A.WAIT, turn=Turn.CARRIER)
        acting.take_back(plans(where), written(where, request_id), ANN, TODAY)
        assert written(where, request_id).record == before
        with pytest.raises(PlanNotSaved, match="nothing to take back"):
            acting.take_back(plans(where), written(where, request_id), ANN, TODAY)
        did(where, request_id, A.RESOLVE, A.CLOSE)
        with pytest.raises(PlanNotSaved, match="nothing to take back"):
            acting.take_back(plans(where), written(where, request_id), ANN, TODAY)

    def test_nothing_happens_to_what_somebody_else_moved_meanwhile(self, where: Workspace) -> None:
        seen = written(where, raised(where))
        did(where, seen.said.id, A.WAIT)
        with pytest.raises(PlanChangedMeanwhile):
            acting.act(plans(where), seen, A.RESOLVE, "Max Manager", TODAY)

    def test_what_may_not_follow_is_refused_and_so_is_nobody(self, where: Workspace) -> None:
        one = written(where, raised(where))
        with pytest.raises(StepNotAllowed, match="A request that is acknowledged cannot be closed"):
            acting.act(plans(where), one, A.CLOSE, ANN, TODAY)
        with pytest.raises(PlanNotSaved, match="say who you are"):
            acting.act(plans(where), one, A.RESOLVE, " ", TODAY)

    @pytest.mark.parametrize(
        ("acts", "offered"),
        [
            ([], {A.START, A.WAIT, A.REPLY, A.RESOLVE, A.ASK_CANCEL}),
            ([A.WAIT], {A.WAIT, A.RESUME, A.REPLY, A.RESOLVE, A.ASK_CANCEL}),
            ([A.RESOLVE], {A.CLOSE, A.REOPEN, A.REPLY}),
            ([A.RESOLVE, A.CLOSE], set()),
        ],
    )
    def test_only_what_may_follow_is_offered(
        self, where: Workspace, acts: list[RequestAct], offered: set[RequestAct]
    ) -> None:
        assert set(acting.next_acts(did(where, raised(where), *acts))) == offered

    def test_words_are_edited_in_their_files_and_nothing_of_the_course_changes(self, where: Workspace) -> None:
        one = written(where, raised(where, DISPUTE, amount=10))
        noted = RequestHandling(request="", internal_text="Ask legal.")
        acting.say(plans(where), "A1", RaisedRequest(id="R1", subject="Wrong price", customer_text="Ours."), noted, ANN)
        after = written(where, "R1")
        assert (after.said.customer_text, after.handling.internal_text) == ("Ours.", "Ask legal.")
        assert after.record == one.record and after.is_claim

    def test_one_that_is_not_there_is_said(self, where: Workspace) -> None:
        with pytest.raises(PlanNotFound, match="no request “R9”"):
            one_of(plans(where), "A1", "R9")


def raise_for_ever(folder: Path, begun: Any, told: Path) -> None:
    """Raise, credit and answer without an end, and tell each that was said to be kept, until somebody kills us."""
    here = Plans.whole(folder)
    while True:
        new = NewRequest(said=DISPUTE, amount=100, note="x" * 500)
        request_id = acting.raise_request(here, "A1", new, ANN, TODAY)
        for act, amount in ((A.INVESTIGATE, None), (A.CREDIT, 40.0), (A.DECLINE, None)):
            acting.act(here, one_of(here, "A1", request_id), act, ANN, TODAY, amount=amount)
        with told.open("a", encoding="utf-8") as file:
            file.write(f"{request_id}\n")
            file.flush()
            os.fsync(file.fileno())
        begun.set()


def test_whoever_is_killed_while_events_are_written_loses_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    folder, told = tmp_path / "account_plans", tmp_path / "told"
    folder.mkdir()
    here = Plans.whole(folder)
    for number in range(KILLS):
        begun = SPAWN.Event()
        child = SPAWN.Process(target=raise_for_ever, args=(folder, begun, told))
        child.start()
        begun.wait(60)
        child.join(0.003 * number)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        assert opened(here, "A1").problems == () and opened_handling(here, "A1").problems == ()
        found = {one.said.id: one for one in written_of(here, "A1")}
        kept = set(told.read_text("utf-8").split())
        assert kept and all(found[one].record.state is RequestState.DECLINED for one in kept)
        for one in found.values():
            claim = one.record.claim
            assert not one.record.broken and claim.claimed == claim.credited + claim.declined + claim.open
    request_id = acting.raise_request(here, "A1", NewRequest(said=QUESTION), ANN, TODAY)
    assert one_of(here, "A1", request_id).record.state is RequestState.ACKNOWLEDGED
