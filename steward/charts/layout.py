"""What all charts share: their frame, axes, legend and the colours that mean something."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from steward.charts.scale import Scale
from steward.charts.text import label
from steward.exhibits import Role, Series, Unit

Trace = dict[str, Any]
Layout = dict[str, Any]

# Readable on white and on near-black alike, because they do not come from the page's theme.
NEUTRAL, GOOD, WATCH, BAD = "#8A94A3", "#1B998B", "#D0901F", "#C8553D"
GRID = "rgba(138, 148, 163, 0.22)"
CLEAR = "rgba(0, 0, 0, 0)"
HEIGHT = 300


def framed(traces: Sequence[Trace], layout: Layout, height: int = HEIGHT) -> go.Figure:
    """A figure without decoration; nothing in it drags or zooms, so that a thumb scrolls the page."""
    frame: Layout = {
        "height": height,
        "margin": {"l": 4, "r": 12, "t": 28, "b": 4, "pad": 4},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "dragmode": False,
        "showlegend": sum(trace.get("showlegend", True) for trace in traces) > 1,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        "hoverlabel": {"namelength": -1, "align": "left"},
    }
    return go.Figure(data=list(traces), layout=frame | layout)


def in_ink(drawn: go.Figure, ground: str, ink: str) -> go.Figure:
    """On a ground of that colour in that ink; what a chart says in a colour of its own stays in it."""
    drawn.update_layout(paper_bgcolor=ground, font_color=ink)
    return drawn.update_traces(textfont_color=ink, selector={"type": "heatmap"})


def nothing(height: int = 140) -> go.Figure:
    """A chart whose values are all unknown says so."""
    words = {"text": "No values to show", "showarrow": False, "font": {"color": NEUTRAL, "size": 14}}
    centred = words | {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    return framed([], {"annotations": [centred], "xaxis": {"visible": False}, "yaxis": {"visible": False}}, height)


def value_axis(scale: Scale, unit: Unit, *, visible: bool = True) -> Layout:
    """An axis of numbers, written by the unit; `visible` False where every bar carries its own number."""
    room = (scale.high - scale.low) * 0.02
    return {
        "range": [scale.low - (room if scale.low < 0 else 0), scale.high + room],
        "tickvals": list(scale.ticks),
        "ticktext": unit.ticks(scale.ticks),
        "showticklabels": visible,
        "showgrid": visible,
        "gridcolor": GRID,
        "zeroline": scale.low <= 0 <= scale.high,
        "zerolinecolor": NEUTRAL,
        "zerolinewidth": 1,
        "fixedrange": True,
        "automargin": True,
    }


def category_axis(places: Sequence[str], names: Sequence[str], shown: Sequence[int] | None = None) -> Layout:
    """An axis of names; `shown` tells which of them are written where there is no room for all."""
    picked = range(len(places)) if shown is None else shown
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(places),
        "tickvals": [places[index] for index in picked],
        "ticktext": [names[index] for index in picked],
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "spikecolor": NEUTRAL,
        "spikethickness": 1,
        "fixedrange": True,
        "automargin": True,
    }


def values_first(series: Sequence[Series]) -> list[Series]:
    """Values first, references last, because each trace takes the theme's next colour."""
    order = (Role.VALUE, Role.EARLIER, Role.PLAN, Role.REFERENCE)
    return sorted(series, key=lambda one: order.index(one.role))


def called_out(text: str, x: str, y: float) -> Layout:
    """A few words beside the value that the chart's title is about."""
    look: Layout = {"bgcolor": "rgba(138, 148, 163, 0.18)", "bordercolor": NEUTRAL, "borderwidth": 1, "borderpad": 3}
    arrow = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": NEUTRAL, "ax": 0, "ay": -26}
    return {"text": label(text), "x": x, "y": y, **arrow, **look}


def reference(name: str) -> Trace:
    """The look of a target or limit."""
    line = {"color": NEUTRAL, "dash": "dash", "width": 1.5}
    return {"type": "scatter", "mode": "lines", "name": label(name), "line": line, "marker": {"color": NEUTRAL}}
