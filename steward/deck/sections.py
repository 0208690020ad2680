"""What PowerPoint knows of a deck beside its slides: its sections, and the properties of the program that made it."""

import uuid
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from steward.deck.shapes.text import clean
from steward.deck.slides.numbered import numbers

_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_OWN = uuid.UUID("5b0f1f6e-8a0e-4a63-9f3b-0d6c1c5a7e10")
OPENING, QUARTER, NEXT, APPENDIX = "In short", "The quarter", "What comes next", "Appendix"
_BEGINS = {
    "agenda": QUARTER,
    **dict.fromkeys(("renewal", "joint_plan", "roadmap", "offerings", "options", "decisions"), NEXT),
    "appendix": APPENDIX,
}
"""From which slide on a section is told; the agenda closes the opening."""
_ORDER = (OPENING, QUARTER, NEXT, APPENDIX)
_PROPERTIES = PackURI("/docProps/app.xml")
_KIND = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<TotalTime>0</TotalTime><Application>Steward</Application><Slides>{slides}</Slides><Notes>{notes}</Notes>"
    "<HiddenSlides>0</HiddenSlides><Company>{company}</Company></Properties>"
)


def add_sections(presentation: Presentation, id_of: Callable[[int], str]) -> None:
    """The slides of a review in sections, those of the template with what stands before them; a deck without an agenda
    has none. What a template said of its own slides goes."""
    element = presentation.part._element
    for old in [each for each in element.iter(qn("p:ext")) if each.get("uri") == _URI]:
        old.getparent().remove(old)
    ids = numbers(presentation)
    told = list(_told(list(map(id_of, ids))))
    if not told:
        return
    groups = {name: [number for number, each in zip(ids, told, strict=True) if each == name] for name in _ORDER}
    parts = "".join(_section(name, its) for name, its in groups.items() if its)
    ext = parse_xml(
        f'<p:ext xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" uri="{_URI}">'
        f'<p14:sectionLst xmlns:p14="{_P14}">{parts}</p14:sectionLst></p:ext>'
    )
    _extensions(element).insert(0, ext)


def _told(ids: list[str]) -> Iterator[str]:
    """The section of each slide, none beginning before the one before it."""
    if "agenda" not in ids:
        return
    at = OPENING
    for place, key in enumerate(ids):
        begins = _BEGINS.get(key, at)
        if key != "agenda" and _ORDER.index(begins) > _ORDER.index(at):
            at = begins
        yield at
        if key == "agenda" and "agenda" not in ids[place + 1 :]:
            at = QUARTER


def _section(name: str, ids: list[int]) -> str:
    key = str(uuid.uuid5(_OWN, name)).upper()
    slides = "".join(f'<p14:sldId id="{number}"/>' for number in ids)
    return f'<p14:section name="{name}" id="{{{key}}}"><p14:sldIdLst>{slides}</p14:sldIdLst></p14:section>'


def _extensions(element: etree._Element) -> etree._Element:
    found = element.find(qn("p:extLst"))
    if found is None:
        found = etree.SubElement(element, qn("p:extLst"))
    return found


def add_app_properties(presentation: Presentation, company: str) -> None:
    """`docProps/app.xml`: what made it for whom, and how many slides there are; what a template said goes."""
    package = presentation.part.package
    slides = list(presentation.slides)
    notes = sum(slide.has_notes_slide for slide in slides)
    words = _APP.format(slides=len(slides), notes=notes, company=escape(clean(company)[:255]))
    for key, relation in list(package._rels.items()):
        if relation.reltype == RT.EXTENDED_PROPERTIES:
            package._rels.pop(key)
    package.relate_to(Part(_PROPERTIES, _KIND, package, words.encode()), RT.EXTENDED_PROPERTIES)
