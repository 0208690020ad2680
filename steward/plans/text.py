"""A plan as TOML that people like to read: keys in the order of their descriptions, empty ones left out."""

from typing import Any

import tomlkit
from tomlkit.items import AoT, Item, Table

from steward.plans.keys import Key, Kind, Record, keys_of, sections_of
from steward.plans.lines import blocks
from steward.plans.values import is_empty, plain_value

_ESCAPED = {ord("\\"): "\\\\"} | {n: f"\\u{n:04x}" for n in (*range(9), *range(11, 32), 127)}


def written(plan: Any) -> str:
    """A whole plan as a new file."""
    document = tomlkit.document()
    document.add("account_id", tomlkit.item(plan.account_id))
    for section in sections_of(type(plan)).values():
        value = getattr(plan, section.name)
        content = entries(value) if section.many else table(value)
        if len(content):
            document.add(section.name, content)
    return _spaced(tomlkit.dumps(document))


def entries(records: tuple[Record, ...]) -> AoT:
    """The entries of a section."""
    found = tomlkit.aot()
    for record in records:
        found.append(table(record))
    return found


def table(record: Record) -> Table:
    """One entry, or a section that is one table."""
    found = tomlkit.table()
    for name, key in keys_of(type(record)).items():
        value = getattr(record, name)
        if not is_empty(value):
            found.add(name, item(key, value))
    return found


def item(key: Key, value: Any) -> Item:
    """A value as TOML; text of several lines keeps them."""
    if key.kind is Kind.PLACES:
        places = tomlkit.inline_table()
        for person, x, y in value:
            places.append(person, [x, y])
        return places
    if isinstance(value, str) and "\n" in value:
        return tomlkit.value(f'"""\n{_inside(value)}"""')
    found: Item = tomlkit.item(plain_value(value))
    return found


def _inside(value: str) -> str:
    """A text as it stands between three quotes."""
    escaped = value.translate(_ESCAPED)
    return escaped.replace('"', '\\"') if '""' in escaped or escaped.endswith('"') else escaped


def _spaced(text: str) -> str:
    """One empty line before every header."""
    return "\n\n".join(filter(None, (block.text.rstrip("\n") for block in blocks(text)))) + "\n"
