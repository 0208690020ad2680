"""Names and titles broken into lines that fit."""

import re
import unicodedata
from collections.abc import Callable

ELLIPSIS = "…"
Measure = Callable[[str, float, bool], float]
"""The width of a text at a size, bold or not."""
_BREAKS = re.compile(r"(?<=[ \-/])")
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """The text without line breaks, control characters and direction overrides; `?` for what cannot be encoded."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    kept = (sign for sign in whole if sign.isspace() or (sign not in _OVERRIDES and unicodedata.category(sign) != "Cc"))
    return " ".join("".join(kept).split())


def broken(text: str, room: float, most: int, width: Callable[[str], float]) -> list[str]:
    """At most so many lines, broken where one may, the last one cut where the rest has no room. No text, no line."""
    rest, lines = one_line(text), list[str]()
    while rest and len(lines) < most - 1:
        line, rest = _first(rest, room, width)
        lines.append(line)
    return [*lines, _cut(rest, room, width)] if rest else lines


def _first(text: str, room: float, width: Callable[[str], float]) -> tuple[str, str]:
    """The words of the first line, and the rest; a word that is longer than a line is broken inside."""
    if width(text) <= room:
        return text, ""
    parts = _BREAKS.split(text)
    fits = [count for count in range(1, len(parts)) if width("".join(parts[:count]).rstrip()) <= room]
    at = len("".join(parts[: fits[-1]])) if fits else max(1, _longest(text, room, width))
    return text[:at].rstrip(), text[at:].lstrip()


def _cut(text: str, room: float, width: Callable[[str], float]) -> str:
    """As much of the beginning as fits, with an ellipsis if that is not all."""
    if width(text) <= room:
        return text
    return text[: _longest(text, room - width(ELLIPSIS), width)].rstrip() + ELLIPSIS


def _longest(text: str, room: float, width: Callable[[str], float]) -> int:
    """How many signs fit."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle]) <= room else (low, middle - 1)
    return low
