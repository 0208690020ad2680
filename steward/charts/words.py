"""A chart as words that the browser draws."""

from typing import NamedTuple

from steward.charts.drawing import figure
from steward.charts.layout import in_ink
from steward.charts.people import PLACEHOLDERS
from steward.exhibits import Drawing
from steward.exhibits.people_looks import INK, PAGE


class ChartWords(NamedTuple):
    """`data` and `layout` for Plotly as JSON, without what the page's charts have in common; how high it will be."""

    said: str
    height: int


def in_words(exhibit: Drawing, ground: str, ink: str) -> ChartWords:
    """The exhibit on a ground of that colour in that ink."""
    drawn = in_ink(figure(exhibit), ground, ink).update_layout(template=None)
    said = str(drawn.to_json(validate=False))
    for name, colour in ((INK, ink), (PAGE, ground)):
        said = said.replace(PLACEHOLDERS[name], colour)
    return ChartWords(said, round(drawn.layout.height))
