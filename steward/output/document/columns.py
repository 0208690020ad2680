"""How a table fits between the margins: how wide its columns are, and what goes below a row instead."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from steward.exhibits import Number, Table

MOST, BESIDE = 5, 7
"""Beyond so many columns, wide ones are written below their row; beyond so many of the rest, the wordiest too."""
EM, PADDING = 0.3175, 0.44
"""Centimetres of the height of a table's text, and around a cell's text."""
LONGEST_WORD, LONGEST_LINE, SHORT = 20.0, 25.0, 11
"""The longest word and line that a cell asks room for, in ems; a text of so few letters stays in one line."""
_EMS = {
    0.28: " .,:;'|!ijlI", 0.33: "ft()[]-–", 0.39: "r*\"", 0.5: "z", 0.56: "aceksvxyJ?0123456789", 0.61: "bdghnopquFLTZ",
    0.67: "EPSVXY&", 0.73: "ABCDHKNRU", 0.78: "wGOQ", 0.84: "M", 0.9: "m%", 0.95: "W—@…",
}  # fmt: skip
_WIDTHS = {letter: ems for ems, letters in _EMS.items() for letter in letters}
"""How wide letters are in bold, in ems: “Outcome” has as many as “Allowed” and needs more."""


@dataclass(frozen=True)
class Fit:
    """A table's text: the columns side by side, with which of them are numbers, and the ones told below each row."""

    header: list[str]
    rows: list[list[str]]
    numbers: list[bool]
    below: list[list[tuple[str, str]]]
    """For each row: name and text of what is told below it."""


def fitted(table: Table, total: float) -> Fit:
    """The text of a table as it goes on paper, `total` centimetres wide."""
    count, texts = len(table.columns), table.text()
    shown = [n for n in range(count) if not table.columns[n].trend]
    under = _below(table, texts, shown) if len(shown) > MOST else []
    least = {n: _least(table.columns[n].name, [row[n] for row in texts]) for n in shown}
    while sum(least[n] for n in shown if n not in under) > total and len(under) < len(shown) - 1:
        under = sorted([*under, max((n for n in shown[1:] if n not in under), key=lambda n: least[n])])
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
    names = [_header(name) for name in header]
    least = [_least(name, each) for name, each in zip(header, columns, strict=True)]
    wanted = [
        _wide(max(_ems(name), *(_ems(text) for text in each)), LONGEST_LINE) if each else _wide(_ems(name), 99)
        for name, each in zip(header, columns, strict=True)
    ]
    spare = total - sum(least)
    if spare <= 0:
        return _narrowed(names, least, total)
    hunger = [max(want - need, 0) for want, need in zip(wanted, least, strict=True)]
    if not sum(hunger):
        return [each + spare / len(least) for each in least]
    return [need + spare * more / sum(hunger) for need, more in zip(least, hunger, strict=True)]


def _narrowed(names: Sequence[float], least: Sequence[float], total: float) -> list[float]:
    """Cells give way, where their words break; the words of the header do not, as long as they fit at all."""
    if sum(names) >= total:
        return [each * total / sum(names) for each in names]
    share = (total - sum(names)) / (sum(least) - sum(names))
    return [name + (need - name) * share for name, need in zip(names, least, strict=True)]


def _least(name: str, cells: Sequence[str]) -> float:
    """What a column needs, so that no word in it breaks; one that is longer than any word is does."""
    return max(_header(name), _wide(max(map(_word, cells), default=0), LONGEST_WORD))


def _header(name: str) -> float:
    """What a column's name needs, so that none of its words breaks."""
    return _wide(max(map(_ems, name.split()), default=0), 99)


def _word(text: str) -> float:
    """What must stay in one line: the longest word, and all of something as short as a date."""
    return _ems(text) if len(text) <= SHORT else max(map(_ems, text.split()), default=0)


def _ems(text: str) -> float:
    """How wide a text is in bold."""
    return sum(_WIDTHS.get(letter) or _other(letter) for letter in text)


def _other(letter: str) -> float:
    """A letter with an accent is as wide as without; of other scripts the widest is taken."""
    plain = unicodedata.normalize("NFKD", letter)[0]
    return _WIDTHS.get(plain) or (1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.73)


def _wide(ems: float, most: float) -> float:
    return min(ems, most) * EM + PADDING
