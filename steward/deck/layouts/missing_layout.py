"""A content layout for templates that have none, inheriting all its looks from their master."""

from collections.abc import Iterator

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.parts.slide import SlideLayoutPart
from pptx.presentation import Presentation
from pptx.slide import SlideMaster

from steward.deck.layouts.placeholders import Stage
from steward.deck.layouts.template_layouts import TemplateLayouts, page_of, stage_of
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.paragraphs import NAMESPACES

_LAYOUT = """<p:sldLayout {names} preserve="1" userDrawn="1"><p:cSld name="Title and content"><p:spTree>
<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree></p:cSld>
<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"""
_SHAPE = """<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>
<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>
<a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>"""
_PLACE = '<a:xfrm><a:off x="{0.left}" y="{0.top}"/><a:ext cx="{0.width}" cy="{0.height}"/></a:xfrm>'
_FURNITURE = {
    KIND.DATE: ("Date", 'type="dt" sz="half" idx="10"'),
    KIND.FOOTER: ("Footer", 'type="ftr" sz="quarter" idx="11"'),
    KIND.SLIDE_NUMBER: ("Slide number", 'type="sldNum" sz="quarter" idx="12"'),
}
_FIRST_ID = 1 << 31


def ensure_content_layout(presentation: Presentation) -> None:
    """Add a layout to the first master if none of the template's can hold a slide's content."""
    if not TemplateLayouts(presentation).found:
        master = presentation.slide_masters[0]
        _add(presentation, master, _layout_xml(stage_of(master, (0, 0), page_of(presentation))))


def _layout_xml(master: Stage) -> str:
    """Title, body and the master's furniture; in places of our own where the master's hold no content."""
    page = master.page
    title, body = page.inset(page.width // 16, page.height // 14).split_top(page.height // 7, page.height // 30)
    own = not master.holds_content
    shapes = [("Title", 'type="title"', title if own else None), ("Content", 'idx="1"', body if own else None)]
    shapes += [(*_FURNITURE[slot.kind], None) for slot in master.slots if slot.kind in _FURNITURE]
    return _LAYOUT.format(names=NAMESPACES, shapes="".join(_shapes(shapes)))


def _shapes(shapes: list[tuple[str, str, Box | None]]) -> Iterator[str]:
    for number, (name, kind, place) in enumerate(shapes, start=2):
        yield _SHAPE.format(id=number, name=name, kind=kind, place=_PLACE.format(place) if place else "")


def _add(presentation: Presentation, master: SlideMaster, xml: str) -> None:
    package = presentation.part.package
    name = package.next_partname("/ppt/slideLayouts/slideLayout%d.xml")
    part = SlideLayoutPart.load(name, CT.PML_SLIDE_LAYOUT, package, xml.encode())
    part.relate_to(master.part, RT.SLIDE_MASTER)
    entry = parse_xml(f'<p:sldLayoutId {NAMESPACES} id="{_next_id(presentation)}"/>')
    entry.set(qn("r:id"), master.part.relate_to(part, RT.SLIDE_LAYOUT))
    master._element.get_or_add_sldLayoutIdLst().append(entry)


def _next_id(presentation: Presentation) -> int:
    """One above all masters' and layouts' ids, which share a range."""
    elements = [presentation._element, *(master._element for master in presentation.slide_masters)]
    used = [int(n) for e in elements for n in e.xpath(".//p:sldMasterId/@id | .//p:sldLayoutId/@id")]
    return max([_FIRST_ID, *used]) + 1
