"""Rows of words and marks below one another, as drawn in a list: one unit of height is one pixel.

Plotly neither measures nor wraps text, so that everything is made to fit a phone, where pages are narrowest.
"""

import re
import textwrap
import unicodedata

from steward.charts.layout import Layout
from steward.charts.text import shortened

PHONE = 372
"""The pixels a chart has across on a phone."""
_BREAKS = re.compile("[ \t\r\n\v\f]+")  # not \\s: the units' no-break spaces stay
_NARROW = frozenset("iIjl.,:;|!'’‘ ftr()[]/\\-`·")


def rows_layout(height: int) -> Layout:
    """Axes that are not seen: x from 0 to 1, y in pixels from the top."""
    axis = {"visible": False, "fixedrange": True}
    return {
        "xaxis": axis | {"range": [0, 1]},
        "yaxis": axis | {"range": [height, 0]},
        "margin": {"l": 10, "r": 10, "t": 0, "b": 0, "pad": 0},
        "barmode": "overlay",
        "showlegend": False,
    }


def annotation(text: str, x: float, top: float, size: int, *, anchor: str = "left") -> Layout:
    """Words whose upper corner lies at a place; `text` is literal already."""
    return {
        "text": text,
        "x": x,
        "y": top,
        "xanchor": anchor,
        "yanchor": "top",
        "align": anchor,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size},
    }


def beginning(place: float, width: float) -> tuple[float, str]:
    """Where text that tells of a place is written, and its anchor: from it, up to it, or wherever it fits."""
    if place + width <= 1:
        return place, "left"
    return (place, "right") if place >= width else (1.0, "right")


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """How wide text is as a share of a phone's width; a little more rather than less."""
    return sum(map(_em, text)) * size * (1.08 if bold else 1.0) / PHONE


def shown_lines(text: str, size: int, most: int, *, bold: bool = False, share: float = 1.0) -> list[str]:
    """The text in so many lines of a phone's width (or a share of it), shortened where it is longer."""
    text = _BREAKS.sub(" ", text).strip()
    room = share / max(text_width(text, size, bold=bold), 1e-6)
    width = max(4, int(len(text) * room))
    lines = textwrap.wrap(text, width, break_long_words=True) or [""]
    return lines if len(lines) <= most else [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), width)]


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.32 if letter in _NARROW else 0.66 if letter.isupper() or letter in "mw@%—" else 0.53
