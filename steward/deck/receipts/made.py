"""The receipts of a deck that has just been drawn: its slides are read as they are, and each object told apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from pptx.presentation import Presentation

from steward.deck.model import DeckFacts, Slide, SlidePart
from steward.deck.own_slides.tag_values import TagValues
from steward.deck.own_slides.tokens import Say
from steward.deck.receipts.custom_part import add_document
from steward.deck.receipts.model import (
    ExhibitDrawn,
    FigureDrawn,
    Lineage,
    Receipts,
    SlideDrawn,
    Spot,
    WordsDrawn,
    figure_drawn,
)
from steward.deck.receipts.shape_content import ShapeContent, one_line
from steward.deck.receipts.slide_objects import TITLE, Object, objects
from steward.deck.receipts.token_spots import Spots, figures_in, token_lines
from steward.deck.receipts.xml import NAMESPACE, written
from steward.deck.slides.numbered import numbered
from steward.deck.templates.opened import Template
from steward.exhibits import (
    NOT_KNOWN,
    Bridge,
    Fact,
    Figure,
    Heatmap,
    SeriesChart,
    SlideExhibit,
    Table,
    TableLook,
    alike,
    facts_of,
    kind_of,
    table_facts,
)

STRIP = "figures"
BESIDE = ("heading:", "note:")
"""What is named after an exhibit and is none."""
_MORE = re.compile(r"and [\d,]+ more")


@dataclass(frozen=True)
class Theirs:
    """What a template's own slides may show: the lines that held tokens, and what these stand for."""

    spots: Spots = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    exhibits: Mapping[str, SlideExhibit] = field(default_factory=dict)
    say: Say = str


def theirs(template: Template, figures: Sequence[Figure], values: TagValues | None) -> Theirs:
    """What the template's own slides may show; nothing where it has none."""
    if values is None or not template.own.numbers:
        return Theirs()
    return Theirs(
        token_lines(template.blob),
        {each.id.casefold(): each for each in figures},
        {each.id: each for each in values.exhibits.values()},
        lambda name: values.text(name) or NOT_KNOWN,
    )


def add_receipts(presentation: Presentation, about: DeckFacts, ours: Mapping[int, Slide], theirs: Theirs) -> None:
    """Put a drawn deck's receipts into it."""
    add_document(presentation, written(receipts_of(about, presentation, ours, theirs)), NAMESPACE)


def receipts_of(about: DeckFacts, presentation: Presentation, ours: Mapping[int, Slide], theirs: Theirs) -> Receipts:
    """The receipts of a drawn deck. `ours`: the slides we drew, by PowerPoint's ids; the others are the template's."""
    made, spots = [], iter(theirs.spots)
    for number, (slide_id, slide) in enumerate(numbered(presentation), start=1):
        found = objects(slide._element, _charts(slide.part))
        mine = ours.get(slide_id)
        if mine is not None:
            exhibits = {each.id: each for each in mine.exhibits}
            part = mine if isinstance(mine, SlidePart) else None
            drawn = _drawn(mine.id, mine.title, found, exhibits, list(_strip(found, mine.figures)), part)
        else:
            figures = figures_in(found, next(spots, {}), theirs.figures, theirs.say)
            drawn = _drawn("", _title(found), found, theirs.exhibits, figures)
        made.append(SlideDrawn(number, str(slide_id), *drawn))
    return Receipts(about, tuple(made))


def _charts(part: Any) -> Any:
    def chart(key: str) -> etree._Element | None:
        return part.related_part(key)._element if key in part.rels else None

    return chart


def _title(found: Sequence[Object]) -> str:
    return next((" ".join(each.lines) for each in found if each.place == TITLE), "")


def _drawn(
    key: str, title: str, found: Sequence[Object], exhibits: Mapping[str, SlideExhibit],
    figures: Sequence[FigureDrawn], part: SlidePart | None = None,
) -> tuple[Any, ...]:  # fmt: skip
    """A slide's id and title, its figures, its exhibits, and all other words. `part`: the slide, where rows of an
    exhibit stand on others."""
    drawn = [(each, shown) for each in found if (shown := _shown_by(each, exhibits))]
    taken = {each.key for each, _ in drawn} | {figure.spot.key for figure in figures}
    words = [each for each in found if each.key not in taken and each.lines]
    return (
        key,
        one_line(title),
        tuple(figures),
        tuple(_exhibit(shown, each, part) for each, shown in drawn),
        tuple(_words(each, title) for each in words),
    )


