"""What a relationship map changes in a plan: places, lines, people. Pure: a plan before, a plan after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from steward.domain.stakeholders import Bond, Sway, Tie
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.files.changes import entry_id
from steward.plans.files.keys import Record
from steward.plans.internal.strategy import Acquaintance, Influence, MapView, Reading, Strategy

WHOLE = MapView(id="whole-account", name="Whole account")
Kept = TypeVar("Kept", bound=Record)
LineEnds = tuple[str, str, Tie]


@dataclass(frozen=True)
class Pair:
    """Both files of a plan, on their way from one state to the next. `notes`: what could not be done, in words."""

    success: SuccessPlan
    strategy: Strategy
    notes: tuple[str, ...] = ()

    def moved(self, map_id: str, places: Mapping[str, tuple[float, float]]) -> "Pair":
        """People put somewhere on a map; a map that is not written yet begins with that."""
        if not places:
            return self
        found = {one.id: one for one in self.strategy.maps}
        held = found.get(map_id) or (WHOLE if map_id in ("", WHOLE.id) else MapView(id=map_id, name=map_id))
        spots = {person: (x, y) for person, x, y in held.places} | dict(places)
        found[held.id] = replace(held, places=tuple((person, x, y) for person, (x, y) in spots.items()))
        return replace(self, strategy=replace(self.strategy, maps=tuple(found.values())))

    def put_back(self, map_id: str, people: Iterable[str] | None = None) -> "Pair":
        """People where the layout puts them again: some, or all."""
        gone = None if people is None else set(people)
        maps = tuple(
            replace(one, places=tuple(spot for spot in one.places if gone is not None and spot[0] not in gone))
            if one.id == (map_id or WHOLE.id)
            else one
            for one in self.strategy.maps
        )
        return replace(self, strategy=replace(self.strategy, maps=maps))

    def line_added(self, line: LineEnds, today: date) -> "Pair":
        """A line drawn today."""
        start, end, tie = line
        if start == end:
            return self
        match tie:
            case Tie.REPORTS_TO:
                return self.person_changed(start, reports_to=end, confirmed_on=today)
            case Tie.KNOWS:
                known = Acquaintance(colleague=start, person=end, bond=Bond.INTRODUCED, confirmed_on=today)
                return self._strategy(acquaintances=_with(self.strategy.acquaintances, known))
        drawn = Influence(from_person=start, tie=Sway(tie.value), to_person=end, confirmed_on=today)
        return self._strategy(influence=_with(self.strategy.influence, drawn))

    def line_removed(self, line: LineEnds) -> "Pair":
        """A line taken away. One that the contacts feed draws stays, and that is noted."""
        start, end, tie = line
        match tie:
            case Tie.REPORTS_TO:
                return self._manager_removed(start, end)
            case Tie.KNOWS:
                left = [one for one in self.strategy.acquaintances if (one.colleague, one.person) != (start, end)]
                return self._strategy(acquaintances=tuple(left))
        ends = (start, tie.value, end)
        rest = [one for one in self.strategy.influence if (one.from_person, one.tie.value, one.to_person) != ends]
        return self._strategy(influence=tuple(rest))

    def _manager_removed(self, person: str, manager: str) -> "Pair":
        written = next((one for one in self.success.people if one.id == person), None)
        if written is None or written.reports_to != manager:
            note = "A reporting line of the contacts feed stays; draw the right one, which then goes before it."
            return replace(self, notes=(*self.notes, note))
        return self.person_changed(person, reports_to="")

    def person_changed(self, person: str, **said: Any) -> "Pair":
        """What is written about somebody in the success plan; who is not in it yet comes in."""
        held = next((one for one in self.success.people if one.id == person), PlanPerson(id=person))
        people = _with(self.success.people, replace(held, **said))
        return replace(self, success=replace(self.success, people=people))

    def read(self, reading: Reading) -> "Pair":
        """Our reading of somebody, on one map or on all."""
        return self._strategy(readings=_with(self.strategy.readings, reading))

    def person_added(self, name: str, **said: Any) -> tuple["Pair", str]:
        """Somebody who is in no CRM, and the id they got."""
        key = entry_id(name, [one.id for one in self.success.people])
        return self.person_changed(key, name=name, **said), key

    def _strategy(self, **said: Any) -> "Pair":
        return replace(self, strategy=replace(self.strategy, **said))


def _with(records: Sequence[Kept], new: Kept) -> tuple[Kept, ...]:
    """The entries with one of them replaced, or added where there is none like it."""
    told = tuple(getattr(new, name) for name in new.identity)
    found = [tuple(getattr(one, name) for name in new.identity) == told for one in records]
    if not any(found):
        return (*records, new)
    return tuple(new if same else one for one, same in zip(records, found, strict=True))
