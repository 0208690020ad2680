"""A picture on a slide: as large as its box allows, never stretched."""

import io
from typing import Any

from pptx.util import Emu

from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.text import clean
from steward.exhibits import Picture


def draw_picture(canvas: Canvas, exhibit: Picture, box: Box) -> None:
    """In the middle of the box."""
    place = fitting(exhibit.width, exhibit.height, box)
    size = Emu(place.left), Emu(place.top), Emu(place.width), Emu(place.height)
    shape = canvas.slide.shapes.add_picture(io.BytesIO(exhibit.content), *size)
    shape.name = clean(f"picture:{exhibit.id}")
    picture: Any = shape._element
    picture.nvPicPr.cNvPr.set("descr", clean(exhibit.alt))


def fitting(width: int, height: int, box: Box) -> Box:
    """The largest rectangle of this shape within the box."""
    scale = min(box.width / max(width, 1), box.height / max(height, 1))
    wide, high = max(1, int(width * scale)), max(1, int(height * scale))
    return Box(box.left + (box.width - wide) // 2, box.top + (box.height - high) // 2, wide, high)
