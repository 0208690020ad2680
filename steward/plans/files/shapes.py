"""Texts that have to be something: a time of day, a time zone, a place; and which of a plan are not."""

from collections.abc import Iterator
from typing import Any

from steward.domain.clocks import time_of_day, zone_of
from steward.plans.files.keys import Record, Shape, keys_of, sections_of

MOST = 120
"""Letters of a place; the link of a call may be longer."""
MOST_OF_A_LINK = 2_000


def _is_place(text: str) -> bool:
    is_link = text.startswith(("https://", "http://")) and not any(map(str.isspace, text))
    return len(text) <= (MOST_OF_A_LINK if is_link else MOST)


TIME = Shape(lambda text: time_of_day(text) is not None, "is no time of day such as 14:00")
ZONE = Shape(lambda text: zone_of(text) is not None, "is no time zone such as Europe/Berlin")
PLACE = Shape(_is_place, f"is longer than {MOST} characters, which a link alone may be")
LINE = Shape(lambda text: len(text) <= 3 * MOST, f"is longer than {3 * MOST} characters")


def newly_wrong(before: Any, after: Any) -> str:
    """What is wrong in a plan that was not so before, in a sentence for whoever wants to save it; empty where nothing
    is."""
    known = set(_wrong(before))
    return next((f"“{label}” {why}." for label, value, why in _wrong(after) if (label, value, why) not in known), "")


def _wrong(plan: Any) -> Iterator[tuple[str, str, str]]:
    for section in sections_of(type(plan)).values():
        found = getattr(plan, section.name)
        for record in found if section.many else (found,):
            yield from _of(record)


def _of(record: Record) -> Iterator[tuple[str, str, str]]:
    for name, key in keys_of(type(record)).items():
        if why := key.wrong(getattr(record, name)):
            yield key.label, str(getattr(record, name)), why
