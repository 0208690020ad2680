"""Values as JSON writes them: numbers to six decimals, days as ISO text.

Piece by piece, so that a book of many accounts is never held as one text, and what is made while it is written need not
be held either."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import GeneratorType
from typing import Any

DECIMALS = 6
INDENT = "  "


@dataclass(frozen=True)
class Members:
    """An object whose values are made one after the other while it is written."""

    pairs: Iterable[tuple[str, Any]]


_SEVERAL_LINES = (dict, list, tuple, Members, GeneratorType)


def as_text(content: dict[str, Any]) -> str:
    """JSON with numbers to six decimals and dates as ISO text."""
    return "".join(written(content))


def written(value: Any, depth: int = 0) -> Iterator[str]:
    """The same in pieces. A generator is written as a list, and gone through only then."""
    if isinstance(value, Members):
        yield from _within("{}", value.pairs, depth)
    elif isinstance(value, GeneratorType):
        yield from _within("[]", ((None, inner) for inner in value), depth)
    elif not _holds_more(value):
        yield _flat(value, depth)
    elif isinstance(value, dict):
        yield from _within("{}", value.items(), depth)
    else:
        yield from _within("[]", ((None, inner) for inner in value), depth)


def plain(value: Any) -> Any:
    """JSON's own types; numbers keep six decimals."""
    match value:
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case date():
            return value.isoformat()
        case Decimal() if value == value.to_integral_value():
            return int(value)
        case Decimal() | float():
            return round(float(value), DECIMALS)
        case _:
            return value


def _holds_more(value: Any) -> bool:
    """Whether anything in it goes over several lines."""
    if isinstance(value, (Members, GeneratorType)):
        return True
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return any(isinstance(inner, _SEVERAL_LINES) for inner in inside)


def _flat(value: Any, depth: int) -> str:
    """What holds nothing else, its values each on a line."""
    if not value or not isinstance(value, (dict, list, tuple)):
        return _encoder(depth).encode(plain(value))
    text = _encoder(depth + 1).encode(plain(value))
    return f"{text[0]}{_line(depth + 1)}{text[1:-1]}{_line(depth)}{text[-1]}"


def _within(marks: str, parts: Iterable[tuple[str | None, Any]], depth: int) -> Iterator[str]:
    """Parts between two marks, of an object each with its name."""
    before, line = marks[0], _line(depth + 1)
    for name, inner in parts:
        begun = f"{before}{line}" if name is None else f"{before}{line}{_encoder(depth).encode(name)}: "
        if _holds_more(inner):
            yield begun
            yield from written(inner, depth + 1)
        else:
            yield begun + _flat(inner, depth + 1)
        before = ","
    yield marks if before == marks[0] else _line(depth) + marks[1]


@cache
def _line(depth: int) -> str:
    """The end of a line, and what the next one begins with."""
    return "\n" + INDENT * depth


@cache
def _encoder(depth: int) -> json.JSONEncoder:
    """Writes values each on a line of its own."""
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=("," + _line(depth), ": "))
