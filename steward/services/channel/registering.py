"""What happens to a registration raised here: written in its ledger, with the conflicts as they were seen then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from steward.briefings.internal.channel.registrations import ListedRegistration
from steward.domain.channel.registering import Claim, RegistrationState, covers
from steward.domain.clocks import moment_of
from steward.errors import PlanNotFound, StepNotAllowed
from steward.plans.company.commission_plans import open_commission_plans
from steward.plans.files.changes import entry_id
from steward.plans.files.store import Opened, Plans
from steward.plans.internal.channel import FILE, ChannelFile, Registration
from steward.plans.internal.registration_states import (
    REGISTRATION,
    UNTIL,
    RegistrationEvent,
    RegistrationStanding,
    file_of,
    standing,
)
from steward.workflow import ledger

__all__ = [
    "Registration", "RegistrationEvent", "RegistrationState", "channel_file", "protects_until", "raise_one", "said",
    "take_step",
]  # fmt: skip

SAID: Mapping[RegistrationEvent, str] = {
    RegistrationEvent.SUBMIT: "Submit",
    RegistrationEvent.REVIEW: "Take under review",
    RegistrationEvent.APPROVE: "Approve",
    RegistrationEvent.REJECT: "Reject",
    RegistrationEvent.CANCEL: "Cancel it",
    RegistrationEvent.CONVERT: "It was won",
    RegistrationEvent.EXPIRE: "Let it lapse",
    RegistrationEvent.RETURN: "Send it back",
}
NEEDS_REASON = (RegistrationEvent.REJECT, RegistrationEvent.RETURN, RegistrationEvent.EXPIRE)
"""What nobody does without saying why; nor is anything approved so that something speaks against."""


def said(event: RegistrationEvent) -> str:
    """What a button of it says."""
    return SAID[event]


def channel_file(plans: Plans, account_id: str) -> Opened[ChannelFile]:
    """What people wrote of an account's partners, as the file says it now."""
    return plans.open(ChannelFile, FILE, account_id)


def protects_until(plans: Plans, today: date) -> date:
    """The last day that what is approved today protects, by the company's terms."""
    return today + timedelta(days=open_commission_plans(plans.folder).plan.protect_days)


def raise_one(plans: Plans, account_id: str, new: Registration, who: str) -> str:
    """Write a registration down; its id. Raises PlanNotSaved, StepNotAllowed."""
    if not new.partner or not new.what.strip():
        raise StepNotAllowed("Say who registers, and what the customer is to buy.")
    made: list[str] = []

    def added(file: ChannelFile) -> ChannelFile:
        folder = plans.of(account_id) / "registrations"
        taken = [one.id for one in file.registrations]
        taken += [path.name for path in folder.iterdir()] if folder.is_dir() else []
        made[:] = [entry_id(new.what, taken)]
        return replace(file, registrations=(*file.registrations, replace(new, id=made[0], raised_by=who)))

    plans.edit(ChannelFile, FILE, account_id, added, who)
    return made[0]


def take_step(
    plans: Plans, one: ListedRegistration, event: RegistrationEvent, who: str, today: date, why: str = "",
    until: date | None = None, also: Sequence[ListedRegistration] = (),
) -> RegistrationStanding:  # fmt: skip
    """Write that something happened to what was seen, judged by its ledger as it is then. `until`: the last day an
    approval protects; `also`: the account's registrations as feeds tell them;
    none of these and none raised here may protect the same.

    Raises StepNotAllowed, PlanNotFound, PlanNotSaved."""
    if not who.strip():
        raise StepNotAllowed("Say who you are first.")
    with plans.alone(one.account_id, file_of(one.registration_id)) as folder:
        if one.registration_id not in [each.id for each in channel_file(plans, one.account_id).plan.registrations]:
            raise PlanNotFound(f"There is no registration “{one.registration_id[:60]}” of this account.")
        path = folder / file_of(one.registration_id)
        now = standing(ledger.read(path), today)
        if one.standing is None or now.last != one.standing.last:
            raise StepNotAllowed("Somebody else decided on it meanwhile: look at it, and try again.")
        REGISTRATION.after(now.state.value, event.value)
        claims = (*_raised_here(plans, one.account_id, today), *(each.claim for each in also if each.standing is None))
        if wrong := _wrong(one, event, why, until, today, claims):
            raise StepNotAllowed(wrong)
        about = {"why": why.strip()} if why.strip() else {}
        if event in (RegistrationEvent.SUBMIT, RegistrationEvent.APPROVE):
            about |= {"against": "; ".join(f"{each.against}: {each.evidence or each.who}" for each in one.conflicts)}
        if event is RegistrationEvent.APPROVE and until:
            about |= {UNTIL: until.isoformat()}
        ledger.add(path, who, event.value, about, at=moment_of(today))
        return standing(ledger.read(path), today)


def _wrong(
    one: ListedRegistration, event: RegistrationEvent, why: str, until: date | None, today: date,
    claims: Sequence[Claim],
) -> str:  # fmt: skip
    """Why something cannot happen; empty where it can."""
    if event is RegistrationEvent.APPROVE:
        if one.forbidden or any(_meets(one, other, today) for other in claims):
            return "Another approval protects this account and product family: two never do at once."
        if one.conflicts and not why.strip():
            return "Something speaks against it: say why it is approved all the same."
        if until is None or until < today:
            return "Say until when it protects: a day to come."
    return "Say why." if event in NEEDS_REASON and not why.strip() else ""


def _raised_here(plans: Plans, account_id: str, today: date) -> Iterator[Claim]:
    """Every registration raised at an account as its ledger says it now. Whoever calls holds the account's lock: of two
    that are approved at once one is refused."""
    for one in channel_file(plans, account_id).plan.registrations:
        held = standing(ledger.read(plans.of(account_id) / file_of(one.id)), today)
        yield Claim(one.id, one.partner, one.family, held.state, held.protected_until)


def _meets(one: ListedRegistration, other: Claim, today: date) -> bool:
    """Whether another protects what this one is about."""
    same = other.registration_id == one.registration_id
    return not same and other.protects(today) and covers(one.family, other.family)
