"""What has to be explained on a map, in as few rows as may be below it."""

from collections.abc import Callable, Iterator

from steward.deck.people.people_fit import Measured
from steward.deck.people.people_ink import line_ink
from steward.deck.people.people_shapes import BARE, NONE, Shaper, around, placed
from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import POINT, Box
from steward.deck.shapes.markup import tag
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import Style
from steward.domain.stakeholders import BuyingRole
from steward.exhibits import MapLine, RelationshipMap
from steward.exhibits.map_drawing.figures import NOMINAL
from steward.exhibits.map_drawing.legend import ROW, SAMPLE, Entry, Laid, legend, run_on
from steward.exhibits.people_looks import BADGES

LARGE, SMALL, SMALLER, SIGN = 12.0, 10.0, 0.58, 10.0
"""The size of words, and that below a map whose names are small, too; how large what they explain is drawn beside them;
and the least size of a sign in it."""


def legend_height(exhibit: RelationshipMap, width: int, style: Style, size: float = LARGE) -> int:
    """In EMU, with words of a size in points; nothing where nothing has to be explained."""
    return round(_laid(exhibit, width, style, size)[1])


def draw_legend(
    canvas: Canvas, exhibit: RelationshipMap, box: Box, add: Callable[[str], None], size: float = LARGE
) -> None:
    """The legend as one group."""
    laid, _ = _laid(exhibit, box.width, canvas.style, size)
    if not laid:
        return
    shapes = canvas.slide.shapes
    em = _em(canvas.style, size)
    shaper = Shaper(canvas.style, lambda: int(shapes._next_shape_id), em * SMALLER, em / POINT, SIGN)
    parts = [part for one in laid for part in _drawn(one, box, shaper, em)]
    words = "; ".join(one.what.words for one in laid if isinstance(one.what, Entry))
    add(shaper.group(f"legend:{exhibit.id}", f"Legend: {words}.", box, parts))


def _em(style: Style, size: float) -> float:
    return style.points(size, least=size) * POINT


def _laid(exhibit: RelationshipMap, width: int, style: Style, size: float) -> tuple[list[Laid], float]:
    return run_on(legend(exhibit), width, _em(style, size), Measured(style))


def _drawn(one: Laid, box: Box, shaper: Shaper, em: float) -> Iterator[str]:
    x, y = box.left + one.x, box.top + one.y
    if isinstance(one.what, str):
        yield _words(one.what, x, y, shaper, em, bold=True)
        return
    yield from _sample(one.what, x, y, shaper, em)
    yield _words(one.what.words, x + one.what.sample_width * em, y, shaper, em)


def _words(words: str, x: float, y: float, shaper: Shaper, em: float, *, bold: bool = False) -> str:
    style = shaper.style
    width = Measured(style)(words, em, bold) + em
    look = Look(shaper.size, style.palette.text if bold else style.palette.muted, bold)
    return shaper.shape(
        "meaning", around(x + width / 2, y, width, ROW * em), NONE + BARE, "rect", [paragraph(words, look)]
    )


def _sample(entry: Entry, x: float, y: float, shaper: Shaper, em: float) -> Iterator[str]:
    middle = x + (SAMPLE - 0.5) * em / 2
    if isinstance(entry.sample, MapLine):
        yield _line(entry.sample, Box(round(x), round(y), round((entry.sample_width - 0.6) * em), 0), shaper)
    elif isinstance(entry.sample, BuyingRole):
        yield shaper.badge(BADGES[entry.sample], middle, y)
    else:
        yield from shaper.body(entry.sample, middle, y, signed=entry.signed)


def _line(line: MapLine, box: Box, shaper: Shaper) -> str:
    """Not a connector: it connects nobody."""
    about = tag("p:nvCxnSpPr", tag("p:cNvPr", id=shaper.ids(), name="sample"), tag("p:cNvCxnSpPr"), tag("p:nvPr"))
    ink = line_ink(line, shaper.style.palette, shaper.size / NOMINAL).xml
    return tag("p:cxnSp", about, tag("p:spPr", placed(box), tag("a:prstGeom", tag("a:avLst"), prst="line"), ink))
