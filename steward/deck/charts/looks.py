"""How the parts of a chart look: text, bars, lines, dots, and the labels beside them."""

from steward.deck.shapes.geometry import POINT
from steward.deck.shapes.markup import tag, val
from steward.deck.theme.theme import Colour

NO_OUTLINE = tag("a:ln", tag("a:noFill"))
INVISIBLE_BAR = tag("c:spPr", tag("a:noFill"), NO_OUTLINE)
INVISIBLE_LINE = tag("c:spPr", tag("a:ln", tag("a:noFill"), w=28575))
NO_MARKER = tag("c:marker", val("c:symbol", "none"))


def text_look(size: float, colour: Colour, bold: bool = False, turn: int = 0, *, wraps: bool = True) -> str:
    """The text properties of a chart or one of its parts; level unless they are turned; `wraps`: it may be broken."""
    run = tag("a:defRPr", colour.fill, sz=round(size * 100), b=bold)
    words = tag("a:p", tag("a:pPr", run), tag("a:endParaRPr", lang="en-GB"))
    return tag("c:txPr", tag("a:bodyPr", rot=turn, **({} if wraps else {"wrap": "none"})), tag("a:lstStyle"), words)


def filled(colour: Colour) -> str:
    """The shape of a bar."""
    return tag("c:spPr", colour.fill)


def outlined(colour: Colour, points: float) -> str:
    """The shape of a bar that is only planned."""
    return tag("c:spPr", tag("a:noFill"), tag("a:ln", colour.fill, w=round(points * POINT)))


def stroked(colour: Colour, points: float, dash: str = "solid") -> str:
    """The shape of a line."""
    line = tag("a:ln", colour.fill, val("a:prstDash", dash), tag("a:round"), w=round(points * POINT), cap="rnd")
    return tag("c:spPr", line)


def dot(colour: Colour, size: int) -> str:
    """A round marker."""
    shape = tag("c:spPr", colour.fill, NO_OUTLINE)
    return tag("c:marker", val("c:symbol", "circle"), val("c:size", size), shape)


def plot_area(left: float, top: float, wide: float, high: float) -> str:
    """Where the plot itself lies in its chart, without its axes' words: shares of the chart's width and height."""
    sides = zip("xywh", (left, top, wide, high), strict=True)
    edges = val("c:layoutTarget", "inner") + val("c:xMode", "edge") + val("c:yMode", "edge")
    return tag("c:layout", tag("c:manualLayout", edges, *(val(f"c:{side}", round(each, 4)) for side, each in sides)))
