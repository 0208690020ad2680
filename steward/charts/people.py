"""Maps of people and org charts, drawn to the pixel: a card is as large on a phone as on a wall.

The two axes are pixels and keep their proportion, so that a wide map shows its middle on a narrow page; one drags it
aside. Text has the page's own colour, everything else stands out from light and dark pages alike.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from math import ceil
from typing import TypeVar

import plotly.graph_objects as go

from steward.charts.layout import Layout, Trace, framed
from steward.charts.layout import nothing as empty
from steward.charts.text import lines_of, literal
from steward.exhibits import OrgChart, RelationshipMap
from steward.exhibits.map_drawing.card import Extent, Placed
from steward.exhibits.map_drawing.routes import Point
from steward.exhibits.map_drawing.scene import Pen, Pointed, Scene, map_scene, org_scene
from steward.exhibits.map_drawing.shapes import Area, Mark, Stroke, Words
from steward.exhibits.map_drawing.text import one_line
from steward.exhibits.people_looks import INK, PAGE

PLACEHOLDERS = {INK: "#000037", PAGE: "#000038"}
"""Streamlit puts the colours of its theme where a figure says these; elsewhere they read as black."""
DESK, PHONE = 936, 384
"""Pixels: the width that a map is made for, and the one that a phone has."""
WIDEST, NARROWEST, EMS = 128.0, 78.0, 9.2
"""The width of a card, and how many ems of its text it has."""
SMALLEST = 9.5
AIR = 8
Kind = TypeVar("Kind", Area, Stroke, Words)
_DASHES = {"dash": (3.0, 2.0), "dot": (1.2, 2.2)}
"""Lengths of a dash and of the gap after it, in widths of the line."""


def map_drawn(exhibit: RelationshipMap) -> go.Figure:
    """Everybody with colour, sign, ring and badges, the lines between them, and what it all means."""
    if not exhibit.people:
        return empty()
    return _figure(map_scene(exhibit, _pen(exhibit.people), PHONE))


def org_drawn(exhibit: OrgChart) -> go.Figure:
    """Boxes with names and titles, and who reports to whom."""
    return _figure(org_scene(exhibit, _pen(exhibit.posts))) if exhibit.posts else empty()


def _pen(people: Sequence[Placed]) -> Pen:
    """Smaller where many stand side by side, but never too small to be read."""
    width = min(WIDEST, max(NARROWEST, DESK / Extent.of(people).columns))
    return Pen(max(SMALLEST, min(13.0, width / EMS)), width, _measured)


def _figure(scene: Scene) -> go.Figure:
    traces = [trace for layer in scene.layers for trace in _layer(layer)]
    traces.append({"type": "scatter", "x": [None], "y": [None], "yaxis": "y2", "showlegend": False})
    told = [_told(scene.lines, 10), _told(scene.people, 34)]
    return framed([*traces, *(trace for trace in told if trace)], _frame(scene), _high(scene) + 2 * AIR)


def _high(scene: Scene) -> int:
    return round(scene.height) + ceil(scene.above)


def _frame(scene: Scene) -> Layout:
    """Pixels on both axes. The range across is widened by Plotly to what the page has room for."""
    middle, wide = scene.width / 2, scene.width > PHONE
    high = [round(scene.height), -ceil(scene.above)]
    bare = {"visible": False, "showgrid": False, "zeroline": False}
    return {
        "margin": {"l": 0, "r": 0, "t": AIR, "b": AIR, "pad": 0},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": "pan" if wide else False,
        "xaxis": bare | {"range": [middle - 1, middle + 1], "scaleanchor": "y2", "fixedrange": not wide},
        "yaxis": bare | {"range": high, "fixedrange": True},
        # Of two axes in proportion Plotly moves neither if one is fixed: a third one keeps the proportion.
        "yaxis2": bare | {"range": high, "fixedrange": not wide, "overlaying": "y"},
    }


def _layer(marks: Sequence[Mark]) -> Iterator[Trace]:
    """One trace a look: areas first, their outlines over them, words on top."""
    yield from map(_area, _alike([mark for mark in marks if isinstance(mark, Area)]))
    yield from map(_stroke, _alike([mark for mark in marks if isinstance(mark, Stroke)]))
    yield from map(_words, _alike([mark for mark in marks if isinstance(mark, Words)]))


def _alike(marks: list[Kind]) -> list[list[Kind]]:
    """Marks that look the same, in the order in which the looks first occur: that is how they lie over each other."""
    found: dict[tuple[object, ...], list[Kind]] = {}
    for mark in marks:
        found.setdefault(_look(mark), []).append(mark)
    return list(found.values())


def _look(mark: Mark) -> tuple[object, ...]:
    """What marks of one trace share."""
    if isinstance(mark, Area):
        return (mark.fill,)
    if isinstance(mark, Stroke):
        return mark.colour, mark.width, mark.dash
    return mark.colour, mark.size, mark.bold, mark.left


def _area(areas: Sequence[Area]) -> Trace:
    points = _joined([area.points for area in areas])
    return _silent(points) | {
        "fill": "toself",
        "fillcolor": _colour(areas[0].fill),
        "line": {"width": 0},
        "mode": "lines",
    }


def _stroke(strokes: Sequence[Stroke]) -> Trace:
    first = strokes[0]
    line = {
        "color": _colour(first.colour),
        "width": round(first.width, 2),
        "dash": _dash(first),
        "simplify": False,
    }
    return _silent(_joined([stroke.points for stroke in strokes])) | {"mode": "lines", "line": line}


def _dash(stroke: Stroke) -> str:
    return ",".join(f"{part * stroke.width:.1f}px" for part in _DASHES.get(stroke.dash, ())) or "solid"


def _words(words: Sequence[Words]) -> Trace:
    """Names have a shadow of the page's colour: lines behind them do not run through their letters."""
    first = words[0]
    font = {"size": round(first.size, 1), "weight": 650 if first.bold else 400, "color": _colour(first.colour)}
    shadow = {"shadow": ", ".join([f"0 0 2px {_colour(PAGE)}"] * 4)} if first.colour == INK else {}
    place = "middle right" if first.left else "middle center"
    texts = {"mode": "text", "text": [literal(one.text) for one in words], "textposition": place}
    return _silent([(one.x, one.y) for one in words]) | texts | {"textfont": font | shadow}


