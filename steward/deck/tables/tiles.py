"""The strip of figures: a native table of label, value, and the change or the reason why there is no value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.grid import Cell, Rule, grid
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import Size, Style, line_height
from steward.deck.shapes.text import lines_needed, shorten, width
from steward.deck.theme.theme import Colour
from steward.exhibits import Figure

_NARROWEST = 1.75
_LINES, _LINES_ALONE = 3, 3
"""The most lines of what stands above or below a value."""
_FEW_BESIDE, _LARGER, _LARGER_BESIDE = 2, (2.4, 2.1, 1.8, 1.6, 1.4, 1.2), (1.4, 1.2)
"""How many figures stand beside each other that have a slide to themselves, and how much larger they are."""


@dataclass(frozen=True)
class Strip:
    """Some figures side by side, with the room for their text."""

    figures: Sequence[Figure]
    column: int
    style: Style
    larger: float = 1.0
    """How much larger its text is than usual."""
    together: Sequence[Figure] = ()
    """All figures of the rows that it is one of: their values have one size."""

    @property
    def label_size(self) -> float:
        """Of what a figure is called."""
        return self.style.points(Size.LABEL.value * self.larger)

    @property
    def small_size(self) -> float:
        """Of what stands below a value."""
        return self.style.points(Size.DELTA.value * self.larger)

    @property
    def lines(self) -> int:
        """How many lines a text may take."""
        return _LINES if self.larger == 1 else _LINES_ALONE

    @property
    def indent(self) -> int:
        """From a tile's edge to its text."""
        return self.style.inches(0.14)

    def ems(self, size: float) -> float:
        """The width of a tile in ems of a text size."""
        return (self.column - self.indent - self.style.inches(0.08)) / self.style.em(size)

    @property
    def value_size(self) -> float:
        """One size for all values of all rows, at which the widest fits."""
        widest = max(width(figure.text) for figure in (self.together or self.figures))
        biggest = self.style.points(Size.VALUE.value * self.larger)
        return max(self.style.points(12), min(biggest, biggest * self.ems(biggest) / (widest * 1.1)))

    @property
    def whole(self) -> bool:
        """Whether nothing below a value is cut short."""
        return all(shown == text for each in self.figures for shown, text in self._said(each))

    @property
    def heights(self) -> list[int]:
        """Of the labels, the values and what is under them."""
        label, small = self.label_size, self.small_size
        labels = max(lines_needed(shorten(f.label, self.ems(label), self.lines), self.ems(label)) for f in self.figures)
        under = max(sum(lines_needed(t, self.ems(small)) for t in self.under(f)) for f in self.figures)
        values = line_height(self.value_size) + self.style.inches(0.04)
        return [line_height(label, labels), values, line_height(small, under) if under else 0]

    def under(self, figure: Figure) -> list[str]:
        """The lines below a value."""
        return [shown for shown, _ in self._said(figure)]

    def _said(self, figure: Figure) -> list[tuple[str, str]]:
        """Each line below a value as there is room for it, and the whole of it."""
        said = figure.why if figure.value is None else _arrow(figure) + figure.delta_text
        ems = self.ems(self.small_size)
        of = "" if figure.value is None and said else figure.note
        return [(shorten(text, ems, self.lines), text) for text in (said, of) if text]


