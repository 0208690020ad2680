"""A native table as DrawingML: rows of cells with their own looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from steward.deck.shapes.paragraphs import Look, body, paragraph
from steward.deck.theme.theme import Colour

# PowerPoint's "No Style, No Grid": every look comes from the cells, on any template.
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Rule:
    """A line along an edge of a cell; `edge` is L, R, T or B."""

    edge: str
    colour: Colour
    points: float

    @property
    def xml(self) -> str:
        """Its DrawingML."""
        return f'<a:ln{self.edge} w="{round(self.points * 12700)}">{self.colour.fill}</a:ln{self.edge}>'


@dataclass(frozen=True)
class Cell:
    """Paragraphs in a cell, with its margins in EMU, fill and rules; `span` columns wide; `upright`: from below."""

    paragraphs: Sequence[str]
    margins: tuple[int, int, int, int]
    fill: Colour | None = None
    rules: tuple[Rule, ...] = ()
    anchor: str = "ctr"
    span: int = 1
    upright: bool = False

    @property
    def xml(self) -> str:
        """Its `a:tc`."""
        sides = " ".join(f'mar{side}="{margin}"' for side, margin in zip("LRTB", self.margins, strict=True))
        rules = "".join(rule.xml for rule in sorted(self.rules, key=lambda rule: "LRTB".index(rule.edge)))
        fill = self.fill.fill if self.fill else "<a:noFill/>"
        text = body("a:txBody", self.paragraphs)
        # A cell that is merged into the one before it has a paragraph too, or PowerPoint repairs the deck.
        merged = f'<a:tc hMerge="1">{body("a:txBody", [paragraph("", Look())])}<a:tcPr/></a:tc>' * (self.span - 1)
        wide = f' gridSpan="{self.span}"' if self.span > 1 else ""
        turned = ' vert="vert270"' if self.upright else ""
        looks = f'<a:tcPr {sides}{turned} anchor="{self.anchor}">{rules}{fill}</a:tcPr>'
        return f"<a:tc{wide}>{text}{looks}</a:tc>{merged}"


def grid(widths: Sequence[int], rows: Iterable[tuple[int, Sequence[Cell]]], *, first_column: bool = False) -> str:
    """The whole `a:tbl`; the first row is its header."""
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    lines = "".join(f'<a:tr h="{height}">{"".join(cell.xml for cell in cells)}</a:tr>' for height, cells in rows)
    flags = 'firstRow="1" firstCol="1"' if first_column else 'firstRow="1"'
    style = f"<a:tableStyleId>{_PLAIN}</a:tableStyleId>"
    return f"<a:tbl><a:tblPr {flags}>{style}</a:tblPr><a:tblGrid>{columns}</a:tblGrid>{lines}</a:tbl>"
