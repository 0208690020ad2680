"""Markdown that people typed, as Word paragraphs and lists. HTML in it is text; links keep their address in print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

from steward.output.document.words import clean, write

_READ = MarkdownIt("commonmark", {"html": False})
DEEPEST_LIST, DEEPEST_HEADING = 3, 4
_LISTS = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}


def add_markdown(word: Document, text: str, level: int) -> None:
    """Write it below a heading of a level."""
    writer = _Writer(word, level)
    for token in _READ.parse(clean(text)):
        writer.take(token)


@dataclass
class _Writer:
    """Goes through the tokens once. `lists`: the lists it is inside, each with its numbering where it has one."""

    word: Document
    level: int
    lists: list[tuple[str, int | None]] = field(default_factory=list)
    heading: int = 0
    fresh: bool = False

    def take(self, token: Token) -> None:
        if token.type in _LISTS:
            self.lists.append((_LISTS[token.type], self._numbering(token)))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            self.fresh = True
        elif token.type == "heading_open":
            self.heading = min(DEEPEST_HEADING, self.level + int(token.tag[1:]))
        elif token.type == "heading_close":
            self.heading = 0
        elif token.type == "inline":
            add_inline(self._paragraph(), token.children or [])
        elif token.type in ("fence", "code_block"):
            write(self._paragraph(), token.content.rstrip("\n"))

    def _paragraph(self) -> Paragraph:
        """The paragraph for what comes next, in the style of where it stands."""
        if self.heading and not self.lists:
            return heading(self.word, self.heading)
        if not self.lists:
            return self.word.add_paragraph()
        (name, numbering), depth = self.lists[-1], min(len(self.lists), DEEPEST_LIST)
        found = self.word.add_paragraph(style=f"{name} {depth}" if depth > 1 else name)
        if not self.fresh:
            _unmarked(found)
        elif numbering is not None:
            _numbered(found, numbering)
        self.fresh = False
        return found

    def _numbering(self, token: Token) -> int | None:
        """Each numbered list begins anew, where it says."""
        if token.type != "ordered_list_open":
            return None
        depth = min(len(self.lists) + 1, DEEPEST_LIST)
        style = self.word.styles[f"List Number {depth}" if depth > 1 else "List Number"]
        return new_numbering(self.word, style, int(token.attrs.get("start", 1)))


def heading(word: Document, level: int) -> Paragraph:
    """An empty heading."""
    return word.add_paragraph(style=f"Heading {level}")


def new_numbering(word: Document, style: Any, start: int) -> int:
    """A numbering that looks like the style's and counts from `start`."""
    numbering: Any = word.part.numbering_part.element
    model = numbering.num_having_numId(style.element.pPr.numPr.numId.val)
    own = numbering.add_num(model.abstractNumId.val)
    own.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(own.numId)


def _numbered(paragraph: Paragraph, number: int) -> None:
    properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _unmarked(paragraph: Paragraph) -> None:
    """A further paragraph of the same item has no mark of its own."""
    _numbered(paragraph, 0)
    paragraph.paragraph_format.left_indent = paragraph.style.paragraph_format.left_indent  # type: ignore[union-attr]


def add_inline(paragraph: Paragraph, tokens: Sequence[Token]) -> None:
    """Words with their bold and italics."""
    bold = italic = 0
    for token in _printed(tokens):
        bold += token.nesting if token.type.startswith("strong_") else 0
        italic += token.nesting if token.type.startswith("em_") else 0
        if token.content and token.nesting == 0:
            write(paragraph, token.content, bold=bold > 0, italic=italic > 0)


def _printed(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with line breaks as text, and the address of a link after its words."""
    address, words = "", ""
    for token in tokens:
        if token.type == "link_open":
            address, words = str(token.attrs.get("href", "")), ""
        elif token.type == "link_close":
            told = address.removeprefix("mailto:")
            yield from [_text(f" ({told})")] if told and told != words else []
        else:
            token = _text({"softbreak": " ", "hardbreak": "\n"}[token.type]) if token.type.endswith("break") else token
            words += token.content
            yield token


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
