"""A review's material as text and back: every figure and exhibit to the last digit.

Only the types named here can be read back, and all of them are a customer's: a frozen file cannot bring anything else.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from steward import exhibits
from steward.briefings.customer.adoption.adoption import Adoption
from steward.briefings.customer.nps.nps import Voice
from steward.briefings.customer.plans.success import Success
from steward.briefings.customer.reviews.behind import Behind
from steward.briefings.customer.reviews.material import Material
from steward.briefings.customer.reviews.summary import Summary
from steward.briefings.customer.service.service import Service
from steward.briefings.customer.spend.spend import Spend
from steward.domain.quarters import Quarter
from steward.errors import FrozenUnreadable
from steward.exhibits import Better, Role
from steward.plans.customer.review import Repeat

FORMAT = 1
_TYPES: Mapping[str, type[Any]] = {
    each.__name__: each
    for each in (
        Material, Success, Summary, Service, Adoption, Voice, Spend, Behind, Quarter,
        exhibits.Figure, exhibits.Receipt, exhibits.Missing, exhibits.Unit, exhibits.Lines, exhibits.Bars,
        exhibits.StackedBars, exhibits.Bridge, exhibits.Step, exhibits.Heatmap, exhibits.Bubbles, exhibits.Point,
        exhibits.Series, exhibits.Table, exhibits.Column, exhibits.Bullets, exhibits.Bullet, exhibits.Timeline,
        exhibits.Span, exhibits.OrgChart, exhibits.Post,
    )
}  # fmt: skip
_WORDS: Mapping[str, type[Enum]] = {each.__name__: each for each in (Better, Role, Repeat)}


def frozen_text(found: Material) -> str:
    """The material as JSON that a person can read and a diff can show."""
    return json.dumps({"format": FORMAT, "material": _told(found)}, ensure_ascii=False, indent=1, allow_nan=False)


def thawed(text: str) -> Material:
    """The material as it was. Raises FrozenUnreadable."""
    try:
        held = json.loads(text)
        if held["format"] != FORMAT:
            raise FrozenUnreadable("The frozen figures were written by another version of Steward; freeze them again.")
        found = _read(held["material"])
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as problem:
        raise FrozenUnreadable("The frozen figures are damaged and cannot be read; freeze them again.") from problem
    if not isinstance(found, Material):
        raise FrozenUnreadable("The file of frozen figures holds something else.")
    return found


def _told(value: Any) -> Any:
    match value:
        case Enum():
            return {"is": type(value).__name__, "word": value.value}
        case Decimal():
            return {"is": "decimal", "digits": str(value)}
        case date():
            return {"is": "date", "day": value.isoformat()}
        case tuple() | list():
            return [_told(inner) for inner in value]
        case None | bool() | int() | float() | str():
            return value
    if is_dataclass(value) and type(value).__name__ in _TYPES:
        return {"is": type(value).__name__, **{each.name: _told(getattr(value, each.name)) for each in fields(value)}}
    raise TypeError(f"{type(value).__name__} cannot be frozen")


_READERS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "decimal": lambda held: Decimal(held["digits"]),
    "date": lambda held: date.fromisoformat(held["day"]),
}


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(inner) for inner in value)
    if not isinstance(value, dict):
        return value
    name = value["is"]
    if name in _READERS:
        return _READERS[name](value)
    if name in _WORDS:
        return _WORDS[name](value["word"])
    return _TYPES[name](**{key: _read(inner) for key, inner in value.items() if key != "is"})
