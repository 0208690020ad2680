"""Names that Excel accepts for the sheets of a workbook."""

import re
from collections.abc import Iterable

LONGEST = 31
"""Signs, counted as Excel counts them."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\s\x00-\x1f\ud800-\udfff\ufffe\uffff]+")
_RESERVED = "history"


def sheet_names(titles: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A name for each title, like none of the others and none of `taken`: what fits of the title, cut at a word."""
    used = {_RESERVED, *(one.casefold() for one in taken)}
    found = []
    for title in titles:
        legal = _FORBIDDEN.sub(" ", title).strip(" '") or "Table"
        name, number = _cut(legal, LONGEST), 1
        while name.casefold() in used:
            number += 1
            end = f" ({number})"
            name = _cut(legal, LONGEST - len(end)) + end
        used.add(name.casefold())
        found.append(name)
    return found


def _cut(text: str, length: int) -> str:
    """As many whole words as fit, or as much as fits of a first one that is too long."""
    if _signs(text) <= length:
        return text
    kept = text[:length]
    while _signs(kept) >= length:
        kept = kept[:-1]
    words, _, _ = kept.rpartition(" ") if text[len(kept)] != " " else (kept, "", "")
    return (words or kept).rstrip(" ',;:.–·") + "…"


def _signs(text: str) -> int:
    """Signs beyond the first 65,536 count twice."""
    return len(text.encode("utf-16-le")) // 2
