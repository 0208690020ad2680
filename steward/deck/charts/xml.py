"""A chart part as XML: series, plots, the whole. The order of the elements is the schema's."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from steward.deck.charts.axes import CATEGORY, VALUE, Axes
from steward.deck.charts.data import NativeData
from steward.deck.charts.labels import CellLabels, EndLabel, Labels
from steward.deck.shapes.markup import tag, text, val

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = {
    "xmlns:c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
CHART_NAMES = " ".join(f'{name}="{value}"' for name, value in _NAMESPACES.items())
_ON_AXES = val("c:axId", CATEGORY) + val("c:axId", VALUE)


def bar_series(
    data: NativeData, index: int, shape: str, labels: Labels | None = None, others: Mapping[int, str] | None = None
) -> str:
    """The bars of one series; `others`: the shapes of those that look otherwise."""
    points = (
        tag("c:dPt", val("c:idx", place), val("c:invertIfNegative", False), val("c:bubble3D", False), look)
        for place, look in (others or {}).items()
    )
    look = shape + val("c:invertIfNegative", False) + "".join(points) + (labels.xml if labels else "")
    return tag("c:ser", series_head(data, index), look, series_content(data, index))


def line_series(
    data: NativeData,
    index: int,
    shape: str,
    marker: str,
    labels: Labels | CellLabels | EndLabel | None = None,
    seen: Mapping[int, str] | None = None,
) -> str:
    """The line of one series; never smoothed, because a curve invents values. `seen`: the markers of single points."""
    points = (tag("c:dPt", val("c:idx", at), mark, val("c:bubble3D", False)) for at, mark in (seen or {}).items())
    look = shape + marker + "".join(points) + (labels.xml if labels else "")
    cells = labels.cells if isinstance(labels, CellLabels) else ""
    return tag("c:ser", series_head(data, index), look, series_content(data, index), val("c:smooth", False), cells)


def bar_plot(series: Iterable[str], *, horizontal: bool, stacked: bool, gap: int, overlap: int = -5) -> str:
    """Bars or columns, beside each other (or so much over each other, in per cent) or stacked."""
    return tag(
        "c:barChart",
        val("c:barDir", "bar" if horizontal else "col"), val("c:grouping", "stacked" if stacked else "clustered"),
        val("c:varyColors", False), *series,
        val("c:gapWidth", gap), val("c:overlap", 100 if stacked else overlap), _ON_AXES,
    )  # fmt: skip


def line_plot(series: Iterable[str]) -> str:
    """Lines, and whatever is drawn as a line without one."""
    grouping = val("c:grouping", "standard") + val("c:varyColors", False)
    return tag("c:lineChart", grouping, *series, val("c:marker", True), _ON_AXES)


def chart_space(plots: str, axes: Axes, look: str, *, legend: str = "", where: str = "") -> str:
    """The whole part; `legend`: its place, if there is one; `where` its plot lies, if PowerPoint is not to say."""
    clear = tag("c:spPr", tag("a:noFill"), tag("a:ln", tag("a:noFill")))
    area = tag("c:plotArea", where or tag("c:layout"), plots, axes.xml, tag("c:spPr", tag("a:noFill")))
    shown = tag("c:legend", legend, val("c:overlay", False), look) if legend else ""
    ends = val("c:plotVisOnly", True) + val("c:dispBlanksAs", "gap")
    chart = tag("c:chart", val("c:autoTitleDeleted", True), area, shown, ends)
    corners = val("c:date1904", False) + val("c:roundedCorners", False)
    return _HEAD + tag("c:chartSpace", corners, chart, clear, look, **_NAMESPACES)


def series_head(data: NativeData, index: int) -> str:
    """What a series begins with: its place and its name."""
    name = tag("c:tx", tag("c:strRef", tag("c:f", data[index].name_ref), _texts([data[index].name])))
    return val("c:idx", index) + val("c:order", index) + name


def series_content(data: NativeData, index: int) -> str:
    """The categories and values of a series."""
    series = data[index]
    labels = _texts(data.axis_names)
    categories = tag("c:cat", tag("c:strRef", tag("c:f", series.categories_ref), labels))
    return categories + tag("c:val", tag("c:numRef", tag("c:f", series.values_ref), _numbers(series)))


def _texts(texts: Sequence[str]) -> str:
    return tag("c:strCache", cached(texts))


def cached(texts: Sequence[str]) -> str:
    """Texts as a chart keeps them beside a reference; breaks of lines and the space behind them stay."""
    lines = ("\n".join(map(_padded, each.split("\n"))) for each in texts)
    points = (tag("c:pt", tag("c:v", each), idx=index) for index, each in enumerate(lines))
    return val("c:ptCount", len(texts)) + "".join(points)


def _numbers(series: Any) -> str:
    known = [(index, value) for index, value in enumerate(series.values) if value is not None]
    points = (tag("c:pt", tag("c:v", repr(value)), idx=index) for index, value in known)
    code = tag("c:formatCode", text(series.number_format))
    return tag("c:numCache", code, val("c:ptCount", len(series.values)), *points)


def _padded(line: str) -> str:
    bare = line.rstrip("\N{NO-BREAK SPACE}")
    return text(bare) + line[len(bare) :]
