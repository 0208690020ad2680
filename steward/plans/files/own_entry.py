"""What the success plan says of one person, taken out wherever it is kept: plan and versions, journal, frozen figures.

Their id and their reporting line stay, so that whatever points to them still does."""

import json
from collections.abc import Iterable, Iterator, MutableMapping
from datetime import date
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from steward.domain.forgetting import FORMER, is_address, is_name
from steward.plans.files.lines import entry_blocks
from steward.plans.files.parsing import parsed

SECTION = "people"
KEPT = ("id", "name", "reports_to", "left_on", "confirmed_on")
"""What of an entry stays; of the name, only that there is one."""


def names_and_addresses(text: str, contact_id: str) -> tuple[list[str], list[str]]:
    """How the plan, or a review, calls a person, and where mail reaches them."""
    content = parsed(text)[0]
    entries = [row for row in _rows(content.get(SECTION)) if row.get("id") == contact_id]
    invited = [row for row in _rows(content.get("attendees")) if row.get("person") == contact_id]
    names = [one for row in entries if isinstance(one := row.get("name"), str) and is_name(one)]
    said = (one for row in (*entries, *invited) for one in row.values() if isinstance(one, str))
    return names, [one.strip() for one in said if is_address(one)]


def ids_of(text: str) -> Iterator[str]:
    """The ids of everybody the plan names."""
    return (str(row["id"]) for row in _rows(parsed(text)[0].get(SECTION)) if row.get("id"))


def out_of_plan(text: str, contact_id: str) -> tuple[str, int]:
    """A success plan's text without what its entries of a person say, and how many keys that were."""
    lines_end_so = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    times = 0
    rows = parsed(plain)[0].get(SECTION)
    for number, row in reversed(list(enumerate(rows if isinstance(rows, list) else []))):
        gone = _gone(row) if isinstance(row, dict) and row.get("id") == contact_id else []
        if gone:
            plain, times = _rewritten(plain, number, row), times + len(gone)
    return (plain.replace("\n", lines_end_so), times) if times else (text, 0)


def _gone(row: MutableMapping[str, Any]) -> list[str]:
    """The keys of an entry that say something of the person."""
    return [name for name, said in row.items() if name not in KEPT or (name == "name" and said != FORMER)]


def _rewritten(text: str, number: int, row: MutableMapping[str, Any]) -> str:
    """Anew from what stays: also without the comments within, which speak of the person."""
    blocks = entry_blocks(text, SECTION, number)
    if not blocks:
        return _within_array(text, number)
    said = {name: FORMER if name == "name" else row[name] for name in KEPT if name in row}
    new = [f"{name} = {tomlkit.item(value).as_string()}" for name, value in said.items() if _sound(value)]
    lines = text.split("\n")
    return "\n".join([*lines[: blocks[0].start], f"[[{SECTION}]]", *new, *lines[blocks[-1].end :]])


def _within_array(text: str, number: int) -> str:
    """Entries written as tables in braces; what tomlkit cannot read stays, but for the name."""
    try:
        document: Any = tomlkit.parse(text)
        entry = document[SECTION][number]
        for name in _gone(entry):
            if name == "name":
                entry[name] = FORMER
            else:
                del entry[name]
        return tomlkit.dumps(document)
    except (TOMLKitError, KeyError, IndexError, TypeError, RecursionError):
        return text


def out_of_line(raw: str, contact_id: str) -> tuple[str, int]:
    """A line of the journal without what it says of the person's entry, and how many changes that were."""
    if contact_id not in raw:
        return raw, 0
    try:
        said = json.loads(raw)
        changes = [one for one in said["changes"] if one.get("section") == SECTION and one.get("entry") == contact_id]
        times = sum(_silenced(change) for change in changes)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return raw, 0
    return (json.dumps(said, ensure_ascii=False), times) if times else (raw, 0)


def _silenced(change: dict[str, Any]) -> bool:
    """Take the values out of a change; whether there were any."""
    before = json.dumps(change)
    for side in ("from", "to"):
        held = change.get(side)
        if change.get("key", "") and change["key"] not in KEPT:
            change[side] = None
        elif change.get("key") == "name" and held:
            change[side] = FORMER
        elif isinstance(held, dict):
            change[side] = {name: FORMER if name == "name" else held[name] for name in held if name in KEPT}
    return json.dumps(change) != before


def out_of_frozen(text: str, contact_id: str) -> tuple[str, int]:
    """Frozen figures without the title of a person on the chart of the customer's people, and how many that were."""
    if contact_id not in text:
        return text, 0
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return text, 0
    times = sum([_untitled(chart, contact_id) for chart in _charts(held)])
    return (json.dumps(held, ensure_ascii=False, indent=1), times) if times else (text, 0)


def _charts(held: Any) -> Iterator[dict[str, Any]]:
    """Everything in a value that has posts."""
    if isinstance(held, dict):
        if isinstance(held.get("posts"), list):
            yield held
        for one in held.values():
            yield from _charts(one)
    elif isinstance(held, list):
        for one in held:
            yield from _charts(one)


def _untitled(chart: dict[str, Any], contact_id: str) -> int:
    posts = [post for post in _rows(chart["posts"]) if post.get("key") == contact_id]
    times = 0
    for post in posts:
        name, title = str(post.get("name", "")), post.get("title")
        if title or name != FORMER:
            said = f"{name} ({title})" if title else name
            chart["alt"] = str(chart.get("alt", "")).replace(said, FORMER)
            post.update(name=FORMER, title="")
            times += 1
    return times


def _rows(said: Any) -> Iterable[dict[str, Any]]:
    return [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []


def _sound(value: Any) -> bool:
    return isinstance(value, str | date)
