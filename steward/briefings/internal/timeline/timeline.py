"""All that happened at one account and all that has a day to come, in one line of time."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.timeline.events import EventKind, TimelineEvent
from steward.exhibits import Column, Receipt, Table, day_text
from steward.exhibits.wording import capital, counted

ASKED = {
    "activities": "calls, mails and meetings",
    "incidents": "outages",
    "nps_responses": "answers to surveys",
    "opportunities": "what happened to opportunities",
    "contracts": "days of contracts",
}
"""The feeds that tell of it."""


@dataclass(frozen=True, kw_only=True)
class Timeline(InternalBriefing):
    """What happened, the latest first, and what has a day to come, the next first."""

    account_name: str
    today: date
    ahead: tuple[TimelineEvent, ...]
    past: tuple[TimelineEvent, ...]
    events: Table | None

    @property
    def kinds(self) -> Mapping[EventKind, int]:
        """How many there are of each kind, of those there are."""
        found = Counter(one.kind for one in (*self.ahead, *self.past))
        return {kind: found[kind] for kind in EventKind if found[kind]}

    def of(self, kinds: Collection[EventKind]) -> "Timeline":
        """These kinds alone."""
        ahead = tuple(one for one in self.ahead if one.kind in kinds)
        past = tuple(one for one in self.past if one.kind in kinds)
        table = replace(self.events, **_rows(ahead, past)) if self.events else None
        return replace(self, ahead=ahead, past=past, headline=_headline(past, ahead), events=table)


def timeline(book: Book, account_id: str, name: str, events: Iterable[TimelineEvent]) -> Timeline:
    """Brief on what happened at an account."""
    found = sorted(events, key=lambda one: (one.day, _moment(one), one.kind, one.key, one.words))
    # What somebody wrote was written, whatever day a sample calls today.
    ahead = tuple(one for one in found if one.day > book.now and one.kind is not EventKind.PLAN)
    past = tuple(one for one in reversed(found) if one.day <= book.now or one.kind is EventKind.PLAN)
    return Timeline(
        quarter=book.quarter,
        as_of=book.as_of,
        today=book.now,
        account_name=name,
        headline=_headline(past, ahead),
        figures=(),
        missing=book.missing(**ASKED),
        ahead=ahead,
        past=past,
        events=_table(book, account_id, ahead, past),
    )


def _moment(event: TimelineEvent) -> datetime:
    """Where in its day; one without a moment comes first."""
    return event.moment.replace(tzinfo=None) if event.moment else datetime.combine(event.day, time.min)


def _headline(past: Sequence[TimelineEvent], ahead: Sequence[TimelineEvent]) -> str:
    last = f"Last: {_short(past[0])}" if past else "Nothing has happened yet"
    coming = f"; next: {_short(ahead[0])}" if ahead else ""
    return last + coming


def _short(event: TimelineEvent) -> str:
    """A few words of one."""
    return f"{event.kind.lower()} on {day_text(event.day)}"


def _table(
    book: Book, account_id: str, ahead: Sequence[TimelineEvent], past: Sequence[TimelineEvent]
) -> Table | None:  # fmt: skip
    if not ahead and not past:
        return None
    return Table(
        id="timeline.events",
        alt="Table of what happened at an account and what has a day to come, the latest first.",
        receipt=Receipt("timeline", book.as_of, "known.activities", (("account_id", account_id),), tuple(ASKED)),
        columns=(Column("Day"), Column("What"), Column("In words", wide=True), Column("People")),
        **_rows(ahead, past),
    )


def _rows(ahead: Sequence[TimelineEvent], past: Sequence[TimelineEvent]) -> dict[str, Any]:
    """What of the table is another for each choice of kinds."""
    found = (*reversed(ahead), *past)
    return {
        "title": capital(f"{counted(len(found), 'event')}, {len(ahead)} of them to come"),
        "rows": tuple((one.day, one.kind, one.words, one.people or None) for one in found),
    }
