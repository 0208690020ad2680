"""How an opening value became a closing one."""

import plotly.graph_objects as go

from steward.charts.layout import (
    BAD,
    GOOD,
    GRID,
    NEUTRAL,
    Layout,
    called_out,
    category_axis,
    framed,
    nothing,
    value_axis,
)
from steward.charts.scale import Scale, spanning, tight
from steward.charts.text import distinct, lines_of, numbers, wrapped_apart
from steward.exhibits import Bridge, Step
from steward.exhibits.axes import BREAK, CutAxis, cut_axis, levels

FEW, LINES = 4, 4
"""Of so many steps the whole name stands below, in so many lines."""
MANY, BESIDE, ROW = 8, 24, 30
"""More steps than that lie, each in a row so high, with so many letters a line beside it."""
AFTER = 0.2
"""Of the reach of steps that lie, behind the highest level: room for its number, on a phone too."""


def drawn(exhibit: Bridge) -> go.Figure:
    """A waterfall: levels stand on zero, or on a cut axis where the changes between them would be too small to see.
    Steps whose names have no room below them lie one below another."""
    if not exhibit.steps:
        return nothing()
    places = distinct([step.label for step in exhibit.steps])
    near = cut_axis(exhibit)
    names = _names_below(exhibit)
    lies = _needs_a_side(exhibit, names)
    # A cut axis must be seen to be cut.
    axis = value_axis(_scale(exhibit, near), exhibit.unit, visible=near is not None or exhibit.span is not None)
    layout = {
        **(_across(exhibit, places, axis) if lies else {"xaxis": category_axis(places, names), "yaxis": axis}),
        "annotations": [*(_breaks(exhibit, places, near, lies) if near else []), *_pointed(exhibit, places)],
        "waterfallgap": 0.3,
        "showlegend": False,
    }
    return framed([_trace(exhibit, places, lies)], layout, height=60 + ROW * len(places) if lies else 320)


def _names_below(exhibit: Bridge) -> list[str]:
    few = len(exhibit.steps) <= FEW
    return wrapped_apart([step.label for step in exhibit.steps], 12, LINES if few else 2)


def _needs_a_side(exhibit: Bridge, names: list[str]) -> bool:
    """Whether names would be cut below the steps, or turned so that one has to read them sideways; words that point at
    a step belong to steps that stand."""
    return exhibit.call_out is None and (len(names) > MANY or any(name.endswith("…") for name in names))


def _across(exhibit: Bridge, places: list[str], axis: Layout) -> Layout:
    """Names on the left, the first on top."""
    low, high = axis["range"][0], max(0.0, *levels(exhibit))
    names = wrapped_apart([step.label for step in exhibit.steps], BESIDE)
    return {
        "yaxis": category_axis(places, names) | {"autorange": "reversed"},
        "xaxis": axis | {"range": [low, high + (high - low) * AFTER]},
    }


def _scale(exhibit: Bridge, near: CutAxis | None) -> Scale:
    if exhibit.span:
        return spanning(exhibit.span, exhibit.unit)
    return Scale(near.low, near.high, near.ticks) if near else tight(levels(exhibit))


def _trace(exhibit: Bridge, places: list[str], lies: bool) -> dict[str, object]:
    """The steps as one Plotly waterfall, each with its number."""
    names, values = ("y", "x") if lies else ("x", "y")
    return {
        "type": "waterfall",
        "orientation": "h" if lies else "v",
        names: places,
        values: numbers(step.value for step in exhibit.steps),
        "measure": ["absolute" if step.total else "relative" for step in exhibit.steps],
        "text": [_said(exhibit, step) for step in exhibit.steps],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [lines_of(step.label, _exactly(exhibit, step)) for step in exhibit.steps],
        "hovertemplate": "%{customdata}<extra></extra>",
        "increasing": {"marker": {"color": GOOD}},
        "decreasing": {"marker": {"color": BAD}},
        "totals": {"marker": {"color": BAD if _lost(exhibit) else NEUTRAL}},
        "connector": {"line": {"color": GRID, "width": 1}},
    }


def _lost(exhibit: Bridge) -> bool:
    """Whether every level is a loss: below zero, or nothing."""
    reached = [float(step.value) for step in exhibit.steps if step.total]
    return max(reached, default=0.0) <= 0 > min(reached, default=0.0)


def _pointed(exhibit: Bridge, places: list[str]) -> list[dict[str, object]]:
    """Above its number, which stands above its bar."""
    one = exhibit.call_out
    if one is None or one.at >= len(exhibit.steps):
        return []
    level = levels(exhibit)[one.at]
    top = max(level, level - float(exhibit.steps[one.at].value))
    return [called_out(one.text, places[one.at], top) | {"ay": -42}]


def _said(exhibit: Bridge, step: Step) -> str:
    return exhibit.unit.compact(step.value) if step.total else exhibit.unit.change(step.value)


def _exactly(exhibit: Bridge, step: Step) -> str:
    """The number in full, a change with its sign."""
    sign = "+" if step.value > 0 and not step.total else ""
    return sign + exhibit.unit.text(step.value)


def _breaks(exhibit: Bridge, places: list[str], near: CutAxis, lies: bool) -> list[dict[str, object]]:
    """In the foot of every level, that its lower part is left out."""
    along, up, foot = ("y", "x", {"xanchor": "left"}) if lies else ("x", "y", {"yanchor": "bottom"})
    look = {"showarrow": False, "text": f"<b>{BREAK}</b>", "font": {"color": "#FFFFFF", "size": 22}}
    return [
        {along: place, up: near.low, **foot, **look}
        for place, step in zip(places, exhibit.steps, strict=True)
        if step.total
    ]
