"""What a template's placeholder stands on: a picture or a filled shape of its layout or master, else the page."""

from collections.abc import Iterator
from typing import Any

from pptx.oxml.ns import qn
from pptx.shapes.picture import Picture

from steward.deck.shapes.geometry import Box
from steward.deck.theme.theme import Page, Theme, samples

_MOSTLY = 0.6
"""The share of a placeholder that a shape has to lie below to be what it stands on."""


def ground_of(layout: Any, box: Box, theme: Theme, page: Page) -> Page:
    """The topmost of the shapes that lie below most of a box; what nobody can say the colour of is passed by."""
    for shape, place in _below(layout, box):
        found = _pictured(shape, place, box) if isinstance(shape, Picture) else _filled(shape, theme)
        if found:
            return found
    return page


def _below(layout: Any, box: Box) -> Iterator[tuple[Any, Box]]:
    for owner in (layout, layout.slide_master):
        for shape in reversed(list(owner.shapes)):
            sides = shape.left, shape.top, shape.width, shape.height
            if not shape.is_placeholder and None not in sides:
                place = Box(*map(int, sides))
                if place.overlap(box) >= box.area * _MOSTLY:
                    yield shape, place


def _pictured(shape: Picture, place: Box, box: Box) -> Page:
    """The colours of the part of the picture that is seen behind the box."""
    wide = 1 - shape.crop_left - shape.crop_right
    high = 1 - shape.crop_top - shape.crop_bottom
    sides = (
        shape.crop_left + wide * (max(box.left, place.left) - place.left) / place.width,
        shape.crop_top + high * (max(box.top, place.top) - place.top) / place.height,
        shape.crop_left + wide * (min(box.right, place.right) - place.left) / place.width,
        shape.crop_top + high * (min(box.bottom, place.bottom) - place.top) / place.height,
    )
    blip = shape._element.find(f".//{qn('a:blip')}")
    key = None if blip is None else blip.get(qn("r:embed"))
    return samples(shape.part.related_part(key).blob, sides) if key else ()


def _filled(shape: Any, theme: Theme) -> Page:
    """The colours that its own fill names."""
    properties = shape._element.find(qn("p:spPr"))
    fills = (qn("a:solidFill"), qn("a:gradFill"))
    fill = None if properties is None else next((each for each in properties if each.tag in fills), None)
    if fill is None:
        return ()
    return tuple(map(theme.shown, fill.iter(qn("a:schemeClr"), qn("a:srgbClr"), qn("a:sysClr"))))
