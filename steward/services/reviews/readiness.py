"""How ready reviews are: preflight of one, and of all of a quarter in one table for a manager."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from steward.briefings.customer.material.material import material
from steward.briefings.customer.subject import Subject, subject
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
from steward.services.reviews.opened import OpenedReview, is_frozen, open_review, opened_file
from steward.services.reviews.templates import template_of
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow

NOT_BEGUN = "not begun"
NOT_CHECKED = "not checked yet"
READY = "ready"


@dataclass(frozen=True)
class Checkup:
    """What one review lacks, and how many slides it has."""

    account_id: str
    findings: tuple[Finding, ...]
    slides: int


@dataclass(frozen=True)
class Ready:
    """One account's review and what it lacks. `prepared` None: nobody has begun it; `findings` None: it was not laid
    out to be checked, and nobody knows what it lacks."""

    account_id: str
    name: str
    owner: str | None
    prepared: Review | None
    findings: tuple[Finding, ...] | None = None
    slides: int = 0

    def after(self, checkup: Checkup) -> "Ready":
        """The same with what it lacks."""
        return replace(self, findings=checkup.findings, slides=checkup.slides)

    def count(self, weight: Weight) -> int:
        """How many findings weigh so much."""
        return sum(finding.weight is weight for finding in self.findings or ())

    @property
    def state(self) -> str:
        """The review in a word or two."""
        if self.prepared is None:
            return NOT_BEGUN
        if self.findings is None:
            return NOT_CHECKED
        if self.count(Weight.STOPS):
            return "not to be shown yet"
        return "to fix" if self.count(Weight.FIX) else READY


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


def found_of(book: Book, plans: Plans, row: BookRow) -> Ready:
    """One account's review as its file says it: nothing is laid out, so what it lacks is not known."""
    begun = (plans.of(row.account_id) / file_of(book.quarter)).is_file()
    prepared = opened_file(plans, row.account_id, book.quarter).plan if begun else None
    return Ready(row.account_id, row.name, row.owner, prepared)


def ready(book: Book, plans: Plans, found: Ready, names: Sequence[str]) -> Ready:
    """The same, checked; `names`: those of all accounts."""
    if found.prepared is None:
        return found
    return found.after(checkup(subject(book.warehouse, found.account_id, str(book.quarter)), plans, names))


def checkup(about: Subject, plans: Plans, names: Sequence[str]) -> Checkup:
    """What the review lacks as it is now, on the template its deck is drawn on; `names`: those of all accounts."""
    opened = open_review(about, plans)
    found = check(opened, names, template_of(plans, about.account_id))
    return Checkup(about.account_id, found, len(opened.review.slides))


def most_urgent(found: Iterable[Ready], today: date) -> tuple[Ready, ...]:
    """The reviews that were begun: those to come by their day, then those without one, then those that were held, the
    latest first."""

    def urgency(one: Ready) -> tuple[int, int, str]:
        held = one.prepared.meeting.held_on if one.prepared else None
        if held is None:
            return 1, 0, one.name
        away = (held - today).days
        return (0 if away >= 0 else 2), abs(away), one.name

    return tuple(sorted((one for one in found if one.prepared), key=urgency))


def in_order(found: Iterable[Ready]) -> tuple[Ready, ...]:
    """What needs somebody first, then what was not checked; those that nobody began last."""
    return tuple(
        sorted(found, key=lambda one: (one.prepared is None, one.findings is None, -one.count(Weight.STOPS), one.name))
    )


def readiness_table(book: Book, found: Sequence[Ready]) -> Table:
    """All reviews of a quarter in one table."""
    return Table(
        id="reviews.readiness",
        title=_told(book, [one.state for one in found]),
        alt="Table of reviews with their day, state and findings.",
        receipt=Receipt("review readiness", book.as_of, "review.toml", (("quarter", str(book.quarter)),)),
        columns=(
            Column("Account", wide=True), Column("Account manager"), Column("Meeting"), Column("State"),
            Column("Stops it", COUNT), Column("To fix", COUNT), Column("Slides", COUNT), Column("Frozen on"),
        ),
        rows=tuple(_row(one) for one in found),
        keys=tuple(one.account_id for one in found),
    )  # fmt: skip


def _told(book: Book, states: Collection[str]) -> str:
    """How many are ready: of all, or of those of which it is known."""
    counts = Counter(states)
    unknown = counts[NOT_CHECKED]
    quarter, ready, others = book.quarter.spoken, counts[READY], f"{counts[NOT_BEGUN]} {NOT_BEGUN}"
    if not unknown:
        return f"{ready} of {len(states)} reviews ready for {quarter}, {others}"
    checked = len(states) - unknown - counts[NOT_BEGUN]
    return f"{quarter}: {ready} of {checked} checked reviews ready, {unknown} not checked, {others}"


def _row(one: Ready) -> tuple[Cell, ...]:
    known = one.findings is not None
    return (
        one.name,
        one.owner,
        one.prepared.meeting.held_on if one.prepared else None,
        one.state,
        one.count(Weight.STOPS) if known else None,
        one.count(Weight.FIX) if known else None,
        one.slides if known else None,
        one.prepared.frozen.frozen_on if one.prepared else None,
    )
