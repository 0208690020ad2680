"""What a template's placeholder stands on: a picture or a filled shape of its layout or master, else the page."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from steward.deck.shapes.geometry import Box
from steward.deck.theme.theme import Page, Theme, samples

_MOSTLY = 0.6
"""The share of a placeholder that a shape has to lie below to be what it stands on."""
_PICTURE, _SHAPE, _HOLDER = qn("p:pic"), qn("p:sp"), f".//{qn('p:nvPr')}/{qn('p:ph')}"
_WHERE, _BLIP, _CROP = f"{qn('p:spPr')}/{qn('a:xfrm')}", f".//{qn('a:blip')}", f".//{qn('a:srcRect')}"
_FILLS = (qn("a:solidFill"), qn("a:gradFill"))
_COLOURS = (qn("a:schemeClr"), qn("a:srgbClr"), qn("a:sysClr"))
_WHOLE = 100_000


def ground_of(layout: Any, box: Box, theme: Theme, page: Page) -> Page:
    """The topmost of the shapes that lie below most of a box; what nobody can say the colour of is passed by."""
    for owner in (layout, layout.slide_master):
        for shape, place in _below(owner, box):
            found = _pictured(owner, shape, place, box) if shape.tag == _PICTURE else _filled(shape, theme)
            if found:
                return found
    return page


def _below(owner: Any, box: Box) -> Iterator[tuple[etree._Element, Box]]:
    """From the topmost; read from the XML, for every slide asks."""
    for shape in reversed(owner.shapes._spTree):
        where = shape.find(_WHERE) if shape.tag in (_PICTURE, _SHAPE) else None
        if where is None or len(where) < 2 or shape.find(_HOLDER) is not None:
            continue
        place = Box(*(int(where[at].get(side)) for at, side in ((0, "x"), (0, "y"), (1, "cx"), (1, "cy"))))
        if place.overlap(box) >= box.area * _MOSTLY:
            yield shape, place


def _pictured(owner: Any, picture: etree._Element, place: Box, box: Box) -> Page:
    """The colours of the part of the picture that is seen behind the box."""
    crop, blip = picture.find(_CROP), picture.find(_BLIP)
    cut = {side: 0.0 if crop is None else int(crop.get(side, "0")) / _WHOLE for side in "ltrb"}
    wide, high = 1 - cut["l"] - cut["r"], 1 - cut["t"] - cut["b"]
    sides = (
        cut["l"] + wide * (max(box.left, place.left) - place.left) / place.width,
        cut["t"] + high * (max(box.top, place.top) - place.top) / place.height,
        cut["l"] + wide * (min(box.right, place.right) - place.left) / place.width,
        cut["t"] + high * (min(box.bottom, place.bottom) - place.top) / place.height,
    )
    key = None if blip is None else blip.get(qn("r:embed"))
    return samples(owner.part.related_part(key).blob, sides) if key else ()


def _filled(shape: etree._Element, theme: Theme) -> Page:
    """The colours that its own fill names."""
    fill = next((each for each in shape.find(qn("p:spPr")) if each.tag in _FILLS), None)
    return () if fill is None else tuple(map(theme.shown, fill.iter(*_COLOURS)))
