"""The accounts that change hands: how many of which degree, how far each is, and what holds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.handover.listed import CONTESTED, Handover
from steward.briefings.internal.scope.book import Book
from steward.domain.books.states import TransferState
from steward.domain.handover.words import HANDED_OVER, PREPARED, Triage
from steward.exhibits import COUNT, Better, Column, Figure, Mood, Receipt, Series, StackedBars, Table, day_text
from steward.exhibits.wording import capital, counted

ORDER = (*CONTESTED, *PREPARED, *HANDED_OVER)
"""The states as they are listed: what is disputed first, what is done last."""
MOODS = {Triage.P1: Mood.BAD, Triage.P2: Mood.WATCH, Triage.P3: Mood.NEUTRAL}
SOURCE = "books, handover.toml"


@dataclass(frozen=True, kw_only=True)
class HandoverBook(InternalBriefing):
    """Every account that both managers agreed to move. `listed`: those that hold the move first."""

    listed: tuple[Handover, ...]
    list: Table | None
    done: Table | None
    degrees: StackedBars | None

    @cached_property
    def by_account(self) -> Mapping[str, Handover]:
        """Each by its account."""
        return {one.row.account_id: one for one in self.listed}


def handover_book(book: Book, found: Sequence[Handover]) -> HandoverBook:
    """Brief on these accounts."""
    listed = tuple(sorted(found, key=_order))
    over = [one for one in listed if one.standing.state is TransferState.DONE]
    still = [one for one in listed if one.standing.state is not TransferState.DONE]
    return HandoverBook(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(still, listed),
        figures=_figures(book, listed),
        missing=book.missing(
            contracts="renewals and notice dates", opportunities="opportunities in a late stage",
            activities="the joint meeting, and who knows whom",
        ),
        listed=listed,
        list=_table(book, "handovers.list", still),
        done=_table(book, "handovers.done", over),
        degrees=_degrees(book, listed),
    )  # fmt: skip


def _order(one: Handover) -> tuple[object, ...]:
    degrees, given = list(Triage), one.standing.handed_over
    return given, degrees.index(one.triaged.triage), ORDER.index(one.standing.state), -one.row.mrr, one.row.name


def receipt(book: Book, metric: str = "handovers") -> Receipt:
    """Of what people planned, wrote and signed."""
    return Receipt(metric, book.as_of, SOURCE, (), ("accounts", "people"))


def _headline(still: Sequence[Handover], listed: Sequence[Handover]) -> str:
    if not listed:
        return "No account changes hands"
    before = [one for one in still if not one.standing.handed_over]
    if not before:
        return (
            f"All {counted(len(listed), 'account')} that change hands are received" if still else "All is handed over"
        )
    first = sum(one.triaged.triage is Triage.P1 for one in before)
    degree = (
        ""
        if not first
        else ", a P1"
        if len(before) == 1
        else ", all of them P1"
        if first == len(before)
        else f", {first} of them P1"
    )
    verb = "is" if len(before) == 1 else "are"
    return f"{capital(counted(len(before), 'account'))} {verb} on the way to another of us{degree}"


def _figures(book: Book, listed: Sequence[Handover]) -> tuple[Figure, ...]:
    before = [one for one in listed if not one.standing.handed_over]
    signed = [one for one in before if one.standing.signed]
    contested = [one for one in before if one.standing.state in CONTESTED]
    first = [one for one in before if one.triaged.triage is Triage.P1]
    received = [one for one in listed if one.standing.handed_over]
    late = [
        step for one in received for step in one.open_steps if (due := one.due_of(step)) and due < book.now
    ]  # fmt: skip

    def made(key: str, label: str, value: int, note: str, better: Better = Better.NEITHER) -> Figure:
        return book.figure(f"handovers.{key}", label, value, COUNT, receipt(book), note=note, better=better)

    return (
        made("moving", "On their way", len(before), f"{len(received)} received already"),
        made("p1", "P1 among them", len(first), "with a joint meeting before the signature"),
        made("signed_out", "Signed out", len(signed), "by the owner who leaves; the new one still has to sign"),
        made("contested", "Contested", len(contested), "after both managers agreed", Better.LOWER),
        made("late_steps", "First steps overdue", len(late), "of accounts that are received", Better.LOWER),
    )


def _table(book: Book, key: str, found: Sequence[Handover]) -> Table | None:
    if not found:
        return None
    first = found[0]
    return Table(
        id=key,
        title=f"First: {first.row.name}, {first.triaged.triage.label}" if key.endswith("list") else "Handed over",
        alt=f"Table of {counted(len(found), 'account')} that change hands, with how far each is and what holds it.",
        receipt=receipt(book),
        keys=tuple(one.row.account_id for one in found),
        columns=(
            Column("Account"), Column("Triage"), Column("State", state=True), Column("What holds it", wide=True),
            Column("From"), Column("To"), Column("Effective"), Column("MRR", book.money), Column("Why", wide=True),
            Column("Year"),
        ),
        rows=tuple(
            (
                one.row.name, one.triaged.triage.label, one.standing.state.label, one.blocks or None, one.giver,
                one.receiver, one.move.effective_on, one.row.mrr, capital(", ".join(one.triaged.reasons)) or None,
                one.move.fy,
            )
            for one in found
        ),
    )  # fmt: skip


def _degrees(book: Book, listed: Sequence[Handover]) -> StackedBars | None:
    """How far the accounts of each degree are."""
    states = [state for state in ORDER if any(one.standing.state is state for one in listed)]
    if len(listed) < 3 or len(states) < 2 or len({one.triaged.triage for one in listed}) < 2:
        return None
    of = {one: [each for each in listed if each.triaged.triage is one] for one in Triage}
    return StackedBars(
        id="handovers.degrees",
        title=f"{counted(len(of[Triage.P1]), 'account')} of {len(listed)} need the whole of it",
        alt="Stacked bars of accounts that change hands by state and degree.",
        receipt=receipt(book),
        categories=tuple(state.label for state in states),
        series=tuple(
            Series(
                one.label,
                tuple(sum(each.standing.state is state for each in found) for state in states),
                mood=MOODS[one],
            )
            for one, found in of.items()
            if found
        ),
        unit=COUNT,
    )


def effective_text(one: Handover) -> str:
    """From when on it is the other's, in words."""
    return day_text(one.move.effective_on) if one.move.effective_on else "no day is set"
