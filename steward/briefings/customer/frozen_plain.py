"""Plain values as JSON writes them, to the last digit; decimals, days and bytes, for which it has no form, say so."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

PLAIN = (str, bool, int, float, Decimal, date, bytes)


def is_plain(kind: Any) -> bool:
    """Whether a field holds one of several kinds of plain value, or a row of them."""
    parts = get_args(kind) if isinstance(kind, UnionType) else ()
    return bool(parts) and all((get_origin(each) or each) in (*PLAIN, NoneType, tuple) for each in parts)


def writes_plain(kind: Any) -> Callable[[Any], Any]:
    """What writes the values of a field; one that could not be read back is refused."""

    def written(held: Any) -> Any:
        demand(_fits(held, kind), f"{type(held).__name__} cannot be frozen")
        return _written(held)

    return written


def plain_read(held: Any, kind: Any) -> Any:
    """A plain value of the kind, or of one of the kinds, that its field holds."""
    found = _value(held)
    demand(_fits(found, kind), "another kind of value")
    return found


def _fits(held: Any, kind: Any) -> bool:
    return isinstance(held, _allowed(kind))


@cache
def _allowed(kind: Any) -> tuple[type, ...]:
    """The types of a field's values; a whole number is a float too."""
    found = tuple(get_origin(each) or each for each in get_args(kind) or (kind,))
    return (*found, int) if float in found else found


def _written(held: Any) -> Any:
    match held:
        case Decimal():
            return {"decimal": str(held)}
        case date():
            return {"date": held.isoformat()}
        case bytes():
            return {"base64": b64encode(held).decode()}
        case tuple():
            return [_written(each) for each in held]
        case None | bool() | int() | float() | str():
            return held
    raise TypeError(f"{type(held).__name__} cannot be frozen")


def _value(held: Any) -> Any:
    match held:
        case {"decimal": str(digits)}:
            return Decimal(digits)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case {"base64": str(content)}:
            return b64decode(content, validate=True)
        case list():
            return tuple(_value(each) for each in held)
        case dict():
            raise ValueError("no plain value")
    return held


def demand(holds: bool, problem: str) -> None:
    """Stop where a value is not what its field says."""
    if not holds:
        raise TypeError(problem)
