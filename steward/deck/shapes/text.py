"""Text that fits: cleaned for XML, measured without a font file, shortened with an ellipsis."""

import re
import unicodedata

from steward.exhibits.wording import with_whole_days

ELLIPSIS = "…"
# What XML 1.0 cannot hold, plus direction overrides, which can make a name read as another.
_UNSAFE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[ \t\r\n]+")  # not \\s: the units' no-break spaces stay
_NARROW = frozenset("iIjl.,:;|!'’‘ ftr()[]{}/\\-`·\N{NO-BREAK SPACE}")
_WIDE = frozenset("mwMW@%—&")


def clean(text: str) -> str:
    """One line of text that XML can hold."""
    return _BREAKS.sub(" ", _UNSAFE.sub("", text)).strip()


def width(text: str) -> float:
    """How wide text is, in ems of a typical sans serif; a little more rather than less."""
    return sum(map(_ADVANCES.__getitem__, text))


def _advance(letter: str) -> float:
    if letter in _NARROW:
        return 0.33
    if letter in _WIDE:
        return 0.92
    if letter.isascii():
        return 0.72 if letter.isupper() else 0.57
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.02
    return 0.0 if unicodedata.combining(letter) else 0.68


class _Advances(dict[str, float]):
    """Every letter's width, worked out once."""

    def __missing__(self, letter: str) -> float:
        self[letter] = _advance(letter)
        return self[letter]


_ADVANCES = _Advances()


def lines_needed(text: str, ems: float) -> int:
    """The lines it takes in a column so many ems wide, broken between words and inside very long ones; a day is one."""
    lines, used = 1, 0.0
    for word in with_whole_days(text).split(" "):
        size = width(word)
        if used and used + 0.33 + size > ems:
            lines, used = lines + 1, 0.0
        used += size + (0.33 if used else 0)
        while used > ems > 0:
            lines, used = lines + 1, used - ems
    return lines


def broken(text: str, ems: float) -> list[str]:
    """Its lines in a column so many ems wide, broken between words."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        lines = [*lines[:-1], longer] if lines and width(longer) <= ems else [*lines, word]
    return lines


def shorten(text: str, ems: float, lines: int = 1) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis."""
    text = clean(text)
    if width(text) <= ems or lines_needed(text, ems) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = lines_needed(text[:middle].rstrip() + ELLIPSIS, ems) <= lines
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS


def shorten_inside(text: str, ems: float, lines: int = 1) -> str:
    """The text, or its beginning and its end with an ellipsis between: names often differ in their last word alone."""
    text = clean(text)
    if lines_needed(text, ems) <= lines:
        return text
    kept = next(
        (size for size in range(len(text) - 1, 1, -1) if lines_needed(_without_middle(text, size), ems) <= lines), 0
    )
    return _without_middle(text, kept) if kept else shorten(text, ems, lines)


def _without_middle(text: str, kept: int) -> str:
    """So many of its letters, the most of them from its beginning."""
    begin = -(-kept * 3 // 5)
    return text[:begin].rstrip() + ELLIPSIS + text[len(text) - (kept - begin) :].lstrip()
