"""Where a template's own slides name figures: the paragraph, and what stands around each of them."""

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import pptx

from steward.deck.own_slides.tokens import Say, names_in, replaced
from steward.deck.receipts.model import FigureDrawn, Spot, figure_drawn
from steward.deck.receipts.shape_content import one_line
from steward.deck.receipts.slide_objects import Object, objects
from steward.exhibits import Figure

_MARK = "\N{OBJECT REPLACEMENT CHARACTER}"

Lines = Mapping[str, tuple[str, ...]]
"""The lines of each object that holds tokens, by the object's id."""
Spots = Sequence[Lines]
"""For each of the template's slides that are kept."""


@lru_cache(maxsize=8)
def token_lines(template: bytes) -> Spots:
    """The lines with tokens on a template's own slides, before anything is put in their place."""
    presentation = pptx.Presentation(io.BytesIO(template))
    return tuple(
        {
            each.key: each.lines
            for each in objects(slide._element, lambda _: None)
            if any(names_in(text) for text in each.lines)
        }
        for slide in presentation.slides
    )


def figures_in(found: Sequence[Object], lines: Lines, figures: Mapping[str, Figure], say: Say) -> list[FigureDrawn]:
    """The figures that tokens of a slide stand for, each where it was written."""
    return [one for each in found if each.key in lines for one in _in_object(each, lines[each.key], figures, say)]


def _in_object(each: Object, lines: Sequence[str], figures: Mapping[str, Figure], say: Say) -> Iterator[FigureDrawn]:
    """A line that became empty is not there any more."""
    written = [line for line in lines if replaced(line, say).strip()]
    if len(written) == len(each.lines):
        for number, line in enumerate(written):
            yield from _in_line(each, number, line, figures, say)


def _in_line(each: Object, number: int, line: str, figures: Mapping[str, Figure], say: Say) -> Iterator[FigureDrawn]:
    """Each figure of a line, with the texts before and after it as they were written."""
    for place, name in enumerate(names_in(line)):
        figure = figures.get(name.casefold())
        if figure is not None:
            before, _, after = _marked(line, place, say).partition(_MARK)
            spot = Spot(each.name, each.key, number, before, after, in_words=True)
            yield figure_drawn(figure, figure.label, one_line(figure.text), "", spot)


def _marked(line: str, place: int, say: Say) -> str:
    """The line as it was written, with a mark where one of its tokens stood."""
    count = iter(range(len(line)))
    return one_line(replaced(line, lambda name: _MARK if next(count) == place else say(name)))