def _shown_by(each: Object, exhibits: Mapping[str, SlideExhibit]) -> SlideExhibit | None:
    """The exhibit that an object was drawn for, told by its name; behind it, which of several small charts it is."""
    if each.name.startswith(BESIDE):
        return None
    key = each.name.partition(":")[2]
    return exhibits.get(key) or exhibits.get(key.rpartition(":")[0])


def _words(each: Object, title: str) -> WordsDrawn:
    spot = Spot(each.name, each.key)
    return WordsDrawn(each.place or each.name, spot, each.lines, one_line(title) if each.place == TITLE else "")


def _strip(found: Sequence[Object], figures: Sequence[Figure]) -> Iterator[FigureDrawn]:
    """The figures of a slide in the columns of the strips they were drawn in."""
    waiting = iter(figures)
    for each in found:
        if is_strip(each):
            for place, figure in zip(range(len(each.shown.rows[0])), waiting, strict=False):
                yield figure_drawn(figure, *tile_at(each, place), Spot(each.name, each.key, place))


def is_strip(each: Object) -> bool:
    """Whether an object is a strip of figures."""
    return (each.name == STRIP or each.name.startswith(f"{STRIP}:")) and bool(each.shown.rows)


def tile_at(each: Object, place: int) -> tuple[str, str, str]:
    """Label, value, and what stands below them, of one column of a strip."""
    cells = [row[place] if place < len(row) else "" for row in each.shown.rows]
    label, text, under = (*cells, "", "", "")[:3]
    return label, text, under


def _exhibit(exhibit: SlideExhibit, each: Object, part: SlidePart | None) -> ExhibitDrawn:
    apart = part.elsewhere.get(exhibit.id, 0) if part else 0
    return ExhibitDrawn(
        id=exhibit.id,
        kind=kind_of(exhibit),
        title=one_line(exhibit.title),
        unit=exhibit.unit if isinstance(exhibit, SeriesChart | Bridge | Heatmap) else None,
        lineage=Lineage.of(exhibit.receipt),
        spot=Spot(each.name, each.key),
        shown=each.shown,
        left_out=_left_out(exhibit, each.shown) + apart,
        told=_last(exhibit, part.up_to[exhibit.id]) if part and apart else _told(exhibit, each.shown),
    )


def _last(exhibit: SlideExhibit, up_to: SlideExhibit) -> tuple[Fact, ...]:
    """The facts of some rows as they are named among all rows up to them: the second of a name is the second."""
    found = facts_of(up_to)
    return found[len(found) - len(facts_of(exhibit)) :]


def _left_out(exhibit: SlideExhibit, shown: ShapeContent) -> int:
    """Rows and series of the exhibit that the slide does not show."""
    if isinstance(exhibit, Table) and shown.rows and _MORE.fullmatch(shown.rows[-1][0]):
        return len(exhibit.rows) - (len(shown.rows) - 2)
    return max(0, len(exhibit.series) - len(shown.plots)) if isinstance(exhibit, SeriesChart) else 0


def _told(exhibit: SlideExhibit, shown: ShapeContent) -> tuple[Fact, ...]:
    """The exhibit's facts, where what the slide shows does not tell them."""
    if isinstance(exhibit, SeriesChart) and shown.plots:
        return ()
    if not isinstance(exhibit, Table):
        return facts_of(exhibit)
    names = [one_line(column.name) for column in exhibit.columns]
    header = shown.rows[0] if shown.rows else ()
    if len(shown.rows) == len(names) and [row[0] for row in shown.rows] == names:
        return facts_of(exhibit)  # turned: a column for each row
    if exhibit.look is TableLook.ASKS or any(column.state for column in exhibit.columns):
        return facts_of(exhibit)  # numbers before rows, marks before states
    headed = all(any(alike(cell, name) for name in names) for cell in header)
    return () if headed else table_facts(names, shown.rows)
