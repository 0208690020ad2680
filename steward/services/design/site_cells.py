"""The cells of a site table in Excel: as they are written, and read again with mistakes told in words."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from steward.domain.labels import label_of
from steward.output.form_sheet import FormCell, FormColumn, FormKind
from steward.plans.customer.design import DesignSite
from steward.plans.files.keys import Key, Kind, keys_of
from steward.plans.files.values import Mistake, is_empty, read_value

LONGEST = 500
"""Signs in a cell; more is no answer to any column."""
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
"""A number as people write it: Python's own underscores and digits of other scripts are none."""
SITE_ID = "Site id"
KEYS: Mapping[str, Key] = keys_of(DesignSite)
_WIDE = {"address": 34, "critical": 34, "name": 24, "access": 24, "resilience": 24, "handover": 24}


def heading(name: str) -> str:
    """What the column of a key is called."""
    return SITE_ID if name == "id" else KEYS[name].label


def columns() -> tuple[FormColumn, ...]:
    """A column for each key."""
    return tuple(
        FormColumn(
            name=heading(name),
            hint="Please leave it as it is; empty for a new site." if name == "id" else key.says,
            kind=_kind(key),
            choices=tuple(label_of(one) for one in key.choices or ()),
            wide=_WIDE.get(name, 18),
            fixed=name == "id",
        )
        for name, key in KEYS.items()
    )


def _kind(key: Key) -> FormKind:
    if key.kind in (Kind.NUMBER, Kind.MONEY):
        return FormKind.NUMBER
    return {Kind.DATE: FormKind.DAY, Kind.CHOICE: FormKind.CHOICE}.get(key.kind, FormKind.TEXT)


def as_cells(told_by: str, site: DesignSite, names: Mapping[str, str]) -> tuple[FormCell, ...]:
    """A site as a line of the sheet. `told_by`: what tells it from the others."""
    return tuple(told_by if name == "id" else _cell(KEYS[name], getattr(site, name), names) for name in KEYS)


def _cell(key: Key, value: Any, names: Mapping[str, str]) -> FormCell:
    if is_empty(value):
        return None
    held: FormCell = value
    if isinstance(value, str):
        held = names.get(value, value) if key.kind is Kind.PERSON else label_of(value)
    return held


def from_cell(name: str, cell: Any, people: Mapping[str, str]) -> Any:
    """What a key is to hold. `people`: ids by name. Raises Mistake."""
    key = KEYS[name]
    if isinstance(cell, bool):
        raise Mistake(f"should be {key.kind.value}, not {cell}")
    if key.kind is Kind.DATE:
        return _day(key, cell)
    if key.kind in (Kind.NUMBER, Kind.MONEY):
        return _number(key, cell)
    said = _text(cell)
    if key.choices:
        words = {label_of(one).casefold(): one for one in key.choices} | {str(one): one for one in key.choices}
        if said.casefold() not in words:
            raise Mistake(f"should be one of {', '.join(label_of(one) for one in key.choices)}, not “{said[:60]}”")
        return words[said.casefold()]
    return people.get(said, said) if key.kind is Kind.PERSON else said


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        cell = cell.date()
    said = " ".join(str(cell).split())
    if len(said) > LONGEST:
        raise Mistake(f"has {len(said):,} signs, and {LONGEST} are enough")
    if any(not each.isprintable() for each in said):
        raise Mistake("holds signs that cannot be printed")
    return said


def _day(key: Key, cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    found: date = read_value(key, cell if isinstance(cell, date) else str(cell).strip())
    return found


def _number(key: Key, cell: Any) -> float:
    if isinstance(cell, str):
        said = cell.strip().replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
        cell = float(said) if NUMBER.fullmatch(said) else cell
    found: float = read_value(key, cell)
    if key.kind is Kind.MONEY and found < 0:
        raise Mistake(f"should be 0 or more, not {found}")
    return int(found) if float(found).is_integer() else found
