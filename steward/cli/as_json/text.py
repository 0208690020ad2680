"""Values as JSON writes them: numbers to six decimals, days as ISO text.

Sheet by sheet, so that a book of many accounts is never held as one text, and what is made while it is written need not
be held either. A sheet is forms, texts with a hole for each value, and the values: Python's fast writer knows no line
ends, so it is given all values of a sheet at once, and what it says is filled in."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from itertools import repeat
from types import GeneratorType
from typing import Any, TypeVar

DECIMALS = 6
INDENT = "  "
HOLE = "%s"
Answer = TypeVar("Answer")
A_SHEET = 10_000
"""Values that are written together."""
MOST_FORMS = 1_000
"""Remembered of objects and lists: each is likely as the one before."""
BETWEEN = "\n"
"""Stands in no value as JSON writes it."""


@dataclass(frozen=True)
class Members:
    """An object whose values are made one after the other while it is written."""

    pairs: Iterable[tuple[str, Any]]


_SEVERAL_LINES = (dict, list, tuple, Members, GeneratorType)
_VALUES = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(BETWEEN, ": "))


def as_text(content: dict[str, Any]) -> str:
    """JSON with numbers to six decimals and dates as ISO text."""
    return "".join(written(content))


def written(value: Any) -> Iterator[str]:
    """The same in pieces. A generator is written as a list, and gone through only then."""
    sheet = _Sheet()
    if not sheet.put_flat("", value, 0):
        yield from _several_lines(sheet, value, 0)
    yield sheet.taken()


def plain(value: Any) -> Any:
    """JSON's own types; numbers keep six decimals."""
    if isinstance(value, float):
        return _of_float(value)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return _of_decimal(value) if isinstance(value, Decimal) else value


def _of_decimal(value: Decimal) -> int | float:
    """An amount of whole units as one."""
    whole = int(value)
    return whole if value == whole else _of_float(value)


def _of_float(value: float | Decimal) -> float:
    return round(float(value), DECIMALS)


def _how_plain(kind: type) -> Callable[[Any], Any] | None:
    """How a value of a kind that stands in a line is made plain; None where it is."""
    if issubclass(kind, date):
        return kind.isoformat
    if issubclass(kind, Decimal):
        return _of_decimal
    return _of_float if issubclass(kind, float) else None


class _Kinds(dict[type, Answer]):
    """The answer to a question about what is of a kind, which is asked once of each kind."""

    def __init__(self, asks: Callable[[type], Answer]) -> None:
        self._asks = asks

    def __missing__(self, kind: type) -> Answer:
        found = self[kind] = self._asks(kind)
        return found


_IN_A_LINE = _Kinds(lambda kind: not issubclass(kind, _SEVERAL_LINES))
_PLAIN = _Kinds(_how_plain)


class _Sheet:
    """What is written next."""

    def __init__(self) -> None:
        self._forms: list[str] = []
        self._values: list[Any] = []

    @property
    def is_full(self) -> bool:
        """Whether it is to be handed on."""
        return len(self._values) >= A_SHEET

    def put(self, form: str) -> None:
        """What has no values."""
        self._forms.append(form)

    def put_flat(self, begun: str, value: Any, depth: int) -> bool:
        """A form, and behind it a value of which all that it holds is in a line each; nothing where it is no such
        value, and False."""
        if isinstance(value, dict):
            values: Collection[Any] = value.values()
        else:
            values = value if isinstance(value, (list, tuple)) else (value,)
        if not (all(map(_IN_A_LINE.__getitem__, map(type, values))) or not any(map(_holds, values))):
            return False
        self._forms += begun, _form(value, depth)
        self._values += values
        return True

    def taken(self) -> str:
        """Its text; what follows stands on a new one."""
        values = [make(value) if (make := _PLAIN[type(value)]) else value for value in self._values]
        said = _VALUES.encode(values)[1:-1].split(BETWEEN) if values else []
        text = "".join(self._forms) % tuple(said)
        self._forms, self._values = [], []
        return text


def _several_lines(sheet: _Sheet, value: Any, depth: int) -> Iterator[str]:
    """A value that holds what holds more is put on the sheet; yields the sheets that are full by then."""
    at_once = isinstance(value, Members)
    parts, marks = _parts(value)
    before, line = marks[0], _line(depth + 1)
    for name, inner in parts:
        begun = f"{before}{line}{_name(name)}"
        if not sheet.put_flat(begun, inner, depth + 1):
            sheet.put(begun)
            yield from _several_lines(sheet, inner, depth + 1)
        before = ","
        if at_once or sheet.is_full:
            yield sheet.taken()
    sheet.put(marks if before == marks[0] else f"{_line(depth)}{marks[1]}")


def _parts(value: Any) -> tuple[Iterable[tuple[str | None, Any]], str]:
    """What something consists of, of an object each with its name, and the marks it stands between."""
    if isinstance(value, Members):
        return value.pairs, "{}"
    return (value.items(), "{}") if isinstance(value, dict) else (zip(repeat(None), value), "[]")


def _holds(value: Any) -> bool:
    """Whether it goes over several lines."""
    return not _IN_A_LINE[type(value)] and bool(value)


def _form(value: Any, depth: int) -> str:
    """Of a value whose values are each on a line, if it has any."""
    if isinstance(value, dict):
        return _object(tuple(value), depth)
    return _list(len(value), depth) if isinstance(value, (list, tuple)) else HOLE


@lru_cache(MOST_FORMS)
def _object(names: tuple[str, ...], depth: int) -> str:
    inside = ",".join(f"{_line(depth + 1)}{_name(name)}{HOLE}" for name in names)
    return f"{{{inside}{_line(depth)}}}" if names else "{}"


@lru_cache(MOST_FORMS)
def _list(length: int, depth: int) -> str:
    return f"[{','.join([_line(depth + 1) + HOLE] * length)}{_line(depth)}]" if length else "[]"


@lru_cache(MOST_FORMS)
def _name(name: str | None) -> str:
    """As a form; in a list nothing has one."""
    return "" if name is None else f"{_VALUES.encode(name).replace('%', '%%')}: "


@cache
def _line(depth: int) -> str:
    """The end of a line, and what the next one begins with."""
    return "\n" + INDENT * depth
