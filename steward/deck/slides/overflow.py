"""What does not fit on the slides of a deck: texts that were cut and rows that were left out, slide by slide."""

import re
from collections.abc import Iterable, Sequence

from steward.deck.shapes.text import ELLIPSIS

_MORE = re.compile(r"and [\d,]+ more( rows?)?")


def cut_texts(slides: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    """(first text of the slide, cut text) of everything that was shortened; `slides`: the texts of each in order."""
    return [(texts[0], text) for texts in slides for text in texts if text.endswith(ELLIPSIS) or _MORE.fullmatch(text)]
