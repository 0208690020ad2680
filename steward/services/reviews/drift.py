"""An exported deck held against today's data: figure by figure what moved since, and what a person edited by hand."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from steward.briefings.customer.subject import subject
from steward.deck.model import DeckFacts
from steward.deck.reading.changes import DeckRead, read_deck
from steward.deck.reading.edits import DeckItem, FoundWords, several
from steward.deck.receipts.model import ExhibitDrawn, FigureDrawn
from steward.exhibits import Change, Exhibit, Fact, Figure, Table, alike, changed, facts_of, table_facts
from steward.exhibits.wording import counted
from steward.plans.files.store import Plans
from steward.services.reviews.live import Today, today
from steward.warehouse.reader import Warehouse

FIGURE, EXHIBIT = "figure", "exhibit"
DECIMALS = 6
"""Beyond these, two values are the same."""
_MOST = 3
"""Changes of one exhibit told one by one."""


@dataclass(frozen=True, kw_only=True)
class DriftLine:
    """One figure or exhibit of a deck. `exported`: what was drawn; `in_deck`: what it says now, in short of an exhibit.
    `drifted`: the data says something else than when the deck was made.

    `slide` None: it is no longer in the deck. `today` None: today's data has no such figure, and `why`."""

    id: str
    kind: str
    label: str
    slide: int | None
    exported: str
    in_deck: str | None
    today: str | None
    drifted: bool
    edits: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    why: str = ""

    @property
    def edited_by_hand(self) -> bool:
        """Whether the deck says something else than what was drawn."""
        return bool(self.edits)

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return self.drifted or self.edited_by_hand


@dataclass(frozen=True)
class Drift:
    """A whole deck against today's data. `words`: texts that were edited; `remarks`: what was done to slides."""

    name: str
    about: DeckFacts
    as_of_today: date
    lines: tuple[DriftLine, ...]
    words: tuple[FoundWords, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """The deck in one sentence."""
        drifted = sum(line.drifted for line in self.lines)
        edited = sum(line.edited_by_hand for line in self.lines) + len(self.words)
        moved = f"{drifted} of {len(self.lines)} figures and charts {'is' if drifted == 1 else 'are'} different today"
        by_hand = f"{edited} {'was' if edited == 1 else 'were'} edited by hand"
        if not drifted and not edited:
            return f"All {len(self.lines)} figures and charts are as they were exported, and as the data is today"
        return ", ".join(
            [moved if drifted else "No figure is different today", by_hand if edited else "none was edited by hand"]
        )


def check(warehouse: Warehouse, plans: Plans, path: Path) -> Drift:
    """The deck of a file against today's data. Raises TemplateRefused, NoReceipts, AccountNotFound, QuarterUnknown."""
    found = read_deck(path)
    return drift(found, today(subject(warehouse, found.about.account_id, found.about.quarter), plans))


def drift(found: DeckRead, now: Today) -> Drift:
    """Figure by figure and exhibit by exhibit, in the order of the deck."""
    lines = tuple(_line(each, now) for each in found.found)
    return Drift(found.name, found.about, now.as_of, lines, found.words, found.remarks)


def _line(each: DeckItem, now: Today) -> DriftLine:
    if isinstance(each.drawn, FigureDrawn):
        return _figure(each, each.drawn, now.figures.get(each.drawn.id))
    return _exhibit(each, each.drawn, now.exhibits.get(each.drawn.id))


def _figure(each: DeckItem, drawn: FigureDrawn, current: Figure | None) -> DriftLine:
    line = DriftLine(
        id=drawn.id, kind=FIGURE, label=drawn.label, slide=each.slide, exported=drawn.text, in_deck=each.text,
        today=None, drifted=True, edits=each.edits, remarks=each.remarks, why="The data has no such figure today.",
    )  # fmt: skip
    if current is None:
        return line
    value = None if current.value is None else float(current.value)
    why = current.why if value is None else ""
    if not _apart(drawn.value, value):
        return replace(line, label=current.label, why=why, **_compared(drawn, current))
    said = current.text
    if said == drawn.text and value is not None:
        said = f"{said} ({current.unit.text(value)}, was {drawn.unit.text(drawn.value)})"
    return replace(line, label=current.label, today=said, why=why)


def _compared(drawn: FigureDrawn, current: Figure) -> dict[str, Any]:
    """A figure that is what it was; what the tile says it is compared with may have moved all the same."""
    delta = " ".join(current.delta_text.split())
    moved = bool(drawn.delta) and delta != drawn.delta
    said = f"{current.text}, {delta or 'nothing to compare with'} (was {drawn.delta})" if moved else current.text
    return {"today": said, "drifted": moved}


def _apart(was: float | None, now: float | None) -> bool:
    if was is None or now is None:
        return was is not now
    return round(was, DECIMALS) != round(now, DECIMALS)


def _exhibit(each: DeckItem, drawn: ExhibitDrawn, current: Exhibit | None) -> DriftLine:
    shown = _counted(drawn)
    line = DriftLine(
        id=drawn.id, kind=EXHIBIT, label=drawn.title, slide=each.slide, exported=shown, in_deck=None, today=None,
        drifted=True, edits=each.edits, remarks=each.remarks, why="The data has no such chart or table today.",
    )  # fmt: skip
    there = each.slide is not None and each.there
    if current is None:
        return replace(line, in_deck=(each.text or shown) if there else None)
    found = _changes(drawn, current)
    was, now = ("; ".join(several([_said(one, side) for one in found], _MOST)) or shown for side in ("was", "now"))
    return replace(line, in_deck=(each.text or was) if there else None, today=now, drifted=bool(found), why="")


def _counted(drawn: ExhibitDrawn) -> str:
    """How much an exhibit shows, where there is nothing else to say of it."""
    rows = len(drawn.shown.rows) - 1
    return counted(rows, "row") if rows > 0 else counted(len(drawn.facts), "value")


def _said(change: Change, side: str) -> str:
    """One side of a change."""
    text = change.was if side == "was" else change.now
    return f"{change.about}: {text or 'not there'}" if text != change.about else change.about


def _changes(drawn: ExhibitDrawn, current: Exhibit) -> tuple[Change, ...]:
    """What the exhibit says otherwise today, of what the slide shows."""
    if drawn.kind == "Picture":
        return ()
    now = facts_of(current)
    if isinstance(current, Table) and not drawn.told:
        now = _columns(drawn, current)
    found = changed(drawn.facts, now)
    return tuple(each for each in found if each.was is not None) if drawn.left_out else found


def _columns(drawn: ExhibitDrawn, current: Table) -> tuple[Fact, ...]:
    """The facts of the columns that the slide shows, in its order."""
    names = [" ".join(column.name.split()) for column in current.columns]
    header = drawn.shown.rows[0] if drawn.shown.rows else ()
    places = [next((n for n, name in enumerate(names) if alike(cell, name)), None) for cell in header]
    kept = [place for place in places if place is not None]
    rows = ([row[place] for place in kept] for row in current.text())
    return table_facts([names[place] for place in kept], rows)
