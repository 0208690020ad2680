"""A template's number formats and axes held against the data that comes into them: kept unless they would lie."""

import re

from lxml import etree
from pptx.oxml.ns import qn

from steward.exhibits import SeriesChart, Unit

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_SIGNS = re.compile(r"[%‰$€£¥₹₩₽₺₴₫฿]")
_DATES = re.compile(r"[dmyhs]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_SCALES = frozenset({"", "k", "K", "m", "M", "bn", "B", "-", "–", "−", "(", ")", "+", ":"})
_ONLY_FOR_DATES = ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit")


def kept_format(code: str | None, unit: Unit) -> str:
    """The template's format if it fits numbers of this unit; else the unit's own."""
    if not code or code.casefold() == "general" or code == "@":
        return unit.excel
    said = {part.strip() for found in _QUOTED.findall(code) for part in found}
    bare = _BRACKETS.sub("", _QUOTED.sub("", code))
    own = {unit.prefix.strip(), unit.suffix.strip()}
    signs = set(_SIGNS.findall(bare))
    honest = said <= _SCALES | own and signs <= own - {"%"} and not _DATES.search(bare)
    # A currency or a sign of per cent belongs to the number: a format without it would hide what is counted.
    complete = not (unit.prefix.strip() or unit.name == "percent") or bool((said | signs) & (own - {""}))
    return code if honest and complete else unit.excel


def correct_formats(space: etree._Element, unit: Unit) -> None:
    """Every number format on value axes and labels, but where shares of a whole are written."""
    shares = any(each.get("val") == "percentStacked" for each in space.iter(qn("c:grouping")))
    for owner in space.iter(qn("c:valAx"), qn("c:dLbls"), qn("c:dLbl")):
        form = owner.find(qn("c:numFmt"))
        if form is None or (shares and owner.tag == qn("c:valAx")) or _says_share(owner):
            continue
        form.set("formatCode", kept_format(form.get("formatCode"), unit))


def free_axes(space: etree._Element, exhibit: SeriesChart) -> None:
    """Limits of the template's axes go where a value would lie beyond them."""
    low, high = _extent(space, exhibit)
    for scaling in space.iterfind(f".//{qn('c:valAx')}/{qn('c:scaling')}"):
        least, most = _limit(scaling, "c:min"), _limit(scaling, "c:max")
        if (least is not None and low < least) or (most is not None and high > most):
            _without(scaling, "c:min", "c:max")
            _without(scaling.getparent(), "c:majorUnit", "c:minorUnit")
        if low <= 0:
            _without(scaling, "c:logBase")
        elif scaling.find(qn("c:min")) is None and scaling.find(qn("c:logBase")) is None and _carries_bars(scaling):
            scaling.append(scaling.makeelement(qn("c:min"), {"val": "0"}))


def name_categories(space: etree._Element) -> None:
    """An axis of dates becomes one of names: the categories are texts."""
    for axis in list(space.iter(qn("c:dateAx"))):
        named = axis.makeelement(qn("c:catAx"))
        named.extend(child for child in list(axis) if etree.QName(child).localname not in _ONLY_FOR_DATES)
        axis.getparent().replace(axis, named)


def _carries_bars(scaling: etree._Element) -> bool:
    """Bars stand on zero, or they exaggerate."""
    key = scaling.getparent().find(qn("c:axId")).get("val")
    area = scaling.getparent().getparent()
    bars = [*area.findall(qn("c:barChart")), *area.findall(qn("c:bar3DChart"))]
    return any(each.get("val") == key for plot in bars for each in plot.findall(qn("c:axId")))


def _says_share(labels: etree._Element) -> bool:
    shown = labels.find(qn("c:showPercent"))
    return shown is not None and shown.get("val") in ("1", "true")


def _extent(space: etree._Element, exhibit: SeriesChart) -> tuple[float, float]:
    """The lowest and highest value; of the sums where series are stacked."""
    values = [[float(value or 0) for value in series.values] for series in exhibit.series]
    known = [float(value) for series in exhibit.series for value in series.values if value is not None]
    if any(each.get("val") == "stacked" for each in space.iter(qn("c:grouping"))):
        known += [sum(max(0.0, value) for value in column) for column in zip(*values, strict=True)]
    return min(known, default=0.0), max(known, default=0.0)


def _limit(scaling: etree._Element, tag: str) -> float | None:
    found = scaling.find(qn(tag))
    return None if found is None else float(found.get("val"))


def _without(parent: etree._Element, *tags: str) -> None:
    for tag in tags:
        for child in parent.findall(qn(tag)):
            parent.remove(child)
