"""How far what is written and drawn on a slide stands out from what it stands on, read from its XML."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree
from pptx.oxml.ns import qn

from steward.deck.shapes.style import PLATE, Style
from steward.deck.theme.theme import Page, Rgb, legibility, mean_of
from steward.exhibits.charts import BEFORE

PALE, QUARTER = 1.4, re.compile(r"Q\d \d{4}")
LARGE, LARGE_BOLD = 18.0, 14.0
"""From these sizes on text is large."""


_BESIDE = ("title", "ctrTitle", "ftr", "dt", "sldNum")


class Seen(NamedTuple):
    """`ratio`: the contrast; `least`: what it has to be."""

    what: str
    ratio: float
    least: float


def seen(slide: Any) -> Iterator[Seen]:
    """Every text whose colour is written, and every series of the charts."""
    style = Style.of_slide(slide)
    for run in slide._element.iter(qn("a:rPr")):
        said = (run.getparent().findtext(qn("a:t")) or "").strip()
        if said and (ink := _fill(run, style)):
            yield Seen(said, legibility(ink, _ground(run, style)), _least(run))
    for chart in (shape.chart._chartSpace for shape in slide.shapes if shape.has_chart):
        yield from _series(chart, style)


def _earlier(name: str) -> bool:
    """What was a year before is pale by the notation: seen behind its own, and no more."""
    return name.endswith(BEFORE) or bool(QUARTER.fullmatch(name))


def _series(chart: etree._Element, style: Style) -> Iterator[Seen]:
    for one in chart.iter(qn("c:ser")):
        look = one.find(qn("c:spPr"))
        if look is None:
            continue
        own = _fill(look, style)
        stroke = look.find(qn("a:ln"))
        shown = own or (None if stroke is None else _fill(stroke, style))
        name = one.find(qn("c:tx")).findtext(f".//{qn('c:v')}")
        if shown:
            yield Seen(f"series {name}", legibility(shown, style.palette.ground), PALE if _earlier(name) else 3.0)
        for label in one.iter(qn("c:dLbls")):
            for run in label.iter(qn("a:defRPr")):
                ground: Page = (own,) if own and _inside(run) else style.palette.ground
                if ink := _fill(run, style):
                    yield Seen(f"labels of {name}", legibility(ink, ground), _least(run))


def _inside(run: etree._Element) -> bool:
    """Whether a label stands in its bar."""
    holder = next(each for each in run.iterancestors() if each.tag in (qn("c:dLbl"), qn("c:dLbls")))
    place = holder.find(qn("c:dLblPos"))
    return place is not None and place.get("val") in ("ctr", "inEnd", "inBase")


def _fill(element: etree._Element, style: Style) -> Rgb | None:
    """What is seen of it: what is behind shows through where it is clear."""
    found = element.find(qn("a:solidFill"))
    if found is None:
        return None
    alpha = found[0].find(qn("a:alpha"))
    hides = 1.0 if alpha is None else int(alpha.get("val")) / 100_000
    pairs = zip(style.theme.shown(found[0]), mean_of(style.palette.ground), strict=True)
    red, green, blue = (own * hides + below * (1 - hides) for own, below in pairs)
    return red, green, blue


def _ground(run: etree._Element, style: Style) -> Page:
    """The fill of the cell or shape around a text, else the plate or, for title and foot, the page; on a slide without
    either, of the panel that is ours."""
    panel = next((each for tree in run.iterancestors(qn("p:spTree")) for each in tree if _is_panel(each)), None)
    if panel is not None and style.palette.plate is None:
        fill = _fill(panel.find(qn("p:spPr")), style)
        assert fill is not None
        return (fill,)
    for holder in run.iterancestors(qn("a:tc"), qn("p:sp")):
        if any(each.get("type") in _BESIDE for each in holder.iter(qn("p:ph"))):
            return style.palette.behind
        looks = holder.find(qn("a:tcPr") if holder.tag == qn("a:tc") else qn("p:spPr"))
        fill = None if looks is None else _fill(looks, style)
        return (fill,) if fill else style.palette.ground
    return style.palette.ground


def _is_panel(shape: etree._Element) -> bool:
    """The first that is drawn of a slide whose template has no title slide."""
    named = next(shape.iter(qn("p:cNvPr")), None)
    return shape.tag == qn("p:sp") and named is not None and named.get("name") == PLATE


def _least(run: etree._Element) -> float:
    size = int(run.get("sz", "0")) / 100
    large = size >= LARGE or (run.get("b") in ("1", "true") and size >= LARGE_BOLD)
    return 3.0 if large else 4.5
