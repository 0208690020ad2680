"""A paper, part by part, as a Word file."""

from dataclasses import dataclass
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Cm

from steward.exhibits import Table
from steward.exhibits.documents import (
    Bulleted,
    Callout,
    DocumentContent,
    Heading,
    KeyValues,
    Markdown,
    Paragraph,
    Part,
    Picture,
    Quarters,
    Redline,
)
from steward.output.document.frame import put_frame
from steward.output.document.markdown import DEEPEST_HEADING, add_markdown, heading
from steward.output.document.redline import add_redline
from steward.output.document.styles import CALLOUT, DOWN, TEXT_WIDTH, dress
from steward.output.document.tables import add_key_values, add_quarters, add_table
from steward.output.document.words import clean, one_line, write
from steward.reproducible_zip import timeless

TALLEST = DOWN - 8.0
"""Centimetres a picture may be high, with its heading above."""


def document(content_of_document: DocumentContent) -> bytes:
    """The paper as a .docx; the same paper gives the same bytes."""
    word = docx.Document()
    dress(word)
    put_frame(word, content_of_document)
    write(word.add_paragraph(style="Title"), one_line(content_of_document.title))
    write(word.add_paragraph(style="Subtitle"), one_line(content_of_document.subtitle))
    writer = _Writer(word)
    for part in content_of_document.parts:
        writer.add(part)
    return saved(word)


def saved(word: Document) -> bytes:
    """The bytes of a document that is written."""
    held = BytesIO()
    word.save(held)
    return timeless(held.getvalue())


@dataclass
class _Writer:
    """Writes parts one below the other; `level` is that of the last heading."""

    word: Document
    level: int = 0

    def add(self, part: Part) -> None:
        match part:
            case Heading():
                self.level = min(max(1, part.level), DEEPEST_HEADING)
                write(heading(self.word, self.level), one_line(part.text))
            case Paragraph():
                write(self.word.add_paragraph(), clean(part.text))
            case Callout():
                write(self.word.add_paragraph(style=CALLOUT), clean(part.text))
            case Markdown():
                add_markdown(self.word, part.text, self.level)
            case Bulleted():
                for item in part.items:
                    write(self.word.add_paragraph(style="List Bullet"), one_line(item))
            case KeyValues():
                add_key_values(self.word, part)
            case Quarters():
                add_quarters(self.word, part)
            case Picture():
                self._picture(part)
            case Redline():
                add_redline(self.word, part)
            case Table():
                add_table(self.word, part)

    def _picture(self, part: Picture) -> None:
        """No wider than the text and no higher than a page."""
        placed = self.word.add_picture(BytesIO(part.png), width=Cm(TEXT_WIDTH * min(max(part.share, 0.05), 1.0)))
        if placed.height > Cm(TALLEST):
            placed.width, placed.height = round(placed.width * Cm(TALLEST) / placed.height), Cm(TALLEST)
        placed._inline.docPr.set("descr", one_line(part.alt))
