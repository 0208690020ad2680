"""What an object of a slide shows, read from its XML alike when a deck is made and when it comes back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree
from pptx.oxml.ns import qn

from steward.exhibits import NOT_KNOWN, Change, Fact, changed, table_facts

Charts = Callable[[str], etree._Element | None]
"""The chart behind a relation of the slide."""
_FRAME, _KEY = qn("p:graphicFrame"), qn("r:id")
_ROW, _CELL, _PARAGRAPH, _BREAK = qn("a:tr"), qn("a:tc"), qn("a:p"), qn("a:br")
_TEXTS = (qn("a:t"), _BREAK)
_CHART, _SERIES, _ORDER, _POINT, _VALUE = qn("c:chart"), qn("c:ser"), qn("c:order"), qn("c:pt"), qn("c:v")
_FIELD, _CELLS = qn("a:fld"), "{http://schemas.microsoft.com/office/drawing/2012/chart}dlblRangeCache"
_NAME, _CATEGORIES, _VALUES = qn("c:tx"), qn("c:cat"), qn("c:val")


@dataclass(frozen=True)
class Plot:
    """A series of a native chart: its name and a value for each category."""

    name: str
    points: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True)
class ShapeContent:
    """The series of a chart, the cells of a table row by row, and texts: whatever of these there is."""

    plots: tuple[Plot, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All texts in one."""
        return "\n".join(self.texts)

    def changed(self, now: "ShapeContent") -> tuple[Change, ...]:
        """What stands there now instead."""
        return (
            *changed(_plotted(self), _plotted(now)),
            *_cells_changed(self.rows, now.rows),
            *_texts_changed(self.texts, now.texts),
        )


def shown(element: etree._Element, charts: Charts) -> ShapeContent:
    """What a shape, frame, picture or group shows."""
    if element.tag == _FRAME:
        if relation := chart_relation(element):
            space = charts(relation)
            return ShapeContent() if space is None else _chart(space)
        return ShapeContent(rows=tuple(_row(row) for row in element.iter(_ROW)))
    return ShapeContent(texts=tuple(filter(None, map(line, element.iter(_PARAGRAPH)))))


def chart_relation(frame: etree._Element) -> str:
    """The relation along which a frame's chart is found; empty where it holds none."""
    chart = next(frame.iter(_CHART), None)
    return "" if chart is None else chart.get(_KEY, "")


def line(paragraph: etree._Element) -> str:
    """A paragraph's text, however many runs it is cut into and whichever spaces it has."""
    return one_line("".join(_said(each) for each in paragraph.iter(*_TEXTS)))


def one_line(text: str) -> str:
    """The text with plain single spaces: which kind of space stands there is nobody's statement."""
    return " ".join(text.split())


def _said(element: etree._Element) -> str:
    return " " if element.tag == _BREAK else element.text or ""


def _row(row: etree._Element) -> tuple[str, ...]:
    return tuple(" ".join(filter(None, map(line, cell.iter(_PARAGRAPH)))) for cell in row.findall(_CELL))


def _chart(space: etree._Element) -> ShapeContent:
    """Series in the order in which they are drawn, and every text that somebody wrote into the chart or into the cells
    that its labels are bound to."""
    series = sorted(space.iter(_SERIES), key=_order)
    bound = [one_line(text) for cells in space.iter(_CELLS) for _, text in _points(cells)]
    written = (line(each) for each in space.iter(_PARAGRAPH) if not any(map(_bound, each.iter(_FIELD))))
    return ShapeContent(plots=tuple(map(_plot, series)), texts=tuple(filter(None, (*written, *bound))))


def _bound(field: etree._Element) -> bool:
    """Whether its words are a cell's or a value's of the chart; what stands in their place is no statement, and each
    program writes another."""
    return field.get("type") in ("CELLRANGE", "VALUE")


def _order(series: etree._Element) -> int:
    found = series.find(_ORDER)
    value = "" if found is None else found.get("val", "")
    return int(value) if value.isdigit() else 0


def _plot(series: etree._Element) -> Plot:
    names = dict(_points(series.find(_CATEGORIES)))
    values = dict(_points(series.find(_VALUES)))
    places = sorted({*names, *values})
    name = " ".join(text for _, text in _points(series.find(_NAME)))
    return Plot(name, tuple((names.get(place, ""), _number(values.get(place))) for place in places))


def _points(holder: etree._Element | None) -> Iterator[tuple[int, str]]:
    for point in () if holder is None else holder.iter(_POINT):
        place, value = point.get("idx", ""), point.find(_VALUE)
        if place.isdigit() and value is not None:
            yield int(place), one_line(value.text or "")


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def _plotted(found: ShapeContent) -> list[Fact]:
    return [
        Fact(f"{plot.name}, {name}", NOT_KNOWN if value is None else in_short(value), value)
        for plot in found.plots
        for name, value in plot.points
    ]


def in_short(value: float) -> str:
    """A number as people write it: as many decimals as matter."""
    decimals = 0 if value == round(value) else max(2, 4 - len(f"{abs(value):.0f}"))
    return f"{value:,.{decimals}f}"


def _cells_changed(was: tuple[tuple[str, ...], ...], now: tuple[tuple[str, ...], ...]) -> tuple[Change, ...]:
    """Cell by cell where the table is as large as it was; by what the rows are called where it is not."""
    header = was[0] if was else ()
    if [len(row) for row in was] != [len(row) for row in now]:
        return changed(table_facts(header, was[1:]), table_facts(now[0] if now else (), now[1:]))
    return tuple(
        Change(_cell_name(header, old, place), before, after)
        for old, new in zip(was, now, strict=True)
        for place, (before, after) in enumerate(zip(old, new, strict=True))
        if before != after
    )


def _cell_name(header: tuple[str, ...], row: tuple[str, ...], place: int) -> str:
    column = header[place] if place < len(header) and row is not header else ""
    return ", ".join(filter(None, [row[0] if place else "", column])) or "A heading"


def _texts_changed(was: tuple[str, ...], now: tuple[str, ...]) -> tuple[Change, ...]:
    """Text by text where there are as many; else those that went and those that came."""
    if len(was) == len(now):
        return tuple(Change("Text", one, other) for one, other in zip(was, now, strict=True) if one != other)
    gone = [Change("Text", text, None) for text in was if text not in now]
    return (*gone, *(Change("Text", None, text) for text in now if text not in was))
