"""Parts that PowerPoint misses where a template has none, or whose content belongs to whoever edited it last."""

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.presentation import Presentation

from steward.deck.layouts.template_layouts import page_of
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.paragraphs import NAMESPACES

_PLAIN = (
    (RT.PRES_PROPS, CT.PML_PRES_PROPS, "presProps", "presentationPr"),
    (RT.VIEW_PROPS, CT.PML_VIEW_PROPS, "viewProps", "viewPr"),
)
_NOTES = """<p:sp {names}><p:nvSpPr><p:cNvPr id="{id}" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>
<p:nvPr><p:ph type="body" sz="quarter" idx="{idx}"/></p:nvPr></p:nvSpPr>
<p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/>
<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>
<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>"""


def renew_essentials(presentation: Presentation) -> None:
    """Plain settings of the show and of the window: the template's may point to slides that are gone."""
    owner = presentation.part
    for kind, content_type, file, root in _PLAIN:
        for key in [key for key, relation in owner._rels.items() if relation.reltype == kind]:
            owner._rels.pop(key)
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:{root} {NAMESPACES}/>'
        owner.relate_to(Part(PackURI(f"/ppt/{file}.xml"), content_type, owner.package, xml.encode()), kind)


def ensure_notes_body(presentation: Presentation) -> None:
    """A place for the speaker's notes on the template's notes page, where it has a page without one."""
    if all(relation.reltype != RT.NOTES_MASTER for relation in presentation.part.rels.values()):
        return
    master: Any = presentation.notes_master
    if any(shape.placeholder_format.type is KIND.BODY for shape in master.placeholders):
        return
    page = page_of(presentation)  # the notes page has the slide's measures turned upright
    low = Box(page.height // 10, page.width // 2, page.height * 4 // 5, page.width * 2 // 5)
    taken = [shape.placeholder_format.idx for shape in master.placeholders]
    xml = _NOTES.format(names=NAMESPACES, id=master.shapes._next_shape_id, idx=max(taken, default=0) + 1, box=low)
    master.shapes._spTree.append(parse_xml(xml))
