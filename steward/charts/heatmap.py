"""A value for every pair."""

import plotly.graph_objects as go

from steward.charts.layout import Trace, category_axis, framed, nothing
from steward.charts.scale import named, scale
from steward.charts.text import distinct, label, lines_of, numbers, wrapped
from steward.exhibits import Heatmap

ROOM = 44
MANY = 5


def drawn(exhibit: Heatmap) -> go.Figure:
    """Cells in the theme's scale, the first row on top; an unknown value stays empty."""
    if all(value is None for row in exhibit.values for value in row):
        return nothing()
    columns, rows = distinct(exhibit.columns), distinct(exhibit.rows)
    narrow = len(columns) >= MANY
    names = [wrapped(name, 9, 3) if narrow else wrapped(name, 12) for name in exhibit.columns]
    layout = {
        "xaxis": category_axis(columns, names, named(exhibit.columns)) | {"side": "top"},
        "yaxis": category_axis(rows, [label(name) for name in exhibit.rows]) | {"autorange": "reversed"},
        "margin": {"l": 4, "r": 4, "t": 56 if narrow else 44, "b": 4, "pad": 4},
    }
    return framed([_trace(exhibit, columns, rows)], layout, height=60 + 34 * len(rows))


def _trace(exhibit: Heatmap, columns: list[str], rows: list[str]) -> Trace:
    """The cells, with their numbers where there is room for them."""
    trace = {
        "type": "heatmap",
        "x": columns,
        "y": rows,
        "z": [numbers(row) for row in exhibit.values],
        "customdata": _hover(exhibit),
        "hovertemplate": "%{customdata}<extra></extra>",
        "hoverongaps": False,
        "autocolorscale": True,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    texts = _texts(exhibit)
    return trace | _ends(exhibit, half="text" in texts) | texts


def _ends(exhibit: Heatmap, *, half: bool) -> Trace:
    """Round ends of the scale; zero is its middle where values lie on both sides. `half`: the half of it that is nearer
    to the page, on which a number is read in the page's ink; on its middle it is read in none."""
    known = [value for row in exhibit.values for value in row if value is not None] + list(exhibit.span or ())
    found = scale(known, exhibit.unit, from_zero=False)
    reach = max(-found.low, found.high)
    low, high = (-reach, reach) if min(known) < 0 < max(known) else (found.low, found.high)
    bar = {"thickness": 8, "tickvals": found.ticks, "ticktext": exhibit.unit.ticks(found.ticks), "outlinewidth": 0}
    if half:
        low, high = (2 * low, 2 * high) if low == -high else (low, 2 * high - low)
    return {"zmin": low, "zmax": high, "colorbar": bar}


def _texts(exhibit: Heatmap) -> Trace:
    """The number in each cell, or a scale beside them where a phone has no room for the numbers."""
    texts = [["" if value is None else exhibit.unit.compact(value) for value in row] for row in exhibit.values]
    if len(exhibit.columns) * (1 + max(len(text) for row in texts for text in row)) > ROOM:
        return {"showscale": True}
    return {"text": texts, "texttemplate": "%{text}"}


def _hover(exhibit: Heatmap) -> list[list[str]]:
    """What each cell says: its row, its column, its number."""
    return [
        [
            lines_of(f"{row} · {column}", exhibit.unit.text(value))
            for column, value in zip(exhibit.columns, cells, strict=True)
        ]
        for row, cells in zip(exhibit.rows, exhibit.values, strict=True)
    ]
