"""The names below a chart: one below each category, or every so many-th; no word of them is ever broken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from steward.deck.shapes.text import shorten_inside, width

_TIME = re.compile(r"\S+ \d{4}")
_FONTS = 1.0
"""How much wider letters are than they are measured."""
_BETWEEN = 0.5
"""The least space between two names, in ems."""
_PAD = "\N{NO-BREAK SPACE}" * 2
"""Keeps names apart in a program that leaves out only those that would touch."""
LEVEL, ASKEW, UPRIGHT = 0, 1, -5_400_000
"""How names are turned, in sixtieth thousandths of a degree. Any turn at all, even one that nobody sees, keeps
LibreOffice from breaking words and lets it leave names out, as PowerPoint does when it is told how many."""


@dataclass(frozen=True)
class Names:
    """Names as an axis writes them, how they are turned, and every how many-th is written."""

    texts: list[str]
    turn: int = LEVEL
    skip: int = 1

    @property
    def upright(self) -> bool:
        """Whether they stand upright."""
        return self.turn == UPRIGHT


def names_below(categories: Sequence[str], slot: float, deep: float) -> Names:
    """Names that have `slot` ems each in width, and `deep` ems of height where they have to stand upright."""
    plain = list(categories)
    if all(map(_TIME.fullmatch, categories)):
        return _times(plain, slot)
    longest = max((width(word) for name in plain for word in name.split(" ")), default=0.0)
    if longest * _FONTS <= slot:
        return Names(plain)
    short = [shorten_inside(name, deep) for name in plain]
    return Names(short if len(set(short)) == len(set(plain)) else plain, UPRIGHT, max(1, ceil(1.4 / slot)))


def _times(names: list[str], slot: float) -> Names:
    """Months and quarters with their year beside them, below them, or only some of them."""
    if _wide(names) <= slot:
        return Names(names)
    below = [name.replace(" ", "\n") for name in names]
    if _wide([line for name in below for line in name.split("\n")]) <= slot:
        return Names(below)
    return Names([name + _PAD for name in names], ASKEW, ceil((_wide(names) + _BETWEEN) / slot))


def _wide(texts: Sequence[str]) -> float:
    return max((width(text) * _FONTS + _BETWEEN for text in texts), default=0.0)
