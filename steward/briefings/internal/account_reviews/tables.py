"""Account reviews as tables: whose turn it is, what is under way, what was closed, and the vulnerabilities of one."""

from collections.abc import Mapping, Sequence
from datetime import date

from steward.briefings.internal.account_reviews.listed import ListedReview
from steward.briefings.internal.scope.book import Book
from steward.domain.account_reviews.cadence import Candidate, ReviewTurn
from steward.domain.account_reviews.words import ReviewVerdict
from steward.exhibits import COUNT, Column, Receipt, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.plans.internal.account_reviews import FILE, Vulnerability
from steward.plans.internal.strategy import Strategy
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import members

Named = Mapping[str, str]


def due_table(
    book: Book, due: Sequence[Candidate], turns: Mapping[str, ReviewTurn], rows: Mapping[str, BookRow],
    strategies: Mapping[str, Strategy],
) -> Table | None:  # fmt: skip
    """A row for each account whose turn it is or that waits its turn; its key is the account."""
    if not due:
        return None
    now = [one for one in due if turns[one.account_id] is ReviewTurn.DUE]
    waiting = len(due) - len(now)
    return Table(
        id="account_reviews.due",
        title=f"{capital(counted(len(now), 'account'))} to review this quarter"
        + (f", {counted(waiting, 'more', 'more')} in turn" if waiting else ""),
        alt=f"Table of {counted(len(due), 'account')} that are due for a review, the first first.",
        receipt=book.receipt("account review", FILE),
        note="Strategic plans first, then whoever waits longest. An account manager holds so many in a quarter"
        " as account_review_rules.toml says.",
        keys=tuple(one.account_id for one in due),
        columns=(
            Column("Account"), Column("Turn"), Column("Plan"), Column("Last reviewed"), Column("Due since"),
            Column("MRR", book.money), Column("Owner"),
        ),
        rows=tuple(
            (
                rows[one.account_id].name, turns[one.account_id].label,
                str(strategies[one.account_id].position.kind or ""), one.last, one.due_on, one.mrr,
                rows[one.account_id].owner,
            )
            for one in due
        ),
    )  # fmt: skip


def under_way_table(book: Book, found: Sequence[ListedReview]) -> Table | None:
    """A row for each review that is open, the first day first."""
    if not found:
        return None
    order = sorted(found, key=lambda one: (one.review.held_on or date.max, one.row.name))
    names = _names(book)
    late = sum(one.is_late(book.now) for one in found)
    return Table(
        id="account_reviews.under_way",
        title=f"{capital(counted(len(found), 'review'))} under way" + (f", {late} past the day" if late else ""),
        alt=f"Table of {counted(len(found), 'account review')} under way.",
        receipt=book.receipt("account review", FILE),
        keys=tuple(one.key for one in order),
        columns=(
            Column("Account"), Column("State"), Column("On"), Column("Presenter"), Column("Coach"),
            Column("Reviewers", wide=True), Column("To judge", COUNT), Column("Accepted", COUNT),
        ),
        rows=tuple(
            (
                one.row.name, one.state.label, one.review.held_on, _who(names, one.review.presenter),
                _who(names, one.review.coach), ", ".join(_who(names, each) for each in one.review.reviewers),
                one.judged(ReviewVerdict.OPEN), len(one.standing_ones),
            )
            for one in order
        ),
    )  # fmt: skip


def closed_table(book: Book, found: Sequence[ListedReview]) -> Table | None:
    """A row for each review that was closed, the last first."""
    if not found:
        return None
    order = sorted(found, key=lambda one: (one.review.held_on or date.min, one.row.name), reverse=True)
    names, last = _names(book), order[0]
    when = f" on {day_text(last.review.held_on)}" if last.review.held_on else ""
    return Table(
        id="account_reviews.closed_ones",
        title=f"{capital(counted(len(found), 'review'))} closed, last {last.row.name}{when}",
        alt=f"Table of {counted(len(found), 'closed account review')}.",
        receipt=book.receipt("account review", FILE),
        keys=tuple(one.key for one in order),
        columns=(
            Column("Account"), Column("On"), Column("Presenter"), Column("Vulnerabilities", COUNT),
            Column("Accepted", COUNT), Column("Dismissed", COUNT), Column("Actions", COUNT),
            Column("Learnt", wide=True),
        ),
        rows=tuple(
            (
                one.row.name, one.review.held_on, _who(names, one.review.presenter), len(one.found),
                len(one.standing_ones), one.judged(ReviewVerdict.DISMISSED),
                sum(bool(each.action) for each in one.found), one.review.learnt or None,
            )
            for one in order
        ),
    )  # fmt: skip


def found_table(one: ListedReview, names: Named, as_of: date) -> Table | None:
    """A row for each vulnerability of a review, those that stand first."""
    if not one.found:
        return None
    order = sorted(one.found, key=lambda each: _ORDER.index(each.verdict))
    stands = len(one.standing_ones)
    return Table(
        id="account_review.vulnerabilities",
        title=f"{capital(counted(len(one.found), 'vulnerability', 'vulnerabilities'))}, {stands or 'none'} accepted",
        alt=f"Table of {counted(len(one.found), 'vulnerability', 'vulnerabilities')} of the plan with what is done.",
        receipt=Receipt("account review", as_of, f"{FILE}, vulnerabilities"),
        keys=tuple(each.id for each in order),
        columns=(
            Column("Vulnerability", wide=True), Column("Verdict"), Column("Evidence", wide=True),
            Column("What is done", wide=True), Column("Who"), Column("By"),
        ),
        rows=tuple((each.said, each.verdict.label, each.evidence or None, *_done(one, each, names)) for each in order),
    )  # fmt: skip


_ORDER = (ReviewVerdict.OPEN, ReviewVerdict.ACCEPTED, ReviewVerdict.REWORDED, ReviewVerdict.DISMISSED)


def _done(one: ListedReview, each: Vulnerability, names: Named) -> tuple[str | None, str | None, date | None]:
    """The action of the plan, else why there is none."""
    action = one.actions.get(each.action)
    if action is None:
        return each.reason or (f"Action {each.action}" if each.action else None), None, None
    said = action.action if action.status.value == "open" else f"{action.action} ({action.status})"
    return said, _who(names, action.owner), action.due


def _names(book: Book) -> Named:
    return {key: one.name for key, one in members(book.warehouse).items()}


def _who(names: Named, person: str) -> str:
    return names.get(person, person)
