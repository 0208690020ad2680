"""Who reports to whom, as a tree: everybody stands once, and a circle is said and not followed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Reporting:
    """`bosses`: to whom each reports, where that leads up to somebody at the top; `circles`: those who report to one
    another, who stand at the top for want of one.

    | Ada reports to | Bo to | Cy to | Di to | at the top | circles |
    |----------------|-------|-------|-------|------------|---------|
    | nobody         | Ada   | Bo    | Eve, who is unknown | Ada, Di | none |
    | Bo             | Ada   | Bo    | nobody | Ada, Bo, Di | Ada and Bo |
    """

    people: tuple[str, ...]
    bosses: Mapping[str, str]
    circles: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, said: Mapping[str, str | None]) -> "Reporting":
        """The tree of what is said of each; a manager whom nobody knows is none."""
        known = {one: boss for one, boss in said.items() if boss and boss in said}
        circles = tuple(_circles(known))
        inside = {one for circle in circles for one in circle}
        return cls(tuple(said), {one: boss for one, boss in known.items() if one not in inside}, circles)

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """Those who report to nobody."""
        return tuple(one for one in self.people if one not in self.bosses)

    @cached_property
    def _reports(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for one in self.people:
            if one in self.bosses:
                found.setdefault(self.bosses[one], []).append(one)
        return {boss: tuple(those) for boss, those in found.items()}

    def below(self, person: str) -> tuple[str, ...]:
        """Those who report to somebody themselves."""
        return self._reports.get(person, ())

    def under(self, person: str) -> frozenset[str]:
        """Somebody with all who report to them, through others or not."""
        found, waiting = {person}, [person]
        while waiting:
            new = self.below(waiting.pop())
            found.update(new)
            waiting += new
        return frozenset(found)

    def team(self, person: str) -> tuple[str, ...]:
        """The same in the order of the tree: each before those who report to them."""
        return (person, *(one for report in self.below(person) for one in self.team(report)))

    def leads(self, boss: str, person: str) -> bool:
        """Whether one of two is above the other."""
        return boss in self.line(person)[:-1]

    def walk(self, wanted: Iterable[str], names: Mapping[str, str] | None = None) -> Iterator[tuple[int, str]]:
        """Those who are wanted, and all above them, each once with how deep they stand; by name below each, and at the
        end who is in no tree."""
        called, held = names or {}, set(wanted)
        shown = {above for one in held for above in self.line(one)}

        def placed(people: Iterable[str], depth: int) -> Iterator[tuple[int, str]]:
            for one in sorted(people, key=lambda each: (called.get(each, each), each)):
                if one in shown:
                    yield depth, one
                    yield from placed(self.below(one), depth + 1)

        yield from placed(self.tops, 0)
        for stranger in sorted(held - set(self.people)):
            yield 0, stranger

    def line(self, person: str) -> tuple[str, ...]:
        """From the top down to somebody."""
        found = [person]
        while found[-1] in self.bosses:
            found.append(self.bosses[found[-1]])
        return tuple(reversed(found))


def _circles(bosses: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Those who report to one another, each circle once, beginning with the first of them by name."""
    seen: set[str] = set()
    for one in bosses:
        way: list[str] = []
        now: str | None = one
        while now is not None and now not in seen:
            seen.add(now)
            way.append(now)
            now = bosses.get(now)
        if now in way:
            circle = way[way.index(now) :]
            first = circle.index(min(circle))
            yield (*circle[first:], *circle[:first])
