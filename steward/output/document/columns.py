"""How a table fits between the margins: how wide its columns are, and what goes below a row instead."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from steward.exhibits import Number, Table

MOST, BESIDE = 5, 7
"""Beyond so many columns, wide ones are written below their row; beyond so many of the rest, the wordiest too."""
LETTER, PADDING, BOLD = 0.165, 0.44, 1.12
"""Centimetres of a letter and around a cell's text, and how much wider bold text is."""
LONGEST_WORD, LONGEST_LINE, SHORT = 16, 46, 11


@dataclass(frozen=True)
class Fit:
    """A table's text: the columns side by side, with which of them are numbers, and the ones told below each row."""

    header: list[str]
    rows: list[list[str]]
    numbers: list[bool]
    below: list[list[tuple[str, str]]]
    """For each row: name and text of what is told below it."""


def fitted(table: Table) -> Fit:
    """The text of a table as it goes on paper."""
    count, texts = len(table.columns), table.text()
    shown = [n for n in range(count) if not table.columns[n].trend]
    under = _below(table, texts, shown) if len(shown) > MOST else []
    beside = [n for n in shown if n not in under]
    said = [
        [(table.columns[n].name, texts[row][n]) for n in under if table.rows[row][n] is not None]
        for row in range(len(table.rows))
    ]
    return Fit(
        [table.columns[n].name for n in beside],
        [[row[n] for n in beside] for row in texts],
        [_of_numbers(table, n) for n in beside],
        said,
    )


def _below(table: Table, texts: list[list[str]], shown: list[int]) -> list[int]:
    """The wide columns, and then the wordiest, until the rest stands side by side; never the first."""
    longest = {n: max((len(row[n]) for row in texts), default=0) for n in shown[1:] if not table.columns[n].unit}
    under = [n for n in longest if table.columns[n].wide]
    rest = sorted((n for n in longest if n not in under), key=lambda n: -longest[n])
    return sorted([*under, *rest[: max(0, len(shown) - len(under) - BESIDE)]])


def _of_numbers(table: Table, index: int) -> bool:
    """Whether a column holds numbers, which stand at the right."""
    known = [row[index] for row in table.rows if row[index] is not None]
    return bool(known) and all(isinstance(cell, Number) for cell in known)


def widths(header: Sequence[str], rows: Sequence[Sequence[str]], total: float) -> list[float]:
    """Each column as wide as its longest word at least; the rest goes to those with more to say. Sums to `total`."""
    columns = [[row[index] for row in rows] for index in range(len(header))]
    least = [
        _wide(max(_word(name) * BOLD, *map(_word, each), 1), LONGEST_WORD) for name, each in _named(header, columns)
    ]
    wanted = [
        _wide(max(_letters(name) * BOLD, *map(_letters, each), 1), LONGEST_LINE)
        for name, each in _named(header, columns)
    ]
    spare = total - sum(least)
    if spare <= 0:
        return [each * total / sum(least) for each in least]
    hunger = [max(want - need, 0) for want, need in zip(wanted, least, strict=True)]
    if not sum(hunger):
        return [each + spare / len(least) for each in least]
    return [need + spare * more / sum(hunger) for need, more in zip(least, hunger, strict=True)]


def _named(header: Sequence[str], columns: Sequence[list[str]]) -> list[tuple[str, list[str]]]:
    return list(zip(header, columns, strict=True))


def _word(text: str) -> float:
    """What must stay in one line: the longest word, and all of something as short as a date."""
    return _letters(text) if len(text) <= SHORT else max(map(_letters, text.split()), default=1)


def _letters(text: str) -> float:
    return sum(1.75 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _wide(letters: float, most: int) -> float:
    return min(letters, most) * LETTER + PADDING
