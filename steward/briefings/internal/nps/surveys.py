"""The surveys of several accounts taken together."""

from collections.abc import Sequence

from steward.briefings.customer.nps.nps import why_no_score
from steward.briefings.internal.scope.book import Book
from steward.domain.nps import Survey
from steward.exhibits import MINUS, POINTS, Better, Figure
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal.book import BookRow


def survey(rows: Sequence[BookRow]) -> Survey:
    """The answers of all rows together; who was asked is known of all that answered, or of none."""
    asked_known = all(row.asked is not None for row in rows if row.answered)
    return Survey(
        sum(row.asked or 0 for row in rows) if asked_known else None,
        sum(row.promoters or 0 for row in rows),
        sum(row.passives or 0 for row in rows),
        sum(row.detractors or 0 for row in rows),
    )


def nps_figure(
    book: Book,
    rows: Sequence[BookRow],
    identifier: str = "book.nps",
    now: Survey | None = None,
    before: Survey | None = None,
) -> Figure:
    """NPS over all answers of the quarter; `now` where it is counted already, `before` to hold it against."""
    answers = now or survey(rows)
    return book.figure(
        identifier,
        "NPS",
        answers.score,
        POINTS,
        book.quarterly("NPS", "internal.nps_quarterly", "nps_responses"),
        needs=("nps_responses",),
        why=why_no_score(answers),
        note=_sure(answers),
        previous=before.score if before else None,
        # A change within the margin is neither good news nor bad.
        better=Better.HIGHER if before is None or answers.differs_from(before) else Better.NEITHER,
    )


def _sure(answers: Survey) -> str:
    return f"± {answers.margin:.0f} from {counted(answers.answered, 'answer')}" if answers.margin is not None else ""


def change_in_words(now: Survey, before: Survey, since: str) -> str:
    """`the change of −5 since Q2 2026 may be chance (z = −0.8)`; nothing where there is nothing to compare."""
    z, moved = now.z(before), _moved(now, before)
    if z is None or not moved:
        return change_in_short(now, before, since)
    told = f"z = {signed(z, 2)}" if abs(z) < 1000 else "everybody answered"
    if not now.differs_from(before):
        return f"the change of {signed(moved)} since {since} may be chance ({told})"
    return f"{'up' if moved > 0 else 'down'} {abs(moved)} since {since}, statistically significant ({told})"


def change_in_short(now: Survey, before: Survey, since: str) -> str:
    """`−5 since Q2 2026 may be chance`, for a headline; nothing where there is nothing to compare."""
    moved = _moved(now, before)
    if moved is None:
        return ""
    if not moved:
        return f"unchanged since {since}"
    if not now.differs_from(before):
        return f"{signed(moved)} since {since} may be chance"
    return f"significantly {'up' if moved > 0 else 'down'} {abs(moved)} since {since}"


def _moved(now: Survey, before: Survey) -> int | None:
    """As a reader takes the one score from the other; None where they cannot be compared."""
    if now.z(before) is None or now.score is None or before.score is None:
        return None
    return round(now.score) - round(before.score)


def signed(number: float, decimals: int = 0) -> str:
    """`+5`, `−0.84`, `0`."""
    digits = f"{abs(number):.{decimals}f}"
    return digits if not digits.strip("0.") else f"{'+' if number > 0 else MINUS}{digits}"
