"""A section of entries as a table to type into, and the entries that come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

import pandas as pd
import streamlit as st

from steward.domain.labels import label_of, with_written
from steward.services.plans.files import Key, Kind, Record, Section, entries, entry_id, identity, is_empty, label
from steward.ui.kit.grid import choices, edit_grid
from steward.ui.kit.typed import begun
from steward.ui.plans.files import Choices

CHOSEN = (Kind.PERSON, Kind.COLLEAGUE, Kind.ANYBODY, Kind.PRODUCT, Kind.SITE, Kind.OPPORTUNITY, Kind.PARTNER)
SEVERAL = (Kind.CHOICES, Kind.PEOPLE, Kind.LIST)
NUMBERS = (Kind.NUMBER, Kind.MONEY)
HEIGHT = 500
NAMED = 150
"""Pixels of a column of names, which would else be as narrow as its heading."""


@dataclass(frozen=True)
class Grid:
    """One section of a plan as a table. `names`: the entries other sections point to, and who is meant by an id."""

    section: Section
    records: tuple[Record, ...]
    choices: Choices
    plan: object

    @property
    def keys(self) -> Mapping[str, Key]:
        """The keys that are columns: an id is Steward's own matter, places belong to the picture."""
        found = self.section.keys
        own = {"id"} if self.section.name != "people" else set()
        return {name: key for name, key in found.items() if name not in own and key.kind is not Kind.PLACES}

    def edited(self, key: str) -> tuple[Record, ...]:
        """Show the table; the entries as they are in it now, which it keeps like a field that is typed in."""
        entry = begun(key, self.records)["key"]
        sheet = self._sheet(entry)
        shown = edit_grid(
            sheet.grid._frame(),
            key=sheet.key,
            num_rows="dynamic",
            hide_index=True,
            column_config=dict(sheet.columns),
            height="auto" if len(sheet.grid.records) < 11 else HEIGHT,
            placeholder="",
        )
        found = sheet.grid._records(shown)
        grown = any(int(place) >= len(sheet.grid.records) for place in shown.index)
        st.session_state[f"{entry}.sheet"] = replace(sheet, shown=found, grown=grown)
        st.session_state[entry] = found
        return found

    def _sheet(self, entry: str) -> "Sheet":
        """The table as it stands: one that is begun anew loses what is being typed, so it goes on while it can."""
        held: Sheet | None = st.session_state.get(f"{entry}.sheet")
        mine: tuple[Record, ...] = st.session_state[entry]
        if (
            held
            and held.key in st.session_state
            and held.shown == mine
            and not (held.grown and held.saved != self.records)
        ):
            return held
        number = held.number + 1 if held else 0
        grid = replace(self, records=mine)
        columns = {name: grid._column(name, described) for name, described in self.keys.items()}
        return Sheet(grid, columns, f"{entry}.{number}", number, self.records, mine)

    def _frame(self) -> pd.DataFrame:
        return pd.DataFrame(
            {
                name: _series(described, [getattr(record, name) for record in self.records])
                for name, described in self.keys.items()
            }
        )

    def _column(self, name: str, key: Key) -> Any:
        columns: Any = st.column_config
        common: dict[str, Any] = {"help": key.says, "required": key.required}
        match key.kind:
            case Kind.DATE:
                return columns.DateColumn(key.label, format="D MMM YYYY", **common)
            case Kind.NUMBER | Kind.MONEY:
                bounds: dict[str, Any] = {"min_value": key.low, "max_value": key.high}
                return columns.NumberColumn(key.label, format="localized", **bounds, **common)
            case Kind.CHOICE:
                return columns.SelectboxColumn(key.label, **choices(_labels(key)), **common)
            case Kind.CHOICES:
                return columns.MultiselectColumn(key.label, **choices(_labels(key)), **common)
            case Kind.PEOPLE:
                return columns.MultiselectColumn(key.label, **choices(self._options(name, key)), **common)
            case Kind.LIST:
                return columns.ListColumn(key.label, **common)
            case kind if kind in CHOSEN or kind is Kind.ENTRY:
                return columns.SelectboxColumn(key.label, width=NAMED, **choices(self._options(name, key)), **common)
            case _:
                return columns.TextColumn(key.label, width=self._width(name, key), **common)

    def _width(self, name: str, key: Key) -> Literal["small", "large"] | None:
        """Wide for what an entry says; what only tells entries apart is short."""
        if name in self.section.record.identity:
            return "small"
        return "large" if key.required else None

    def _options(self, name: str, key: Key) -> Mapping[str, str]:
        """What may be chosen; what somebody wrote that is none of it stays choosable as it is."""
        known = entries(self.plan, key.of) if key.kind is Kind.ENTRY else self.choices.of(key.kind)
        held = [getattr(record, name) for record in self.records]
        return with_written(known, [word for one in held for word in (one if isinstance(one, tuple) else (one,))])

    def _records(self, shown: pd.DataFrame) -> tuple[Record, ...]:
        found: list[Record] = []
        for place, row in zip(shown.index, shown.to_dict("records"), strict=True):
            values = {name: _back(key, row.get(name)) for name, key in self.keys.items()}
            old = self.records[int(place)] if int(place) < len(self.records) else None
            if old is not None:
                found.append(replace(old, **values))  # type: ignore[type-var]
            elif not all(is_empty(value) for name, value in values.items() if self.keys[name].kind is not Kind.CHOICE):
                found.append(self._new(values, found))
        return tuple(found)

    def _new(self, values: dict[str, Any], before: Sequence[Record]) -> Record:
        """A new entry with an id of its own where it needs one."""
        defaults = {name: value for name, value in values.items() if not is_empty(value)}
        record = self.section.record(**defaults)
        if self.section.record.identity != ("id",) or defaults.get("id"):
            return record
        taken = [identity(each) for each in (*self.records, *before)]
        return replace(record, id=entry_id(label(record), taken))  # type: ignore[type-var]


