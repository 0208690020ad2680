"""A plan as TOML that people like to read: keys in the order of their descriptions, empty ones left out."""

from typing import Any

import tomlkit
from tomlkit.items import Item, Table

from steward.plans.files.keys import Key, Kind, Record, Section, keys_of, sections_of
from steward.plans.files.values import is_empty, plain_value

_ESCAPED = {ord("\\"): "\\\\"} | {n: f"\\u{n:04x}" for n in (*range(9), *range(11, 32), 127)}


def written(plan: Any) -> str:
    """A whole plan as a new file; a comment says what each section is for, also where it is still empty."""
    parts = [f"account_id = {tomlkit.item(plan.account_id).as_string()}"]
    for section in sections_of(type(plan)).values():
        parts.append("\n\n".join(_section(section, getattr(plan, section.name))))
    return "\n\n".join(parts) + "\n"


def _section(section: Section, value: Any) -> list[str]:
    """The section's entries, each with its header; where there is none, the header as a comment."""
    header = f"[[{section.name}]]" if section.many else f"[{section.name}]"
    records = value if section.many else (value,)
    tables = [tomlkit.dumps(table(record)).rstrip("\n") for record in records]
    said = [f"{header}\n{content}" for content in tables if content]
    about = f"# {section.label}: {section.says}"
    return [f"{about}\n{said[0]}", *said[1:]] if said else [f"{about}\n# {header}"]


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
