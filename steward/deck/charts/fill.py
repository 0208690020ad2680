"""A template's own chart with a review's data: its looks stay, and of its sample nothing does."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.parts.chart import ChartWorkbook

from steward.deck.charts.data import NativeData
from steward.deck.charts.formats import correct_formats, free_axes, kept_format, name_categories
from steward.deck.charts.xml import CHART_NAMES, series_content, series_head
from steward.exhibits import Role, Series, SeriesChart

_ROUND = frozenset({"pieChart", "pie3DChart", "ofPieChart"})
_FILLABLE = _ROUND | {
    "barChart", "bar3DChart", "lineChart", "line3DChart", "areaChart", "area3DChart", "doughnutChart", "radarChart",
}  # fmt: skip
_SAMPLE = ("c:tx", "c:cat", "c:val", "c:errBars")
_AFTER_VALUES = frozenset({qn("c:shape"), qn("c:smooth")})
_DIRECT_COLOURS = ("srgbClr", "schemeClr", "sysClr", "prstClr")


def can_fill(space: etree._Element) -> bool:
    """Whether the chart shows series over categories, and has a series whose looks can be kept."""
    return all(_kind(plot) in _FILLABLE for plot in _plots(space)) and space.find(f".//{qn('c:ser')}") is not None


def fill_chart(part: Any, exhibit: SeriesChart) -> None:
    """Put the exhibit's values in place of the template's, in the chart and in the workbook behind it."""
    space = part._element
    series = _shown(space, exhibit)
    formats = [each.text for each in space.iterfind(f".//{qn('c:val')}//{qn('c:formatCode')}")]
    data = NativeData(exhibit.receipt.as_of, exhibit.categories, kept_format(next(iter(formats), None), exhibit.unit))
    for each in series:
        data.with_series(each.name, each.values)
    _forget(space)
    for index, ser in enumerate(_as_many(space, len(series))):
        _restock(ser, data, index, len(exhibit.categories))
    _tidy(space, len(exhibit.categories) if _is_round(space) else len(series))
    _fix(space)
    correct_formats(space, exhibit.unit)
    free_axes(space, exhibit)
    name_categories(space)
    _renew_workbook(part, data)


def _plots(space: etree._Element) -> list[etree._Element]:
    area = space.find(f"{qn('c:chart')}/{qn('c:plotArea')}")
    return [] if area is None else [each for each in area if _kind(each).endswith("Chart")]


def _kind(plot: etree._Element) -> str:
    return etree.QName(plot).localname if isinstance(plot.tag, str) else ""


def _is_round(space: etree._Element) -> bool:
    return any(_kind(plot) in _ROUND for plot in _plots(space))


def _shown(space: etree._Element, exhibit: SeriesChart) -> Sequence[Series]:
    """Values first, then what they are held against, as bars and lines are ordered; a pie shows one series."""
    values = [each for each in exhibit.series if each.role is Role.VALUE]
    others = [each for each in exhibit.series if each.role is not Role.VALUE]
    return values[:1] if values and _is_round(space) else [*values, *others]


def _forget(space: etree._Element) -> None:
    """What extensions, pivots and labels typed by hand still say of the template's sample."""
    tags = ("c:extLst", "c:pivotSource", "c:pivotFmts", "c:trendlineLbl")
    for element in list(space.iter(*map(qn, tags))):
        element.getparent().remove(element)
    for label in list(space.iter(qn("c:dLbl"))):
        if label.find(qn("c:tx")) is not None:
            label.getparent().remove(label)


def _as_many(space: etree._Element, wanted: int) -> list[etree._Element]:
    """So many series in the order in which they are drawn: spare ones go, the last is copied in other colours."""
    found = [ser for plot in _plots(space) for ser in plot.iter(qn("c:ser"))]
    series = sorted(found, key=lambda ser: int(ser.find(qn("c:order")).get("val")))
    for spare in series[wanted:]:
        spare.getparent().remove(spare)
    series = series[:wanted]
    while len(series) < wanted:
        copy = deepcopy(series[-1])
        _recolour(copy, len(series))
        series[-1].addnext(copy)
        series.append(copy)
    return series


