"""A number of its own for every placeholder and every shape of a template.

PowerPoint tells a slide's placeholders apart by it; LibreOffice writes none, and then all of them are number 0.
"""

from collections.abc import Iterator
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation

from steward.deck.layouts.placeholders import TITLES


def number_shapes(presentation: Presentation) -> None:
    """Count those shapes of masters and layouts anew that share a number, where no animation goes by it."""
    for tree in _trees(presentation):
        shapes = [] if tree.xpath(".//p:timing | .//a:stCxn | .//a:endCxn") else tree.xpath(".//p:cNvPr")
        taken: set[str] = set()
        free = max((int(shape.get("id")) for shape in shapes), default=0) + 1
        for shape in shapes:
            if shape.get("id") in taken:
                shape.set("id", str(free))
                free += 1
            taken.add(shape.get("id"))


def _trees(presentation: Presentation) -> Iterator[Any]:
    """Of masters and their layouts, also of those that a master has and does not list."""
    for master in presentation.slide_masters:
        yield master._element
        for relation in master.part.rels.values():
            if relation.reltype == RT.SLIDE_LAYOUT:
                yield relation.target_part._element


def number_placeholders(presentation: Presentation) -> None:
    """Count those anew that share a number; the same placeholders of slides follow their layout's."""
    for layout in (layout for master in presentation.slide_masters for layout in master.slide_layouts):
        anew = dict(_renumbered(layout))
        for slide in layout.used_by_slides if anew else ():
            for shape in slide.placeholders:
                form = shape.placeholder_format
                if number := anew.get((form.idx, form.type)):
                    shape.element.ph.set("idx", str(number))


def _renumbered(layout: Any) -> Iterator[tuple[tuple[int, Any], int]]:
    """The number and kind of each that was counted anew, with its new number."""
    # A title is the one thing that is number 0; whoever else is, was not counted.
    shapes = sorted(layout.placeholders, key=lambda shape: shape.placeholder_format.type not in TITLES)
    taken: set[int] = set()
    free = max((shape.placeholder_format.idx for shape in shapes), default=0) + 1
    for shape in shapes:
        form = shape.placeholder_format
        was = form.idx
        if was in taken or (was == 0 and form.type not in TITLES):
            shape.element.ph.set("idx", str(free))
            yield (was, form.type), free
            free += 1
        taken.add(shape.placeholder_format.idx)
