"""What preflight finds and where it is fixed, and what it looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import CustomerReview
from steward.plans.customer.review import Review
from steward.plans.customer.success_plan import SuccessPlan


class Weight(Enum):
    """How much a finding matters."""

    STOPS = "stops"
    """Not to be shown like this."""
    FIX = "fix"
    KNOW = "know"
    """Good to know; nothing need be done."""


class Place(Enum):
    """Where a finding is fixed."""

    SLIDE = "slide"
    MEETING = "meeting"
    PLAN = "plan"
    FREEZE = "freeze"
    TEMPLATE = "template"
    DATA = "data"


@dataclass(frozen=True)
class Finding:
    """One thing found. `at`: the slide or the section of the plan; `entry`: the id of an entry in it; `who`: of whom it
    speaks."""

    id: str
    weight: Weight
    words: str
    place: Place
    at: str = ""
    entry: str = ""
    who: str = ""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What preflight looks at. `today`: today's material where the review is frozen; `cut`: (slide title, text) of what
    did not fit its box; `half_empty`: (slide id, share that holds something) of slides that are mostly white; `small`:
    (slide id, points, text) of the smallest text of slides where it is too small; `refused`: why the template cannot be
    used; `others`: the names of all accounts; `names`: who is meant in plan and review, and who of them left."""

    material: Material
    review: CustomerReview
    prepared: Review
    agreed: SuccessPlan
    today: Material | None
    others: Sequence[str]
    cut: Sequence[tuple[str, str]] = ()
    half_empty: Sequence[tuple[str, float]] = ()
    small: Sequence[tuple[str, float, str]] = ()
    damaged: str = ""
    refused: str = ""
    names: PlanSubject | None = None
