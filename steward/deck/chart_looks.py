"""How the parts of a chart look: text, bars, lines, dots, and the labels beside them."""

from dataclasses import dataclass

from steward.deck.geometry import POINT
from steward.deck.markup import tag, text, val
from steward.deck.theme import Colour

_NO_OUTLINE = tag("a:ln", tag("a:noFill"))
INVISIBLE_BAR = tag("c:spPr", tag("a:noFill"), _NO_OUTLINE)
INVISIBLE_LINE = tag("c:spPr", tag("a:ln", tag("a:noFill"), w=28575))
NO_MARKER = tag("c:marker", val("c:symbol", "none"))


def text_look(size: float, colour: Colour, bold: bool = False) -> str:
    """The text properties of a chart or one of its parts; never slanted."""
    run = tag("a:defRPr", colour.fill, sz=round(size * 100), b=bold)
    words = tag("a:p", tag("a:pPr", run), tag("a:endParaRPr", lang="en-GB"))
    return tag("c:txPr", tag("a:bodyPr", rot=0), tag("a:lstStyle"), words)


def filled(colour: Colour) -> str:
    """The shape of a bar."""
    return tag("c:spPr", colour.fill)


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


def _rich(words: str, look: str) -> str:
    run = tag("a:r", look, tag("a:t", text(words)))
    return tag("c:tx", tag("c:rich", tag("a:bodyPr"), tag("a:lstStyle"), tag("a:p", run)))


def _shown(value: bool) -> str:
    others = ("c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize")
    return val("c:showLegendKey", False) + val("c:showVal", value) + "".join(val(name, False) for name in others)
