"""How the parts of a chart look: text, bars, lines, dots, and the labels beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.deck.geometry import POINT
from steward.deck.markup import tag, text, val
from steward.deck.theme import Colour

_NO_OUTLINE = tag("a:ln", tag("a:noFill"))
INVISIBLE_BAR = tag("c:spPr", tag("a:noFill"), _NO_OUTLINE)
INVISIBLE_LINE = tag("c:spPr", tag("a:ln", tag("a:noFill"), w=28575))
NO_MARKER = tag("c:marker", val("c:symbol", "none"))


def text_look(size: float, colour: Colour, bold: bool = False, turn: int = 0) -> str:
    """The text properties of a chart or one of its parts; level unless they are turned."""
    run = tag("a:defRPr", colour.fill, sz=round(size * 100), b=bold)
    words = tag("a:p", tag("a:pPr", run), tag("a:endParaRPr", lang="en-GB"))
    return tag("c:txPr", tag("a:bodyPr", rot=turn), tag("a:lstStyle"), words)


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
    shape = tag("c:spPr", colour.fill, _NO_OUTLINE)
    return tag("c:marker", val("c:symbol", "circle"), val("c:size", size), shape)


@dataclass(frozen=True)
class Labels:
    """Which points carry their value: all but `hidden`, or only those in `only`, with a text or (None) their value;
    `elsewhere`: those that stand at another place than the rest, with that place and its look."""

    look: str
    number_format: str
    position: str
    run: str = ""
    hidden: frozenset[int] = frozenset()
    only: tuple[tuple[int, str | None], ...] | None = None
    elsewhere: frozenset[int] = frozenset()
    other_position: str = ""
    other_look: str = ""

    @property
    def xml(self) -> str:
        """The series' labels."""
        if self.only is not None:
            return tag("c:dLbls", *(self._one(*each) for each in self.only), _shown(False))
        single = (self._apart(index) for index in sorted(self.hidden | self.elsewhere))
        return tag("c:dLbls", *single, self._shared, _shown(True))

    def _apart(self, index: int) -> str:
        if index in self.hidden:
            return tag("c:dLbl", val("c:idx", index), val("c:delete", True))
        return tag("c:dLbl", val("c:idx", index), self._like(self.other_look, self.other_position), _shown(True))

    @property
    def _shared(self) -> str:
        return self._like(self.look, self.position)

    def _like(self, look: str, position: str) -> str:
        number = tag("c:numFmt", formatCode=self.number_format, sourceLinked=False)
        return number + tag("c:spPr", tag("a:noFill"), _NO_OUTLINE) + look + val("c:dLblPos", position)

    def _one(self, index: int, words: str | None) -> str:
        return tag("c:dLbl", val("c:idx", index), _rich(words, self.run) if words else "", self._shared, _shown(True))


_CELL_RANGE = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_SHOW_RANGE = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_FIELD = "{8A5A2C1B-3B0E-4B6C-9C0D-1D2A6E7F4B10}"


@dataclass(frozen=True)
class CellLabels:
    """Labels whose words stand in cells of the workbook: whoever changes a cell changes the label."""

    texts: Sequence[str]
    reference: str
    run: str
    look: str
    position: str

    @property
    def xml(self) -> str:
        """The series' labels."""
        shown = _extension(_SHOW_RANGE, val("c15:showDataLabelsRange", True))
        plain = tag("c:spPr", tag("a:noFill"), _NO_OUTLINE) + self.look + val("c:dLblPos", self.position)
        each = (
            tag("c:dLbl", val("c:idx", index), self._field(words), plain, _shown(False), shown)
            for index, words in enumerate(self.texts)
        )
        return tag("c:dLbls", *each, plain, _shown(False), shown)

    @property
    def cells(self) -> str:
        """Where the series finds the words."""
        points = (tag("c:pt", tag("c:v", text(words)), idx=index) for index, words in enumerate(self.texts))
        cache = tag("c15:dlblRangeCache", val("c:ptCount", len(self.texts)), *points)
        return _extension(_CELL_RANGE, tag("c15:datalabelsRange", tag("c15:f", self.reference), cache))

    def _field(self, words: str) -> str:
        field = tag("a:fld", self.run, tag("a:pPr"), tag("a:t", text(words)), id=_FIELD, type="CELLRANGE")
        return tag("c:tx", tag("c:rich", tag("a:bodyPr"), tag("a:lstStyle"), tag("a:p", field)))


def _extension(uri: str, inner: str) -> str:
    names = {"xmlns:c15": "http://schemas.microsoft.com/office/drawing/2012/chart"}
    return tag("c:extLst", tag("c:ext", inner, uri=uri, **names))


def _rich(words: str, look: str) -> str:
    run = tag("a:r", look, tag("a:t", text(words)))
    return tag("c:tx", tag("c:rich", tag("a:bodyPr"), tag("a:lstStyle"), tag("a:p", run)))


def _shown(value: bool) -> str:
    others = ("c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize")
    return val("c:showLegendKey", False) + val("c:showVal", value) + "".join(val(name, False) for name in others)
