"""TOML as people leave it: read whole where it is right, line by line where somebody slipped."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import tomli

from steward.plans.files.lines import Block, blocks, never_closed, statements

MOST_TEXTS = 4_096
"""As many are kept parsed: what is said of a book reads each file several times, a few sections at a time, and all
files of the book between two times."""
_MOST_SLIPS = 25
Slip = tuple[int, str]
"""A line, and what is wrong with it."""

_OPEN_TEXT = "The text that begins on this line is never closed: three quotes are missing at its end."
_OPEN = "A quote or bracket that opens on this line is never closed."
_OPEN_ENDS = ("Unterminated string", "Invalid value")
_TOO_DEEP = "This is nested too deeply to be read."
_WORDS = {
    "Unterminated string": _OPEN,
    "Illegal character '\\n'": _OPEN,
    "Illegal character": "This line holds a control character that no text file should hold.",
    "Unclosed": "A comma or a closing bracket is missing here, or on the line above.",
    "Unescaped '\\'": r"A backslash within quotes has to be written twice: \\.",
    "Expected '=' after a key": "This line is not a key with its value, such as: owner = “P105”.",
    "Invalid statement": "This line is neither a key with its value nor a section; a comment begins with #.",
    "Invalid value": "What stands behind the equals sign cannot be read. Text needs straight quotes around it.",
    "Invalid date": "There is no such day or time.",
    "Expected newline": "What stands behind the equals sign cannot be read to its end. "
    "Text needs quotes around it; a number is written 1200.5, a date 2026-12-31.",
    "Cannot overwrite": "This key is there twice; the first one is read.",
    "Expected ']": "The brackets are not closed as they were opened: [section] or [[entry]].",
}


def parsed(text: str) -> tuple[dict[str, Any], list[Slip], str]:
    """The file's content, what is wrong with it, and the text that was read in its place: the same for a right file,
    which has nothing wrong, else one with its lines where they were."""
    try:
        return dict(_loads(text)), [], text
    except (ValueError, RecursionError):
        return _salvaged(text)


@lru_cache(maxsize=MOST_TEXTS)
def _loads(text: str) -> dict[str, Any]:
    """A right file's content, for all who read other sections of it; nobody changes what they are given."""
    return tomli.loads(text)


def _salvaged(text: str) -> tuple[dict[str, Any], list[Slip], str]:
    """What can be read, without the lines that cannot."""
    text, wrong = _closed(text)
    content: dict[str, Any] = {}
    for block in blocks(text):
        found, slips = _block(block)
        wrong += slips
        wrong += [(block.start + 1, f"“{name}” is there twice.") for name in _merge(content, found, block.name)]
    return content, wrong or [(1, "This file is not valid TOML.")], text


def _closed(text: str) -> tuple[str, list[Slip]]:
    """The text without texts of several lines that never end: they would swallow the rest of the file."""
    lines = text.split("\n")
    wrong: list[Slip] = []
    while len(wrong) < _MOST_SLIPS and (found := never_closed(lines)):
        begin, end = found
        wrong.append((begin + 1, _OPEN_TEXT))
        lines[begin:end] = [""] * (end - begin)
    return "\n".join(lines), wrong


def _block(block: Block) -> tuple[dict[str, Any], list[Slip]]:
    """What one block says; what cannot be read is left out and told."""
    try:
        return tomli.loads(block.text), []
    except (ValueError, RecursionError):
        lines, parts = list(block.lines), list(_parts(block))
    slips = [*_header_fixed(lines, block), *(slip for part in parts for slip in _fixed(lines, *part))]
    for _ in range(_MOST_SLIPS):
        slip = _slip(lines)
        if slip is None:
            return tomli.loads("\n".join(lines)), _in_file(block, slips)
        start, end = next((part for part in parts if part[0] <= slip[0] < part[1]), (0, len(lines)))
        slips.append((start, slip[1]))
        lines[start:end] = [""] * (end - start)
    return {}, _in_file(block, slips)


def _in_file(block: Block, slips: list[Slip]) -> list[Slip]:
    return [(block.start + at + 1, message) for at, message in slips]


def _parts(block: Block) -> Iterator[tuple[int, int]]:
    """From where to where each key with its value goes, within the block; first what stands before them."""
    first = 1 if block.name else 0
    starts = [first, *(n for n in statements(block.lines, block.inside) if n > first), len(block.lines)]
    yield from pairwise(starts)


def _header_fixed(lines: list[str], block: Block) -> Iterator[Slip]:
    """A header that is not right is told, and read as what was meant."""
    slip = _slip(lines[:1]) if block.name else None
    if slip:
        yield slip
        lines[0] = f"[[{block.name}]]" if block.entry else f"[{block.name}]"


def _fixed(lines: list[str], start: int, end: int) -> Iterator[Slip]:
    """Take out of a part what cannot be read on its own: a line at its foot, or else the whole."""
    for _ in range(_MOST_SLIPS):
        slip = _slip(lines[start:end])
        if slip is None:
            return
        at, message = slip
        yield start + at, message
        if message == _OPEN or _slip(lines[start : start + at]) is not None:
            break
        lines[start + at] = ""
    lines[start:end] = [""] * (end - start)


def _slip(lines: list[str]) -> Slip | None:
    """What is wrong with these lines on their own, and on which of them; None where nothing is."""
    text = "\n".join(lines)
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError as slip:
        return _where(slip, text.rstrip())
    except ValueError:
        return 0, "This number is too long to be read."
    except RecursionError:
        return 0, _TOO_DEEP
    return None


def _where(slip: tomli.TOMLDecodeError, text: str) -> Slip:
    """What is missing at the very end was opened where the part begins."""
    at_the_end = slip.pos >= len(text)
    if at_the_end and (slip.msg.startswith("Unclosed") or ("\n" in text and slip.msg.startswith(_OPEN_ENDS))):
        return 0, _OPEN
    return slip.lineno - 1, _in_words(slip)


def _in_words(slip: tomli.TOMLDecodeError) -> str:
    known = (words for beginning, words in _WORDS.items() if slip.msg.startswith(beginning))
    return next(known, f"This line is not valid TOML: {slip.msg[:1].lower()}{slip.msg[1:]}.")


def _merge(content: dict[str, Any], found: dict[str, Any], name: str) -> list[str]:
    """Add a block's content; the names that were there already and cannot be joined."""
    outer, _, inner = name.partition(".")
    held = content.get(outer)
    if inner and isinstance(held, list) and held:
        held = held[-1]
    if inner and isinstance(held, dict) and isinstance(found.get(outer), dict):
        return _merge(held, found[outer], inner)
    return _added(content, found)


def _added(content: dict[str, Any], found: dict[str, Any]) -> list[str]:
    twice = []
    for name, value in found.items():
        if isinstance(value, list) and isinstance(content.get(name), list):
            content[name] += value
        elif name in content:
            twice.append(name)
        else:
            content[name] = value
    return twice
