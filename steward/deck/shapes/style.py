"""How a deck looks: its palette, and text sizes that follow the size of its slides."""

from dataclasses import dataclass
from enum import Enum

from pptx.presentation import Presentation
from pptx.slide import Slide, SlideLayout

from steward.deck.shapes.geometry import INCH, POINT
from steward.deck.theme.palette import Palette, palette
from steward.deck.theme.shades import legible
from steward.deck.theme.theme import Colour, Theme

PLATE = "plate"
"""What is behind all that a slide tells, where its page is of middling grey."""
SMALLEST = 12.0
"""In points: what a reader at the far end of the table can still read."""
_NARROWEST_PAGE = 0.75
"""The scale of a slide of 10 × 5.625 inches; only on smaller ones text gets smaller than that."""


class Size(Enum):
    """Text sizes in points on a slide of 13.333 × 7.5 inches."""

    TITLE = 28.0
    POINTS = 18.0
    HEADING = 14.0
    TABLE = 14.0
    CHART = 12.0
    CAPTION = 12.0
    LABEL = 12.0
    VALUE = 30.0
    DELTA = 12.0


@dataclass(frozen=True)
class Style:
    """What every drawing of one deck shares."""

    palette: Palette
    scale: float
    theme: Theme
    stretch: float

    @classmethod
    def of(cls, presentation: Presentation, layout: SlideLayout, *, plated: bool = False) -> "Style":
        """The style for slides of this layout; `plated`: for slides that get a plate where they need one."""
        area = (presentation.slide_width or 10 * INCH) * (presentation.slide_height or 7.5 * INCH) / INCH**2
        theme = Theme(layout.slide_master)
        return cls(palette(theme, layout, plated=plated), (area / 100) ** 0.5, theme, theme.stretch)

    @classmethod
    def of_slide(cls, slide: Slide) -> "Style":
        """The style for a slide that is already there."""
        plated = any(shape.name == PLATE for shape in slide.shapes)
        return cls.of(slide.part.package.presentation_part.presentation, slide.slide_layout, plated=plated)

    def on(self, fill: Colour) -> Colour:
        """The text colour that reads on this fill."""
        return self.theme.ink_on(fill)

    def legible(self, colour: Colour) -> Colour:
        """A colour, or the shade of it that can be read on the page."""
        return legible(self.theme, self.palette.ground, colour)

    def em(self, points: float) -> float:
        """The width of one em of the template's text at a size, in EMU."""
        return points * POINT * self.stretch

    def points(self, size: Size | float, least: float = SMALLEST) -> float:
        """A text size here, to the half point, and never below the least."""
        wanted = size.value if isinstance(size, Size) else size
        floor = least * min(1.0, self.scale / _NARROWEST_PAGE)
        return max(1.0, round(max(wanted * self.scale, floor) * 2) / 2)

    def inches(self, length: float) -> int:
        """A length here, in EMU."""
        return round(length * self.scale * INCH)


def line_height(points: float, lines: float = 1) -> int:
    """The height of lines of text, in EMU."""
    return round(points * 1.22 * lines * POINT)
