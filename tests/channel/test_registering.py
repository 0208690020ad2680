"""A registration raised here: drafted, checked on its way, decided, and over one day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from steward.briefings.internal.channel.registrations import ListedRegistration
from steward.domain.channel.registering import Against, RegistrationState
from steward.errors import StepNotAllowed
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.registration_states import file_of
from steward.services.channel import registering
from steward.services.channel.registering import Registration, RegistrationEvent
from steward.services.week import everything
from steward.workspace import Workspace
from tests.channel.made import book_of, briefed, company

TODAY = date(2026, 10, 8)
E = RegistrationEvent


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return company(tmp_path)


def raised(workspace: Workspace, account_id: str = "X1", partner: str = "A1", family: str = "Security") -> str:
    new = Registration(id="", partner=partner, what="Walls for all", family=family, value=400)
    return registering.raise_one(Plans.within(workspace), account_id, new, "P1")


def seen(workspace: Workspace, registration_id: str, account_id: str = "X1") -> ListedRegistration:
    return briefed(workspace).registrations[f"{account_id}/{registration_id}"]


def step(
    workspace: Workspace, registration_id: str, event: RegistrationEvent, why: str = "", until: date | None = None,
    account_id: str = "X1",
) -> RegistrationState:  # fmt: skip
    brief = briefed(workspace)
    one = brief.registrations[f"{account_id}/{registration_id}"]
    also = [each for each in brief.registrations.values() if each.account_id == account_id]
    plans = Plans.within(workspace)
    return registering.take_step(plans, one, event, "P1", TODAY, why, until=until, also=also).state


def test_it_goes_its_way_and_every_step_is_kept(workspace: Workspace) -> None:
    key = raised(workspace)
    assert seen(workspace, key).state is RegistrationState.DRAFT
    assert [one.against for one in seen(workspace, key).conflicts] == [Against.DIRECT]
    assert step(workspace, key, E.SUBMIT) is RegistrationState.SUBMITTED
    one = seen(workspace, key)
    assert (one.submitted_on, one.decide_by) == (TODAY, datetime(2026, 10, 12, 12, tzinfo=UTC)), "of the company's day"
    step(workspace, key, E.REVIEW)
    with pytest.raises(StepNotAllowed, match="say why it is approved all the same"):
        step(workspace, key, E.APPROVE, until=TODAY)
    with pytest.raises(StepNotAllowed, match="Say until when"):
        step(workspace, key, E.APPROVE, why="They know the site.", until=TODAY - timedelta(days=1))
    assert step(workspace, key, E.APPROVE, "They know the site.", TODAY) is RegistrationState.APPROVED
    one = seen(workspace, key)
    assert (one.protected_until, one.reason, one.days_left(TODAY)) == (TODAY, "They know the site.", 0)
    assert one.standing is not None and one.standing.decided is not None
    assert one.standing.decided.about["against"] == "direct: "
    assert step(workspace, key, E.CONVERT) is RegistrationState.CONVERTED
    assert seen(workspace, key).events == ()


def test_until_when_it_is_to_be_decided_is_told_on_the_clocks_of_who_decides(workspace: Workspace) -> None:
    rules = workspace.plans / "_company" / "approval_rules.toml"
    rules.parent.mkdir(parents=True, exist_ok=True)
    rules.write_text('account_id = "_company"\n[asking]\nzone = "Asia/Tokyo"\n')
    key = raised(workspace)
    step(workspace, key, E.SUBMIT)
    due = seen(workspace, key).decide_by
    assert due is not None and f"{due:%-d %B %H:%M}" == "12 October 17:00", (
        "nine at night there, so from the next day on"
    )


def test_an_approval_is_over_after_its_last_day_though_nobody_wrote_it(workspace: Workspace) -> None:
    key = raised(workspace)
    for event in (E.SUBMIT, E.REVIEW):
        step(workspace, key, event)
    plans, one = Plans.within(workspace), seen(workspace, key)
    registering.take_step(plans, one, E.APPROVE, "P1", date(2026, 10, 7), "Yes.", until=date(2026, 10, 7))
    assert seen(workspace, key).state is RegistrationState.EXPIRED


def test_nothing_is_approved_against_another_approval_of_the_same_family(workspace: Workspace) -> None:
    """D1 of Resell protects Voice at Acme until 15 October."""
    key = raised(workspace, family="voice")
    for event in (E.SUBMIT, E.REVIEW):
        step(workspace, key, event)
    assert seen(workspace, key).conflicts[0].against is Against.PROTECTED
    with pytest.raises(StepNotAllowed, match="two never do at once"):
        step(workspace, key, E.APPROVE, "All the same.", TODAY)
    assert step(workspace, key, E.REJECT, "Resell has it.") is RegistrationState.REJECTED


def test_what_was_decided_meanwhile_is_not_decided_again(workspace: Workspace) -> None:
    key = raised(workspace)
    step(workspace, key, E.SUBMIT)
    old = seen(workspace, key)
    step(workspace, key, E.CANCEL)
    with pytest.raises(StepNotAllowed, match="meanwhile"):
        registering.take_step(Plans.within(workspace), old, E.REVIEW, "P1", TODAY)


def test_of_two_that_are_approved_from_pages_of_one_moment_the_second_is_refused(workspace: Workspace) -> None:
    keys = [raised(workspace), raised(workspace, partner="R1", family="")]
    for key in keys:
        for event in (E.SUBMIT, E.REVIEW):
            step(workspace, key, event)
    first, second = (seen(workspace, key) for key in keys)
    plans = Plans.within(workspace)
    registering.take_step(plans, first, E.APPROVE, "P1", TODAY, "Yes.", until=TODAY)
    with pytest.raises(StepNotAllowed, match="two never do at once"):
        registering.take_step(plans, second, E.APPROVE, "P2", TODAY, "Yes.", until=TODAY)


def test_an_id_written_by_hand_leads_to_no_folder_but_its_own(workspace: Workspace) -> None:
    assert file_of("walls-for-all") == "registrations/walls-for-all/events.jsonl"
    assert ".." not in file_of("../../../B1") and file_of("../../../B1").count("/") == 2


@pytest.mark.parametrize("event", [E.REJECT, E.RETURN])
def test_nobody_is_turned_down_without_a_reason(workspace: Workspace, event: RegistrationEvent) -> None:
    key = raised(workspace)
    for before in (E.SUBMIT, E.REVIEW):
        step(workspace, key, before)
    with pytest.raises(StepNotAllowed, match="Say why"):
        step(workspace, key, event)


def test_one_of_a_feed_is_decided_where_it_comes_from(workspace: Workspace) -> None:
    one = briefed(workspace).registrations["X3/D2"]
    assert (one.to_decide, one.events) == (True, ())


def test_the_week_says_what_is_to_be_decided_and_which_protection_ends(workspace: Workspace) -> None:
    found = everything(book_of(workspace), PlanCache(Plans.within(workspace)))
    told = {(one.reason.value, one.account, one.due, one.doer_id) for one in found.todos if one.registration}
    assert told == {
        ("registration", "Cove", date(2026, 10, 8), "P2"), ("protection ends", "Acme", date(2026, 10, 15), None),
    }  # fmt: skip
    (words,) = [one.words for one in found.todos if one.reason.value == "protection ends"]
    assert words == "Resell: the protection of “Voice” ends in 7 days, on 15 Oct 2026"
