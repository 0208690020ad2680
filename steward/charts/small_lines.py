"""A small chart for each of many lines, below one another, on one scale and over the same months."""

from collections.abc import Sequence

import plotly.graph_objects as go

from steward.charts.layout import GRID, NEUTRAL, Layout, Trace, category_axis, framed, reference, values_first
from steward.charts.scale import few
from steward.charts.text import distinct, label, numbers
from steward.exhibits import Role, Series, Unit
from steward.exhibits.small_lines import SmallLine

EACH, BELOW, NAME = 74, 36, 20
"""Pixels: the height of one, that of the months below the last, and that of a name above its line."""


def drawn(parts: Sequence[SmallLine]) -> go.Figure:
    """Each below its name and last value; what the chart is about in colour, the others grey."""
    first, height = parts[0].exhibit, EACH * len(parts) + BELOW
    places, names = distinct(first.categories), [label(name, 14) for name in first.categories]
    axis = category_axis(places, names, few(len(places))) | {"anchor": _axis(len(parts), "y")}
    layout: Layout = {"xaxis": axis, "hovermode": "x unified", "showlegend": False, "annotations": []}
    traces: list[Trace] = []
    for number, part in enumerate(parts, start=1):
        bottom = BELOW + EACH * (len(parts) - number)
        where = bottom / height, (bottom + EACH - NAME) / height
        layout[f"yaxis{'' if number == 1 else number}"] = _values(part, where)
        layout["annotations"].append(_named(part, where[1]))
        traces += [_line(one, part, places, _axis(number, "y")) for one in values_first(part.exhibit.series)]
    return framed(traces, layout | {"margin": {"l": 4, "r": 12, "t": 4, "b": 4, "pad": 4}}, height)


def _axis(number: int, kind: str) -> str:
    return kind if number == 1 else f"{kind}{number}"


def _values(part: SmallLine, where: tuple[float, float]) -> Layout:
    """Both ends of the scale that all share."""
    ends = [float(each) for each in part.exhibit.span or (0, 1)]
    return {
        "domain": list(where), "range": ends, "tickvals": ends, "ticktext": part.exhibit.unit.ticks(ends),
        "gridcolor": GRID, "zeroline": False, "fixedrange": True, "automargin": True,
    }  # fmt: skip


def _named(part: SmallLine, top: float) -> Layout:
    """Its name and its last value above it, with what is called out."""
    last = next((value for value in reversed(part.values) if value is not None), None)
    called = part.exhibit.call_out
    words = f"<b>{label(part.name)}</b> {part.exhibit.unit.text(last)}{f' · {label(called.text)}' if called else ''}"
    at = {"x": 0, "y": top, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return {"text": words, "showarrow": False, **at, **({} if part.loud else {"font": {"color": NEUTRAL}})}


def _line(series: Series, part: SmallLine, places: list[str], axis: str) -> Trace:
    """The line itself in the theme's colour where it is loud, else grey; what was before pale, a limit dashed."""
    trace: Trace = {"type": "scatter", "mode": "lines", "name": label(series.name), "line": {"width": 2.5}}
    if series.role is Role.REFERENCE:
        trace |= reference(series.name)
    elif series.role is Role.EARLIER:
        trace |= {"line": {"color": NEUTRAL, "width": 1.5}, "opacity": 0.45}
    elif not part.loud:
        trace["line"] = {"width": 2, "color": NEUTRAL}
    return trace | _told(series, part.exhibit.unit, places) | {"yaxis": axis}


def _told(series: Series, unit: Unit, places: list[str]) -> Trace:
    told = [unit.text(value) for value in series.values]
    return {"x": places, "y": numbers(series.values), "customdata": told, "hovertemplate": "%{customdata}"}
