"""Sentences made from figures by plain rules; no cause is ever invented."""

import re
from collections.abc import Sequence

from steward.exhibits import Figure, Number, Unit, listed

HEADLINE = 70
"""As many characters a page's headline has, so that it is one line."""
MOST_PERCENT = 200
"""The rise in percent beyond which it is told how many times as much it is."""


def moved(value: Number | None, before: Number | None) -> str:
    """`up 4.1 %`, `down 2.0 %`, `unchanged`; nothing where either is unknown or there was nothing before. What is more
    than three times as much is told so: nobody sees 412 % as five times."""
    if value is None or not before:
        return ""
    share = (float(value) - float(before)) / abs(float(before)) * 100
    if abs(share) < 0.05:
        return "unchanged"
    if before > 0 and share > MOST_PERCENT:
        return f"{1 + share / 100:,.1f} times"
    return f"{'up' if share > 0 else 'down'} {abs(share):,.1f}\N{NARROW NO-BREAK SPACE}%"


def moved_since(figure: Figure) -> str:
    """`, up 4.1 % on Q2 2026` for the end of a sentence, or `, 4.1 times that of Q2 2026`."""
    change = moved(figure.value, figure.previous)
    if change.endswith(" times"):
        return f", {change} that of {figure.previous_label}"
    return f", {change} on {figure.previous_label}" if change else ""


def went(figure: Figure) -> str:
    """`Incidents fell from 2 to 1`; nothing where there is no change to tell."""
    before, now = figure.unit.compact(figure.previous), figure.text
    if not figure.delta or before == now:
        return ""
    return f"{figure.label} {'rose' if figure.delta > 0 else 'fell'} from {before} to {now}"


def grew(unit: Unit, before: Number, now: Number) -> str:
    """`grew from €18k to €24k`, `fell from …`, `stayed at €18k` for the middle of a sentence; `grew by €16k to €2.5M`
    where both look alike in so few digits."""
    then, here, way = unit.compact(before), unit.compact(now), "grew" if now > before else "fell"
    if then != here:
        return f"{way} from {then} to {here}"
    by = unit.compact(abs(float(now) - float(before)))
    return f"stayed at {here}" if by == unit.compact(0) else f"{way} by {by} to {here}"


def changed(unit: Unit, change: Number) -> str:
    """`grew by €82k`, `fell by €3k`, `did not change`."""
    size = unit.compact(change if change > 0 else -change)
    return f"{'grew' if change > 0 else 'fell'} by {size}" if change else "did not change"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 ticket`, `3 tickets`, `no tickets`."""
    word = one if number == 1 else many or f"{one}s"
    return f"{number:,} {word}" if number else f"no {word}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spelled(number: int) -> str:
    """A number up to twelve as a word; `13` beyond."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def in_a_line(*said: str) -> str:
    """The first of these sentences, from the fullest to the barest, that a headline has room for; else the shortest. An
    empty one is none.

    >>> in_a_line(f"Lines that renew by themselves {'again and ' * 5}again", "Lines that renew")
    'Lines that renew'
    """
    told = [one for one in said if one]
    return next((one for one in told if len(one) <= HEADLINE), min(told, key=len, default=""))


def few(names: Sequence[str], most: int = 2) -> str:
    """`A and B`, `A, B and 3 more`: the first by name where they are many."""
    more = len(names) - most
    return listed([*names[:most], f"{more} more"] if more > 0 else list(names))


def capital(sentence: str) -> str:
    """The sentence with its first letter large, but for a name that is written otherwise.

    >>> capital("what they said"), capital("iPhone lines are full")
    ('What they said', 'iPhone lines are full')
    """
    first = sentence.partition(" ")[0]
    return sentence if first != first.lower() else sentence[:1].upper() + sentence[1:]


def which_of(number: int, count: int) -> str:
    """`2 of 9`, in one line wherever a title breaks."""
    return f"{number}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{count}"


def inside(sentence: str) -> str:
    """The sentence as a later part of another; an abbreviation keeps its capitals."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def in_words(unit: Unit, categories: tuple[str, ...], values: tuple[Number | None, ...]) -> str:
    """The first and last value of a series, for alternative text."""
    known = [(name, value) for name, value in zip(categories, values, strict=True) if value is not None]
    if not known:
        return "no values"
    (first, start), (last, end) = known[0], known[-1]
    if first == last:
        return f"{unit.text(start)} in {first}"
    return f"from {unit.text(start)} in {first} to {unit.text(end)} in {last}"


_DAYS = re.compile(r"\b(?:(\d{1,2}) )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4})\b|\b(Q[1-4]) (\d{4})\b")


def with_whole_days(text: str) -> str:
    """The text with days, months and quarters that no line is broken in.

    >>> with_whole_days("From 3 Sep 2026, or in Oct 2026; Q3 2026")
    'From 3\\xa0Sep\\xa02026, or in Oct\\xa02026; Q3\\xa02026'
    """
    return text if " 20" not in text else _DAYS.sub(lambda day: day.group().replace(" ", "\N{NO-BREAK SPACE}"), text)


_PRESS = re.compile(r"(?:^|(?<=[.:!?] ))Tick a row[^.]*\.\s*")


def without_presses(note: str) -> str:
    """A note for where nothing can be pressed.

    >>> without_presses("MRR of today. Tick a row to open it; click a heading to sort. All of it.")
    'MRR of today. All of it.'
    """
    return _PRESS.sub("", note).strip()
