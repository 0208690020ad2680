"""A wording beside another in one paragraph, as lawyers read it."""

from docx.document import Document
from docx.shared import RGBColor

from steward.domain.quoting.redline import Mark
from steward.exhibits.documents import Redline
from steward.output.document.styles import LEAD, WARNING
from steward.output.document.words import one_line, write

COLOURS = {Mark.DELETED: WARNING, Mark.ADDED: LEAD}


def add_redline(word: Document, part: Redline) -> None:
    """Deleted words struck through, added ones underlined: to be told apart without their colours too."""
    line = word.add_paragraph()
    for number, one in enumerate(part.words):
        if number:
            write(line, " ")
        run = write(line, one_line(one.words))
        run.font.strike, run.font.underline = one.mark is Mark.DELETED or None, one.mark is Mark.ADDED or None
        if one.mark in COLOURS:
            run.font.color.rgb = RGBColor.from_string(COLOURS[one.mark])
