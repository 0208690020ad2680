"""Text as Word can hold it: without control characters, in the direction it is written."""

import re
import unicodedata

from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

# What XML 1.0 cannot hold, plus direction overrides, which can make a name read as another.
_UNSAFE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
# Vertical tabs and page breaks, which part two words as a space does.
_SOFT_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f\x85]+")
# A schema fixes the order of a paragraph's properties.
_AFTER_BIDI = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")
_STRONG = {"L": False, "R": True, "AL": True}


def clean(text: str) -> str:
    """The text without what a Word file cannot hold; its line breaks stay."""
    return _UNSAFE.sub("", _SOFT_BREAKS.sub(" ", text)).replace("\r\n", "\n").replace("\r", "\n").strip()


def one_line(text: str) -> str:
    """The text in one line."""
    return " ".join(clean(text).split())


def right_to_left(text: str) -> bool:
    """Whether the text begins in a script that runs from right to left."""
    return next((_STRONG[kind] for kind in map(unicodedata.bidirectional, text) if kind in _STRONG), False)


def write(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False) -> Run:
    """Add words to a paragraph, in their direction; the first ones decide the paragraph's."""
    towards_left = right_to_left(text)
    if towards_left and not paragraph.runs:
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if towards_left:
        run.font.rtl = True
    return run
