"""The objects of a slide that say something, each with the name, id and place by which it is found again."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from pptx.oxml.ns import qn

from steward.deck.receipts.shape_content import Charts, ShapeContent, chart_relation, shown

CHART, TABLE, TEXT, GROUP, PICTURE = "chart", "table", "text", "group", "picture"
_KINDS = {qn("p:sp"): TEXT, qn("p:grpSp"): GROUP, qn("p:pic"): PICTURE, qn("p:cxnSp"): ""}
_GROUP, _FRAME, _GRID = qn("p:grpSp"), qn("p:graphicFrame"), qn("a:tbl")
_ABOUT, _HOLDER = f"*/{qn('p:cNvPr')}", f"*/{qn('p:nvPr')}/{qn('p:ph')}"
_FURNITURE = frozenset({"ftr", "dt", "sldNum", "hdr"})
_TITLES = frozenset({"title", "ctrTitle"})
TITLE = "title"


@dataclass(frozen=True)
class Object:
    """`place`: `title`, or `text 1`, `text 2` … for the other placeholders, which programs rename; else empty.

    `relation`: along which a chart is found."""

    kind: str
    name: str
    key: str
    place: str
    shown: ShapeContent
    relation: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Every text of it, cell by cell where it is a table."""
        return self.shown.texts or tuple(cell for row in self.shown.rows for cell in row if cell)


def objects(slide: etree._Element, charts: Charts) -> list[Object]:
    """Everything that says something, in the order of reading; what a group of ours holds is told by the group."""
    tree = slide.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    found: list[Object] = []
    count = 0
    for element in () if tree is None else _leaves(tree):
        place = _place(element)
        if place in _FURNITURE:
            continue
        if place == TEXT:
            count += 1
            place = f"{TEXT} {count}"
        found.append(_object(element, place, charts))
    return found


def _leaves(tree: etree._Element) -> Iterator[etree._Element]:
    """Objects; a group that somebody made around ours is looked into, one of ours is taken whole."""
    for element in tree:
        if element.tag == _GROUP and ":" not in _about(element).get("name", ""):
            yield from _leaves(element)
        elif _KINDS.get(element.tag) or element.tag == _FRAME:
            yield element


def _about(element: etree._Element) -> dict[str, str]:
    found = element.find(_ABOUT)
    return {} if found is None else dict(found.attrib)


def _place(element: etree._Element) -> str:
    holder = element.find(_HOLDER)
    if holder is None:
        return ""
    kind = holder.get("type", "obj")
    return TITLE if kind in _TITLES else kind if kind in _FURNITURE else TEXT


def _object(element: etree._Element, place: str, charts: Charts) -> Object:
    about = _about(element)
    kind = _KINDS.get(element.tag) or (TABLE if next(element.iter(_GRID), None) is not None else CHART)
    relation = chart_relation(element) if kind == CHART else ""
    return Object(kind, about.get("name", ""), about.get("id", ""), place, shown(element, charts), relation)
