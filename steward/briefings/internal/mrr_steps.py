"""The steps from MRR then to MRR now, as a bridge; drawn the same for the book, a group and one account."""

from collections.abc import Iterable
from decimal import Decimal

from steward.briefings.book import Book
from steward.briefings.wording import capital, changed, inside
from steward.exhibits import Bridge, Receipt, Step
from steward.warehouse.internal_rows import BridgeRow

NAMES = ("New accounts", "Expansion", "Reactivation", "Contraction", "Churn")


def happened(parts: BridgeRow) -> tuple[Decimal, ...]:
    """What stands between opening and closing, in the order of `NAMES`."""
    return parts.new, parts.expansion, parts.reactivation, parts.contraction, parts.churn


def summed(parts: Iterable[BridgeRow]) -> BridgeRow:
    """Several bridges as one."""
    columns = list(zip(*parts, strict=True)) or [()] * len(BridgeRow._fields)
    return BridgeRow(*(sum(column, Decimal()) for column in columns))


def steps_bridge(book: Book, identifier: str, parts: BridgeRow, when: str, receipt: Receipt, note: str = "") -> Bridge:
    """The bridge over a period called `when`, such as `Q3 2026`; steps that did not happen are named below it."""
    steps = [Step(name, value) for name, value in zip(NAMES, happened(parts), strict=True)]
    none = [inside(step.label) for step in steps if not step.value]
    said = f"{capital(', '.join(none))}: none in {when}." if none else ""
    return Bridge(
        id=identifier,
        title=f"MRR {changed(book.money, parts.closing - parts.opening)} in {when}",
        alt=f"Bridge of MRR from {book.money.text(parts.opening)} to {book.money.text(parts.closing)}: "
        + "; ".join(f"{step.label} {book.money.change(step.value)}" for step in steps)
        + ".",
        receipt=receipt,
        note=" ".join(filter(None, (said, note))),
        steps=(
            Step("Opening", parts.opening, total=True),
            *(step for step in steps if step.value),
            Step("Closing", parts.closing, total=True),
        ),
        unit=book.money,
    )
