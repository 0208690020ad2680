"""One door to every drawing, dispatched on the exhibit's type."""

from functools import singledispatch

import plotly.graph_objects as go

from steward.charts import bars, bridge, bubbles, bullets, heatmap, lines, people, timeline
from steward.exhibits import (
    Bars,
    Bridge,
    Bubbles,
    Bullets,
    Exhibit,
    Heatmap,
    Lines,
    OrgChart,
    RelationshipMap,
    StackedBars,
    Timeline,
)


@singledispatch
def figure(exhibit: Exhibit) -> go.Figure:
    """The exhibit as a Plotly figure: no title of its own, the page writes that above it."""
    raise TypeError(f"A {type(exhibit).__name__} is not drawn as a chart.")


figure.register(Lines, lines.drawn)
figure.register(Bars, bars.drawn)
figure.register(StackedBars, bars.stacked)
figure.register(Bridge, bridge.drawn)
figure.register(Heatmap, heatmap.drawn)
figure.register(Bubbles, bubbles.drawn)
figure.register(Bullets, bullets.drawn)
figure.register(Timeline, timeline.drawn)
figure.register(RelationshipMap, people.map_drawn)
figure.register(OrgChart, people.org_drawn)
