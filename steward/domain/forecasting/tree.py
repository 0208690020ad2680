"""Whose numbers are whose: people by whom they report to, so that each level is the sum of those below it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

NOBODY = ""
"""Stands for the owner of what nobody owns."""


@dataclass(frozen=True)
class Reporting:
    """Who reports to whom, without a circle: where people report in one, the first of them by id reports to nobody."""

    managers: Mapping[str, str]

    @classmethod
    def of(cls, managers: Mapping[str, str]) -> "Reporting":
        """`managers`: of each person the id of whom they report to, or nothing. One who is nobody counts as nothing."""
        found = {one: boss if boss in managers and boss != one else "" for one, boss in managers.items()}
        for person in sorted(found):
            if person in _above(person, found):
                found[person] = ""
        return cls(found)

    @cached_property
    def reports(self) -> Mapping[str, tuple[str, ...]]:
        """Who reports to each, directly."""
        found: dict[str, list[str]] = {}
        for person in sorted(self.managers):
            found.setdefault(self.managers[person], []).append(person)
        return {boss: tuple(those) for boss, those in found.items() if boss}

    @property
    def tops(self) -> tuple[str, ...]:
        """Those who report to nobody."""
        return tuple(one for one in sorted(self.managers) if not self.managers[one])

    def team(self, person: str) -> tuple[str, ...]:
        """Somebody and all below them, in the order of a tree."""
        return (person, *(one for report in self.reports.get(person, ()) for one in self.team(report)))

    def leads(self, boss: str, person: str) -> bool:
        """Whether one of two is above the other."""
        return boss in _above(person, self.managers)

    def walk(self, wanted: Iterable[str], name: Mapping[str, str] | None = None) -> Iterator[tuple[int, str]]:
        """Those who are wanted, and all above them, each once with how deep they stand; by name below each."""
        called = name or {}
        held = set(wanted)
        shown = held | {above for one in held for above in _above(one, self.managers)}

        def below(person: str, depth: int) -> Iterator[tuple[int, str]]:
            yield depth, person
            for one in sorted(self.reports.get(person, ()), key=lambda each: (called.get(each, each), each)):
                if one in shown:
                    yield from below(one, depth + 1)

        for top in sorted(self.tops, key=lambda each: (called.get(each, each), each)):
            if top in shown:
                yield from below(top, 0)
        for stranger in sorted(held - set(self.managers)):
            yield 0, stranger


def _above(person: str, managers: Mapping[str, str]) -> Sequence[str]:
    """Everybody above somebody, the nearest first; somebody in a circle is above themselves."""
    found: list[str] = []
    boss = managers.get(person, "")
    while boss and boss not in found:
        found.append(boss)
        boss = managers.get(boss, "")
    return found
