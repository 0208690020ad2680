"""TOML as people leave it: read whole where it is right, block by block where somebody slipped."""

from typing import Any

import tomli

from steward.plans.lines import Block, blocks

_MOST_SLIPS = 25


def parsed(text: str) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """The file's content, and what is wrong with it as (line, message); a right file has nothing wrong."""
    try:
        return tomli.loads(text), []
    except (tomli.TOMLDecodeError, RecursionError):
        return _salvaged(text)


def _salvaged(text: str) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """Each block that can be read, with its bad lines left out."""
    content: dict[str, Any] = {}
    wrong: list[tuple[int, str]] = []
    for block in blocks(text):
        found, slips = _block(block)
        wrong += slips
        wrong += [(block.start + 1, f"“{name}” is there twice.") for name in _merge(content, found)]
    return content, wrong or [(1, "This file is not valid TOML.")]


def _block(block: Block) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """What one block says; a line that cannot be read is left out and told."""
    lines = list(block.lines)
    slips: list[tuple[int, str]] = []
    for _ in range(_MOST_SLIPS):
        try:
            return tomli.loads("\n".join(lines)), slips
        except tomli.TOMLDecodeError as slip:
            at = min(slip.lineno or 1, len(lines)) - 1
            if not lines[at].strip():
                break
            slips.append((block.start + at + 1, _in_words(slip)))
            lines[at] = ""
        except RecursionError:
            slips.append((block.start + 1, "This is nested too deeply to be read."))
            break
    return {}, slips or [(block.start + 1, "This part cannot be read; perhaps a quote or bracket is not closed.")]


def _in_words(slip: tomli.TOMLDecodeError) -> str:
    said = slip.msg[:1].lower() + slip.msg[1:]
    return f"This line is not valid TOML: {said}."


def _merge(content: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Add a block's content; the names that were there already and cannot be joined."""
    twice = []
    for name, value in found.items():
        if isinstance(value, list) and isinstance(content.get(name), list):
            content[name] += value
        elif name in content:
            twice.append(name)
        else:
            content[name] = value
    return twice