def _recolour(ser: etree._Element, number: int) -> None:
    """A copied series in the theme's next accent."""
    for look in ser.iterfind(f".//{qn('c:spPr')}"):
        for colour in list(look.iter(*(qn(f"a:{name}") for name in _DIRECT_COLOURS))):
            colour.getparent().replace(
                colour, colour.makeelement(qn("a:schemeClr"), {"val": f"accent{number % 6 + 1}"})
            )
    for point in ser.findall(qn("c:dPt")):
        ser.remove(point)


def _restock(ser: etree._Element, data: NativeData, index: int, count: int) -> None:
    """Other names and values in the same series."""
    for child in [each for tag in _SAMPLE for each in ser.findall(qn(tag))]:
        ser.remove(child)
    for point in [*ser.findall(qn("c:dPt")), *ser.iterfind(f"{qn('c:dLbls')}/{qn('c:dLbl')}")]:
        if int(point.find(qn("c:idx")).get("val")) >= count:
            point.getparent().remove(point)
    for old in ser.findall(qn("c:idx")) + ser.findall(qn("c:order")):
        ser.remove(old)
    for place, child in enumerate(_parsed(series_head(data, index))):
        ser.insert(place, child)
    later = next((each for each in ser if each.tag in _AFTER_VALUES), None)
    for child in _parsed(series_content(data, index)):
        ser.append(child) if later is None else later.addprevious(child)


def _parsed(xml: str) -> list[etree._Element]:
    return list(parse_xml(f"<c:ser {CHART_NAMES}>{xml}</c:ser>"))


def _tidy(space: etree._Element, entries: int) -> None:
    """Plots without series, their axes, entries of the legend for what is gone; gaps stay gaps."""
    for plot in _plots(space):
        if plot.find(qn("c:ser")) is None and len(_plots(space)) > 1:
            plot.getparent().remove(plot)
    used = {each.get("val") for plot in _plots(space) for each in plot.findall(qn("c:axId"))}
    area = space.find(f"{qn('c:chart')}/{qn('c:plotArea')}")
    for axis in [each for each in area if _kind(each).endswith("Ax")]:
        if axis.find(qn("c:axId")).get("val") not in used:
            area.remove(axis)
    for entry in list(space.iter(qn("c:legendEntry"))):
        if int(entry.find(qn("c:idx")).get("val")) >= entries:
            entry.getparent().remove(entry)
    _show_gaps(space.find(qn("c:chart")))


def _fix(space: etree._Element) -> None:
    """What other programs write and the schema does not allow: axes numbered below zero, smoothed radars."""
    for key in space.iter(qn("c:axId"), qn("c:crossAx")):
        key.set("val", str(int(key.get("val")) % 2**32))
    for smooth in list(space.iterfind(f".//{qn('c:radarChart')}/{qn('c:ser')}/{qn('c:smooth')}")):
        smooth.getparent().remove(smooth)


def _show_gaps(chart: Any) -> None:
    for old in chart.findall(qn("c:dispBlanksAs")):
        chart.remove(old)
    gaps = chart.makeelement(qn("c:dispBlanksAs"), {"val": "gap"})
    before = [each for tag in ("c:plotVisOnly", "c:legend", "c:plotArea") for each in chart.findall(qn(tag))]
    before[0].addnext(gaps)


def _renew_workbook(part: Any, data: NativeData) -> None:
    """A new workbook: the template's may have other sheets, links or another format."""
    for old in part._element.findall(qn("c:externalData")):
        part._element.remove(old)
    for key, relation in list(part._rels.items()):
        if relation.reltype in (RT.PACKAGE, RT.OLE_OBJECT) or relation.is_external:
            part._rels.pop(key)
    ChartWorkbook(part._element, part).update_from_xlsx_blob(data.xlsx_blob)
