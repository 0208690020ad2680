"""A document of our own inside a presentation, where Office keeps what programs leave for one another."""

from uuid import UUID, uuid5

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation

FOLDER = "customXml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_SPACE = UUID("b1f6d0a4-6e2b-4f6e-9f1c-3f0f6a7a5d21")


def add_document(presentation: Presentation, xml: bytes, namespace: str) -> None:
    """Put a document of this namespace into the file; the same one has the same id."""
    owner, package = presentation.part, presentation.part.package
    item = Part(PackURI(f"/{FOLDER}/item1.xml"), CT.XML, package, xml)
    properties = Part(
        PackURI(f"/{FOLDER}/itemProps1.xml"), CT.OFC_CUSTOM_XML_PROPERTIES, package, _told(xml, namespace)
    )
    item.relate_to(properties, RT.CUSTOM_XML_PROPS)
    owner.relate_to(item, RT.CUSTOM_XML)


def _told(xml: bytes, namespace: str) -> bytes:
    key = str(uuid5(_SPACE, xml.decode())).upper()
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{{{key}}}" xmlns:ds="{_PROPERTIES}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
