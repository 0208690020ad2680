"""The designs of an account as a customer may be told of them: imports nothing that is ours alone."""

from collections.abc import Mapping

from steward.briefings.customer.design.design import CustomerDesign, customer_design
from steward.briefings.customer.design.source import DesignSource
from steward.briefings.customer.subject import Subject
from steward.domain.design.words import Family
from steward.errors import PlanNotFound
from steward.plans.customer.design import FILE, FOLDER, Design, file_of
from steward.plans.customer.questions import FOLDER as QUESTIONS
from steward.plans.customer.questions import AskedSet, all_questions
from steward.plans.files.store import COMPANY, Opened, Plans
from steward.warehouse.rows.customer.account import colleague_names, contacts
from steward.warehouse.rows.customer.offered import products

__all__ = [
    "CustomerDesign",
    "brief",
    "design_ids",
    "opened",
    "question_sets",
    "shown",
    "source_of",
    "state_of",
    "titles",
]


def design_ids(plans: Plans, account_id: str) -> tuple[str, ...]:
    """Every design of an account, in the order of their names."""
    folder = plans.of(account_id) / FOLDER
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{FILE}")))


def opened(plans: Plans, account_id: str, design_id: str) -> Opened[Design]:
    """The file of one that is there. Raises PlanNotFound, AccountNotFound."""
    if design_id not in design_ids(plans, account_id):
        raise PlanNotFound(f"There is no design “{design_id[:60]}” of this account.")
    return plans.open(Design, file_of(design_id), account_id)


def titles(plans: Plans, account_id: str) -> Mapping[str, str]:
    """What each is called."""
    return {
        one: opened(plans, account_id, one).plan.about.title or one for one in design_ids(plans, account_id)
    }  # fmt: skip


def question_sets(plans: Plans) -> Mapping[Family, AskedSet]:
    """What is asked for each product family."""
    return all_questions(plans.folder)


def source_of(about: Subject, plans: Plans, design_id: str, plan: Design) -> DesignSource:
    """A design with the names behind its ids."""
    people = {one.contact_id: one.name for one in contacts(about.warehouse, about.account_id)}
    names = {
        **{one.product_id: one.name for one in products(about.warehouse)},
        **colleague_names(about.warehouse),
        **people,
    }
    return DesignSource(design_id, plan, question_sets(plans), names)


def shown(about: Subject, plans: Plans) -> tuple[DesignSource, ...]:
    """Those the customer may see, the last to be shown first. None of a family that is told as one, which has none."""
    if about.covers:
        return ()
    found = (
        source_of(about, plans, one, opened(plans, about.account_id, one).plan)
        for one in design_ids(plans, about.account_id)
    )
    seen = [one for one in found if one.may_be_shown(about.now)]
    return tuple(sorted(seen, key=lambda one: one.plan.about.shown_on or about.now, reverse=True))


def brief(about: Subject, source: DesignSource) -> CustomerDesign:
    """Brief on one design for the customer."""
    return customer_design(about, source)


def state_of(plans: Plans, account_id: str) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of an account's designs, and of what is asked for them, from another."""
    places = (plans.of(account_id) / FOLDER, plans.folder / COMPANY / QUESTIONS)
    found = [path for place in places for path in sorted(place.rglob("*.toml"))]
    held = [(path.as_posix(), path.stat()) for path in found]
    return tuple((path, one.st_mtime_ns, one.st_size) for path, one in held)
