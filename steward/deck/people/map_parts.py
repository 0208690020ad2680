"""A map with more people than a slide holds in names that can be read: one map for each unit of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from steward.domain.stakeholders import Tie
from steward.exhibits import MapLine, MapPerson, RelationshipMap
from steward.exhibits.map_drawing.scene import said
from steward.exhibits.wording import counted

Fits = Callable[[RelationshipMap], bool]
_TOLD = 3
"""So many lines to other parts are told below a title; of more it is said how many there are."""


@dataclass(frozen=True)
class MapPart:
    """A part of a map, who stands at its head, and the lines that lead out of it, in words."""

    picture: RelationshipMap
    heads: tuple[MapPerson, ...]
    lines_out: tuple[str, ...]

    @property
    def caption(self) -> str:
        """Where its people are bound to those on other slides."""
        if len(self.lines_out) > _TOLD:
            return f"{counted(len(self.lines_out), 'line')} to people on other slides are told in the notes."
        return " ".join(self.lines_out)


def parts(exhibit: RelationshipMap, fits: Fits) -> list[MapPart]:
    """The whole where it fits, else somebody and who reports to them on each; as few as may be."""
    if fits(exhibit):
        return [MapPart(exhibit, (), ())]
    tree = _Tree(exhibit)
    order = {key: place for place, key in enumerate(each for head in tree.heads for each in tree.under(head))}
    found = tree.packed(None, tree.heads, fits)
    return [tree.part(keys) for keys in sorted(found, key=lambda keys: order[keys[0]])]


class _Tree:
    """Who reports to whom, from left to right."""

    def __init__(self, exhibit: RelationshipMap) -> None:
        self.exhibit = exhibit
        self.theirs = {one.key: one for one in exhibit.people if not one.ours}
        self.boss = {
            line.start: line.end
            for line in exhibit.lines
            if line.tie is Tie.REPORTS_TO and line.start in self.theirs and line.end in self.theirs
        }
        self.below: dict[str | None, list[str]] = {}
        for key in sorted(self.theirs, key=lambda key: (self.theirs[key].x, key)):
            self.below.setdefault(None if self._in_a_circle(key) else self.boss.get(key), []).append(key)

    @property
    def heads(self) -> list[str]:
        """Who reports to nobody here."""
        return self.below.get(None, [])

    def _in_a_circle(self, key: str) -> bool:
        """Whether somebody reports to themselves in the end; then they stand at a head."""
        seen: set[str] = set()
        at: str | None = key
        while at is not None and at not in seen:
            seen.add(at)
            at = self.boss.get(at)
        return at == key

    def under(self, key: str) -> list[str]:
        """Somebody and all below them."""
        return [key, *(each for child in self.below.get(key, []) for each in self.under(child))]

    def packed(self, head: str | None, children: Sequence[str], fits: Fits) -> list[list[str]]:
        """Keys for each part: as many branches beside each other as fit below their head. Of a branch that fits nowhere
        its own head stays, and has a part of its own."""
        top, found, current = [head] if head else [], list[list[str]](), list[str]()
        for child in children:
            branch = self.under(child)
            if len(branch) > 1 and not fits(self.part([*top, *branch]).picture):
                found += self.packed(child, self.below.get(child, []), fits)
                branch = [child] if head else []
            if current and not fits(self.part([*top, *current, *branch]).picture):
                found.append([*top, *current])
                current = []
            current += branch
        return [*found, *([[*top, *current]] if current else [])]

    def part(self, keys: Sequence[str]) -> MapPart:
        """These people, who of us knows them, and the lines between all of these."""
        people = _closer([self.theirs[key] for key in keys])
        inside = set(keys)
        known = {
            line.start if line.start not in self.theirs else line.end
            for line in self.exhibit.lines
            if (line.start in inside) != (line.end in inside) and not {line.start, line.end} <= self.theirs.keys()
        }
        team = [one for one in self.exhibit.people if one.ours and one.key in known]
        shown = inside | known
        lines = tuple(line for line in self.exhibit.lines if line.start in shown and line.end in shown)
        heads = tuple(one for one in people if self.boss.get(one.key) not in inside)
        picture = replace(self.exhibit, people=(*people, *_beneath(team, people)), lines=lines)
        return MapPart(picture, heads, tuple(self._told(self._lines_out(inside))))

    def _lines_out(self, inside: set[str]) -> Iterable[MapLine]:
        return (
            line
            for line in self.exhibit.lines
            if (line.start in inside) != (line.end in inside) and {line.start, line.end} <= self.theirs.keys()
        )

    def _told(self, lines: Iterable[MapLine]) -> Iterable[str]:
        names = {one.key: one.name for one in self.exhibit.people}
        return (said(line, names) for line in lines)


def _closer(people: Sequence[MapPerson]) -> list[MapPerson]:
    """Without the room that the others left, and a head in the middle of those below."""
    across, down = _ranks(one.x for one in people), _ranks(one.y for one in people)
    moved = [replace(one, x=across[one.x], y=down[one.y]) for one in people]
    top, rest = [one for one in moved if one.y == 0], [one for one in moved if one.y > 0]
    if len(top) != 1 or not rest:
        return moved
    middle = (min(one.x for one in rest) + max(one.x for one in rest)) / 2
    return [replace(one, x=middle) if one.y == 0 else one for one in moved]


def _ranks(values: Iterable[float]) -> dict[float, float]:
    """Each place, with no gap between two that is wider than a card."""
    order = sorted(set(values))
    found = dict.fromkeys(order[:1], 0.0)
    for before, value in pairwise(order):
        found[value] = found[before] + min(1.0, value - before)
    return found


def _beneath(team: Sequence[MapPerson], people: Sequence[MapPerson]) -> list[MapPerson]:
    """Our own people in a row below theirs, in the middle."""
    if not people:
        return list(team)
    left, right = min(one.x for one in people), max(one.x for one in people)
    low, begin = max(one.y for one in people) + 1, (left + right - len(team) + 1) / 2
    return [replace(one, x=begin + number, y=low) for number, one in enumerate(sorted(team, key=lambda one: one.x))]
