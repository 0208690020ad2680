"""Tokens such as `{{account.name}}` in a template's XML: found however PowerPoint cut them up, and replaced once."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, unquote

from lxml import etree
from pptx.oxml.ns import qn

_TOKEN = re.compile(r"\{\{((?:(?!\{\{|\}\}).)*)\}\}")
_PARAGRAPH, _TEXT, _BREAK = qn("a:p"), qn("a:t"), qn("a:br")
_DRAWING = _PARAGRAPH.removesuffix("p")
_RUNS = frozenset({qn("a:r"), qn("a:fld")})

Say = Callable[[str], str]
"""What stands in a token's place."""


def names_in(text: str) -> list[str]:
    """The names of all tokens in a text."""
    return [match[1].strip(" {}") for match in _TOKEN.finditer(text)]


def replaced(text: str, say: Say) -> str:
    """The text with every token replaced; what is put in is not looked at again."""
    return _TOKEN.sub(lambda match: say(match[1].strip(" {}")), text)


def names_in_tree(root: etree._Element) -> list[str]:
    """The names of all tokens below an element, in paragraphs, other text and attributes."""
    found = [name for paragraph in root.iter(_PARAGRAPH) for name in names_in(paragraph_text(paragraph))]
    return found + [name for text in _elsewhere(root) for name in names_in(text)]


def fill_tree(root: etree._Element, say: Say) -> None:
    """Replace every token below an element."""
    for element in root.iter(etree.Element):
        _fill_attributes(element, say)
        if _holds_text(element):
            element.text = replaced(element.text, say)
    for paragraph in root.iter(_PARAGRAPH):
        fill_paragraph(paragraph, say)


def fill_paragraph(paragraph: etree._Element, say: Say) -> None:
    """Replace the paragraph's tokens; each takes the looks of the run in which it begins."""
    nodes = list(_nodes(paragraph))
    spans = [(match.span(), say(match[1].strip(" {}"))) for match in _TOKEN.finditer(paragraph_text(paragraph))]
    for (start, end), value in reversed(spans):
        _put(nodes, start, end, value)
    for node in nodes if spans else ():
        if node is not None and not node.text:
            paragraph.remove(node.getparent())


def fill_address(address: str, say: Say) -> str:
    """A link's address with its tokens replaced, which PowerPoint writes as `%7B%7B…%7D%7D`."""
    plain = re.sub("%7[bB]", "{", re.sub("%7[dD]", "}", address))
    if not _TOKEN.search(plain):
        return address
    return replaced(plain, lambda name: quote(say(unquote(name)), safe=""))


def paragraph_text(paragraph: etree._Element) -> str:
    """All that a paragraph says."""
    return "".join("\n" if node is None else node.text or "" for node in _nodes(paragraph))


def _nodes(paragraph: etree._Element) -> Iterator[etree._Element | None]:
    """The texts of its runs, and None for a line break, which no token spans."""
    for child in paragraph:
        if child.tag == _BREAK:
            yield None
        elif child.tag in _RUNS and (text := child.find(_TEXT)) is not None:
            yield text


def _put(nodes: list[etree._Element | None], start: int, end: int, value: str) -> None:
    """Write the value where the span begins and cut the rest of the span out of the runs that follow."""
    at = 0
    for node in nodes:
        text = "\n" if node is None else node.text or ""
        here, at = at, at + len(text)
        if node is None or at <= start:
            continue
        if here <= start:
            node.text = text[: start - here] + value + text[end - here :]
        else:
            node.text = text[max(0, end - here) :]
        if at >= end:
            return


def _fill_attributes(element: etree._Element, say: Say) -> None:
    for key, value in element.attrib.items():
        if "{{" in value:
            element.set(key, replaced(value, say))


def _elsewhere(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield from (value for value in element.attrib.values() if "{{" in value)
        if _holds_text(element):
            yield element.text


def _holds_text(element: etree._Element) -> bool:
    """Text outside paragraphs, such as a chart's cached names; in DrawingML itself, text is in paragraphs only."""
    return not element.tag.startswith(_DRAWING) and bool(element.text) and "{{" in element.text
