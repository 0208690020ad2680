"""The entries of a file in another order: each with the comment right above it; all else stays where it is."""

from typing import Any

from steward.plans.files.changes import PlanChange, in_order, told_apart
from steward.plans.files.lines import entry_blocks
from steward.plans.files.reading import read_plan


def reordered(text: str, kind: type[Any], account_id: str, change: PlanChange) -> str:
    """The text with the entries of a section in the order a change asks for. An entry that cannot be read keeps its
    place; so does everything where entries are written in another shape than tables of their own."""
    found = read_plan(kind, "", account_id, text)
    names = list(told_apart(getattr(found.plan, change.section)))
    places = [_lines(text, change.section, number) for number in found.numbered[change.section]]
    if (0, 0) in places:
        return text
    lines = text.split("\n")
    said = dict(zip(names, (lines[start:end] for start, end in places), strict=True))
    for (start, end), name in reversed(list(zip(places, in_order(names, change.after), strict=True))):
        lines[start:end] = said[name]
    return "\n".join(lines)


def _lines(text: str, section: str, number: int) -> tuple[int, int]:
    """Where an entry begins and ends, with the comment right above it; nowhere: 0, 0."""
    held = entry_blocks(text, section, number)
    if not held:
        return 0, 0
    lines, start = text.split("\n"), held[0].start
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return start, held[-1].end
