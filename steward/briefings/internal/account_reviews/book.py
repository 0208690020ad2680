"""Account reviews over the book or of one account: whose turn it is, what is under way, what came of those closed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.internal.account_reviews.listed import ListedReview, last_closed
from steward.briefings.internal.account_reviews.tables import (
    closed_table,
    due_table,
    under_way_table,
)
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.scope.book import Book
from steward.domain.account_reviews.cadence import Candidate, ReviewTurn, first_of, turns
from steward.domain.account_reviews.words import AccountReviewState
from steward.domain.quarters import Quarter
from steward.exhibits import COUNT, Better, Figure, Table, listed
from steward.exhibits.wording import HEADLINE, capital, counted
from steward.plans.internal.account_review_rules import ReviewRulesInUse
from steward.plans.internal.account_reviews import FILE
from steward.plans.internal.strategy import AccountKind, Strategy
from steward.warehouse.rows.internal.book import BookRow

FIRST = 2
"""As many accounts stand in the headline."""
NO_PLAN = "No account has a plan of a kind yet, so there is nothing to test"


@dataclass(frozen=True, kw_only=True)
class AccountReviewBook(InternalBriefing):
    """The reviews of the accounts that pass the filters. `listed`: all of them by key; `due`: the accounts whose turn
    it is, the first to be reviewed first; `waiting`: those whose account manager has no place left in the quarter."""

    listed: Mapping[str, ListedReview]
    candidates: tuple[Candidate, ...]
    turns: Mapping[str, ReviewTurn]
    rows: Mapping[str, BookRow]
    rules: ReviewRulesInUse
    running: Quarter
    due_accounts: Table | None
    under_way: Table | None
    closed: Table | None

    def of_turn(self, turn: ReviewTurn) -> tuple[Candidate, ...]:
        """The accounts whose turn is such, in order."""
        return first_of(self.candidates, self.turns, turn)


def account_review_book(
    book: Book, rows: Sequence[BookRow], shown: Collection[str], strategies: Mapping[str, Strategy],
    everything: Sequence[ListedReview], rules: ReviewRulesInUse,
) -> AccountReviewBook:  # fmt: skip
    """Brief on those of the accounts that are shown. `rows`, `everything`: of all accounts of their account managers,
    which decide whose turn it is; `strategies`: of the accounts that have one, with their position."""
    running = Quarter.containing(book.now, book.quarter.year_starts)
    held: dict[str, list[ListedReview]] = defaultdict(list)
    for one in everything:
        held[one.row.account_id].append(one)
    every = tuple(
        _candidate(row, strategies[row.account_id].position.kind, tuple(held[row.account_id]), rules)
        for row in rows
        if row.active and row.account_id in strategies and strategies[row.account_id].position.kind
    )
    told = turns(every, (running.start, running.end), rules.a_quarter)
    candidates = tuple(one for one in every if one.account_id in shown)
    found = [one for one in everything if one.row.account_id in shown]
    by_id = {row.account_id: row for row in rows}
    due, waiting = first_of(candidates, told, ReviewTurn.DUE), first_of(candidates, told, ReviewTurn.WAITING)
    going = [one for one in found if one.state.is_open]
    return AccountReviewBook(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(candidates, due, going, by_id, found),
        figures=_figures(book, due, waiting, going, found, running),
        missing=(),
        listed={one.key: one for one in found},
        candidates=candidates,
        turns={key: turn for key, turn in told.items() if key in shown},
        rows=by_id,
        rules=rules,
        running=running,
        due_accounts=due_table(book, (*due, *waiting), told, by_id, strategies),
        under_way=under_way_table(book, going),
        closed=closed_table(book, [one for one in found if one.state is AccountReviewState.CLOSED]),
    )


def _candidate(
    row: BookRow, kind: AccountKind | None, held: tuple[ListedReview, ...], rules: ReviewRulesInUse
) -> Candidate:  # fmt: skip
    return Candidate(
        account_id=row.account_id,
        owner_id=row.owner_id or "",
        strategic=kind is AccountKind.STRATEGIC,
        mrr=row.mrr,
        every=rules.every.get(kind) if kind else None,
        last=last_closed(held),
        under_way=any(one.state.is_open for one in held),
    )


def _headline(
    candidates: Sequence[Candidate], due: Sequence[Candidate], going: Sequence[ListedReview],
    rows: Mapping[str, BookRow], found: Sequence[ListedReview],
) -> str:  # fmt: skip
    """Whose turn it is first, what is under way else."""
    if not candidates and not found:
        return NO_PLAN
    under_way = f"{counted(len(going), 'review')} under way" if going else ""
    if not due:
        return capital(under_way or "No account is due for a review this quarter")
    short = f"{counted(len(due), 'account')} {'is' if len(due) == 1 else 'are'} due for a review"
    names = [rows[one.account_id].name for one in due[:FIRST]]
    named = f"{short}{', first' if len(due) > len(names) else ':'} {listed(names)}"
    wanted = (f"{named}; {under_way}" if under_way else named, f"{short}; {under_way}" if under_way else short)
    return capital(next((one for one in wanted if len(one) <= HEADLINE), short))


def _figures(
    book: Book, due: Sequence[Candidate], waiting: Sequence[Candidate], going: Sequence[ListedReview],
    found: Sequence[ListedReview], running: Quarter,
) -> tuple[Figure, ...]:  # fmt: skip
    receipt = book.receipt("account review", FILE)
    late = sum(one.is_late(book.now) for one in going)
    lately = [
        one
        for one in found
        if one.state is AccountReviewState.CLOSED
        and one.standing.closed_on
        and running.start <= one.standing.closed_on <= running.end
    ]
    standing = [each for one in found for each in one.standing_ones]
    acted = sum(bool(each.action) for each in standing)
    return (
        book.figure(
            "account_reviews.due", "Due this quarter", len(due), COUNT, receipt, better=Better.LOWER,
            note=f"{counted(len(waiting), 'more account')} {'waits its' if len(waiting) == 1 else 'wait their'} turn"
            if waiting
            else "",
        ),
        book.figure(
            "account_reviews.under_way", "Under way", len(going), COUNT, receipt, better=Better.NEITHER,
            note=f"{counted(late, 'of them', 'of them')} past {'its' if late == 1 else 'their'} day" if late else "",
        ),
        book.figure(
            "account_reviews.closed", f"Closed in {running.spoken}", len(lately), COUNT, receipt,
        ),
        book.figure(
            "account_reviews.acted", "Vulnerabilities acted on", acted, COUNT, receipt,
            note=f"of {len(standing)} accepted" if standing else "none accepted yet",
        ),
    )  # fmt: skip
