"""What contradicts itself across the slides of a review, and titles that say no finding."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.delivery.delivery import ComingDelivery
from steward.briefings.customer.plans.commitment_states import BROKEN, CommitmentState, state_of
from steward.briefings.customer.reviews.slide_library import NAMES
from steward.exhibits import Figure, day_text
from steward.plans.customer.review import Review, Shown
from steward.plans.customer.success_plan import Commitment, JointStep, Kept, Progress, SuccessPlan
from steward.plans.files.changes import identity

FEWEST_WORDS = 2
"""A title of fewer words names a topic and says nothing of it."""
_WORD = re.compile(r"\w+")
_LIVE = re.compile(r"\b(go(es)?[- ]live|installed|cut-?over|delivered|connected|roll-?out|in service)\b", re.IGNORECASE)
"""Words of something that is there by then."""
_NUMBER = (
    r"[$\u20ac\u00a3]?([-\N{MINUS SIGN}]?\d[\d,]*(?:\.\d+)?)"
    r"(?!\d|[.,]\d|\s?(?:k|m|M|bn|million|billion|h|hours|of)\b|\s(?:in|at|for)\s)"
)
"""A number as it stands alone: not in thousands, in another unit, of a part, or of another time or place."""
_IS = r"(?::| was| is| were| are|(?: fell| rose| came| went)(?: from \S+(?: %)?)? to) (?:only |about )?"


@dataclass(frozen=True)
class Contradiction:
    """Two places that cannot both be right, in a sentence. `section` and `entry`: of the plan; `slide`: where it
    stands."""

    words: str
    section: str = ""
    entry: str = ""
    slide: str = ""


def contradictions(
    agreed: SuccessPlan, day: date, prepared: Review, figures: Iterable[Figure],
    coming: Sequence[ComingDelivery] = (),
) -> Iterator[Contradiction]:  # fmt: skip
    """A commitment that is both kept and not; one that is late while its step is on time, or the other way round; a
    step or commitment to go live that is done, or due, before the day its order is promised for; a number in somebody's
    words that is not the figure's."""
    yield from _commitments(agreed, day)
    yield from _steps(agreed, day)
    yield from _deliveries(agreed, coming)
    yield from _numbers(prepared, tuple(figures))


def says_nothing(title: str) -> bool:
    """Whether a title only names a topic."""
    words = _WORD.findall(title)
    lonely = len(words) < FEWEST_WORDS and title.isascii() and not any(word[0].isdigit() for word in words)
    return bool(title) and (lonely or _same(title) in map(_same, NAMES.values()))


def _commitments(agreed: SuccessPlan, day: date) -> Iterator[Contradiction]:
    kept = {_same(one.promise) for one in agreed.commitments if state_of(one, day) is CommitmentState.KEPT}
    for one in agreed.commitments:
        state = state_of(one, day)
        if state in BROKEN and _same(one.promise) in kept:
            words = f"The commitment “{one.promise}” stands there as kept and as {state}."
            yield Contradiction(words, "commitments", identity(one))


def _steps(agreed: SuccessPlan, day: date) -> Iterator[Contradiction]:
    for one in agreed.commitments:
        for step in agreed.joint_plan:
            if _same(step.what) == _same(one.promise) and (said := _apart(one, step, day)):
                yield Contradiction(f"“{one.promise}” is {said}.", "commitments", identity(one))


def _deliveries(agreed: SuccessPlan, coming: Sequence[ComingDelivery]) -> Iterator[Contradiction]:
    """What is agreed to go live, against the orders that are still to come."""
    for order in coming:
        for step in agreed.joint_plan:
            if step.status is not Progress.STOPPED and _goes_live(step.what, order):
                done = step.status is Progress.DONE
                if said := _before(order, step.due, "done as a joint step" if done else "", "as a joint step"):
                    yield Contradiction(f"“{step.what}” is {said}.", "joint_plan", identity(step))
        for one in agreed.commitments:
            if one.status in (Kept.KEPT, Kept.OPEN) and _goes_live(one.promise, order):
                kept = "kept as a commitment" if one.status is Kept.KEPT else ""
                if said := _before(order, one.due, kept, "as a commitment"):
                    yield Contradiction(f"“{one.promise}” is {said}.", "commitments", identity(one))


def _before(order: ComingDelivery, due: date | None, done: str, kind: str) -> str:
    """How a step or commitment and its order differ; empty where both may be right."""
    if done:
        return f"{done}, and {order.what} is still on order"
    if due is None or order.now_on is None or due >= order.now_on:
        return ""
    return f"due on {day_text(due)} {kind}, and {order.what} is promised for {day_text(order.now_on)}"


def _goes_live(text: str, order: ComingDelivery) -> bool:
    """Whether words are of this delivery: they name its site, and its product or that something is delivered."""
    said = f" {_same(text)} "
    if not order.site or f" {_same(order.site)} " not in said:
        return False
    return f" {_same(order.product)} " in said or bool(_LIVE.search(text))


def _apart(one: Commitment, step: JointStep, day: date) -> str:
    """How a commitment and a step of the same words differ; empty where both may be right."""
    state = state_of(one, day)
    ahead = step.status in (Progress.PLANNED, Progress.IN_PROGRESS)
    late = ahead and step.due is not None and step.due < day
    if state in BROKEN and (step.status is Progress.DONE or (ahead and not late)):
        return f"{state} as a commitment and {'done' if step.status is Progress.DONE else 'on time'} as a joint step"
    if state is CommitmentState.KEPT and ahead:
        return f"kept as a commitment and {'late' if late else 'not done'} as a joint step"
    return ""


def _numbers(prepared: Review, figures: tuple[Figure, ...]) -> Iterator[Contradiction]:
    known = [one for one in figures if one.value is not None]
    for choice in prepared.slides:
        if choice.shown is Shown.NEVER:
            continue
        own = "" if choice.so_what == choice.rests_on else choice.so_what
        for text in (choice.title, own, choice.words):
            for one in known:
                if (said := _said_of(one.label, text)) and not _agrees(said, one):
                    words = f"“{text}” says {said} of {one.label}, the figure is {one.text}."
                    yield Contradiction(words, slide=choice.id)


def _said_of(label: str, text: str) -> str:
    """The number that a text says a figure is; of other numbers near its name nobody can tell what they are."""
    found = re.search(rf"\b{re.escape(label)}{_IS}{_NUMBER}", text, re.IGNORECASE)
    return found[1] if found else ""


def _agrees(said: str, figure: Figure) -> bool:
    """Whether a number is the figure, as it was or as it is, rounded or cut to the digits that are written."""
    value = float(said.replace(",", "").replace("\N{MINUS SIGN}", "-"))
    least = 10.0 ** -len(said.partition(".")[2])
    known = (float(each) for each in (figure.value, figure.previous) if each is not None)
    return any(abs(each - value) < least for each in known)


def _same(text: str) -> str:
    """What two texts have alike where they say the same."""
    return " ".join(_WORD.findall(text.casefold()))
