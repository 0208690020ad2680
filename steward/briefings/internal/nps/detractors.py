"""Those who were unhappy and wait: every answer of 0 to 6 of two quarters until its follow-up is closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from steward.briefings.internal.nps.sources import Heard
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.nps import leaning
from steward.exhibits import COUNT, DAYS, Better, Column, Figure, Receipt, Table, listed
from steward.exhibits.wording import capital, counted
from steward.plans.internal.nps import FILE, FollowUp, FollowUpState
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.nps import SurveyAnswer

CALL_WITHIN = 14
"""Days after an answer by which a detractor should have heard from us, where nobody set another day."""
NOBODY_YET = "without an owner"
MOST_NAMED = 3


@dataclass(frozen=True)
class Waiting:
    """An unhappy answer, settled or not. `follow_up` None: nobody has written one; `owner`: who sees to it."""

    row: BookRow
    answer: SurveyAnswer
    follow_up: FollowUp | None
    owner: str
    as_of: date

    @property
    def days(self) -> int:
        """How long they have waited since they answered."""
        return (self.as_of - self.answer.day).days

    @property
    def due(self) -> date:
        """The day by which they should hear from us: the day somebody set, else two weeks after the answer."""
        set_by_us = self.follow_up.due if self.follow_up else None
        return set_by_us or self.answer.day + timedelta(days=CALL_WITHIN)

    @property
    def settled(self) -> bool:
        """Whether they know what was done about it."""
        return self.follow_up is not None and self.follow_up.status is FollowUpState.CLOSED

    @property
    def state(self) -> str:
        """How far we are, in words."""
        return str(self.follow_up.status) if self.follow_up else NOBODY_YET

    @property
    def who(self) -> str:
        """Who answered, where the feed says so."""
        return self.answer.contact or self.answer.contact_id or "somebody"


def waiting_for_us(heard: Heard) -> tuple[Waiting, ...]:
    """The detractors of this quarter and the one before without a closed follow-up."""
    return tuple(one for one in unhappy(heard) if not one.settled)


def unhappy(heard: Heard) -> tuple[Waiting, ...]:
    """Every detractor of this quarter and the one before: untouched ones first, then the longest waiting, and those
    that are settled last."""
    names = book_rows.colleague_names(heard.book.warehouse)
    found = [
        Waiting(heard.accounts[one.account_id], one, follow_up, _owner(follow_up, names), heard.book.now)
        for one, follow_up in _detractors(heard)
    ]
    return tuple(sorted(found, key=_first))


def _first(one: Waiting) -> tuple[object, ...]:
    return one.settled, one.follow_up is not None, -one.days, -one.row.mrr, one.answer.response_id


def _detractors(heard: Heard) -> list[tuple[SurveyAnswer, FollowUp | None]]:
    return [
        (answer, heard.plans.follow_ups.get((answer.account_id, answer.response_id)))
        for answer in heard.of_two_quarters
        if answer.score is not None and leaning(answer.score) < 0
    ]


def _owner(follow_up: FollowUp | None, names: dict[str, str]) -> str:
    return names.get(follow_up.owner, follow_up.owner) if follow_up else ""


def detractor_table(heard: Heard, waiting: Sequence[Waiting]) -> Table | None:
    """Who waits, a row each with its answer as key; None where nobody does."""
    if not waiting:
        return None
    untouched = sum(one.follow_up is None for one in waiting)
    said = f"{capital(counted(len(waiting), 'unhappy answer'))} not settled, the oldest for {_oldest(waiting)} days"
    return Table(
        id="nps.detractors",
        title=f"{said}; {untouched:,} without an owner" if untouched else said,
        alt="Table of answers of 0 to 6 without a closed follow-up, with owner, date and state.",
        receipt=_receipt(heard.book),
        note="Answers of 0 to 6 of the last two quarters. Tick a row to say who sees to it, or what was done.",
        keys=tuple(one.answer.response_id for one in waiting),
        columns=(
            Column("Score", COUNT), Column("Account"), Column("Who"), Column("What they wrote", wide=True),
            Column("Waiting", DAYS), Column("State"), Column("Owner"), Column("By when"),
        ),
        rows=tuple(
            (
                one.answer.score, one.row.name, one.who, one.answer.comment, one.days, one.state, one.owner or None,
                one.due,
            )
            for one in waiting
        ),
    )  # fmt: skip


def _oldest(waiting: Sequence[Waiting]) -> int:
    return max(one.days for one in waiting)


def detractors_figure(heard: Heard, waiting: Sequence[Waiting]) -> Figure:
    """How many unhappy answers of two quarters are not settled."""
    total = len(_detractors(heard))
    return heard.book.figure(
        "nps.detractors_open",
        "Detractors not settled",
        len(waiting),
        COUNT,
        _receipt(heard.book),
        needs=("nps_responses",),
        note=f"of {total:,} in two quarters" if total else "",
        better=Better.LOWER,
    )


def detractor_todos(book: Book, waiting: Sequence[Waiting]) -> Iterator[Todo]:
    """One thing to do for each account where somebody waits, by the first day that is due."""
    accounts: dict[str, list[Waiting]] = {}
    for one in waiting:
        accounts.setdefault(one.row.account_id, []).append(one)
    for found in accounts.values():
        row, longest = found[0].row, sorted(found, key=lambda one: -one.days)
        named = [f"{one.who} ({one.answer.score}, {counted(one.days, 'day')})" for one in longest[:MOST_NAMED]]
        named += [f"{len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
        untouched = sum(one.follow_up is None for one in found)
        words = f"{capital(counted(len(found), 'detractor'))} not settled: {listed(named)}"
        yield Todo(
            reason=Reason.DETRACTOR, account_id=row.account_id, account=row.name, owner_id=row.owner_id,
            owner=row.owner, words=f"{words}; {untouched} without an owner" if untouched else words, at_stake=row.mrr,
            due=min(one.due for one in found), receipt=_receipt(book),
        )  # fmt: skip


def _receipt(book: Book) -> Receipt:
    return Receipt("detractor follow-up", book.as_of, f"{FILE}, follow_ups", (), ("nps_responses", "contacts"))
