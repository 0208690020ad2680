"""Decks: the customer's into a file, the map's for leadership."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.subject import Subject, subject
from steward.briefings.internal.health.health import HealthBook
from steward.briefings.internal.leadership.leadership import leadership
from steward.briefings.internal.maps.relationship_map import MapBriefing
from steward.briefings.internal.maps.slides import map_slides
from steward.briefings.internal.quotes.book import QuoteBook
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.deck import Content, customer_deck, deck_of, taken_out
from steward.errors import FrozenUnreadable, StewardError
from steward.output.office import pdf_of
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.account import AccountPlan, account_plan
from steward.services import health as health_service
from steward.services import labels
from steward.services.file_names import file_on
from steward.services.quotes import desk as quotes
from steward.services.reviews.as_known import agreed_then
from steward.services.reviews.opened import open_review, opened_files, to_take_out
from steward.services.reviews.templates import own_template, template_of
from steward.services.scope import warehouse_of
from steward.warehouse.reader import Warehouse
from steward.whole_files import hand_out, make_folder, swap
from steward.workspace import Workspace

__all__ = [
    "Deck",
    "Order",
    "about_of",
    "customer_deck",
    "deck_name",
    "leadership_deck",
    "leadership_name",
    "map_deck",
    "of_the_template",
    "opened_warehouse",
    "review_of",
    "template_for",
    "write_internal",
    "write_one",
    "write_review",
    "written",
]


@dataclass(frozen=True)
class Order:
    """Which decks: of which workspace and quarter, on which template, with the investment summary or not."""

    workspace: Workspace
    quarter: str | None = None
    template: Path | None = None
    investment: bool = False


def deck_name(about: Subject) -> str:
    """The file name of a review's deck, as the customer sees it."""
    return file_on(about, "review", ".pptx")


@dataclass(frozen=True)
class Deck:
    """A deck that was written. `left_out`: the slides that are not in it, each with why, and what of the template."""

    path: Path
    left_out: tuple[tuple[str, str], ...] = ()


def write_one(order: Order, account_id: str, output: Path | None = None) -> Deck:
    """Write one deck, to `output` or into exports/."""
    return write_review(
        order, review_of(order, account_id), output or order.workspace.exports / deck_name(about_of(order, account_id))
    )


def about_of(order: Order, account_id: str) -> Subject:
    """The account a deck is of."""
    return subject(opened_warehouse(order.workspace), account_id, order.quarter)


def write_review(order: Order, review: CustomerReview, path: Path) -> Deck:
    """Write the deck of a review."""
    template = template_for(order, review.account_id)
    deck = customer_deck(review, template)
    left_out = [(one.slide, one.why) for one in review.left_out]
    return Deck(written(order, path, deck), (*left_out, *of_the_template(template)))


def template_for(order: Order, account_id: str) -> Path | None:
    """The template asked for, else the account's, else the company's."""
    return order.template or template_of(Plans.within(order.workspace), account_id)


def map_deck(about: Subject, brief: MapBriefing, template: Path | None = None) -> bytes:
    """The relationship map for leadership, for our own eyes. Raises TemplateRefused."""
    content = Content(
        title=f"{_called(about)}: relationship map",
        subject="Relationship map, internal",
        author=about.warehouse.facts.company,
        period=f"{about.quarter.spoken} · Internal",
        as_of=about.as_of,
        slides=map_slides(brief),
    )
    return deck_of(content, template)


def leadership_deck(
    about: Subject, plan: AccountPlan, plans: Plans, health: HealthBook, template: Path | None = None
) -> bytes:
    """One account for leadership, internal: of a past quarter with what was agreed then. Raises TemplateRefused."""
    prepared, _ = opened_files(plans, about.account_id, about.quarter)
    then = agreed_then(about, plans, prepared.plan, plan.success).plan
    agreed = replace(plan.success, found=replace(plan.success.found, plan=then))
    content = Content(
        title=f"{_called(about)}: where the account stands",
        subject="Account review for leadership, internal",
        author=about.warehouse.facts.company,
        period=f"{about.quarter.spoken} · Internal",
        as_of=about.as_of,
        slides=leadership(about, replace(plan, success=agreed), health, quotes_of(about, plans)).slides,
    )
    return deck_of(content, template)


def quotes_of(about: Subject, plans: Plans) -> QuoteBook:
    """What is offered to the account, as it is today."""
    book = Book(about.warehouse, about.quarter, about.as_of)
    return quotes.brief(book, Filters(accounts=(about.account_id,)), PlanCache(plans))


def leadership_name(about: Subject) -> str:
    """The file name of that deck; it says for whom it is."""
    return file_on(about, "internal account review", ".pptx")


def _called(about: Subject) -> str:
    """The account as we call it: told from another of its name."""
    return labels.accounts(about.warehouse)[about.account_id]


def write_internal(order: Order, account_id: str, output: Path | None = None) -> Deck:
    """Write one account's deck for leadership, to `output` or into exports/; on the company's own template."""
    workspace = order.workspace
    about = about_of(order, account_id)
    plans = Plans.within(workspace)
    template = order.template or own_template(plans, None)
    deck = leadership_deck(
        about, account_plan(plans, account_id), plans, health_service.of_account(about, plans), template
    )
    path = written(order, output or workspace.exports / leadership_name(about), deck)
    return Deck(path, tuple(of_the_template(template)))


def of_the_template(template: Path | None) -> Iterator[tuple[str, str]]:
    """What of a template is in none of its decks. Raises TemplateRefused."""
    return (("template", what) for what in taken_out(template))


@lru_cache(maxsize=1)
def opened_warehouse(workspace: Workspace) -> Warehouse:
    """Each process opens the warehouse once."""
    return warehouse_of(workspace)


def review_of(order: Order, account_id: str) -> CustomerReview:
    opened = open_review(about_of(order, account_id), Plans.within(order.workspace), investment=order.investment)
    if opened.damaged:
        raise FrozenUnreadable(opened.damaged)
    return to_take_out(opened, order.workspace.scope).review


def written(order: Order, path: Path, content: bytes) -> Path:
    """The file, whole or not at all; as a PDF where its name says so. In exports/ it is for those alone whom the folder
    is for."""
    if path.suffix.lower() == ".pdf":
        content = pdf_of(content, ".pptx")
    try:
        if order.workspace.exports in path.absolute().parents:
            make_folder(path.parent)
            swap(path, content)
        else:
            hand_out(path, content)
    except OSError as problem:
        raise StewardError(f"{path} could not be written: {problem.strerror}.") from problem
    return path