def strips(figures: Sequence[Figure], box_width: int, style: Style) -> list[Strip]:
    """As many tiles beside each other as stay readable, in rows of nearly the same length; a few less where all that is
    said in them then has room."""
    most = max(1, box_width // style.inches(_NARROWEST))
    usual = _rows(figures, most, box_width, style, 1.0)
    fewer = (_rows(figures, beside, box_width, style, 1.0) for beside in range(most - 1, most // 2, -1))
    return next((rows for rows in chain((usual,), fewer) if all(row.whole for row in rows)), usual)


def strips_alone(figures: Sequence[Figure], box: Box, style: Style) -> list[Strip]:
    """The same where nothing else is on the slide: few beside each other, or a few below each other, as large as there
    is room for where all is said."""
    few = 1 if len(figures) <= _FEW_BESIDE else _FEW_BESIDE
    beside = few if len(figures) <= _FEW_BESIDE**2 else _FEW_BESIDE + 1
    tried = (_rows(figures, beside, box.width, style, larger) for larger in _LARGER)
    held = [rows for rows in tried if strips_height(rows, style) <= box.height]
    whole = (rows for rows in held if all(row.whole for row in rows))
    return next(whole, held[0] if held else strips(figures, box.width, style))


def strips_beside(figures: Sequence[Figure], box: Box, style: Style) -> list[Strip]:
    """The same in a column beside something else: two beside each other, as large as there is room for; none where not
    all is said."""
    tried = (_rows(figures, _FEW_BESIDE, box.width, style, larger) for larger in (*_LARGER_BESIDE, 1.0))
    held = (rows for rows in tried if strips_height(rows, style) <= box.height and all(row.whole for row in rows))
    return next(held, [])


def _rows(figures: Sequence[Figure], most: int, width: int, style: Style, larger: float) -> list[Strip]:
    count = -(-len(figures) // most)
    each = -(-len(figures) // count) if count else 1
    rows = [figures[start : start + each] for start in range(0, len(figures), each)]
    return [Strip(row, width // each, style, larger, figures) for row in rows]


def strips_height(rows: Sequence[Strip], style: Style) -> int:
    """The height of all strips under each other."""
    return sum(sum(row.heights) for row in rows) + _gap(style) * max(0, len(rows) - 1)


def draw_figures(canvas: Canvas, rows: Sequence[Strip], box: Box) -> None:
    """The figures as tiles across the box."""
    for number, strip in enumerate(rows, start=1):
        here, box = box.split_top(sum(strip.heights), _gap(canvas.style))
        name = "figures" if number == 1 else f"figures:{number}"
        here = Box(here.left, here.top, strip.column * len(strip.figures), here.height)
        canvas.table(name, _alt(strip.figures), here, _drawn(strip))


def _gap(style: Style) -> int:
    return style.inches(0.18)


def _alt(figures: Sequence[Figure]) -> str:
    return "Figures: " + "; ".join(
        f"{each.label} {each.text}" + (f", {said}" if (said := each.delta_text or each.why) else "") for each in figures
    )


def _arrow(figure: Figure) -> str:
    return {1: "▲ ", -1: "▼ ", 0: ""}[figure.direction]


def _drawn(strip: Strip) -> str:
    rows = zip(strip.heights, (_labels(strip), _values(strip), _changes(strip)), strict=True)
    return grid([strip.column] * len(strip.figures), [(height, list(cells)) for height, cells in rows if height])


def _labels(strip: Strip) -> Iterator[Cell]:
    size = strip.label_size
    look = Look(size, strip.style.palette.muted)
    for figure in strip.figures:
        yield _cell(strip, [paragraph(shorten(figure.label, strip.ems(size), strip.lines), look)], "t")


def _values(strip: Strip) -> Iterator[Cell]:
    for figure in strip.figures:
        colour = strip.style.palette.muted if figure.value is None else strip.style.palette.text
        yield _cell(strip, [paragraph(figure.text, Look(strip.value_size, colour, True))], "ctr")


def _changes(strip: Strip) -> Iterator[Cell]:
    size, palette = strip.small_size, strip.style.palette
    for figure in strip.figures:
        first = Look(size, _verdict(figure, strip.style), figure.good is not None)
        looks = (
            [first, Look(size, palette.muted)]
            if figure.value is None or figure.delta_text
            else [Look(size, palette.muted)]
        )
        yield _cell(strip, [paragraph(t, look) for t, look in zip(strip.under(figure), looks, strict=False)], "t")


def _verdict(figure: Figure, style: Style) -> Colour:
    palette = style.palette
    return palette.muted if figure.good is None else palette.good if figure.good else palette.bad


def _cell(strip: Strip, paragraphs: list[str], anchor: str) -> Cell:
    edge = Rule("L", strip.style.palette.accents[0], 2.25 * strip.style.scale)
    margins = (strip.indent, strip.style.inches(0.08), 0, 0)
    return Cell(paragraphs or [paragraph("", Look(strip.small_size))], margins, rules=(edge,), anchor=anchor)
