"""Two records of what may have been one call, mail or meeting. Whether it was is for a person to say.

A record of a mail or a calendar entry bears an id that every copy of it shares; such two are the same. Else two are
alike where they are of one account, day and kind, with somebody in common, and began within half an hour of each other
or have subjects that read the same once “Re:” and “Fwd:” are off.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from difflib import SequenceMatcher
from itertools import groupby

WITHIN = timedelta(minutes=30)
SIMILAR = 0.9
LONGEST = 200
"""Letters of a subject that are compared."""
_ANSWERS = re.compile(r"^\s*((re|fwd?|aw|wg|tr|sv|vs|rv|antw)\s*(\[\d+\])?\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True)
class Happening:
    """What a record says. `people`: theirs; `ours`: who of us. A moment at midnight is a day alone: nobody knows when
    on it."""

    key: str
    account_id: str
    kind: str
    moment: datetime
    subject: str
    people: frozenset[str]
    ours: str = ""
    uid: str = ""

    @property
    def has_time(self) -> bool:
        """Whether it is known when on its day it began."""
        return self.moment.time() != time.min


def bare(subject: str) -> str:
    """A subject without what answering and forwarding put before it."""
    return " ".join(_ANSWERS.sub("", subject[:LONGEST]).casefold().split())


def similarity(one: str, other: str) -> float:
    """How much two subjects read the same, from 0 to 1, whichever comes first."""
    first, second = sorted((bare(one), bare(other)))
    if not first or not second:
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def same(one: Happening, other: Happening) -> bool:
    """Whether both bear the id of one mail or calendar entry, at one account."""
    return bool(one.uid) and one.uid == other.uid and one.account_id == other.account_id


def alike(one: Happening, other: Happening) -> bool:
    """Whether a person is to say if they are one."""
    if one.key == other.key or _place(one) != _place(other) or not _met_alike(one, other):
        return False
    if one.has_time and other.has_time and abs(one.moment - other.moment) <= WITHIN:
        return True
    return similarity(one.subject, other.subject) >= SIMILAR


def pairs(found: Iterable[Happening]) -> Iterator[tuple[Happening, Happening]]:
    """Every two that are alike, each pair once, whatever order they come in."""
    ordered = sorted(found, key=lambda one: (*_place(one), one.key))
    for _, group in groupby(ordered, key=_place):
        yield from _among(list(group))


def _among(of_one_day: Sequence[Happening]) -> Iterator[tuple[Happening, Happening]]:
    for place, one in enumerate(of_one_day):
        yield from ((one, other) for other in of_one_day[place + 1 :] if alike(one, other))


def _place(one: Happening) -> tuple[str, str, str]:
    return one.account_id, one.moment.date().isoformat(), one.kind.casefold()


def _met_alike(one: Happening, other: Happening) -> bool:
    """Somebody of theirs in both; where one names none of them, it is who of us that tells."""
    if one.people and other.people:
        return bool(one.people & other.people)
    return bool(one.ours) and one.ours == other.ours