def _silent(points: Sequence[tuple[float | None, float | None]]) -> Trace:
    """A trace that a pointer does not find."""
    xs, ys = ([None if value is None else round(value, 1) for value in axis] for axis in zip(*points, strict=True))
    return {"type": "scatter", "x": xs, "y": ys, "hoverinfo": "skip", "showlegend": False, "connectgaps": False}


def _colour(name: str) -> str:
    return PLACEHOLDERS.get(name, name)


def _joined(outlines: Sequence[Sequence[Point]]) -> list[tuple[float | None, float | None]]:
    """Many outlines as one, with a gap between each two."""
    joined: list[tuple[float | None, float | None]] = []
    for points in outlines:
        joined += [*points, (None, None)]
    return joined[:-1]


def _told(pointed: Sequence[Pointed], size: int) -> Trace | None:
    """Unseen dots that a pointer finds; `customdata` begins with the key."""
    if not pointed:
        return None
    return _silent([(one.x, one.y) for one in pointed]) | {
        "mode": "markers",
        "marker": {"size": size, "opacity": 0, "color": "#8A94A3"},
        "customdata": [[one.key, lines_of(*map(one_line, one.lines))] for one in pointed],
        "hoverinfo": "text",
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _measured(text: str, size: float, bold: bool) -> float:
    """About how wide the page's font runs."""
    return sum(map(_ems, text)) * size * (1.06 if bold else 1.0)


def _ems(sign: str) -> float:
    if sign in "iIjl.,:;|!'’ ftr()[]/\\-`·":
        return 0.31
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    return 0.0 if unicodedata.combining(sign) else 0.85 if sign in "mwMW@%—" else 0.65 if sign.isupper() else 0.53
