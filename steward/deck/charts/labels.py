"""The labels beside the points of a chart: values, words that are cells, names at the ends of lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.deck.charts.looks import NO_OUTLINE
from steward.deck.shapes.markup import tag, text, val
from steward.deck.theme.theme import Colour

_UNMOVED = 0.004
_CELL_RANGE = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_SHOW_RANGE = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_SHAPE = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_FIELD = "{8A5A2C1B-3B0E-4B6C-9C0D-1D2A6E7F4B10}"
"""PowerPoint's keys of its own extensions; any key will do for a field."""


@dataclass(frozen=True)
class CallOutLabel:
    """The words beside the value that a chart is about, in PowerPoint's own call-out: bound to the point, so that it
    goes where the value goes. `lead`: the value in front of them, where the point has its number besides."""

    at: int
    words: str
    run: str
    line: Colour
    page: Colour
    position: str
    lead: str = ""
    field: str = "VALUE"
    aside: float = 0.0
    """How far it is moved to the right of its point, as a share of the chart's width."""
    up: float = 0.0
    """How far it is moved upwards, as a share of its height."""

    @property
    def xml(self) -> str:
        """The label of the one point."""
        return self.of(self.at, _shown(True), "")

    def of(self, index: int, shown: str, more: str) -> str:
        """The same for one of several labels, which show something of their own (`more`) instead of the form."""
        frame = tag("c:spPr", self.page.fill, tag("a:ln", self.line.fill, w=9525))
        form = more or tag("c15:spPr", tag("a:prstGeom", tag("a:avLst"), prst="wedgeRectCallout"))
        place = val("c:dLblPos", self.position)
        moved = tag("c:manualLayout", val("c:x", round(self.aside, 4)), val("c:y", -round(self.up, 4)))
        layout = tag("c:layout", moved) if self.aside or self.up else ""
        return tag("c:dLbl", val("c:idx", index), layout, self._rich, frame, place, shown, _extension(_SHAPE, form))

    @property
    def _rich(self) -> str:
        """The words, and below them the value."""
        words = tag("a:p", tag("a:r", self.run, tag("a:t", text(self.words))))
        value = tag("a:fld", self.run, tag("a:pPr"), tag("a:t", text(self.lead)), id=_FIELD, type=self.field)
        bare = tag("a:bodyPr", rot=0, wrap="none", lIns=36_000, tIns=18_000, rIns=36_000, bIns=18_000)
        below = tag("a:p", value) if self.lead else ""
        return tag("c:tx", tag("c:rich", bare, tag("a:lstStyle"), words, below))


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
    call_out: CallOutLabel | None = None

    @property
    def xml(self) -> str:
        """The series' labels."""
        if self.only is not None and self.call_out:
            return tag("c:dLbls", self.call_out.xml, _shown(False), self._no_line)
        if self.only is not None:
            return tag("c:dLbls", *(self._one(*each) for each in self.only), _shown(False))
        one = self.call_out
        apart = {index: self._apart(index) for index in self.hidden | self.elsewhere}
        apart |= {one.at: one.xml} if one else {}
        single = (apart[index] for index in sorted(apart))
        return tag("c:dLbls", *single, self._shared, _shown(True), self._no_line)

    @property
    def _no_line(self) -> str:
        """Words that are moved above a stack stand at it: no line runs through the part that they are bound to."""
        moved = self.call_out is not None and self.call_out.up
        return _extension(_SHOW_RANGE, val("c15:showLeaderLines", False)) if moved else ""

    def _apart(self, index: int) -> str:
        if index in self.hidden:
            return tag("c:dLbl", val("c:idx", index), val("c:delete", True))
        return tag("c:dLbl", val("c:idx", index), self._like(self.other_look, self.other_position), _shown(True))

    @property
    def _shared(self) -> str:
        return self._like(self.look, self.position)

    def _like(self, look: str, position: str) -> str:
        number = tag("c:numFmt", formatCode=self.number_format, sourceLinked=False)
        return number + tag("c:spPr", tag("a:noFill"), NO_OUTLINE) + look + val("c:dLblPos", position)

    def _one(self, index: int, words: str | None) -> str:
        return tag("c:dLbl", val("c:idx", index), _rich(words, self.run) if words else "", self._shared, _shown(True))


