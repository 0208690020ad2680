"""A value put in the place of another, so that what people wrote around it and within it stays."""

from collections.abc import Iterable, MutableMapping
from difflib import SequenceMatcher
from typing import Any

from tomlkit.items import Array

from steward.plans.files.keys import Key, Kind
from steward.plans.files.text import item
from steward.plans.files.values import is_empty, plain_value


def put(table: MutableMapping[str, Any], name: str, key: Key, value: Any) -> None:
    """Set a key of a table of tomlkit; lists and places change where they differ, and so keep their comments."""
    held = table.get(name)
    if key.kind is Kind.PLACES and isinstance(held, MutableMapping):
        put_places(held, value)
    elif is_empty(value):
        table.pop(name, None)
    elif isinstance(held, Array) and isinstance(value, tuple):
        _put_list(held, plain_value(value))
    else:
        table[name] = item(key, value)


def put_places(held: MutableMapping[str, Any], places: Iterable[tuple[str, float, float]]) -> None:
    """Person by person: who went, who moved, who came."""
    wanted = {person: [x, y] for person, x, y in places}
    for person in [person for person in held if person not in wanted]:
        held.pop(person)
    for person, spot in wanted.items():
        if held.get(person) != spot:
            held[person] = spot


def _put_list(held: Array, wanted: list[str]) -> None:
    """Text by text, from the end, so that the numbers of those before hold."""
    steps = SequenceMatcher(None, [str(one) for one in held], wanted, autojunk=False).get_opcodes()
    for _, start, end, since, until in reversed(steps):
        new = wanted[since:until]
        for number in range(min(end - start, len(new))):
            if held[start + number] != new[number]:
                held[start + number] = new[number]
        for number in reversed(range(start + len(new), end)):
            del held[number]
        for number, text in enumerate(new[end - start :], start=end):
            held.insert(number, text)
