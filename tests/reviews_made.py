"""Reviews of the sample and of a small company, for the tests of several rooms."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from steward.briefings.customer.material.material import Material, material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.reviews.storyline import composed
from steward.briefings.customer.subject import Subject, subject
from steward.deck import customer_measured
from steward.exhibits.wording import HEADLINE
from steward.plans.customer.review import Review, SlideChoice
from steward.plans.customer.success_plan import FILE, SuccessPlan
from steward.plans.files.store import Plans
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import EVERYTHING
from tests.made_once import is_shared

BUSY = "NW-1002"
"""An account of the sample with goals, commitments, outages, outgrown products and a survey."""

TOLD = ("NW-1002", "NW-1003", "NW-1008", "NW-1018")
"""Four that differ most: busy, in dispute, gone, small and without a plan."""
A_NAME = 24
"""So many letters of a customer's name a headline's line counts: nobody can say a longer name in fewer."""


def too_long(titles: Iterable[str], name: str) -> list[str]:
    """The titles that take more than a headline's line, the customer's name counted as 24 letters at most."""
    return [one for one in titles if len(one.replace(name, name[:A_NAME])) > HEADLINE]


def opened(home: Path) -> Warehouse:
    """The warehouse of a loaded home; of one that no test may change it is opened once, and reads nothing twice."""
    return _opened_once(home) if is_shared(home) else open_warehouse(Workspace.whole(home))


@cache
def _opened_once(home: Path) -> Warehouse:
    return open_warehouse(Workspace.whole(home))


def account(home: Path, account_id: str = BUSY, quarter: str | None = None) -> Subject:
    """An account of a loaded home."""
    return subject(opened(home), account_id, quarter)


def accounts(home: Path, only: Iterable[str] | None = None) -> Iterator[Subject]:
    """These accounts of a loaded home; else those of the sample that differ most, and by `make test-all` every one."""
    warehouse = opened(home)
    for account_id in told_of(home) if only is None else only:
        yield subject(warehouse, account_id)


def told_of(home: Path) -> tuple[str, ...]:
    """Which accounts of a home a test goes through."""
    found = ids(home)
    return found if EVERYTHING else tuple(one for one in found if one in TOLD) or found


def ids(home: Path) -> tuple[str, ...]:
    """Every account of a loaded home."""
    return tuple(choice.account_id for choice in choices(opened(home)))


def about(found: Subject, home: Path) -> PlanSubject:
    """The account with its success plan."""
    return PlanSubject(found, Plans.whole(Workspace.whole(home).plans).open(SuccessPlan, FILE, found.account_id).plan)


def review(home: Path, *slides: SlideChoice, account_id: str = BUSY, **sections: object) -> CustomerReview:
    """The review of an account with these choices."""
    names = about(account(home, account_id), home)
    prepared = replace(Review(account_id=account_id), slides=slides, **sections)  # type: ignore[arg-type]
    return composed(material_of(home, account_id), names, prepared)


def material_of(home: Path, account_id: str = BUSY) -> Material:
    """An account's material; of a home that no test may change it is made once."""
    return _material_once(home, account_id) if is_shared(home) else material_anew(home, account_id)


def material_anew(home: Path, account_id: str = BUSY) -> Material:
    """The same, whatever was made before."""
    return material(about(account(home, account_id), home))


_material_once = cache(material_anew)


def customer_review(subject: Subject, plan: SuccessPlan, *, investment: bool = False) -> CustomerReview:
    """The review of one account and quarter with a plan, as nobody prepared it."""
    names = PlanSubject(subject, plan)
    return composed(material(names), names, Review(account_id=plan.account_id), investment=investment)


def customer_texts(review: CustomerReview, template: Path | None = None) -> list[tuple[str, ...]]:
    """The texts on each slide of its deck."""
    return [slide.texts for slide in customer_measured(review, template)]
