"""What is around a paper's words: the mark at the top, the footer with page numbers, the file's properties."""

from datetime import datetime, time
from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from steward.exhibits.documents import DocumentContent
from steward.output.document.styles import MUTED, TEXT_WIDTH, WARNING
from steward.output.document.words import one_line, write

LONGEST = 70
STYLES_AGAIN = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def put_frame(word: Document, content_of_document: DocumentContent) -> None:
    """Header, footer and properties."""
    section = word.sections[0]
    if content_of_document.confidential:
        mark = write(section.header.paragraphs[0], one_line(content_of_document.confidential), bold=True)
        mark.font.size, mark.font.color.rgb = Pt(9), RGBColor.from_string(WARNING)
    _footer(section.footer.paragraphs[0], one_line(content_of_document.footer))
    _stamp(word, content_of_document)
    _forget_template(word)


def _footer(line: Paragraph, text: str) -> None:
    """Account and date at the left, `Page 2 of 7` at the right."""
    line.paragraph_format.tab_stops.clear_all()
    line.style.paragraph_format.tab_stops.clear_all()  # type: ignore[union-attr]
    line.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    write(line, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
    write(line, "\tPage ")
    _field(line, "PAGE")
    write(line, " of ")
    _field(line, "NUMPAGES")
    for run in line.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(MUTED)


def _field(line: Paragraph, code: str) -> None:
    """A number that Word works out itself; 1 until it has."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = line.add_run(text if kind == "text" else "")
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "":
            told: Any = OxmlElement("w:instrText")
            told.set(qn("xml:space"), "preserve")
            told.text = f" {text} "
            run._r.append(told)


def _stamp(word: Document, content_of_document: DocumentContent) -> None:
    """The file's properties: the paper's, as of its day."""
    properties = word.core_properties
    properties.title = one_line(f"{content_of_document.title}: {content_of_document.subtitle}")[:255]
    properties.subject = one_line(content_of_document.subtitle)[:255]
    properties.category = one_line(content_of_document.confidential)[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.combine(content_of_document.as_of, time())
    properties.revision = 1


def _forget_template(word: Document) -> None:
    """What the library's template brings along: the picture of an empty page, and its styles a second time, which
    would contradict ours."""
    held = word.part.package.rels
    for key in [key for key, each in held.items() if each.reltype.endswith("/thumbnail")]:
        held.pop(key)
    inside = word.part.rels
    for key in [key for key, each in inside.items() if each.reltype in (RT.CUSTOM_XML, STYLES_AGAIN)]:
        inside.pop(key)
