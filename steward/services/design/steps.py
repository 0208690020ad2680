"""What may happen to a design next, why not, and what is written when it does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from steward.briefings.internal.design.missing import gap_words
from steward.domain.clocks import moment_of
from steward.domain.design.fit import open_musts
from steward.domain.design.knowledge import gaps
from steward.domain.design.words import Level
from steward.errors import PlanChangedMeanwhile, StepNotAllowed
from steward.plans.customer.design_content import judged, known, offered, questions_of, quoted_lines
from steward.plans.files.store import Plans
from steward.plans.internal import engineering as engineering_file
from steward.plans.internal.design_states import (
    DESIGN,
    FORWARD,
    DesignEvent,
    DesignState,
    content_digest,
)
from steward.plans.internal.engineering import Engineering, SignOff
from steward.services.design.files import OpenedDesign, ledger_path, open_design
from steward.services.design.shown import question_sets
from steward.workflow import ledger

__all__ = ["DesignEvent", "DesignState", "DesignStep", "hand_over_gaps", "next_steps", "take_step", "unpriced"]

SAID: Mapping[DesignEvent, str] = {
    DesignEvent.INTERVIEW: "Start the interviews",
    DesignEvent.DESIGN: "Designed",
    DesignEvent.REVIEW: "Sign the review",
    DesignEvent.PRICE: "Priced",
    DesignEvent.HAND_OVER: "Hand over to implementation",
    DesignEvent.ACCEPT: "Accepted by implementation",
    DesignEvent.RETURN: "Return with questions",
    DesignEvent.RESUME: "Ask again",
    DesignEvent.DROP: "Drop the design",
    DesignEvent.TAKE_BACK: "Take back the last step",
}
NEEDS_REASON = (DesignEvent.RETURN, DesignEvent.DROP)
"""What nobody does without saying why."""
NO_LINES = "Nothing is delivered: the offered option has no line that is not excluded."
RESTS_ON_CONTENT = frozenset(
    (
        DesignEvent.INTERVIEW, DesignEvent.DESIGN, DesignEvent.REVIEW, DesignEvent.PRICE, DesignEvent.HAND_OVER,
        DesignEvent.ACCEPT,
    )
)  # fmt: skip
"""What says something of the design as it was read, and so of nothing that was saved since."""


@dataclass(frozen=True)
class DesignStep:
    """One thing that may happen. `why_not`: what has to be done before; nothing where it can happen now."""

    event: DesignEvent
    words: str
    why_not: tuple[str, ...] = ()
    needs_reason: bool = False


def next_steps(plans: Plans, opened: OpenedDesign, names: Mapping[str, str]) -> tuple[DesignStep, ...]:
    """The steps that lead on, and at last the way back and out."""
    found = [*FORWARD.get(opened.standing.state, ())]
    found += [DesignEvent.TAKE_BACK] if opened.standing.can_take_back else []
    found += [DesignEvent.DROP] if DesignEvent.DROP in DESIGN.allowed(opened.standing.state) else []
    return tuple(
        DesignStep(one, SAID[one], tuple(_why_not(plans, opened, one, names)), one in NEEDS_REASON) for one in found
    )


def take_step(
    plans: Plans, opened: OpenedDesign, event: DesignEvent, who: str, names: Mapping[str, str], why: str = "",
    today: date | None = None,
) -> OpenedDesign:  # fmt: skip
    """Write that something happened to what was opened, judged by the files as they are then. `today`: the company's
    day, where it is not the clock's. Raises StepNotAllowed, PlanNotSaved, PlanChangedMeanwhile where it is not what was
    opened any more."""
    account_id, design_id = opened.file.account_id, opened.design_id
    if not who.strip():
        raise StepNotAllowed("Say who you are first.")
    if event in NEEDS_REASON and not why.strip():
        raise StepNotAllowed("Say why.")
    with plans.alone(account_id, opened.file.file):
        now = open_design(plans, account_id, design_id)
        _as_seen(opened, now, event)
        _allowed(plans, now, event, who, names)
        path = ledger_path(plans, account_id, design_id)
        digest, at = content_digest(now.plan), moment_of(today) if today else None
        if now.standing.reopened:
            ledger.add(path, who, DesignEvent.REOPEN.value, {"why": "changed since the review"}, digest, at)
        ledger.add(path, who, event.value, {"why": why.strip()} if why.strip() else {}, digest, at)
    if event is DesignEvent.REVIEW:
        _sign(plans, account_id, design_id, who, digest)
    return open_design(plans, account_id, design_id)


def _as_seen(seen: OpenedDesign, now: OpenedDesign, event: DesignEvent) -> None:
    """Nobody signs what they have not seen. Raises PlanChangedMeanwhile."""
    saved = (seen.file.digest, seen.engineering.digest) != (now.file.digest, now.engineering.digest)
    if seen.ledger.events != now.ledger.events or (saved and event in RESTS_ON_CONTENT):
        raise PlanChangedMeanwhile("Somebody else changed this design meanwhile: look at it, and try again.")


def _allowed(plans: Plans, now: OpenedDesign, event: DesignEvent, who: str, names: Mapping[str, str]) -> None:
    if event is DesignEvent.TAKE_BACK and not now.standing.can_take_back:
        raise StepNotAllowed("The last step cannot be taken back.")
    DESIGN.after(now.standing.state.value, event.value)
    wrong = [*_why_not(plans, now, event, names)]
    if event is DesignEvent.REVIEW and not wrong:
        engineer = now.engineering.plan.request.engineer
        if who not in (engineer, names.get(engineer)):
            wrong = [f"The review is signed by the sales engineer, {names.get(engineer, engineer)}."]
    if wrong:
        raise StepNotAllowed(" ".join(wrong))


def _sign(plans: Plans, account_id: str, design_id: str, who: str, digest: str) -> None:
    """The signature where people read it, beside the risks; the ledger is what counts."""

    def signed(now: Engineering) -> Engineering:
        sign_off = SignOff(
            signed_by=who, signed_on=datetime.now(UTC).date(), digest=digest, conditions=now.sign_off.conditions
        )
        return replace(now, sign_off=sign_off)

    plans.edit(Engineering, engineering_file.file_of(design_id), account_id, signed, who)


def _why_not(plans: Plans, opened: OpenedDesign, event: DesignEvent, names: Mapping[str, str]) -> Iterator[str]:
    """What has to be done before a step."""
    match event:
        case DesignEvent.INTERVIEW:
            if not opened.plan.about.families:
                yield "Choose a product family first."
        case DesignEvent.DESIGN:
            if not any(quoted_lines(opened.plan, one.id) for one in opened.plan.options):
                yield "Write an option with its bill of materials first; what is excluded is none of it."
        case DesignEvent.REVIEW:
            yield from _before_review(opened)
        case DesignEvent.PRICE:
            yield from unpriced(opened, names)
        case DesignEvent.HAND_OVER | DesignEvent.ACCEPT:
            yield from hand_over_gaps(plans, opened)
            yield from unpriced(opened, names)


def _before_review(opened: OpenedDesign) -> Iterator[str]:
    option = offered(opened.plan)
    if not opened.engineering.plan.request.engineer:
        yield "Name the sales engineer who signs it."
    if option is None:
        yield "Choose the option that is offered."
        return
    if not quoted_lines(opened.plan, option.id):
        yield NO_LINES
    if not opened.plan.requirements:
        yield "Write what is required."
    called = {one.id: one.requirement for one in opened.plan.requirements}
    ours = opened.engineering.plan
    held = {one.requirement: one.lacks(called.get(one.requirement, "")) for one in ours.exceptions}
    for one in open_musts(judged(opened.plan, option.id), ours.excepted(opened.plan.requirements)):
        why = f": {held[one]}" if one in held else ""
        yield f"“{called[one]}” is a must{why}. Meet it, or have an exception signed."


def unpriced(opened: OpenedDesign, names: Mapping[str, str]) -> Iterator[str]:
    """The lines of the offered option that have no price yet, and whether anything of it is paid a month: where nothing
    is, that is said by a 0, as an empty price is one that is not known."""
    option = offered(opened.plan)
    lines = quoted_lines(opened.plan, option.id) if option else ()
    if not lines:
        yield NO_LINES
    for one in lines:
        if one.unit_monthly is None and one.unit_one_off is None:
            yield f"{names.get(one.product_id, one.product_id)} has no price."
    if lines and all(one.unit_monthly is None for one in lines):
        yield "No line has a monthly price: where nothing is paid a month, write 0."


def hand_over_gaps(plans: Plans, opened: OpenedDesign) -> tuple[str, ...]:
    """What is open before implementation can take it, in words; nothing where the order can be placed."""
    asked = questions_of(opened.plan, question_sets(plans))
    found = gaps(known(opened.plan, asked, opened.engineering.plan.excepted(opened.plan.requirements)), Level.ORDER)
    said = (gap_words(one, opened.plan, asked) for one in found)
    return tuple(one if one.endswith("?") else f"{one}." for one in said)
