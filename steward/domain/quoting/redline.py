"""A clause beside our standard, word by word: what was deleted of the standard, and what was added to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Mark(StrEnum):
    """What became of some words of the standard."""

    KEPT = "kept"
    DELETED = "deleted"
    ADDED = "added"


@dataclass(frozen=True)
class Marked:
    """Neighbouring words with the same mark."""

    words: str
    mark: Mark


def redline(standard: str, offered: str) -> tuple[Marked, ...]:
    """What leads from one wording to another. Kept and deleted words are the standard, kept and added ones what is
    offered; what was deleted stands before what was added in its place. White space is one space.

    >>> [(one.mark.value, one.words) for one in redline("Liability is limited to fees.", "Liability is not limited.")]
    [('kept', 'Liability is'), ('deleted', 'limited to fees.'), ('added', 'not limited.')]
    """
    return tuple(_marked(standard.split(), offered.split()))


def _marked(before: list[str], after: list[str]) -> Iterator[Marked]:
    for kind, start, end, begin, until in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Marked(" ".join(before[start:end]), Mark.KEPT)
            continue
        if end > start:
            yield Marked(" ".join(before[start:end]), Mark.DELETED)
        if until > begin:
            yield Marked(" ".join(after[begin:until]), Mark.ADDED)
