"""The values of a plan's keys: read from TOML with mistakes told in words, and written back as TOML's own types."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from reprlib import repr as briefly
from typing import Any

from steward.plans.files.keys import Key, Kind

_LARGEST = 10**15
"""A number beyond is a slip of the finger, and more than browsers can count to."""


class Mistake(Exception):
    """A value that cannot be read; `str(mistake)` says what was expected."""


def read_value(key: Key, raw: Any) -> Any:
    """The value a key holds. Raises Mistake."""
    reader: Callable[[Key, Any], Any] = _READERS.get(key.kind, _text)
    return reader(key, raw)


def any_text(key: Key) -> bool:
    """Whether a key holds whatever text there is."""
    return key.kind not in _READERS


def plain_value(value: Any) -> Any:
    """A value in TOML's own types: text, numbers, dates, lists, tables."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return {person: [x, y] for person, x, y in value}
        return [plain_value(one) for one in value]
    return value


def is_empty(value: Any) -> bool:
    """Whether there is nothing to write."""
    return value is None or value == "" or value == ()


def _text(key: Key, raw: Any) -> str:
    if not isinstance(raw, str):
        raise Mistake(f"should be text in quotes, not {_shown(raw)}")
    return raw


def _number(key: Key, raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not -_LARGEST <= raw <= _LARGEST:
        raise Mistake(f"should be a number such as 1200, not {_shown(raw)}")
    if (key.low is not None and raw < key.low) or (key.high is not None and raw > key.high):
        raise Mistake(f"should be {key.bounds}, not {raw}")
    return raw


def _day(key: Key, raw: Any) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise Mistake(f"should be a date such as 2026-12-31, not {_shown(raw)}") from None


def _choice(key: Key, raw: Any) -> Any:
    assert key.choices is not None
    if type(raw) is str and raw in (known := _by_word(key.choices)):
        return known[raw]
    wanted = " ".join(_text(key, raw).split()).lower()
    try:
        return key.choices(wanted)
    except ValueError:
        raise Mistake(f"should be one of {', '.join(key.choices)}, not {_shown(raw)}") from None


@cache
def _by_word(choices: type[StrEnum]) -> dict[str, StrEnum]:
    return {str(one): one for one in choices}


def _texts(key: Key, raw: Any) -> tuple[str, ...]:
    return tuple(_text_of_list(one) for one in _list(raw))


def _text_of_list(raw: Any) -> str:
    if not isinstance(raw, str):
        raise Mistake(f"should hold nothing but texts in quotes, not {_shown(raw)}")
    return raw


def _list(raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise Mistake(f"should be a list such as [“one”, “two”], not {_shown(raw)}")
    return raw


def _choices(key: Key, raw: Any) -> tuple[Any, ...]:
    words = [raw] if isinstance(raw, str) else _list(raw)
    return tuple(dict.fromkeys(_choice(key, word) for word in words))


def _places(key: Key, raw: Any) -> tuple[tuple[str, float, float], ...]:
    if not isinstance(raw, Mapping):
        raise Mistake(f"should be a table of places such as {{ K-1 = [0, 1.5] }}, not {_shown(raw)}")
    return tuple((person, *_place(key, person, spot)) for person, spot in raw.items())


def _place(key: Key, person: str, spot: Any) -> tuple[float, float]:
    if not isinstance(spot, list) or len(spot) != 2:
        raise Mistake(f"should give {shortened(person)} two numbers such as [0, 1.5], not {_shown(spot)}")
    x, y = (_number(key, each) for each in spot)
    return x, y


def shortened(text: str) -> str:
    """A text of a length that fits into a sentence."""
    return text if len(text) <= 60 else f"{text[:59]}…"


def _shown(raw: Any) -> str:
    """A raw value as the person wrote it, more or less."""
    match raw:
        case str():
            return f"“{shortened(raw)}”"
        case bool():
            return str(raw).lower()
        case date():
            return raw.isoformat()
        case Mapping():
            return "a table"
    return shortened(briefly(raw))


_READERS: dict[Kind, Callable[[Key, Any], Any]] = {
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.DATE: _day,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.LIST: _texts,
    Kind.PEOPLE: _texts,
    Kind.PLACES: _places,
}
