"""Things to do that the plans, the maps, the reviews and the calendar of contacts call for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from steward.briefings.internal.commitments.rows import Overdue
from steward.briefings.internal.maps.rows import MapRow
from steward.briefings.internal.reviews.walk import Step, is_over, unclosed
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.quarters import Quarter
from steward.domain.stakeholders import MapStatus
from steward.exhibits import Receipt, day_text, listed
from steward.exhibits.wording import counted
from steward.plans.customer.review import Review
from steward.plans.customer.success_plan import FILE, Side
from steward.plans.internal import debrief, strategy
from steward.plans.internal.debrief import Debrief
from steward.relationships.model import Person
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember
from steward.warehouse.rows.internal.week import LastTouch

QUIET = 30
"""Days without a call, mail or meeting after which a customer is called."""
REVIEW_WITHIN = 28
"""Days after a quarter's end by which its review should have been held."""
CLOSE_WITHIN = 7
"""Days after a review by which its minutes are sent and its debrief is written."""


class ReviewOf(NamedTuple):
    """The files of one account's review."""

    account_id: str
    quarter: Quarter
    review: Review
    debrief: Debrief
    begun: bool = True
    """Whether there is a file of the review itself."""


def commitment_todos(book: Book, late: Sequence[Overdue], us: Mapping[str, StaffMember]) -> Iterator[Todo]:
    """What we promised and did not keep, which is for whoever of us promised it; what they promised is asked for."""
    receipt = Receipt("kept rate", book.as_of, f"{FILE}, commitments")
    for one in late:
        whose = "promised by us" if one.side is Side.OURS else "promised by them"
        words = f"“{one.words}”, {whose}{f' ({one.who})' if one.who else ''}, {counted(one.days, 'day')} late"
        todo = _todo(one.row, Reason.COMMITMENT, words, receipt, due=one.due)
        doer = us.get(one.owner) if one.side is Side.OURS else None
        yield replace(
            todo, section="commitments", doer_id=doer.person_id if doer else None, doer=doer.name if doer else None
        )  # fmt: skip


def thread_todos(book: Book, rows: Sequence[MapRow]) -> Iterator[Todo]:
    """Accounts that hang on one person."""
    receipt = Receipt("map status", book.as_of, f"{strategy.FILE}, readings", (), ("contacts",))
    for one in rows:
        if one.single:
            words = (
                f"The whole relationship hangs on {one.working[0].name}: meet somebody else who decides"
                if one.working
                else "Nobody of us works closely with anybody there: meet somebody who decides"
            )
            yield _todo(one.row, Reason.SINGLE_THREADED, words, receipt)


DEPARTED = 180
"""Days for which it is news that somebody left."""


def departure_todos(book: Book, rows: Sequence[MapRow]) -> Iterator[Todo]:
    """Accounts whose champion, or whoever decides there, is gone."""
    receipt = Receipt("map status", book.as_of, f"{strategy.FILE}, readings", (), ("contacts",))
    for one in rows:
        lately = [each for each in one.gone if not each.left_on or (book.now - each.left_on).days <= DEPARTED]
        if lately:
            who = listed([_departed(each) for each in lately])
            yield _todo(one.row, Reason.DEPARTURE, f"{who}: find out who takes over, and meet them", receipt)


def _departed(one: Person) -> str:
    roles = ", ".join(str(role) for role in one.roles)
    when = f" left on {day_text(one.left_on)}" if one.left_on else " is in the contacts feed no more"
    return f"{one.name}{f' ({roles})' if roles else ''}{when}"


def map_todos(book: Book, rows: Sequence[MapRow]) -> Iterator[Todo]:
    """Accounts whose map is red: nobody who matters speaks for us."""
    receipt = Receipt("map status", book.as_of, f"{strategy.FILE}, readings", (), ("contacts",))
    for one in rows:
        if one.status and one.status.status is MapStatus.RED:
            yield _todo(one.row, Reason.MAP, f"The relationship map is red. {one.status.reason}", receipt)


def review_todos(
    book: Book, rows: Sequence[BookRow], expected: Collection[str], begun: Collection[str]
) -> Iterator[Todo]:  # fmt: skip
    """Accounts whose review of the quarter is expected and nobody has begun; `begun`: those where somebody has."""
    receipt = Receipt("review readiness", book.as_of, "review.toml", (("quarter", str(book.quarter)),))
    due = book.quarter.end + timedelta(days=REVIEW_WITHIN)
    for row in rows:
        if row.account_id in expected and row.account_id not in begun:
            words = f"The review of {book.quarter.spoken} is not begun"
            yield _todo(row, Reason.REVIEW, words, receipt, due=due)


def homework_todos(
    book: Book, rows: Mapping[str, BookRow], found: Iterable[ReviewOf], us: Mapping[str, StaffMember]
) -> Iterator[Todo]:
    """What colleagues bring to a review that is not over yet, for whoever brings it."""
    receipt = Receipt("review readiness", book.as_of, debrief.FILE)
    for one in found:
        if is_over(one.review, book.now):
            continue
        for asked in one.debrief.homework:
            if asked.brought_on or one.account_id not in rows:
                continue
            held = one.review.meeting.held_on
            when = f" on {day_text(held)}" if held else ""
            words = f"{asked.what}, for the review of {one.quarter.spoken}{when}"
            todo = _todo(rows[one.account_id], Reason.HOMEWORK, words, receipt, due=asked.due or held)
            doer = us.get(asked.colleague)
            yield replace(
                todo, step=Step.MEETING, quarter=str(one.quarter), doer_id=asked.colleague,
                doer=doer.name if doer else asked.colleague,
            )  # fmt: skip


def closing_todos(book: Book, rows: Mapping[str, BookRow], found: Iterable[ReviewOf]) -> Iterator[Todo]:
    """Of each account the last review that was held, while something of it is unsent or unwritten."""
    receipt = Receipt("review readiness", book.as_of, "review.toml, debrief.toml")
    last: dict[str, ReviewOf] = {}
    for one in sorted(found, key=lambda each: each.quarter):
        if is_over(one.review, book.now) and one.account_id in rows:
            last[one.account_id] = one
    for one in last.values():
        lacks, held = list(unclosed(one.review, one.debrief)), one.review.meeting.held_on
        if lacks and held:
            words = f"The review of {one.quarter.spoken}, held on {day_text(held)}: {listed(lacks)}"
            todo = _todo(rows[one.account_id], Reason.CLOSING, words, receipt, due=held + timedelta(days=CLOSE_WITHIN))
            yield replace(todo, step=Step.CLOSE, quarter=str(one.quarter))


def contact_todos(book: Book, rows: Sequence[BookRow], touches: Mapping[str, LastTouch]) -> Iterator[Todo]:
    """Strategic accounts nobody has spoken to for a while."""
    receipt = Receipt("last contact", book.as_of, "known.activities", (), ("activities",))
    for row in rows:
        last = touches.get(row.account_id)
        quiet = (book.now - last.day).days if last else None
        if row.strategic and touches and (quiet is None or quiet > QUIET):
            said = f"No contact for {quiet} days, since {day_text(last.day)}" if last else "No contact is recorded"
            yield _todo(row, Reason.CONTACT, said, receipt)


def _todo(
    row: BookRow, reason: Reason, words: str, receipt: Receipt, due: date | None = None
) -> Todo:  # fmt: skip
    """All that an account brings is at stake."""
    return Todo(
        reason=reason, account_id=row.account_id, account=row.name, owner_id=row.owner_id, owner=row.owner,
        words=words, at_stake=row.mrr, due=due, receipt=receipt,
    )  # fmt: skip
