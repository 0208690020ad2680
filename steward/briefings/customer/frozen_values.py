"""How each value of a review's material is written in a file, and read back by the type of its field.

Nothing is taken for what it is not, and nothing but what the fields name can be written or read: what is ours alone
has no way into a customer's frozen review.
"""

from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum, StrEnum
from types import UnionType
from typing import Any, get_args, get_origin

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from steward.briefings.customer.frozen_plain import PLAIN, demand, is_plain, plain_read, writes_plain
from steward.exhibits import CUSTOMER_KINDS

_KIND = "is"
"""Under this key an exhibit says its kind."""
_NAMES = {kind: name for name, kind in CUSTOMER_KINDS.items()}

Reader = Callable[[Any, Any], Any]
Writer = Callable[[Any], Any]


def converter() -> Converter:
    """What writes material and reads it."""
    made = Converter(detailed_validation=False)
    made.register_unstructure_hook_factory(is_dataclass, _writes_object)
    made.register_structure_hook_factory(is_dataclass, _reads_object)
    made.register_unstructure_hook_factory(_are_exhibits, _writes_one_of)
    made.register_structure_hook_factory(_are_exhibits, _reads_one_of)
    made.register_structure_hook_factory(_is_tuple, _reads_tuple)
    made.register_unstructure_hook_factory(is_plain, writes_plain)
    made.register_structure_hook_func(is_plain, plain_read)
    for kind in PLAIN:
        made.register_unstructure_hook(kind, writes_plain(kind))
        made.register_structure_hook(kind, plain_read)
    for word in (Enum, StrEnum):
        made.register_unstructure_hook(word, lambda held: held.value)
        made.register_structure_hook(word, lambda held, kind: kind(held))
    return made


def _writes_object(kind: Any, made: Converter) -> Writer:
    fields = make_dict_unstructure_fn(kind, made)
    named = {_KIND: _NAMES[kind]} if kind in _NAMES else {}

    def written(held: Any) -> Any:
        demand(type(held) is kind, f"{type(held).__name__} cannot be frozen")
        return {**named, **fields(held)}

    return written


def _reads_object(kind: Any, made: Converter) -> Reader:
    fields = make_dict_structure_fn(kind, made)
    name = _NAMES.get(kind)

    def read(held: Any, _: Any) -> Any:
        demand(name is None or held[_KIND] == name, f"no {name}")
        return fields(held, kind)

    return read


def _are_exhibits(kind: Any) -> bool:
    """Whether a field may hold exhibits of several kinds."""
    return isinstance(kind, UnionType) and all(each in _NAMES for each in get_args(kind))


def _writes_one_of(kind: Any, made: Converter) -> Writer:
    def written(held: Any) -> Any:
        demand(type(held) in get_args(kind), f"{type(held).__name__} cannot be frozen")
        return made.unstructure(held)

    return written


def _reads_one_of(kind: Any, made: Converter) -> Reader:
    named = {_NAMES[each]: each for each in get_args(kind)}
    return lambda held, _: made.structure(held, named[held[_KIND]])


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _reads_tuple(kind: Any, made: Converter) -> Reader:
    parts = get_args(kind)

    def read(held: Any, _: Any) -> Any:
        demand(isinstance(held, list), "no list")
        kinds = parts[:1] * len(held) if parts[-1] is Ellipsis else parts
        return tuple(made.structure(each, part) for each, part in zip(held, kinds, strict=True))

    return read
