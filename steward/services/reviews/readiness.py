"""How ready reviews are: preflight of one, and of all of a quarter in one table for a manager."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from steward.briefings.customer.material.material import material
from steward.briefings.customer.subject import subject
from steward.briefings.internal.reviews.findings import Checked, Finding, Weight
from steward.briefings.internal.reviews.preflight import preflight
from steward.briefings.internal.scope.book import Book
from steward.deck import customer_measured
from steward.deck.measured import MeasuredSlide, half_empty, too_small
from steward.deck.slides.overflow import cut_texts
from steward.errors import TemplateRefused
from steward.exhibits import COUNT, Cell, Column, Receipt, Table
from steward.plans.customer.review import Review, file_of
from steward.plans.files.store import Plans
from steward.services.reviews.opened import OpenedReview, is_frozen, open_review
from steward.services.reviews.templates import template_of
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow


@dataclass(frozen=True)
class Ready:
    """One account's review and what it lacks. `findings` None: nobody has begun it."""

    account_id: str
    name: str
    owner: str | None
    prepared: Review | None
    findings: tuple[Finding, ...] | None
    slides: int = 0

    def count(self, weight: Weight) -> int:
        """How many findings weigh so much."""
        return sum(finding.weight is weight for finding in self.findings or ())

    @property
    def state(self) -> str:
        """The review in a word or two."""
        if self.findings is None:
            return "not begun"
        if self.count(Weight.STOPS):
            return "not to be shown yet"
        return "to fix" if self.count(Weight.FIX) else "ready"


def check(opened: OpenedReview, others: Sequence[str], template: Path | None) -> tuple[Finding, ...]:
    """Preflight of one review, laid out on its template (None: Steward's own) to see what does not fit."""
    today = material(opened.names) if is_frozen(opened.file.plan) else None
    drawn, refused = _laid_out(opened, template)
    checked = Checked(
        material=opened.material,
        review=opened.review,
        prepared=opened.file.plan,
        agreed=opened.agreed.plan,
        today=today,
        others=others,
        cut=cut_texts(slide.texts for slide in drawn),
        half_empty=half_empty(drawn),
        small=too_small(drawn),
        refused=refused,
        damaged=opened.damaged,
        names=opened.names,
    )
    return preflight(checked)


def _laid_out(opened: OpenedReview, template: Path | None) -> tuple[Sequence[MeasuredSlide], str]:
    """The slides as they are drawn, and why the template cannot be used."""
    try:
        return customer_measured(opened.review, template), ""
    except TemplateRefused as refused:
        return (), str(refused)


def account_names(warehouse: Warehouse) -> list[str]:
    """The names of all accounts."""
    return [choice.name for choice in book_rows.choices(warehouse)]


def ready(book: Book, plans: Plans, row: BookRow, names: Sequence[str]) -> Ready:
    """One account's review; `names`: those of all accounts."""
    if not (plans.of(row.account_id) / file_of(book.quarter)).is_file():
        return Ready(row.account_id, row.name, row.owner, None, None)
    opened = open_review(subject(book.warehouse, row.account_id, str(book.quarter)), plans)
    found = check(opened, names, template_of(plans, row.account_id))
    return Ready(row.account_id, row.name, row.owner, opened.file.plan, found, len(opened.review.slides))


def in_order(found: Iterable[Ready]) -> tuple[Ready, ...]:
    """What needs somebody first; those that nobody began last."""
    return tuple(sorted(found, key=lambda one: (one.findings is None, -one.count(Weight.STOPS), one.name)))


def readiness_table(book: Book, found: Sequence[Ready]) -> Table:
    """All reviews of a quarter in one table."""
    begun = [one for one in found if one.findings is not None]
    ready = sum(one.state == "ready" for one in begun)
    return Table(
        id="reviews.readiness",
        title=f"{ready} of {len(found)} reviews ready for {book.quarter.spoken}, {len(found) - len(begun)} not begun",
        alt="Table of reviews with their day, state and findings.",
        receipt=Receipt("review readiness", book.as_of, "review.toml", (("quarter", str(book.quarter)),)),
        columns=(
            Column("Account", wide=True), Column("Account manager"), Column("Meeting"), Column("State"),
            Column("Stops it", COUNT), Column("To fix", COUNT), Column("Slides", COUNT), Column("Frozen on"),
        ),
        rows=tuple(_row(one) for one in found),
        keys=tuple(one.account_id for one in found),
    )  # fmt: skip


def _row(one: Ready) -> tuple[Cell, ...]:
    begun = one.findings is not None
    return (
        one.name,
        one.owner,
        one.prepared.meeting.held_on if one.prepared else None,
        one.state,
        one.count(Weight.STOPS) if begun else None,
        one.count(Weight.FIX) if begun else None,
        one.slides if begun else None,
        one.prepared.frozen.frozen_on if one.prepared else None,
    )
