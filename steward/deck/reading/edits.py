"""One figure, exhibit or text of a deck that came back, and what was done to it by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from steward.deck.reading.data_sheet import disagreements
from steward.deck.reading.matching import Pair, column_of, object_at
from steward.deck.reading.package_parts import Package
from steward.deck.reading.typed_numbers import says_the_same
from steward.deck.receipts.made import tile_at
from steward.deck.receipts.model import ExhibitDrawn, FigureDrawn, SlideDrawn, WordsDrawn
from steward.deck.receipts.shape_content import in_short
from steward.deck.receipts.slide_objects import CHART, Object
from steward.exhibits import NOT_KNOWN

_EDITS, _SAID = 6, 3
"""Edits of one exhibit told one by one, and what it says now in short."""


@dataclass(frozen=True)
class DeckItem:
    """A figure or exhibit. `slide`: where it is now, None where its slide is gone; `text`: what it says now;
    `edits`: what somebody changed, in words; `remarks`: what changes nothing; `there`: whether it is in the deck."""

    drawn: FigureDrawn | ExhibitDrawn
    slide: int | None
    text: str | None
    edits: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    there: bool = True


@dataclass(frozen=True)
class FoundWords:
    """A text that somebody changed: which, on which slide, what it said and what it says."""

    slide: int
    place: str
    was: str
    now: str


def gone(slide: SlideDrawn) -> Iterator[DeckItem]:
    """The figures and exhibits of a slide that somebody took out."""
    said = (f"the slide it stood on, {slide.number}, was taken out",)
    drawn: tuple[FigureDrawn | ExhibitDrawn, ...] = (*slide.figures, *slide.exhibits)
    yield from (DeckItem(each, None, None, said, there=False) for each in drawn)


def found_figure(figure: FigureDrawn, pair: Pair) -> DeckItem:
    """What a figure says now."""
    strip = object_at(figure.spot, pair.now) or _with_label(figure, pair)
    if strip is None:
        return DeckItem(figure, pair.now.number, None, ("it was taken off the slide",))
    if figure.spot.in_words or not strip.shown.rows:
        return _in_words(figure, pair, strip)
    place = column_of(figure, strip)
    if place is None:
        place = _same_place(figure, pair, strip)
    if place is None:
        return DeckItem(figure, pair.now.number, None, ("it was taken off the slide",))
    label, text, under = tile_at(strip, place)
    edits, remarks = _edits(figure, label, text, under)
    return DeckItem(figure, pair.now.number, text, edits, remarks)


def _with_label(figure: FigureDrawn, pair: Pair) -> Object | None:
    """A table that has the figure's label, whatever it is called now."""
    tables = (each for each in pair.now.objects if each.shown.rows)
    return next((each for each in tables if figure.label in each.shown.rows[0]), None)


def _same_place(figure: FigureDrawn, pair: Pair, strip: Object) -> int | None:
    """Its old column, where the strip is as wide as it was: then the label was changed."""
    wide = sum(one.spot.name == figure.spot.name for one in pair.drawn.figures)
    return figure.spot.place if len(strip.shown.rows[0]) == wide else None


def _edits(figure: FigureDrawn, label: str, text: str, under: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was changed in a tile, and what only looks so."""
    edits: list[str] = []
    remarks: list[str] = []
    if text != figure.text:
        same = figure.value is not None and says_the_same(text, figure.text, figure.value)
        (remarks if same else edits).append(f"{figure.text} → {text or 'nothing'}" + (", the same number" * same))
    if label != figure.label:
        edits.append(f"its name: {figure.label} → {label or 'nothing'}")
    if under != figure.under:
        edits.append(f"below it: {figure.under or 'nothing'} → {under or 'nothing'}")
    return tuple(edits), tuple(remarks)


def _in_words(figure: FigureDrawn, pair: Pair, each: Object) -> DeckItem:
    """A figure in a sentence of a template's slide."""
    spot, lines = figure.spot, each.lines
    line = lines[spot.place] if spot.place < len(lines) else ""
    if not (line.startswith(spot.before) and line.endswith(spot.after)):
        whole = f"{spot.before}{figure.text}{spot.after}"
        if whole in lines:
            return DeckItem(figure, pair.now.number, figure.text)
        return DeckItem(figure, pair.now.number, line or None, (f"{whole} → {line or 'nothing'}",))
    text = line[len(spot.before) : len(line) - len(spot.after)].strip()
    edits, remarks = _edits(figure, figure.label, text, figure.under)
    return DeckItem(figure, pair.now.number, text, edits, remarks)


def found_exhibit(exhibit: ExhibitDrawn, pair: Pair, package: Package) -> DeckItem:
    """What a chart or table shows now."""
    each = object_at(exhibit.spot, pair.now) or _like(exhibit, pair)
    if each is None:
        return DeckItem(exhibit, pair.now.number, None, ("it was taken off the slide",), there=False)
    found, behind = exhibit.shown.changed(each.shown), _sheet(pair, each, package)
    told = several([*(change.words for change in found), *behind], _EDITS)
    says = several([f"{change.about}: {change.now or 'not there'}" for change in found] or behind, _SAID)
    return DeckItem(exhibit, pair.now.number, "; ".join(says) or None, told)


def several(texts: Sequence[str], most: int) -> tuple[str, ...]:
    """The first of several texts, and how many more there are."""
    more = (f"and {len(texts) - most} more",) if len(texts) > most else ()
    return (*texts[:most], *more)


def _like(exhibit: ExhibitDrawn, pair: Pair) -> Object | None:
    """An object that shows the same, whatever it is called now."""
    return next((each for each in pair.now.objects if each.shown == exhibit.shown), None)


def _sheet(pair: Pair, each: Object, package: Package) -> list[str]:
    """Where the workbook behind a chart has other numbers than the chart."""
    if each.kind != CHART or not each.relation:
        return []
    space = package.chart(pair.now.part, each.relation)
    workbook = package.workbook(pair.now.part, each.relation)
    if space is None or workbook is None:
        return []
    try:
        return [
            f"{what}: shown as {_number(here)}, {_number(there)} in its data sheet"
            for what, here, there in disagreements(space, workbook)
        ]
    except ValueError:
        return ["its data sheet cannot be read"]


def _number(value: float | None) -> str:
    return NOT_KNOWN if value is None else in_short(value)


def found_words(pair: Pair) -> Iterator[FoundWords]:
    """The texts of a slide that say something else now."""
    for words in pair.drawn.words:
        each = next((one for one in pair.now.objects if one.place and one.place == words.place), None)
        each = each or object_at(words.spot, pair.now)
        now = each.lines if each else ()
        if now != words.texts:
            yield FoundWords(pair.now.number, _place(words), " / ".join(words.texts), " / ".join(now))


def _place(words: WordsDrawn) -> str:
    """Which text it is, as people say it."""
    named = {"title": "Title", "so what": "Key message", "subtitle": "Caption"}
    kind = words.place.partition(":")[0]
    return named.get(words.place) or {"heading": "Heading", "note": "Note"}.get(kind, "Text")
