"""How an opening value became a closing one."""

import plotly.graph_objects as go

from steward.charts.layout import BAD, GOOD, GRID, NEUTRAL, called_out, category_axis, framed, nothing, value_axis
from steward.charts.scale import Scale, spanning, tight
from steward.charts.text import distinct, lines_of, numbers, wrapped_apart
from steward.exhibits import Bridge, Step
from steward.exhibits.axes import BREAK, CutAxis, cut_axis, levels

FEW, LINES = 4, 4
"""Of so many steps the whole name stands below, in so many lines."""


def drawn(exhibit: Bridge) -> go.Figure:
    """A waterfall: levels stand on zero, or on a cut axis where the changes between them would be too small to see."""
    if not exhibit.steps:
        return nothing()
    places = distinct([step.label for step in exhibit.steps])
    few = len(exhibit.steps) <= FEW
    names = wrapped_apart([step.label for step in exhibit.steps], 12, LINES if few else 2)
    near = cut_axis(exhibit)
    scale = _scale(exhibit, near)
    layout = {
        "xaxis": category_axis(places, names),
        # A cut axis must be seen to be cut.
        "yaxis": value_axis(scale, exhibit.unit, visible=near is not None or exhibit.span is not None),
        "annotations": [*(_breaks(exhibit, places, near) if near else []), *_pointed(exhibit, places)],
        "waterfallgap": 0.3,
        "showlegend": False,
    }
    return framed([_trace(exhibit, places)], layout, height=320)


def _scale(exhibit: Bridge, near: CutAxis | None) -> Scale:
    if exhibit.span:
        return spanning(exhibit.span, exhibit.unit)
    return Scale(near.low, near.high, near.ticks) if near else tight(levels(exhibit))


def _trace(exhibit: Bridge, places: list[str]) -> dict[str, object]:
    """The steps as one Plotly waterfall, each with its number."""
    return {
        "type": "waterfall",
        "x": places,
        "y": numbers(step.value for step in exhibit.steps),
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


def _breaks(exhibit: Bridge, places: list[str], near: CutAxis) -> list[dict[str, object]]:
    """In the foot of every level, that its lower part is left out."""
    foot = {"y": near.low, "yanchor": "bottom", "showarrow": False, "text": f"<b>{BREAK}</b>"}
    look = {"font": {"color": "#FFFFFF", "size": 22}}
    return [{"x": place, **foot, **look} for place, step in zip(places, exhibit.steps, strict=True) if step.total]
