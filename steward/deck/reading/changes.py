"""A deck that came back: what it says now, held against the receipts of what was drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from steward.deck.model import DeckFacts
from steward.deck.reading.edits import DeckItem, FoundWords, found_exhibit, found_figure, found_words, gone
from steward.deck.reading.matching import Matched, Pair, SlideNow, matched
from steward.deck.reading.package_parts import Package, SlidePart
from steward.deck.receipts.model import Receipts
from steward.deck.receipts.read import read_receipts
from steward.deck.receipts.slide_objects import objects
from steward.deck.templates.validate import read_parts
from steward.errors import NoReceipts

_KNOWN = ("chart:", "table:", "heatmap:", "bullets:", "timeline:", "org:", "figures")


@dataclass(frozen=True)
class DeckRead:
    """A deck and what became of it. `found`: its figures and exhibits in the order of the slides; `words`: texts that
    were changed; `remarks`: what was done to whole slides."""

    name: str
    about: DeckFacts
    found: tuple[DeckItem, ...]
    words: tuple[FoundWords, ...]
    remarks: tuple[str, ...]


def read_deck(path: Path) -> DeckRead:
    """What a deck says, and what of it was edited by hand. Raises TemplateRefused or NoReceipts."""
    package = Package(read_parts(path))
    slides = [_slide(package, number, part) for number, part in enumerate(package.slides(), start=1)]
    receipts = _receipts(package, path.name, slides)
    match = matched(receipts.slides, slides)
    found = [each for pair in match.pairs for each in _found(pair, package)]
    lost = [each for slide in match.gone for each in gone(slide)]
    words = [each for pair in match.pairs for each in found_words(pair)]
    return DeckRead(path.name, receipts.about, (*found, *lost), tuple(words), tuple(_remarks(match)))


def _slide(package: Package, number: int, part: SlidePart) -> SlideNow:
    def chart(key: str) -> etree._Element | None:
        return package.chart(part.name, key)

    return SlideNow(number, part.key, part.name, objects(part.root, chart))


def _receipts(package: Package, name: str, slides: list[SlideNow]) -> Receipts:
    """The deck's receipts, or a plain word that there are none."""
    try:
        found = next(filter(None, map(read_receipts, package.documents())), None)
    except ValueError as problem:
        raise NoReceipts(
            f"The receipts in “{name}” are damaged, so it cannot be checked; export it again."
        ) from problem
    if found is None:
        ours = any(each.name.startswith(_KNOWN) for slide in slides for each in slide.objects)
        why = "a program that saved it dropped them" if ours else "it was made elsewhere, or before decks had any"
        raise NoReceipts(f"“{name}” carries no receipts of Steward, so it cannot be checked: {why}.")
    return found


def _found(pair: Pair, package: Package) -> Iterator[DeckItem]:
    yield from (found_figure(figure, pair) for figure in pair.drawn.figures)
    yield from (found_exhibit(exhibit, pair, package) for exhibit in pair.drawn.exhibits)


def _remarks(match: Matched) -> Iterator[str]:
    """What happened to slides as a whole."""
    for slide in match.gone:
        yield f"Slide {slide.number} of the export is gone: {slide.title}"
    for pair in match.pairs:
        if pair.copy:
            yield f"Slide {pair.now.number} is a copy: {pair.drawn.title}"
    for now in match.added:
        yield f"Slide {now.number} was added by hand: {now.title or 'without any text'}"
    order = [pair.drawn.number for pair in match.pairs if not pair.copy]
    if order != sorted(order):
        yield "The slides stand in another order than in the export."
