"""What people wrote in a plan as parts of a paper, by the descriptions of its keys and no second list of labels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from steward.exhibits import NOT_KNOWN, Column, Receipt, Table, Unit, day_text, listed
from steward.exhibits.documents import Heading, Markdown, Paragraph, Part
from steward.exhibits.tables import Cell
from steward.plans.files.keys import Key, Kind, Record, keys_of, sections_of
from steward.plans.files.values import is_empty

LONG = 28
"""Texts longer than this want a wide column."""
_IDS = frozenset({Kind.PERSON, Kind.COLLEAGUE, Kind.ANYBODY, Kind.PRODUCT, Kind.SITE, Kind.OPPORTUNITY})


@dataclass(frozen=True)
class Chapter:
    """What a paper says about one topic; without parts, nobody has written about it."""

    label: str
    parts: tuple[Part, ...]

    def printed(self) -> tuple[Part, ...]:
        """Its parts below its heading; nothing where there are none."""
        return (Heading(1, self.label), *self.parts) if self.parts else ()


def printed(chapters: Sequence[Chapter]) -> tuple[Part, ...]:
    """The chapters one after the other; at the end, in one line, those nobody has written."""
    parts = [part for chapter in chapters for part in chapter.printed()]
    missing = [chapter.label for chapter in chapters if not chapter.parts]
    return (*parts, Paragraph(f"Not written yet: {listed(missing)}.")) if missing else tuple(parts)


@dataclass(frozen=True)
class Telling:
    """How the records of one file are told: whose names stand for ids, in which words, on which day.

    `entries`: for each section, the title of each entry by its id. `label` and `word` turn a key's label and a fixed
    word into the reader's own.
    """

    file: str
    as_of: date
    names: Mapping[str, str]
    money: Unit | None = None
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    label: Callable[[str], str] = str
    word: Callable[[Any], str] = str

    def name(self, key: str) -> str:
        """The name behind an id; what is no id stays as it is written."""
        return self.names.get(key) or key

    def table(
        self,
        section: str,
        records: Sequence[Record],
        *,
        without: Sequence[str] = (),
        instead: Mapping[str, Sequence[Cell]] | None = None,
        title: str = "",
    ) -> Table:
        """Records as a table of what was filled in. `instead`: the cells of some keys, worked out by the caller."""
        keys = keys_of(type(records[0]))
        shown = [name for name in keys if name not in (*without, "id") and keys[name].kind is not Kind.PLACES]
        cells: dict[str, Sequence[Cell]] = {}
        for name in shown:
            cells[name] = [self.cell(keys[name], getattr(record, name)) for record in records]
        cells |= instead or {}
        columns = {name: told for name, told in cells.items() if name == shown[0] or any(c is not None for c in told)}
        return Table(
            id=f"paper.{section}",
            title=title,
            alt=f"Table: {self.label(keys[shown[0]].label)}.",
            receipt=Receipt("account plan", self.as_of, f"{self.file}, {section}"),
            columns=tuple(self._column(keys[name], told) for name, told in columns.items()),
            rows=tuple(zip(*columns.values(), strict=True)),
        )

    def _column(self, key: Key, cells: Sequence[Cell]) -> Column:
        wide = any(isinstance(cell, str) and len(cell) > LONG for cell in cells)
        unit = self.money if key.kind is Kind.MONEY else plain_unit(cells) if key.kind is Kind.NUMBER else None
        return Column(self.label(key.label), unit, wide=wide)

    def cell(self, key: Key, value: Any) -> Cell:
        """One value as a cell; None where nobody wrote it."""
        if is_empty(value):
            return None
        if key.kind in _IDS:
            return self.name(str(value))
        if key.kind is Kind.ENTRY:
            return self.entries.get(key.of, {}).get(value) or str(value)
        if key.kind is Kind.PEOPLE:
            return listed([self.name(one) for one in value])
        if key.kind is Kind.LIST:
            return "; ".join(value)
        if key.kind is Kind.CHOICES:
            return listed([self.word(one) for one in value])
        held: Cell = self.word(value) if key.kind is Kind.CHOICE else value
        return held

    def text(self, key: Key, value: Any) -> str:
        """One value in words."""
        cell = self.cell(key, value)
        return day_text(cell) if isinstance(cell, date) else NOT_KNOWN if cell is None else str(cell)

    def words(self, record: Record, names: Sequence[str]) -> tuple[Part, ...]:
        """Some texts of a record, each below its label."""
        keys = keys_of(type(record))
        said = [(self.label(keys[name].label), getattr(record, name)) for name in names if getattr(record, name)]
        return tuple(part for label, text in said for part in (Heading(2, label), Markdown(text)))


def titles(plan: Any) -> dict[str, dict[str, str]]:
    """For each section of entries, the title of each entry by its id: its first text that must be there."""
    found = {}
    for section in sections_of(type(plan)).values() if plan is not None else ():
        keys = keys_of(section.record)
        title = next((name for name, key in keys.items() if key.required and key.kind is Kind.TEXT), "")
        if section.many and title and "id" in keys:
            found[section.name] = {one.id: getattr(one, title) for one in getattr(plan, section.name) if one.id}
    return found


def labels(plan: type[Any]) -> dict[str, str]:
    """How the sections of a plan are called."""
    return {name: section.label for name, section in sections_of(plan).items()}


def plain_unit(cells: Sequence[Cell]) -> Unit:
    """Numbers with as many decimals as they have."""
    known = [float(cell) for cell in cells if isinstance(cell, int | float)]
    return Unit("number", decimals=max((len(f"{each:.4f}".rstrip("0").partition(".")[2]) for each in known), default=0))
