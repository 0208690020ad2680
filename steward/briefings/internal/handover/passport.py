"""The passport of one account that changes hands: all that its new owner has to know, section by section, each with
what its topic says of it. What no system knows was asked of the owner who leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.handover.book import effective_text, receipt
from steward.briefings.internal.handover.listed import Handover
from steward.briefings.internal.handover.tables import answers_table, contracts_table, people_table, steps_table
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.scope.book import Book
from steward.exhibits import COUNT, Better, Figure, Missing, SlideExhibit, Table, day_text, without
from steward.exhibits.wording import capital, counted, without_presses

MOST_ROWS = 12
"""Of a table of a topic; the page of the topic has the rest."""


LEFT_OUT = ("Account", "Account manager", "Owner", "Requested", "PON", "Cause", "By its pace")
"""Columns of topics that a passport does without: the page of the topic has them."""


@dataclass(frozen=True)
class PassportSection:
    """One section. `nothing`: what is said where it holds nothing."""

    id: str
    title: str
    exhibits: tuple[SlideExhibit, ...] = ()
    points: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    nothing: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing."""
        return not (self.exhibits or self.points or self.figures)


@dataclass(frozen=True, kw_only=True)
class FromTopics:
    """What the topics show of the account, each None where it has nothing."""

    map: SlideExhibit | None = None
    commitments: Table | None = None
    renewals: Sequence[Renewal] = ()
    quotes: Table | None = None
    to_decide: Table | None = None
    opportunities: Table | None = None
    orders: Table | None = None
    requests: Table | None = None
    claims: Table | None = None
    health: tuple[SlideExhibit, ...] = ()
    health_figures: tuple[Figure, ...] = ()
    health_said: str = ""
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Passport(InternalBriefing):
    """One account that changes hands."""

    handover: Handover
    account: str
    sections: tuple[PassportSection, ...]

    def section(self, key: str) -> PassportSection:
        """One of them."""
        return next(one for one in self.sections if one.id == key)


def passport(book: Book, one: Handover, found: FromTopics) -> Passport:
    """Brief on one account."""
    return Passport(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(one),
        figures=_figures(book, one),
        missing=found.missing,
        handover=one,
        account=one.row.name,
        sections=tuple(_sections(book, one, found)),
    )


def _headline(one: Handover) -> str:
    said = one.blocks
    way = f"{one.row.name} goes from {one.giver} to {one.receiver}"
    return f"{way}: {one.standing.state.label.lower()}" if not said else way


def _figures(book: Book, one: Handover) -> tuple[Figure, ...]:
    def made(key: str, label: str, value: int, of: int, what: str) -> Figure:
        return book.figure(
            f"handovers.{key}", label, value, COUNT, receipt(book), note=f"of {counted(of, what)}", better=Better.HIGHER
        )

    planned = [each for each in one.file.introductions if each.planned_on or each.held_on]
    done = len(one.file.steps) - len(one.open_steps)
    return (
        made("answered", "Answered", len(one.asked) - len(one.unanswered), len(one.asked), "question"),
        made("introduced", "Introduced", len(one.held), len(planned), "planned introduction"),
        made("steps_done", "First steps done", done, len(one.file.steps), "step"),
    )


