"""How a paper looks: A4, one typeface, a dark blue for what leads the eye, greys for the rest."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

LATIN, EAST = "Arial", "Microsoft YaHei"
INK, LEAD, MUTED, WARNING = "1F2937", "1F3A5F", "5B6675", "B4472E"
LINE, PALE = "D5DBE3", "F2F5F9"
MARGIN, ACROSS, DOWN = 2.0, 21.0, 29.7
TEXT_WIDTH = ACROSS - 2 * MARGIN
"""Centimetres between the margins."""
TABLE, DENSE, CALLOUT, SMALL = "Table Text", "Dense Table Text", "Callout", "Small Print"
_HEADINGS = {1: (15.0, 20.0, 6.0), 2: (11.5, 12.0, 3.0), 3: (10.5, 8.0, 2.0), 4: (10.0, 6.0, 2.0)}
"""Size, space above and space below, in points."""


def dress(word: Document) -> None:
    """Page, typeface and styles."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(ACROSS), Cm(DOWN)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    section.header_distance = section.footer_distance = Cm(1.0)
    _defaults(word)
    _style(word, "Normal", 10, INK, after=5)
    _style(word, "Title", 24, LEAD, bold=True, after=2)
    _style(word, "Subtitle", 12, MUTED, after=14)
    for level, (size, before, after) in _HEADINGS.items():
        _style(word, f"Heading {level}", size, LEAD, bold=True, before=before, after=after)
    for name in ("List Bullet", "List Number"):
        for depth in ("", " 2", " 3"):
            _style(word, name + depth, 10, INK, after=2)
    _own_styles(word)


def _own_styles(word: Document) -> None:
    for name, size, colour, after in (
        (TABLE, 9, INK, 0),
        (DENSE, 8, INK, 0),
        (SMALL, 8.5, MUTED, 6),
        (CALLOUT, 10, INK, 8),
    ):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
        _style(word, name, size, colour, after=after)
    shaded = word.styles[CALLOUT].element.get_or_add_pPr()
    # A schema fixes their order: before the spacing.
    shaded.insert(0, _edges(left=(18, LEAD, 8)))
    shaded.insert(1, _shade())


def _defaults(word: Document) -> None:
    """The typeface and language of everything that says nothing else."""
    found = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _typeface(found)
    language = found.find(qn("w:lang"))
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")


def _style(
    word: Document, name: str, size: float, colour: str, *, bold: bool = False, before: float = 0, after: float = 0
) -> None:
    style: Any = word.styles[name]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.12
    _typeface(style.element.get_or_add_rPr())
    _sized_for_all_scripts(style.element.get_or_add_rPr(), size)
    _plain(style.element)


def _plain(style: Any) -> None:
    """Without the template's rule below titles and its widened letters."""
    for holder, tag in ((style.pPr, "w:pBdr"), (style.rPr, "w:spacing"), (style.rPr, "w:kern")):
        for old in holder.findall(qn(tag)) if holder is not None else ():
            holder.remove(old)


def _typeface(properties: Any) -> None:
    """The same typeface for each kind of script, in place of the theme's."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for kind, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", EAST)):
        fonts.set(qn(f"w:{kind}"), name)


def _sized_for_all_scripts(properties: Any, size: float) -> None:
    """Right-to-left scripts have a size of their own."""
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    own = OxmlElement("w:szCs")
    own.set(qn("w:val"), str(round(size * 2)))
    properties.find(qn("w:sz")).addnext(own)


def _edges(**sides: tuple[int, str, int]) -> Any:
    """Paragraph borders: eighths of a point, colour, points of air."""
    borders = OxmlElement("w:pBdr")
    for side, (thick, colour, space) in sides.items():
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", thick), ("space", space), ("color", colour)):
            edge.set(qn(f"w:{key}"), str(value))
        borders.append(edge)
    return borders


def _shade() -> Any:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", PALE)):
        shade.set(qn(f"w:{key}"), value)
    return shade
