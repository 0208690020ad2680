"""One door to every drawing with Plotly."""

from typing import assert_never

import plotly.graph_objects as go

from steward.charts import bars, bridge, bubbles, bullets, heatmap, lines, people, timeline
from steward.exhibits import (
    Bars,
    Bridge,
    Bubbles,
    Bullets,
    Drawing,
    Heatmap,
    Lines,
    OrgChart,
    RelationshipMap,
    StackedBars,
    Timeline,
)


def figure(exhibit: Drawing, phones: float = 1.0) -> go.Figure:
    """The exhibit as a Plotly figure: no title of its own, the page writes that above it. `phones`: how many times the
    width of a phone it surely has, for rows of words, which are made to fit."""
    match exhibit:
        case Lines():
            return lines.drawn(exhibit)
        case Bars():
            return bars.drawn(exhibit)
        case StackedBars():
            return bars.stacked(exhibit)
        case Bridge():
            return bridge.drawn(exhibit)
        case Heatmap():
            return heatmap.drawn(exhibit)
        case Bubbles():
            return bubbles.drawn(exhibit)
        case Bullets():
            return bullets.drawn(exhibit, phones)
        case Timeline():
            return timeline.drawn(exhibit, phones)
        case RelationshipMap():
            return people.map_drawn(exhibit)
        case OrgChart():
            return people.org_drawn(exhibit)
        case _:
            assert_never(exhibit)