def _sections(book: Book, one: Handover, found: FromTopics) -> Iterator[PassportSection]:
    yield PassportSection("short", "In short", points=tuple(_in_short(book, one, found)))
    people = people_table(book, one)
    yield PassportSection(
        "people",
        "People, in the order of introductions",
        _there(people, found.map),
        nothing="Nobody is known who could be introduced: neither contacts nor a map.",
    )
    yield PassportSection(
        "promises", "What both sides promised", _short(found.commitments), nothing="Nothing is promised and open."
    )
    yield PassportSection(
        "renewals",
        "Renewals and notice dates",
        _short(contracts_table(book, one, found.renewals)),
        nothing="No contract is known that ends.",
    )
    yield PassportSection(
        "selling",
        "Opportunities, quotes and approvals",
        _short(found.opportunities, found.quotes, found.to_decide),
        nothing="Nothing is being sold.",
    )
    yield PassportSection(
        "orders",
        "Orders",
        _short(found.orders and without(found.orders, "State")),
        nothing="Nothing is ordered that is still to come.",
    )
    yield PassportSection(
        "requests", "Requests and disputes", _short(found.requests, found.claims), nothing="Nothing is asked of us."
    )
    yield PassportSection(
        "health",
        "Health, and how it went",
        found.health,
        tuple(filter(None, (found.health_said,))),
        found.health_figures,
        "Health cannot be computed from what is loaded.",
    )
    yield PassportSection(
        "interview",
        "Not in any system",
        _there(answers_table(book, one)),
        nothing="Nobody has answered a question yet.",
    )
    yield PassportSection(
        "steps", "The first 30, 60 and 90 days", _there(steps_table(book, one)), nothing="No step is written yet."
    )


def _there(*found: SlideExhibit | None) -> tuple[SlideExhibit, ...]:
    return tuple(one for one in found if one is not None)


def _short(*found: Table | None) -> tuple[SlideExhibit, ...]:
    """Tables of topics without the account's name, as many rows as one reads."""
    return tuple(_first(without(one, *LEFT_OUT)) for one in found if one)


def _first(table: Table) -> Table:
    """As many rows as one reads; nothing here is ticked."""
    table = replace(table, note=without_presses(table.note))
    more = len(table.rows) - MOST_ROWS
    if more <= 0:
        return table
    note = f"The first {MOST_ROWS} of {len(table.rows):,} are shown."
    return replace(table, rows=table.rows[:MOST_ROWS], keys=table.keys[:MOST_ROWS], note=note)


def _in_short(book: Book, one: Handover, found: FromTopics) -> Iterator[str]:
    if one.file.about.summary.strip():
        yield one.file.about.summary.strip()
    why = f": {', '.join(one.triaged.reasons)}" if one.triaged.reasons else ""
    yield f"{one.triaged.triage.label}{why}. That asks for: {one.triaged.triage.means}."
    yield f"From {one.giver} to {one.receiver}, from {effective_text(one)} on. {one.move.reason}".strip()
    renews = f"; next contract ends on {day_text(one.row.renews_on)}" if one.row.renews_on else ""
    yield f"{book.money.text(one.row.mrr)} a month{renews}."
    if found.health_said:
        yield f"{found.health_said}."
    yield from _told(one)
    yield from signatures(one)


def _told(one: Handover) -> Iterator[str]:
    about = one.file.about
    if about.told_on:
        yield f"The customer heard of it on {day_text(about.told_on)}."
    if one.met_on:
        yield f"Both owners met the customer together on {day_text(one.met_on)}."
    elif about.meeting_on:
        yield f"The joint meeting is planned for {day_text(about.meeting_on)}."


def signatures(one: Handover) -> tuple[str, ...]:
    """Who signed, when, and whether it still holds."""
    held, said = one.standing, []
    if held.signed_out:
        said.append(f"Signed out by {held.signed_out.who} on {day_text(held.signed_out.at.date())}.")
    if held.fallen:
        said.append(f"That does not hold any more: {changed_words(held.changed)} changed since.")
    if held.received:
        said.append(f"Received by {held.received.who} on {day_text(held.received.at.date())}.")
    if held.changed and not held.fallen:
        said.append(f"Changed since it was received: {changed_words(held.changed)}.")
    return tuple(said)


WORDS = {
    "answers": "the interview",
    "introductions": "introductions",
    "steps": "the first days",
    "summary": "the summary",
}


def changed_words(changed: Sequence[str]) -> str:
    """The sections that changed, in words."""
    return capital(", ".join(WORDS.get(one, one) for one in changed))
