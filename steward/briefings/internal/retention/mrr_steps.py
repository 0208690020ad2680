"""The steps from MRR then to MRR now, as a bridge; drawn the same for the book, a group and one account.

From charges alone they are the steps of what was charged a month, and are called so: charges begin and stop for other
reasons than a customer's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.briefings.internal.scope.book import Book
from steward.exhibits import Bridge, Receipt, Step, Value, month_text
from steward.exhibits.wording import capital, changed, inside
from steward.warehouse.rows.internal import retention as retention_rows
from steward.warehouse.rows.internal.book import BridgeRow


@dataclass(frozen=True)
class Words:
    """How the steps are called. `steps`: in the order of `happened`."""

    measure: str
    steps: tuple[str, ...]
    fell: str
    """What the accounts did that it fell at."""
    note: str = ""


OF_MRR = Words("MRR", ("New accounts", "Expansion", "Reactivation", "Contraction", "Churn"), "shrank or left")
OF_CHARGES = Words(
    "Charges a month",
    ("Charged first", "Charged more", "Charged again", "Charged less", "Not charged"),
    "were charged less or not at all",
    "Of recurring charges, month by month: what is charged once a year stops and begins again, and is no churn.",
)


def words_of(book: Book) -> Words:
    """What the steps of this book are steps of."""
    return OF_MRR if book.has_subscriptions else OF_CHARGES


def steps_receipt(book: Book, *feeds: str, **where: Value) -> Receipt:
    """Of the rows behind every step; `feeds`: those that group them."""
    basis = "subscriptions" if book.has_subscriptions else "charges"
    return book.receipt("MRR bridge", "internal.mrr_bridge", basis, *feeds, **where)


def spoken_since(book: Book, since: date, when: str) -> str:
    """A period as people call it; the first month of the data has no steps, because what was before is not known."""
    begun = retention_rows.begun(book.warehouse)
    return f"the months since {month_text(begun)}" if since <= begun else when


def happened(parts: BridgeRow) -> tuple[Decimal, ...]:
    """What stands between opening and closing, in the order of `Words.steps`."""
    return parts.new, parts.expansion, parts.reactivation, parts.contraction, parts.churn


def summed(parts: Iterable[BridgeRow]) -> BridgeRow:
    """Several bridges as one."""
    columns = list(zip(*parts, strict=True)) or [()] * len(BridgeRow._fields)
    return BridgeRow(*(sum(column, Decimal()) for column in columns))


def steps_bridge(book: Book, identifier: str, parts: BridgeRow, when: str, receipt: Receipt, note: str = "") -> Bridge:
    """The bridge over a period called `when`, such as `Q3 2026`; steps that did not happen are named below it."""
    words = words_of(book)
    steps = [Step(name, value) for name, value in zip(words.steps, happened(parts), strict=True)]
    none = [inside(step.label) for step in steps if not step.value]
    said = f"{capital(', '.join(none))}: none in {when}." if none else ""
    return Bridge(
        id=identifier,
        title=f"{words.measure} {changed(book.money, parts.closing - parts.opening)} in {when}",
        alt=f"Bridge of {inside(words.measure)} from {book.money.text(parts.opening)} to "
        f"{book.money.text(parts.closing)}: "
        + "; ".join(f"{step.label} {book.money.change(step.value)}" for step in steps)
        + ".",
        receipt=receipt,
        note=" ".join(filter(None, (said, note, words.note))),
        steps=(
            Step("Opening", parts.opening, total=True),
            *(step for step in steps if step.value),
            Step("Closing", parts.closing, total=True),
        ),
        unit=book.money,
    )
