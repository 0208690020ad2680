"""What contradicts itself across the slides of a review, and titles that say no finding."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.plans.commitment_states import BROKEN, CommitmentState, state_of
from steward.briefings.customer.reviews.slide_library import NAMES
from steward.exhibits import Figure
from steward.plans.customer.review import Review, Shown
from steward.plans.customer.success_plan import Commitment, JointStep, Progress, SuccessPlan
from steward.plans.files.changes import identity

FEWEST_WORDS = 2
"""A title of fewer words names a topic and says nothing of it."""
_WORD = re.compile(r"\w+")
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
    agreed: SuccessPlan, day: date, prepared: Review, figures: Iterable[Figure]
) -> Iterator[Contradiction]:
    """A commitment that is both kept and not; one that is late while its step is on time, or the other way round; a
    number in somebody's words that is not the figure's."""
    yield from _commitments(agreed, day)
    yield from _steps(agreed, day)
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
