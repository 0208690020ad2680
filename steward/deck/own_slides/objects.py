"""The objects of a template's own slide: found by their tags, replaced, or removed with all that belongs to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from steward.deck.own_slides.tokens import names_in, paragraph_text
from steward.deck.shapes.text import clean

CHART, TABLE = "chart", "table"
NUMBERS = "a chart without a tag"
_OBJECTS = frozenset(qn(tag) for tag in ("p:sp", "p:pic", "p:graphicFrame"))
_CHART_DATA = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_FOREIGN = ("presentationml/2006/ole", "office/drawing/2014/chartex", "office/webextensions")
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_OWNED = frozenset(
    {
        RT.CHART, RT.PACKAGE, RT.OLE_OBJECT, RT.IMAGE, RT.VML_DRAWING, RT.CONTROL,
        "http://schemas.microsoft.com/office/2014/relationships/chartEx",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Tagged:
    """An object that a tag stands on: which of chart and table is wanted, and the exhibit's name."""

    element: etree._Element
    kind: str
    name: str


def tagged_objects(root: etree._Element) -> list[Tagged]:
    """The tagged objects of a slide."""
    found = ((each, _tag_of(each)) for each in root.iter(*_OBJECTS))
    return [Tagged(each, *tag) for each, tag in found if tag]


def chart_key(frame: etree._Element) -> str | None:
    """The relation along which a frame's chart is found."""
    found = frame.find(f".//{{{_CHART_DATA}}}chart")
    return None if found is None else found.get(qn("r:id"))


def table_in(frame: etree._Element) -> etree._Element | None:
    """The table of a frame."""
    return frame.find(f".//{qn('a:graphicData')}/{qn('a:tbl')}")


def properties_of(element: etree._Element) -> etree._Element:
    """Where an object has its id, name and alt text."""
    return element[0].find(qn("p:cNvPr"))


def describe(element: etree._Element, name: str, alt: str) -> None:
    """Give an object this name and alt text."""
    properties = properties_of(element)
    properties.attrib.pop("title", None)
    properties.set("name", clean(name))
    properties.set("descr", clean(alt))


def remove(part: Any, element: etree._Element) -> None:
    """Take an object out, with its parts and whatever animates it or is glued to it."""
    root = element.getroottree().getroot()
    gone = _outermost(element)
    ids = {each.get("id") for each in gone.iter(qn("p:cNvPr"))}
    gone.getparent().remove(gone)
    for timing in root.findall(qn("p:timing")):
        if any(each.get("spid") in ids for each in timing.iter(etree.Element)):
            root.remove(timing)
    for glue in list(root.iter(qn("a:stCxn"), qn("a:endCxn"))):
        if glue.get("id") in ids:
            glue.getparent().remove(glue)
    prune(part)


def remove_foreign(part: Any, *, charts: bool) -> list[str]:
    """Take out another program's files, and with `charts` what holds the template's own numbers; a word for each."""
    root, said = part._element, []
    for frame in list(root.iter(qn("p:graphicFrame"))):
        kind = _foreign(frame)
        if kind and (charts or kind != NUMBERS) and frame.getroottree().getroot() is root:
            remove(part, frame)
            said.append(kind)
    for controls in list(root.iter(qn("p:controls"))):
        controls.getparent().remove(controls)
        said.append("controls")
    prune(part)
    return said


def prune(part: Any) -> None:
    """Drop the relations to charts, workbooks and pictures that nothing on the slide points to."""
    used = {value for element in part._element.iter(etree.Element) for value in element.attrib.values()}
    for key, relation in list(part._rels.items()):
        if key not in used and relation.reltype in _OWNED:
            part._rels.pop(key)


def _foreign(frame: etree._Element) -> str:
    data = frame.find(f".//{qn('a:graphicData')}")
    uri = "" if data is None else data.get("uri", "")
    if any(each in uri for each in _FOREIGN):
        return "a chart of a kind that cannot be filled" if "chartex" in uri else "an embedded object"
    return NUMBERS if uri == _CHART_DATA and not _tag_of(frame) else ""


def _tag_of(element: etree._Element) -> tuple[str, str] | None:
    """The kind and name of the tag in an object's alt text, or of one that is its only text."""
    properties = properties_of(element)
    texts = [properties.get(key, "") for key in ("descr", "title")] if properties is not None else []
    said = list(filter(None, (paragraph_text(each).strip() for each in _paragraphs(element))))
    if len(said) == 1 and said[0].startswith("{{") and said[0].endswith("}}"):
        texts += said
    return next((tag for text in texts for name in names_in(text) if (tag := _read(name))), None)


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    return element.iter(qn("a:p")) if element.tag == qn("p:sp") else iter(())


def _read(name: str) -> tuple[str, str] | None:
    kind, colon, rest = name.partition(":")
    kind = kind.strip().casefold()
    return (kind, rest.strip()) if colon and kind in (CHART, TABLE) else None


def _outermost(element: etree._Element) -> etree._Element:
    """The element, or the choice between alternatives that it is part of."""
    return next(element.iterancestors(_ALTERNATIVES), element)
