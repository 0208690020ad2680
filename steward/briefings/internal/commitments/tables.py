"""The commitments of the book as tables and a chart."""

from collections.abc import Callable, Mapping, Sequence

from steward.briefings.customer.plans.commitment_states import CommitmentState, Counts, by_quarter, counts
from steward.briefings.internal.commitments.rows import AccountCommitments, Overdue
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY, NOWHERE
from steward.exhibits import COUNT, DAYS, PERCENT, Column, Mood, Receipt, Series, StackedBars, Table
from steward.exhibits.states import mood_of
from steward.exhibits.wording import capital, counted, few
from steward.plans.customer.success_plan import FILE, Side
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember

QUARTERS = 8
WHOSE = {Side.OURS: "ours", Side.THEIRS: "theirs"}


def team_of(row: BookRow, members: Mapping[str, StaffMember]) -> str:
    """The team an account belongs to: whom its manager reports to, else the region."""
    member = members.get(row.owner_id or "")
    if member and member.manager:
        return member.manager
    return row.region or (member.region if member else None) or NOWHERE


def rates_by(
    book: Book, rows: Sequence[AccountCommitments], what: str, key: Callable[[AccountCommitments], str]
) -> Table | None:  # fmt: skip
    """The kept rate of each group of accounts, the lowest first; None where there are no commitments."""
    groups: dict[str, list[AccountCommitments]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    if not groups:
        return None
    found = {name: _both(book, held) for name, held in groups.items()}
    order = sorted(found, key=lambda name: (_rank(found[name][0]), name))
    return Table(
        id=f"promises.by_{what.replace(' ', '_')}",
        title=_range(what, {name: ours for name, (ours, _) in found.items()}),
        alt=f"Table of commitments kept by {what}.",
        receipt=receipt(book),
        note="Kept in full, of those due; few commitments say little.",
        columns=(Column(capital(what)), Column("Accounts", COUNT), *_COLUMNS),
        rows=tuple((name, len(groups[name]), *_cells(*found[name])) for name in order),
    )


def account_rates(book: Book, rows: Sequence[AccountCommitments]) -> Table | None:
    """The kept rate of each account, the lowest first; None where there are no commitments."""
    if not rows:
        return None
    order = sorted(rows, key=lambda one: (_rank(one.ours), -one.ours.of[CommitmentState.OVERDUE], one.row.name))
    return Table(
        id="promises.by_account",
        title=_all_kept([row.ours for row in rows]),
        alt="Table of commitments kept by account.",
        receipt=receipt(book),
        note="Tick a row to open the account's commitments.",
        columns=(Column("Account", wide=True), Column("Account manager"), *_COLUMNS),
        rows=tuple((one.row.name, one.row.owner, *_cells(one.ours, one.theirs)) for one in order),
        keys=tuple(one.row.account_id for one in order),
    )


_COLUMNS = (
    Column("We kept"), Column("Kept rate", PERCENT), Column("Partly", COUNT), Column("Missed", COUNT),
    Column("Overdue", COUNT), Column("Not due yet", COUNT), Column("They kept"),
)  # fmt: skip


def _cells(ours: Counts, theirs: Counts) -> tuple[str | float | None, ...]:
    """Our commitments by state, and the share of theirs."""
    states = (CommitmentState.PARTLY, CommitmentState.MISSED, CommitmentState.OVERDUE, CommitmentState.OPEN)
    return (ours.share or None, ours.rate, *(ours.of[state] for state in states), theirs.share or None)


def _both(book: Book, held: Sequence[AccountCommitments]) -> tuple[Counts, Counts]:
    commitments = [one for row in held for one in row.commitments]
    return counts(commitments, book.now, Side.OURS), counts(commitments, book.now, Side.THEIRS)


def _rank(found: Counts) -> float:
    """The lowest rate first; those of which nothing was due last."""
    return 200.0 if found.rate is None else found.rate


def _range(what: str, found: Mapping[str, Counts]) -> str:
    """Who keeps least and who most, in a sentence."""
    rated = sorted((one.rate, name) for name, one in found.items() if one.rate is not None)
    if not rated:
        return f"No commitment of ours was due yet at any {what}"
    least, most = rated[0][0], rated[-1][0]
    if least == most:
        return f"{PERCENT.text(most)} of what we promised was kept" + (f" by every {what}" if len(rated) > 1 else "")
    low, high = ([name for rate, name in rated if rate == end] for end in (least, most))
    return f"Kept by {what}: from {PERCENT.text(least)} ({few(low)}) to {PERCENT.text(most)} ({few(high)})"


def _all_kept(found: Sequence[Counts]) -> str:
    """At how many accounts we kept everything, in a sentence."""
    due = [one for one in found if one.due]
    whole = sum(one.kept == one.due for one in due)
    if not due:
        return "No commitment of ours was due yet at any account"
    return f"{whole or 'None'} of {counted(len(due), 'account')} with every commitment kept"


def overdue_table(book: Book, late: Sequence[Overdue]) -> Table | None:
    """What is overdue, a row each; None where nothing is."""
    if not late:
        return None
    return Table(
        id="promises.overdue",
        title=_late(late),
        alt="Table of overdue commitments with account, whose they are, owner, date and days late.",
        receipt=receipt(book),
        note="Tick a row to say what became of it.",
        columns=(
            Column("Account"), Column("Commitment", wide=True), Column("Whose"), Column("Owner"), Column("Due"),
            Column("Late", DAYS), Column("Account manager"),
        ),
        rows=tuple(
            (
                one.row.name, one.words, WHOSE[one.side] if one.side else None, one.who or None, one.due, one.days,
                one.row.owner or NOBODY,
            )
            for one in late
        ),
        keys=tuple(one.key for one in late),
    )  # fmt: skip


def _late(late: Sequence[Overdue]) -> str:
    ours, theirs = (sum(one.side is side for one in late) for side in (Side.OURS, Side.THEIRS))
    said = f"{capital(counted(ours, 'commitment'))} of ours overdue" if ours else "No commitment of ours is overdue"
    longest = max((one.days for one in late if one.side is Side.OURS), default=0)
    days = f", the longest by {counted(longest, 'day')}" if longest else ""
    return f"{said}{days}" + (f"; {theirs} of theirs" if theirs else "")


def quarter_chart(book: Book, rows: Sequence[AccountCommitments]) -> StackedBars | None:
    """What became of our commitments by the quarter they were made in; None with fewer than two quarters."""
    ours = [one for row in rows for one in row.commitments if one.side is Side.OURS]
    found = {
        quarter: counts(made, book.now)
        for quarter, made in by_quarter(ours, book.quarter.year_starts).items()
        if quarter and quarter <= book.quarter.shifted(1)
    }
    told = list(found.items())[-QUARTERS:]
    if len(told) < 2:
        return None
    due = [(quarter, one) for quarter, one in told if one.settled] or [(q, one) for q, one in told if one.due]
    last = f"Of our commitments of {due[-1][0].spoken}, {due[-1][1].share} due were kept" if due else "None is due yet"
    return StackedBars(
        id="promises.by_quarter",
        title=last,
        alt="Bars of our commitments by quarter: " + "; ".join(f"{q.spoken}: {one.told}" for q, one in told) + ".",
        receipt=receipt(book),
        categories=tuple(quarter.spoken for quarter, _ in told),
        series=tuple(
            Series(
                str(state).capitalize(), tuple(one.of[state] for _, one in told), mood=mood_of(state) or Mood.NEUTRAL
            )
            for state in CommitmentState
            if any(one.of[state] for _, one in told)
        ),
        unit=COUNT,
    )


def receipt(book: Book) -> Receipt:
    """The commitments of every plan."""
    return Receipt("kept rate", book.as_of, f"{FILE}, commitments", (), ("accounts", "people"))
