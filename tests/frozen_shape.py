"""What a frozen review is made of, read from the types: the shape of its file, and the objects in one."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from steward.exhibits import CUSTOMER_KINDS

NAMES = {kind: name for name, kind in CUSTOMER_KINDS.items()}
REQUIRED = ", required"


def shape(root: type) -> dict[str, str]:
    """Every path of the file with what stands there; each kind of exhibit once, under its name."""
    found = dict(_object(root, ""))
    for name, kind in CUSTOMER_KINDS.items():
        found |= dict(_object(kind, f"<{name}>"))
    return found


def _object(kind: type, path: str) -> Iterator[tuple[str, str]]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        inner = f"{path}.{field.name}" if path else field.name
        (first, said), *rest = _value(hints[field.name], inner)
        yield first, said + ("" if has_default(field) else REQUIRED)
        yield from rest


def _value(kind: Any, path: str) -> Iterator[tuple[str, str]]:
    parts = tuple(part for part in get_args(kind) if part is not NoneType) if _is_union(kind) else (kind,)
    empty = " or nothing" if NoneType in get_args(kind) else ""
    if len(parts) > 1:
        yield path, " or ".join(sorted(map(_said, parts))) + empty
        return
    (alone,) = parts
    yield path, _said(alone) + empty
    if get_origin(alone) is tuple:
        for place, part in _parts(alone):
            yield from _value(part, f"{path}[{place}]")
    elif is_dataclass(alone) and alone not in NAMES:
        yield from _object(alone, path)


def _is_union(kind: Any) -> bool:
    return get_origin(kind) not in (None, tuple)


def _parts(kind: Any) -> Iterator[tuple[str, Any]]:
    first, *rest = get_args(kind)
    if rest == [...]:
        yield "", first
    else:
        yield from ((str(place), part) for place, part in enumerate((first, *rest)))


def _said(kind: Any) -> str:
    if kind in NAMES:
        return str(NAMES[kind])
    if get_origin(kind) is tuple:
        return "list"
    if is_dataclass(kind):
        return "object"
    return "one of " + ", ".join(str(each.value) for each in kind) if issubclass(kind, Enum) else str(kind.__name__)


def has_default(field: "Field[Any]") -> bool:
    """Whether a file without it can be read."""
    return field.default is not MISSING or field.default_factory is not MISSING


def without_default(known: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The paths that every file must have now and that files of the known shape need not have.

    What is needed within something that is itself new harms nobody: no file from before has it."""
    owners = {"", *known, *(path.partition(".")[0] for path in known)}
    needed = [path for path, said in now.items() if said.endswith(REQUIRED)]
    new = [path for path in needed if not known.get(path, "").endswith(REQUIRED)]
    return [path for path in new if path.rpartition(".")[0] in owners]


def objects(kind: Any, held: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Every object in a file with its type."""
    parts = get_args(kind) if _is_union(kind) else (kind,)
    if isinstance(held, list):
        (rows,) = [part for part in parts if get_origin(part) is tuple]
        kinds = [part for _, part in _parts(rows)] * (len(held) if get_args(rows)[-1] is ... else 1)
        for part, each in zip(kinds, held, strict=True):
            yield from objects(part, each)
    alone = CUSTOMER_KINDS.get(held.get("is", "")) if isinstance(held, dict) else None
    alone = alone or next((part for part in parts if is_dataclass(part)), None)
    if isinstance(held, dict) and alone:
        yield alone, held
        hints = get_type_hints(alone)
        for field in fields(alone):
            yield from objects(hints[field.name], held[field.name])
