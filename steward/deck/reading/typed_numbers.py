"""Numbers as people type them: whether `€1.2M`, `1,2 Mio. €` and `1 200 000` say the same."""

import re
import unicodedata
from collections.abc import Iterator

from steward.exhibits import MINUS

_NUMBER = re.compile(r"\d[\d.,'’\s]*\d|\d")
_SCALES = (
    (1e9, ("bn", "b", "mrd", "billion", "billions", "milliarden")),
    (1e6, ("m", "mn", "mio", "mill", "million", "millions", "millionen")),
    (1e3, ("k", "tsd", "thousand", "tausend")),
)
_NEAR = 1e-9
_WORD = re.compile(r"[A-Za-z]+")


def says_the_same(typed: str, drawn: str, value: float) -> bool:
    """Whether a typed text says the number that was drawn: the same one, or the exact one at least as exactly."""
    if _others(typed) - _others(drawn):
        return False
    shown = list(_readings(drawn))
    finest = min((step for _, step in shown), default=0.0)
    return any(
        any(abs(said - number) <= _NEAR * max(1.0, abs(number)) for number, _ in shown)
        or (step <= finest and abs(said - value) <= step / 2 + _NEAR)
        for said, step in _readings(typed)
    )


def _readings(text: str) -> Iterator[tuple[float, float]]:
    """Each number the text may mean, with the step of its last digit: a comma may be either kind of mark."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return
    sign = -1.0 if MINUS in text or re.match(r"\s*[(−–-]", text) else 1.0
    scale = _scale(text)
    for digits in {_whole(found[0]), *_with_decimals(found[0])}:
        decimals = len(digits.partition(".")[2])
        yield sign * float(digits) * scale, scale * 10.0**-decimals


def _scale(text: str) -> float:
    words = {word.lower() for word in _WORD.findall(text)}
    return next((size for size, names in _SCALES if words & set(names)), 1.0)


def _others(text: str) -> set[str]:
    """The currencies and units of a text."""
    scales = {name for _, names in _SCALES for name in names}
    words = {word.lower() for word in _WORD.findall(text)} - scales
    return words | {letter for letter in text if letter == "%" or unicodedata.category(letter) == "Sc"}


def _whole(digits: str) -> str:
    return re.sub(r"\D", "", digits)


def _with_decimals(digits: str) -> Iterator[str]:
    """The last mark read as the decimal one, where there is only one of its kind."""
    last = re.search(r"[.,](\d+)$", digits)
    if last and digits.count(last[0][0]) == 1:
        yield f"{_whole(digits[: last.start()])}.{last[1]}"