@dataclass(frozen=True)
class Sheet:
    """A table as the browser has it. `saved`: what was saved when it was begun; `shown`: what it comes to by now;
    `grown`: whether it has rows that were not there, which get their ids when they are saved."""

    grid: Grid
    columns: Mapping[str, Any]
    key: str
    number: int
    saved: tuple[Record, ...]
    shown: tuple[Record, ...]
    grown: bool = False


def _labels(key: Key) -> Mapping[str, str]:
    """The fixed words of a key, each with what people read in its place."""
    return {str(word): label_of(word) for word in key.choices or ()}


def _series(key: Key, values: list[Any]) -> "pd.Series[Any]":
    """A column of one type, empty cells empty."""
    if key.kind in NUMBERS:
        return pd.Series([None if value is None else float(value) for value in values], dtype="float64")
    if key.kind is Kind.DATE:
        return pd.Series(pd.to_datetime(pd.Series(values, dtype=object)), dtype="datetime64[ns]")
    if key.kind in SEVERAL:
        return pd.Series([[str(word) for word in value] for value in values], dtype=object)
    return pd.Series([None if is_empty(value) else str(value) for value in values], dtype=object)


def _back(key: Key, cell: Any) -> Any:
    """A cell as the plan holds it."""
    if key.kind in SEVERAL:
        words = list(cell) if isinstance(cell, list | tuple) or hasattr(cell, "tolist") else []
        return tuple(key.choices(word) for word in words) if key.choices else tuple(map(str, words))
    if cell is None or (not isinstance(cell, str) and pd.isna(cell)):
        return key.empty
    if key.kind in NUMBERS:
        return int(cell) if float(cell).is_integer() else float(cell)
    if key.kind is Kind.DATE:
        return cell.date() if isinstance(cell, datetime | pd.Timestamp) else date.fromisoformat(str(cell)[:10])
    if key.choices:
        return key.choices(cell)
    return str(cell).strip() if key.kind is not Kind.MARKDOWN else str(cell)
