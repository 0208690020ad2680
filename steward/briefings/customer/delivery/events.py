"""The dates of an account's orders as entries for a calendar: each replaces the one before it."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from steward.briefings.customer.delivery.exhibits import next_words, why
from steward.briefings.customer.delivery.line import DeliveryLine
from steward.briefings.customer.subject import Subject
from steward.exhibits.calendar_events import DatedEntry
from steward.exhibits.wording import capital


def dated_entries(about: Subject, lines: Sequence[DeliveryLine], saves: int) -> tuple[DatedEntry, ...]:
    """A day for each line, and one for what a line needs of them. `saves`: how often what they are told was saved."""
    entries = (one for line in lines for one in _entries(about, line, saves))
    return tuple(sorted(entries, key=lambda one: (one.day, one.title, one.uid)))


def _entries(about: Subject, line: DeliveryLine, saves: int) -> Iterator[DatedEntry]:
    day = line.live_on or line.now_on or (line.first_on if line.ended else None)
    if day:
        happens = "in service" if line.live else "promised"
        yield _entry(about, line, saves, "service", day, f"{line.what} {happens}", _said(line))
    if line.needs_by:
        yield _entry(about, line, saves, "need", line.needs_by, f"we need from you: {line.needs}", f"For {line.what}.")


def _entry(
    about: Subject, line: DeliveryLine, saves: int, kind: str, day: date, title: str, said: str
) -> DatedEntry:  # fmt: skip
    return DatedEntry(
        uid=str(uuid5(NAMESPACE_URL, f"steward:delivery:{about.account_id}:{line.line_id}:{kind}")),
        sequence=sequence(line, saves),
        day=day,
        title=title,
        description=said,
        by=about.warehouse.facts.company,
        cancelled=line.ended is not None,
        as_of=line.day,
    )


def sequence(line: DeliveryLine, saves: int) -> int:
    """Rises with every new day of a line, with its end, and with every save of what they are told: a calendar takes the
    entry with the highest."""
    return len(line.changes) + (line.live or line.ended is not None) + saves


def _said(line: DeliveryLine) -> str:
    coming = next_words(line)
    said = (why(line), f"next: {coming}" if coming else "", f"order: {line.order}")
    return "\n".join(f"{capital(one.rstrip('.'))}." for one in said if one)
