"""Parts that PowerPoint misses where a template has none, or whose content belongs to whoever edited it last."""

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation

from steward.deck.paragraphs import NAMESPACES

_PLAIN = (
    (RT.PRES_PROPS, CT.PML_PRES_PROPS, "presProps", "presentationPr"),
    (RT.VIEW_PROPS, CT.PML_VIEW_PROPS, "viewProps", "viewPr"),
)


def renew_essentials(presentation: Presentation) -> None:
    """Plain settings of the show and of the window: the template's may point to slides that are gone."""
    owner = presentation.part
    for kind, content_type, file, root in _PLAIN:
        for key in [key for key, relation in owner._rels.items() if relation.reltype == kind]:
            owner._rels.pop(key)
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:{root} {NAMESPACES}/>'
        owner.relate_to(Part(PackURI(f"/ppt/{file}.xml"), content_type, owner.package, xml.encode()), kind)