@dataclass(frozen=True)
class EndLabel:
    """The name of a line and its value at its last point; `cut`: the name is not whole; `down`: how far it is moved
    from where it would stand, as a share of the chart's height."""

    at: int
    name: str
    cut: bool
    value: str
    number_format: str
    down: float
    ink: Colour
    size: float
    bold: bool
    call_out: CallOutLabel | None = None

    @property
    def xml(self) -> str:
        """The series' labels."""
        moved = val("c:x", 0) + val("c:y", round(self.down, 4))
        layout = tag("c:layout", tag("c:manualLayout", moved)) if abs(self.down) > _UNMOVED else ""
        number = tag("c:numFmt", formatCode=self.number_format, sourceLinked=False)
        looks = number + tag("c:spPr", tag("a:noFill"), NO_OUTLINE) + self._look + val("c:dLblPos", "r")
        shown = _shown(True, name=bool(self.name)) + tag("c:separator", " ")
        one = tag("c:dLbl", val("c:idx", self.at), layout, self._words if self.cut else "", looks, shown)
        other = self.call_out.xml if self.call_out else ""  # it is never at the last point, which is named
        return tag("c:dLbls", other, one, _shown(False), _extension(_SHOW_RANGE, val("c15:showLeaderLines", False)))

    @property
    def _look(self) -> str:
        run = tag("a:defRPr", self.ink.fill, sz=round(self.size * 100), b=self.bold)
        words = tag("a:p", tag("a:pPr", run), tag("a:endParaRPr", lang="en-GB"))
        return tag("c:txPr", tag("a:bodyPr", rot=0, wrap="none"), tag("a:lstStyle"), words)

    @property
    def _words(self) -> str:
        """A name that is cut or broken into lines has to be written; the value stays the chart's own."""
        look = tag("a:rPr", self.ink.fill, lang="en-GB", sz=round(self.size * 100), b=self.bold)
        *above, name = self.name.split("\n")
        left = tag("a:pPr", algn="l")
        lines = "".join(tag("a:p", left, tag("a:r", look, tag("a:t", text(line)))) for line in above)
        last = tag("a:r", look, tag("a:t", text(name) + " "))
        value = tag("a:fld", look, tag("a:pPr"), tag("a:t", text(self.value)), id=_FIELD, type="VALUE")
        return tag(
            "c:tx",
            tag("c:rich", tag("a:bodyPr", rot=0, wrap="none"), tag("a:lstStyle"), lines, tag("a:p", left, last, value)),
        )


@dataclass(frozen=True)
class CellLabels:
    """Labels whose words stand in cells of the workbook: whoever changes a cell changes the label."""

    texts: Sequence[str]
    reference: str
    run: str
    look: str
    position: str
    call_out: CallOutLabel | None = None

    @property
    def xml(self) -> str:
        """The series' labels."""
        shown = _extension(_SHOW_RANGE, val("c15:showDataLabelsRange", True))
        plain = tag("c:spPr", tag("a:noFill"), NO_OUTLINE) + self.look + val("c:dLblPos", self.position)
        one = self.call_out
        each = (
            one.of(index, _shown(False), val("c15:showDataLabelsRange", True))
            if one and one.at == index
            else tag("c:dLbl", val("c:idx", index), self._field(words), plain, _shown(False), shown)
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
        return tag("c:tx", tag("c:rich", tag("a:bodyPr", wrap="none"), tag("a:lstStyle"), tag("a:p", field)))


def _extension(uri: str, inner: str) -> str:
    names = {"xmlns:c15": "http://schemas.microsoft.com/office/drawing/2012/chart"}
    return tag("c:extLst", tag("c:ext", inner, uri=uri, **names))


def _rich(words: str, look: str) -> str:
    run = tag("a:r", look, tag("a:t", text(words)))
    return tag("c:tx", tag("c:rich", tag("a:bodyPr", wrap="none"), tag("a:lstStyle"), tag("a:p", run)))


def _shown(value: bool, *, name: bool = False) -> str:
    series = {"c:showCatName": False, "c:showSerName": name, "c:showPercent": False, "c:showBubbleSize": False}
    others = "".join(val(each, said) for each, said in series.items())
    return val("c:showLegendKey", False) + val("c:showVal", value) + others
