"""What stands in a field, as JSON and back: texts, numbers, days, words to choose from, and entries of a plan."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from steward.plans.files.keys import Record, keys_of
from steward.plans.files.values import Mistake, plain_value, read_value

DAY, WORD, SEVERAL, ENTRY, OF = "day", "word", "several", "entry", "of"
WHERE = ("steward.plans.", "steward.domain.")
"""What a plan holds is made there."""


class NotReadable(Exception):
    """A value that this version of Steward does not know."""


def written(value: Any) -> Any:
    """In JSON's types. Raises NotReadable for what stands in no field."""
    match value:
        case StrEnum():
            return {WORD: str(value), OF: _name(type(value))}
        case None | bool() | int() | float() | str():
            return value
        case date():
            return {DAY: value.isoformat()}
        case list():
            return [written(one) for one in value]
        case tuple():
            return {SEVERAL: [written(one) for one in value]}
        case Record():
            said = {each.name: _plainly(getattr(value, each.name)) for each in fields(value)}  # type: ignore[arg-type]
            return {ENTRY: said, OF: _name(type(value))}
    raise NotReadable(type(value).__name__)


def read(said: Any) -> Any:
    """The value again. Raises NotReadable."""
    match said:
        case None | bool() | int() | float() | str():
            return said
        case list():
            return [read(one) for one in said]
        case {"day": str(day)}:
            return _day(day)
        case {"several": list(values)}:
            return tuple(map(read, values))
        case {"word": str(word), "of": str(name)}:
            return _word(word, name)
        case {"entry": dict(values), "of": str(name)}:
            return _entry(values, name)
    raise NotReadable(str(said)[:60])


def _plainly(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return plain_value(value)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise NotReadable(said[:60]) from None


def _word(said: str, name: str) -> StrEnum:
    try:
        found: StrEnum = _known(StrEnum)[name](said)
    except (KeyError, ValueError):
        raise NotReadable(name[:60]) from None
    return found


def _entry(values: dict[str, Any], name: str) -> Record:
    """What is empty is what a key is without anything said."""
    try:
        kind = _known(Record)[name]
        keys = keys_of(kind)
        filled = {key: said for key, said in values.items() if said is not None and said != "" and said != []}
        found: Record = kind(**{key: read_value(keys[key], said) for key, said in filled.items()})
    except (KeyError, Mistake, TypeError):
        raise NotReadable(name[:60]) from None
    return found


def _name(kind: type) -> str:
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"


def _known(kind: type) -> dict[str, Any]:
    """Kinds are made as modules are imported: one that is not there yet may be later."""
    return {_name(one): one for one in _below(kind) if one.__module__.startswith(WHERE)}


def _below(kind: type) -> Iterator[type]:
    below: list[type] = kind.__subclasses__()
    for one in below:
        yield one
        yield from _below(one)
