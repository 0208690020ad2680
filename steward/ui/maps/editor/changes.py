"""What comes back from the editor, believed only after it was checked: a browser can send anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from steward.domain.stakeholders import Tie
from steward.exhibits import RelationshipMap

FARTHEST = 1_000.0
MOST = 2_000
Ends = tuple[str, str, Tie]


@dataclass(frozen=True)
class MapChanges:
    """What somebody did on the map: people moved, lines added and removed; or one person they want to `open`."""

    moved: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    added: tuple[Ends, ...] = ()
    removed: tuple[Ends, ...] = ()
    open: str = ""

    def __bool__(self) -> bool:
        """Whether anything was done."""
        return bool(self.moved or self.added or self.removed or self.open)


def as_one(result: Mapping[str, Any]) -> dict[str, Any]:
    """The two messages that the editor may send, changes and somebody to open, as one."""
    changed, opened = result.get("changed"), result.get("open")
    wanted = opened.get("id") if isinstance(opened, Mapping) else None
    return {**(changed if isinstance(changed, Mapping) else {}), "open": wanted}


def checked(sent: Any, exhibit: RelationshipMap) -> MapChanges:
    """What of a message makes sense on this map; the rest is passed over."""
    if not isinstance(sent, Mapping):
        return MapChanges()
    ours = {person.key: person.ours for person in exhibit.people}
    there = {(line.start, line.end, line.tie) for line in exhibit.lines}
    opened = sent.get("open")
    return MapChanges(
        moved=dict(_moved(sent.get("moved"), ours)),
        added=tuple(line for line in _lines(sent.get("added"), ours) if line not in there and _fits(line, ours)),
        removed=tuple(line for line in _lines(sent.get("removed"), ours) if line in there),
        open=opened if isinstance(opened, str) and ours.get(opened) is False else "",
    )


def _moved(sent: Any, ours: Mapping[str, bool]) -> Iterator[tuple[str, tuple[float, float]]]:
    for key, spot in list(sent.items())[:MOST] if isinstance(sent, Mapping) else ():
        if key in ours and isinstance(spot, list) and len(spot) == 2 and all(map(_is_place, spot)):
            yield key, (round(float(spot[0]), 2), round(float(spot[1]), 2))


def _is_place(number: Any) -> bool:
    known = isinstance(number, int | float) and not isinstance(number, bool)
    return known and abs(number) <= FARTHEST


def _lines(sent: Any, ours: Mapping[str, bool]) -> Iterator[Ends]:
    """Lines between two different people of the map, each once."""
    seen = set()
    for line in sent[:MOST] if isinstance(sent, list) else ():
        if not (isinstance(line, list) and len(line) == 3 and all(isinstance(one, str) for one in line)):
            continue
        start, end, tie = line
        if start in ours and end in ours and start != end and tie in list(Tie) and (start, end, tie) not in seen:
            seen.add((start, end, tie))
            yield start, end, Tie(tie)


def _fits(line: Ends, ours: Mapping[str, bool]) -> bool:
    """We know them, they do everything else among themselves."""
    start, end, tie = line
    return not ours[end] and ours[start] == (tie is Tie.KNOWS)
