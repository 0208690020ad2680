"""Change over time."""

from collections.abc import Sequence

import plotly.graph_objects as go

from steward.charts.layout import (
    NEUTRAL,
    Layout,
    Trace,
    called_out,
    category_axis,
    framed,
    nothing,
    reference,
    value_axis,
    values_first,
)
from steward.charts.scale import few, scale, spanning
from steward.charts.small_lines import drawn as small
from steward.charts.text import distinct, label, numbers
from steward.exhibits import Lines, Number, Role, Series, Unit
from steward.exhibits.small_lines import small_lines

MARKED = 12
ROOM = 64
GAP = "\N{NO-BREAK SPACE}" * 2


def drawn(exhibit: Lines) -> go.Figure:
    """One line a series; a value that is not known is a gap, never a zero."""
    values = [value for series in exhibit.series for value in series.values]
    if all(value is None for value in values):
        return nothing()
    if parts := small_lines(exhibit):
        return small(parts)
    places = distinct(exhibit.categories)
    names = [label(name, 14) for name in exhibit.categories]
    layout = {
        "xaxis": category_axis(places, names, few(len(places))),
        "yaxis": value_axis(
            spanning(exhibit.span, exhibit.unit) if exhibit.span else scale(values, exhibit.unit, from_zero=False),
            exhibit.unit,
        ),
        "hovermode": "x unified",
        "annotations": _pointed(exhibit, places),
    }
    ordered = values_first(exhibit.series)
    alone = sum(series.role is Role.VALUE for series in ordered) == 1
    drawing = framed([_line(series, exhibit.unit, places, alone=alone) for series in ordered], layout)
    return drawing.update_layout(margin_r=ROOM) if alone else drawing


def _pointed(exhibit: Lines, places: list[str]) -> list[Layout]:
    if exhibit.call_out is None or exhibit.pointed is None:
        return []
    return [called_out(exhibit.call_out.text, places[exhibit.call_out.at], float(exhibit.pointed))]


def _line(series: Series, unit: Unit, places: list[str], *, alone: bool) -> Trace:
    """One series as a line, with dots where there are few values or one stands alone."""
    trace: Trace = {"type": "scatter", "name": label(series.name), "line": {"width": 2.5}, "marker": {"size": 6}}
    trace["mode"] = "lines+markers" if _dotted(series.values) else "lines"
    if series.role is Role.REFERENCE:
        trace |= reference(series.name)
    elif series.role is Role.EARLIER:
        trace |= {"line": {"color": NEUTRAL, "width": 1.5}, "opacity": 0.45, "showlegend": False}
    elif series.role is Role.PLAN:
        trace |= {"line": {"color": NEUTRAL, "width": 2, "dash": "dash"}}
    elif alone:
        trace |= _last_number(series, unit) | {"mode": trace["mode"] + "+text"}
    trace |= {"x": places, "y": numbers(series.values), "customdata": [unit.text(value) for value in series.values]}
    return trace | {"hovertemplate": "%{customdata}"}


def _last_number(series: Series, unit: Unit) -> Trace:
    """Where the only line has arrived."""
    known = [index for index, value in enumerate(series.values) if value is not None]
    texts = [GAP + unit.compact(value) if index == known[-1] else "" for index, value in enumerate(series.values)]
    return {"text": texts, "textposition": "middle right", "cliponaxis": False}


def _dotted(values: Sequence[Number | None]) -> bool:
    """Whether a bare line would hide something: few values, or one between two gaps."""
    known = [False, *(value is not None for value in values), False]
    alone = any(
        here and not before and not after for before, here, after in zip(known, known[1:], known[2:], strict=False)
    )
    return alone or len(values) <= MARKED
