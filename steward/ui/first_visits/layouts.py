"""What pages show of a briefing is laid out beforehand, too: to lay out tables of a thousand rows takes longer than the
rest of a page."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from steward.exhibits import Exhibit
from steward.services.data.warehouses import Warehouse
from steward.ui.kit.exhibits import lay_out
from steward.ui.kit.style import as_if, schemes

MOST_PARTS = 50
"""What has more parts tells line by line; lines have no exhibits of their own."""


def lay_out_everywhere(exhibit: Exhibit) -> None:
    """For readers of each scheme there are."""
    for scheme in schemes():
        with as_if(scheme):
            lay_out(exhibit)


def exhibits_in(told: object) -> Iterator[Exhibit]:
    """The exhibits of a briefing and of its parts, each once."""
    waiting, seen = [told], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, Exhibit):
            yield one
        else:
            waiting.extend(_parts(one))


def _parts(one: object) -> list[object]:
    if isinstance(one, Mapping):
        one = tuple(one.values())
    if isinstance(one, tuple | list):
        return list(one) if len(one) <= MOST_PARTS else []
    if is_dataclass(one) and not isinstance(one, type | Warehouse):
        return [getattr(one, each.name) for each in fields(one)] + list(getattr(one, "__dict__", {}).values())
    return []
