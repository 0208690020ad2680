"""TOML as people leave it: read whole where it is right, line by line where somebody slipped."""

from collections.abc import Iterator
from typing import Any

import tomli

from steward.plans.lines import Block, blocks, never_closed, statements

_MOST_SLIPS = 25
Slip = tuple[int, str]
"""A line, and what is wrong with it."""

_OPEN_TEXT = "The text that begins on this line is never closed: three quotes are missing at its end."
_OPEN = "A quote or bracket that opens on this line is never closed."
_TOO_DEEP = "This is nested too deeply to be read."
_WORDS = {
    "Unterminated string": _OPEN,
    "Unclosed": _OPEN,
    "Illegal character '\\n'": _OPEN,
    "Illegal character": "This line holds a control character that no text file should hold.",
    "Unescaped '\\'": r"A backslash within quotes has to be written twice: \\.",
    "Expected '=' after a key": "This line is not a key with its value, such as: owner = “P105”.",
    "Invalid statement": "This line is neither a key with its value nor a section; a comment begins with #.",
    "Invalid value": "What stands behind the equals sign cannot be read. Text needs straight quotes around it.",
    "Invalid date": "There is no such day.",
    "Expected newline": "What stands behind the equals sign cannot be read to its end. Text needs quotes around it; "
    "a number is written 1200.5, a date 2026-12-31.",
    "Cannot overwrite": "This key is there twice; the first one is read.",
    "Expected ']": "The brackets are not closed as they were opened: [section] or [[entry]].",
}  # fmt: skip


def parsed(text: str) -> tuple[dict[str, Any], list[Slip]]:
    """The file's content, and what is wrong with it as (line, message); a right file has nothing wrong."""
    try:
        return tomli.loads(text), []
    except (ValueError, RecursionError):
        return _salvaged(text)


def _salvaged(text: str) -> tuple[dict[str, Any], list[Slip]]:
    """What can be read, without the lines that cannot."""
    text, wrong = _closed(text)
    content: dict[str, Any] = {}
    for block in blocks(text):
        found, slips = _block(block)
        wrong += slips
        wrong += [(block.start + 1, f"“{name}” is there twice.") for name in _merge(content, found, block.name)]
    return content, wrong or [(1, "This file is not valid TOML.")]


def _closed(text: str) -> tuple[str, list[Slip]]:
    """The text without texts of several lines that never end: the rest of the file would be taken for theirs."""
    lines, wrong = text.split("\n"), []
    while len(wrong) < _MOST_SLIPS and (found := never_closed(lines)):
        begin, end = found
        wrong.append((begin + 1, _OPEN_TEXT))
        lines[begin:end] = [""] * (end - begin)
    return "\n".join(lines), wrong


def _block(block: Block) -> tuple[dict[str, Any], list[Slip]]:
    """What one block says; a line that cannot be read is left out and told."""
    try:
        return tomli.loads(block.text), []
    except (ValueError, RecursionError):
        lines = list(block.lines)
    slips = [slip for start, end in _parts(block) for slip in _mended(lines, start, end, block)]
    for _ in range(_MOST_SLIPS):
        try:
            return tomli.loads("\n".join(lines)), _in_file(block, slips)
        except tomli.TOMLDecodeError as slip:
            slips.append((slip.lineno - 1, _in_words(slip)))
            lines[slip.lineno - 1] = ""
        except (ValueError, RecursionError):
            break
    return {}, _in_file(block, slips)


def _in_file(block: Block, slips: list[Slip]) -> list[Slip]:
    return [(block.start + at + 1, message) for at, message in slips]


def _parts(block: Block) -> Iterator[tuple[int, int]]:
    """From where to where each key with its value goes, within the block; first what stands before them."""
    starts = [0, *(n for n in statements(block.lines, block.inside) if n), len(block.lines)]
    yield from zip(starts, starts[1:], strict=False)


def _mended(lines: list[str], start: int, end: int, block: Block) -> Iterator[Slip]:
    """Take out of a part what cannot be read on its own; a header that is not right is read as what it meant."""
    for _ in range(_MOST_SLIPS):
        slip = _slip(lines[start:end])
        if slip is None:
            return
        at, message = slip
        yield start + at, message
        if start + at == 0 and block.name:
            lines[0] = f"[[{block.name}]]" if block.entry else f"[{block.name}]"
        elif at and _slip(lines[start : start + at]) is None:
            lines[start + at] = ""
        else:
            break
    lines[start + (start == 0 and bool(block.name)) : end] = [""] * (end - start - (start == 0 and bool(block.name)))


def _slip(lines: list[str]) -> Slip | None:
    """What is wrong with these lines on their own, and on which of them; None where nothing is."""
    text = "\n".join(lines)
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError as slip:
        open_to_the_end = slip.pos >= len(text.rstrip()) and len(lines) > 1
        return (0, _OPEN) if open_to_the_end else (slip.lineno - 1, _in_words(slip))
    except ValueError:
        return 0, "This number is too long to be read."
    except RecursionError:
        return 0, _TOO_DEEP
    return None


def _in_words(slip: tomli.TOMLDecodeError) -> str:
    said = slip.msg[:1].lower() + slip.msg[1:]
    known = (words for beginning, words in _WORDS.items() if slip.msg.startswith(beginning))
    return next(known, f"This line is not valid TOML: {said}.")


def _merge(content: dict[str, Any], found: dict[str, Any], name: str) -> list[str]:
    """Add a block's content; the names that were there already and cannot be joined."""
    outer, _, inner = name.partition(".")
    held = content.get(outer)
    if inner and isinstance(held, list) and held:
        held = held[-1]
    if inner and isinstance(held, dict) and isinstance(found.get(outer), dict):
        return _merge(held, found[outer], inner)
    return [name for name, value in found.items() if not _joined(content, name, value)]


def _joined(content: dict[str, Any], name: str, value: Any) -> bool:
    held = content.setdefault(name, value)
    if held is not value and isinstance(held, list) and isinstance(value, list):
        held += value
        return True
    return held is value
