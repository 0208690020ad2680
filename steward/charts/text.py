"""Text from data, made safe and short: Plotly reads a little HTML in every label."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from steward.exhibits import Number

MOST_LINES = 5
"""Of a name below a bar, where fewer would not tell it from another."""
SPARE = 3
"""A word that is longer than a line by so many letters stays whole."""
INVISIBLE = "\N{ZERO WIDTH SPACE}"


def literal(text: str) -> str:
    """The text as Plotly shows it to the letter: no tags, links or entities."""
    return escape(text, quote=False)


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut at the end with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def label(text: str, limit: int = 26) -> str:
    """A name beside an axis or in a legend: literal and short."""
    return literal(shortened(text, limit))


def wrapped(text: str, width: int = 13, most: int = 2) -> str:
    """A name below a bar: up to two short lines, or as many as are asked for. Only a word that is much longer than a
    line is broken, and never to fill the line before it."""
    whole = textwrap.wrap(text, width, break_long_words=False) or [""]
    lines = [part for line in whole for part in ([line] if len(line) <= width + SPARE else textwrap.wrap(line, width))]
    rest = lines[most - 1 :]
    kept = [*lines[: most - 1], shortened(" ".join(rest), width)] if rest else lines
    return "<br>".join(map(literal, kept))


def wrapped_apart(names: Sequence[str], width: int = 13, most: int = 2) -> list[str]:
    """Names below bars, each wrapped; one that is cut so that it reads like another's beginning has as many lines as
    tell the two apart."""
    return [_apart(name, names, width, most) for name in names]


def _apart(name: str, names: Sequence[str], width: int, most: int) -> str:
    for lines in range(most, MOST_LINES + 1):
        said = wrapped(name, width, lines)
        seen = "".join(said.removesuffix("…").replace("<br>", "").split())
        if not said.endswith("…") or sum("".join(literal(one).split()).startswith(seen) for one in set(names)) < 2:
            break
    return said


def distinct(categories: Sequence[str]) -> list[str]:
    """Literal categories, no two alike: Plotly would put equal ones into one place."""
    seen: Counter[str] = Counter()
    return [literal(name) + INVISIBLE * _before(seen, name) for name in categories]


def _before(seen: "Counter[str]", name: str) -> int:
    seen[name] += 1
    return seen[name] - 1


def lines_of(*parts: str) -> str:
    """Hover text of several lines, each literal."""
    return "<br>".join(literal(part) for part in parts if part)


def numbers(values: Iterable[Number | None]) -> list[float | None]:
    """Plain floats for Plotly, which knows no Decimal; None stays a gap."""
    return [None if value is None else float(value) for value in values]
