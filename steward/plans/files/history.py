"""The history of a plan: every save, what came about and what did not, and what was done by hand between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import accumulate
from typing import TypeVar

from steward.plans.files import journal
from steward.plans.files.changes import PlanChange
from steward.plans.files.store import Opened, Plans, opened

Plan = TypeVar("Plan")


@dataclass(frozen=True, kw_only=True)
class Event:
    """A change of one file. `version` is the state it led to; `came_about` False: the save was cut off before it.

    `at` None: changed outside Steward since the last save, nobody knows when. `changes` hold JSON's values."""

    at: datetime | None
    who: str
    how: str
    file: str
    before: str
    version: str
    changes: tuple[PlanChange, ...]
    came_about: bool
    readable: bool


def history(plans: Plans, file: Opened[Plan]) -> tuple[Event, ...]:
    """The events of one file of an account, the latest first."""
    lines = [line for line in _in_order(journal.lines(plans.of(file.account_id))) if line.file == file.file]
    events = [
        _event(plans, file, line, came) for line, came in zip(lines, _came_about(lines, file.digest), strict=True)
    ]
    if lines and file.exists and file.digest not in (lines[-1].after, lines[-1].before):
        events.append(_by_hand(lines[-1], file))
    return tuple(reversed(events))


def state_on(plans: Plans, file: Opened[Plan], day: date) -> Opened[Plan] | None:
    """The file as it was at the end of a day; None where Steward kept no state of then."""
    events = [event for event in history(plans, file) if event.at is not None and event.came_about]
    then = next((event for event in events if event.at and event.at.date() <= day), None)
    if then is None or not then.readable:
        return None
    return opened(file.kind, file.file, file.account_id, plans.version(file.account_id, file.file, then.version))


def known_on(plans: Plans, file: Opened[Plan], day: date) -> Opened[Plan]:
    """The file as far as saves tell what it said at the end of a day: as it was before the first save after it. As it
    is now, where none came later or that state was not kept."""
    later = [event for event in history(plans, file) if event.at and event.came_about and event.at.date() > day]
    if not later:
        return file
    first = later[-1]
    # What was there before Steward first saved it was written by hand, nobody knows when.
    digest = first.before or (first.version if first.how == journal.BY_HAND else "")
    if digest and not plans.has_version(file.account_id, file.file, digest):
        return file
    content = plans.version(file.account_id, file.file, digest) if digest else b""
    return opened(file.kind, file.file, file.account_id, content)


def states(plans: Plans, file: Opened[Plan]) -> Iterator[tuple[date, Opened[Plan]]]:
    """What the file said after each save that was kept, with its day, the earliest first."""
    for event in reversed(history(plans, file)):
        if event.at and event.came_about and event.readable:
            content = plans.version(file.account_id, file.file, event.version)
            yield event.at.date(), opened(file.kind, file.file, file.account_id, content)


def _in_order(lines: Sequence[journal.JournalLine]) -> Iterator[journal.JournalLine]:
    """Lines stand in the order in which they were written. One whose clock had gone back counts for the time of the one
    before: what was saved later was not known earlier."""
    times = accumulate((line.at for line in lines), max)
    return (replace(line, at=at) for line, at in zip(lines, times, strict=True))


def _came_about(lines: list[journal.JournalLine], digest: str) -> list[bool]:
    """Whether each save reached its file: whatever came next began where it ended."""
    states = [*(line.before for line in lines[1:]), digest][: len(lines)]
    return [line.after == state or line.before != state for line, state in zip(lines, states, strict=True)]


def _event(plans: Plans, file: Opened[Plan], line: journal.JournalLine, came_about: bool) -> Event:
    return Event(
        at=line.at,
        who=line.who,
        how=line.how,
        file=line.file,
        before=line.before,
        version=line.after,
        changes=line.changes,
        came_about=came_about,
        readable=plans.has_version(file.account_id, file.file, line.after),
    )


def _by_hand(last: journal.JournalLine, file: Opened[Plan]) -> Event:
    return Event(
        at=None,
        who="",
        how=journal.BY_HAND,
        file=file.file,
        before=last.after,
        version=file.digest,
        changes=(),
        came_about=True,
        readable=False,
    )
