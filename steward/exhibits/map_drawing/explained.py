"""The legend of a map drawn: each sample as on the map, only smaller, and its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from steward.domain.stakeholders import BuyingRole
from steward.exhibits.map_drawing.figures import body, line_marks, role_badge
from steward.exhibits.map_drawing.legend import SAMPLE, Entry, Laid, laid_out, legend
from steward.exhibits.map_drawing.shapes import Mark, Words
from steward.exhibits.map_drawing.text import Measure
from steward.exhibits.people import MapLine, MapPerson, RelationshipMap

TEXT, AIR = 0.94, 1.4
"""Ems of the map's text: the size of the legend's, and the air above it."""
SMALLER = 0.5
"""The size of a sample of a person beside the text."""


@dataclass(frozen=True)
class Explained:
    """The marks of a legend, in the layers of the map, and its height with the air above it."""

    lines: tuple[Mark, ...] = ()
    bodies: tuple[Mark, ...] = ()
    badges: tuple[Mark, ...] = ()
    words: tuple[Mark, ...] = ()
    height: float = 0.0

    @classmethod
    def of(cls, exhibit: RelationshipMap, size: float, measure: Measure, width: float, top: float) -> "Explained":
        """The legend of a map below a height; nothing where there is nothing to explain."""
        small, begin = size * TEXT, top + size * AIR
        laid, height = laid_out(legend(exhibit), width, small, measure)
        kinds = (MapLine, MapPerson, BuyingRole)
        lines, bodies, badges = (tuple(_samples(laid, kind, begin, small)) for kind in kinds)
        words = tuple(_said(one, begin, small) for one in laid)
        return cls(lines, bodies, badges, words, height + AIR * size if laid else 0.0)


def _samples(laid: Sequence[Laid], kind: type, top: float, size: float) -> Iterator[Mark]:
    for one in laid:
        if isinstance(one.what, Entry) and isinstance(one.what.sample, kind):
            yield from _sample(one.what, one.x, top + one.y, size)


def _sample(entry: Entry, x: float, y: float, size: float) -> Iterator[Mark]:
    if isinstance(entry.sample, MapLine):
        return line_marks(entry.sample, [(x, y), (x + (entry.sample_width - 0.6) * size, y)], size)
    middle = x + (SAMPLE - 0.5) * size / 2
    if isinstance(entry.sample, BuyingRole):
        return role_badge(entry.sample, middle, y, size * 0.94)
    return body(entry.sample, middle, y, size * SMALLER, signed=entry.signed)


def _said(laid: Laid, top: float, size: float) -> Words:
    y, what = top + laid.y, laid.what
    if isinstance(what, str):
        return Words(what, laid.x, y, size, bold=True, left=True)
    return Words(what.words, laid.x + what.sample_width * size, y, size, left=True)
