"""What account reviews ask of somebody this week: one to begin, a paper to read, a plan to present, a review to end."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from steward.briefings.internal.account_reviews.book import AccountReviewBook
from steward.briefings.internal.account_reviews.listed import ListedReview
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.account_reviews.cadence import ReviewTurn
from steward.domain.account_reviews.words import AccountReviewState, ReviewVerdict
from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.plans.internal.account_reviews import FILE
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember

S = AccountReviewState
PREPARES = timedelta(14)
"""How long before its day somebody is to prepare a review."""


def account_review_todos(book: Book, brief: AccountReviewBook, us: Mapping[str, StaffMember]) -> Iterator[Todo]:
    """A line for each account whose turn it is, and for each of us whom an open review asks for something."""
    for candidate in brief.of_turn(ReviewTurn.DUE):
        row = brief.rows[candidate.account_id]
        last = f"last on {day_text(candidate.last)}" if candidate.last else "never yet"
        words = f"The plan is to be tested by colleagues this quarter ({last}): name presenter, coach and reviewers"
        yield _todo(book, row, words, brief.running.end)
    for one in brief.listed.values():
        if one.state.is_open:
            yield from _asked(book, one, brief, us)


def _asked(
    book: Book, one: ListedReview, brief: AccountReviewBook, us: Mapping[str, StaffMember]
) -> Iterator[Todo]:  # fmt: skip
    held, review = one.review.held_on, one.review
    when = f" on {day_text(held)}" if held else ""
    if one.state is S.PREVIEW:
        if held is None or held <= book.now + PREPARES:
            yield _todo(book, one.row, f"Prepare to present the plan{when}", held, one, review.presenter, us)
        read_by = held - timedelta(brief.rules.preview_days) if held else None
        if read_by is None or read_by <= book.now:
            for person in review.reviewers:
                words = f"Read the paper on {one.row.name} before its review{when}"
                yield _todo(book, one.row, words, held, one, person, us)
        return
    left = _left(one)
    yield _todo(book, one.row, f"The account review{when} is not closed: {left}", _end(held), one, _leader(one), us)


def _left(one: ListedReview) -> str:
    if one.state is S.PRESENT:
        return "the test is not begun"
    if one.state is S.TEST:
        return f"{counted(one.judged(ReviewVerdict.OPEN), 'vulnerability', 'vulnerabilities')} to be judged"
    open_ones = sum(bool(each.lacks) for each in one.found)
    return f"{counted(open_ones, 'vulnerability', 'vulnerabilities')} without an action or a reason" if open_ones else (
        "nothing is open in it"
    )  # fmt: skip


def _leader(one: ListedReview) -> str:
    """Who sees to it that a review is brought to its end."""
    return one.review.coach or one.review.presenter


def _end(held: date | None) -> date | None:
    return held + timedelta(7) if held else None


def _todo(
    book: Book, row: BookRow, words: str, due: date | None, one: ListedReview | None = None, person: str = "",
    us: Mapping[str, StaffMember] | None = None,
) -> Todo:  # fmt: skip
    doer = (us or {}).get(person)
    return Todo(
        reason=Reason.ACCOUNT_REVIEW, account_id=row.account_id, account=row.name, owner_id=row.owner_id,
        owner=row.owner, words=words, at_stake=row.mrr, due=due, receipt=book.receipt("account review", FILE),
        doer_id=doer.person_id if doer else person or None, doer=doer.name if doer else person or None,
        account_review=one.review.id if one else "",
    )  # fmt: skip
