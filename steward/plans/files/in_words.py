"""The values of a plan as people read them: names for ids, days as days, an entry by its words."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from steward.domain.labels import label_of
from steward.exhibits import NOT_KNOWN, day_text, listed
from steward.plans.files.changes import label
from steward.plans.files.keys import Key, Kind, Section
from steward.plans.files.values import is_empty

NAMED = (
    Kind.PERSON,
    Kind.PEOPLE,
    Kind.COLLEAGUE,
    Kind.ANYBODY,
    Kind.PRODUCT,
    Kind.SITE,
    Kind.OPPORTUNITY,
    Kind.PARTNER,
)


def said(sections: Mapping[str, Section], section: str, key: str, value: Any, names: Mapping[str, str]) -> str:
    """A value that a plan holds, or that its journal kept, in words."""
    if is_empty(value):
        return NOT_KNOWN
    if not key:
        return _entry(value)
    found = sections.get(section)
    described = found.keys.get(key) if found else None
    named = names if described and described.kind in NAMED else _labels(described)
    if isinstance(value, tuple | list):
        return listed([named.get(str(one), str(one)) for one in value])
    if described and described.kind is Kind.DATE:
        return day_text(value if isinstance(value, date) else date.fromisoformat(str(value)))
    if isinstance(value, int | float):
        return f"{value:,}"
    return named.get(str(value), str(value))


def _labels(described: Key | None) -> Mapping[str, str]:
    """The fixed words of a key, each with what people read in its place: a journal holds the bare word."""
    return {str(word): label_of(word) for word in (described.choices if described else None) or ()}


def _entry(value: Any) -> str:
    """A whole entry by its first words; several in an order by their names."""
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    if is_dataclass(value) and not isinstance(value, type):
        return label(value) or "an entry without words"  # type: ignore[arg-type]
    words = [str(one) for name, one in dict(value).items() if name != "id" and isinstance(one, str)]
    return words[0] if words else "an entry without words"
