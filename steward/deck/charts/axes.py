"""The two axes of a chart. The order of the elements is the schema's."""

from dataclasses import dataclass

from steward.deck.shapes.markup import tag, val
from steward.deck.theme.theme import Colour

CATEGORY, VALUE = 111_111_111, 222_222_222


@dataclass(frozen=True)
class Axes:
    """A category axis and a value axis."""

    look: str
    names_look: str
    line: Colour
    grid: Colour
    number_format: str
    horizontal: bool = False
    skip: int = 1
    value_axis: bool = True
    low: float | None = None
    high: float | None = None
    step: float | None = None
    named: bool = True
    """Whether the categories are written."""

    @property
    def xml(self) -> str:
        """Both axes."""
        return self._categories() + self._values()

    def _categories(self) -> str:
        # Horizontal bars are read from the top, in the order given.
        order = val("c:orientation", "maxMin" if self.horizontal else "minMax")
        return tag(
            "c:catAx",
            val("c:axId", CATEGORY), tag("c:scaling", order), val("c:delete", False),
            val("c:axPos", "l" if self.horizontal else "b"), tag("c:numFmt", formatCode="General", sourceLinked=False),
            *_ticks("low" if self.named else "none"), tag("c:spPr", tag("a:ln", self.line.fill, w=9525)),
            self.names_look,
            val("c:crossAx", VALUE), val("c:crosses", "autoZero"), val("c:auto", False), val("c:lblAlgn", "ctr"),
            val("c:lblOffset", 100), val("c:tickLblSkip", self.skip), val("c:noMultiLvlLbl", True),
        )  # fmt: skip

    def _values(self) -> str:
        grid = tag("c:majorGridlines", tag("c:spPr", tag("a:ln", self.grid.fill, w=6350)))
        return tag(
            "c:valAx",
            val("c:axId", VALUE), self._scaling(), val("c:delete", not self.value_axis),
            val("c:axPos", "b" if self.horizontal else "l"), grid if self.value_axis else "",
            tag("c:numFmt", formatCode=self.number_format, sourceLinked=False), *_ticks("nextTo"),
            tag("c:spPr", tag("a:ln", tag("a:noFill"))), self.look, val("c:crossAx", CATEGORY),
            val("c:crosses", "max" if self.horizontal else "autoZero"), val("c:crossBetween", "between"),
            "" if self.step is None else val("c:majorUnit", self.step),
        )  # fmt: skip

    def _scaling(self) -> str:
        high = "" if self.high is None else val("c:max", self.high)
        low = "" if self.low is None else val("c:min", self.low)
        return tag("c:scaling", val("c:orientation", "minMax"), high, low)


def _ticks(labels: str) -> tuple[str, str, str]:
    return val("c:majorTickMark", "none"), val("c:minorTickMark", "none"), val("c:tickLblPos", labels)
