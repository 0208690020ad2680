"""Whom a map shows that has more people than a slide or page holds in names that can be read: those who matter most."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from steward.domain.stakeholders import BuyingRole, Support, Tie
from steward.exhibits.people import MapLine, MapPerson, RelationshipMap

Fits = Callable[[RelationshipMap], bool]
MOST_PICTURES = 2
"""So many of one map at most; who else there is, words tell."""
_WORTH_A_SLIDE = 2
"""So many who matter are worth a second one."""
_FEW, _NARROWEST = 8, 3
"""So many people stand in as many rows as it takes, whoever they are; the fewest beside each other then."""


def by_importance(exhibit: RelationshipMap) -> list[MapPerson]:
    """Their people: who decides, who is against us, who speaks for us, who has another role, and so on."""
    sways = Counter(
        end
        for line in exhibit.lines
        for end in (line.start, line.end)
        if line.tie in (Tie.INFLUENCES, Tie.CONFLICTS_WITH)
    )
    theirs = [one for one in exhibit.people if not one.ours]
    return sorted(theirs, key=lambda one: (_weight(one), -sways[one.key], one.y, one.x))


def matters(one: MapPerson) -> bool:
    """Whether it is known of somebody what they do in a purchase or how they stand."""
    return one.key_player or bool(one.roles) or one.support is not None


def _weight(one: MapPerson) -> int:
    """The less, the more depends on somebody."""
    ranks = (
        any(role.decides for role in one.roles),
        one.support is Support.OPPOSED or BuyingRole.BLOCKER in one.roles,
        one.key_player or BuyingRole.CHAMPION in one.roles,
        one.support in (Support.SCEPTIC, Support.MENTOR),
        bool(one.roles),
        one.support is not None,
    )
    return next((rank for rank, held in enumerate(ranks) if held), len(ranks))


def chosen(exhibit: RelationshipMap, fits: Fits) -> list[RelationshipMap]:
    """The whole where it fits; else those who matter most, as many as fit, and where several of them are left a second
    one. Empty where not even one fits."""
    if fits(exhibit):
        return [exhibit]
    found, waiting = list[RelationshipMap](), by_importance(exhibit)
    while waiting and len(found) < MOST_PICTURES and (not found or all(map(matters, waiting[:_WORTH_A_SLIDE]))):
        picture = _largest(exhibit, waiting, fits)
        if picture is None:
            break
        found.append(picture)
        shown = {one.key for one in picture.people}
        waiting = [one for one in waiting if one.key not in shown]
    return found


def _largest(exhibit: RelationshipMap, waiting: Sequence[MapPerson], fits: Fits) -> RelationshipMap | None:
    """The first of them, as many as fit: where some do not, no more of them do."""
    close = max(_FEW, sum(map(matters, waiting)))
    found, held, beyond = None, 0, len(waiting) + 1
    while beyond - held > 1:
        count = (held + beyond) // 2
        pictures = arrangements(exhibit, waiting[:count], close=count <= close)
        picture = next((each for each in pictures if fits(each)), None)
        found, held, beyond = (picture, count, beyond) if picture else (found, held, count)
    return found


def arrangements(
    exhibit: RelationshipMap, people: Iterable[MapPerson], *, close: bool = True
) -> Iterator[RelationshipMap]:
    """These people of a map and who of us knows them: a row for each level; `close`: or levels together, and several
    rows for a wide one."""
    keys = {one.key for one in people}
    levels = _levels([one for one in exhibit.people if one.key in keys])
    ours = _who_knows(exhibit, keys)
    while levels:
        widest = max(_NARROWEST, *map(len, levels))
        for wide in range(widest, _NARROWEST - 1 if close else widest - 1, -1):
            rows = [row for level in levels for row in _broken(level, wide)]
            yield _placed(exhibit, [*rows, ours[:wide]], wide)
        levels = _joined(levels) if close else []


def _joined(levels: Sequence[list[MapPerson]]) -> list[list[MapPerson]]:
    """The two neighbours that make the shortest row together in one; nothing where there is one level."""
    if len(levels) < 2:
        return []
    at = min(range(len(levels) - 1), key=lambda place: (len(levels[place]) + len(levels[place + 1]), -place))
    return [*levels[:at], [*levels[at], *levels[at + 1]], *levels[at + 2 :]]


def _levels(people: Sequence[MapPerson]) -> list[list[MapPerson]]:
    """The topmost first, each from left to right."""
    heights = sorted({one.y for one in people})
    return [sorted((one for one in people if one.y == high), key=lambda one: (one.x, one.key)) for high in heights]


def _broken(level: Sequence[MapPerson], wide: int) -> Iterator[Sequence[MapPerson]]:
    """In rows of about equal length, none longer than so many."""
    count = -(-len(level) // wide)
    ends = [round(len(level) * number / count) for number in range(count + 1)]
    return (level[begin:end] for begin, end in pairwise(ends))


def _who_knows(exhibit: RelationshipMap, keys: set[str]) -> list[MapPerson]:
    """Who of us knows them: those with the strongest bonds, from left to right."""
    bonds: Counter[str] = Counter()
    for line in exhibit.lines:
        for us, them in ((line.start, line.end), (line.end, line.start)):
            if them in keys:
                bonds[us] += 1 + (line.bond.strength if line.bond else 0)
    known = [one for one in exhibit.people if one.ours and bonds[one.key]]
    return sorted(known, key=lambda one: (-bonds[one.key], one.x))


def _placed(exhibit: RelationshipMap, rows: Sequence[Sequence[MapPerson]], wide: int) -> RelationshipMap:
    """Everybody of a row equally far from the next, over the whole width."""
    held = [row for row in rows if row]
    people = tuple(
        replace(one, x=(place + 0.5) * wide / len(row) - 0.5, y=float(down))
        for down, row in enumerate(held)
        for place, one in enumerate(row)
    )
    shown = {one.key for one in people}
    return replace(exhibit, people=people, lines=tuple(line for line in exhibit.lines if _between(line, shown)))


def _between(line: MapLine, shown: set[str]) -> bool:
    return line.start in shown and line.end in shown
