"""The colours of people and lines on a slide: the theme's; fixed ones where they mean support or conflict."""

from steward.deck.people.connectors import LineInk
from steward.deck.shapes.markup import tag
from steward.deck.theme.palette import Palette
from steward.domain.stakeholders import Tie
from steward.exhibits import MapLine
from steward.exhibits.people_looks import BONDS, TIES


def fixed(rgb: str) -> str:
    """A solid fill of `#RRGGBB`."""
    return tag("a:solidFill", tag("a:srgbClr", val=rgb.removeprefix("#")))


def line_ink(line: MapLine, palette: Palette, unit: float) -> LineInk:
    """How a line is drawn; `unit` scales the widths that are given for a text of 12."""
    look = TIES[line.tie]
    width = BONDS[line.bond] if line.tie is Tie.KNOWS else look.width
    dash = "sysDot" if line.doubt else "dash" if look.dashed else "solid"
    return LineInk(_fill(line.tie, palette), max(0.5, width * unit), dash, look.at_start, look.at_end)


def _fill(tie: Tie, palette: Palette) -> str:
    fills = {
        Tie.REPORTS_TO: palette.neutral.fill,
        Tie.INFLUENCES: palette.muted.fill,
        Tie.KNOWS: palette.accents[0].fill,
    }
    return fills[tie] if tie in fills else fixed(TIES[tie].colour)
