"""States and transitions as data. Quotes, approvals, designs go by tables of this kind; the laws are tested once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from steward.errors import StepNotAllowed


@dataclass(frozen=True)
class Transition:
    """What happens, in which states it may, and which state follows."""

    event: str
    among: tuple[str, ...]
    to: str


@dataclass(frozen=True)
class Workflow:
    """A table of states. `initial`: where everything begins; `passing`: events that may happen in any state but the
    terminal ones and change none (a comment, a delegation)."""

    name: str
    initial: str
    transitions: tuple[Transition, ...]
    passing: tuple[str, ...] = ()

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Every state there is, in the order they are named."""
        named = [self.initial]
        for one in self.transitions:
            named += [*one.among, one.to]
        return tuple(dict.fromkeys(named))

    @cached_property
    def terminal(self) -> frozenset[str]:
        """The states nothing leads out of."""
        left = {state for one in self.transitions for state in one.among}
        return frozenset(self.states) - left

    def allowed(self, state: str) -> tuple[str, ...]:
        """The events that may happen in a state."""
        passing = () if state in self.terminal else self.passing
        return (*self._table.get(state, ()), *passing)

    def after(self, state: str, event: str) -> str:
        """The state that follows. Raises StepNotAllowed."""
        if event in self._table.get(state, {}):
            return self._table[state][event]
        if event in self.passing and state not in self.terminal:
            return state
        raise StepNotAllowed(f"A {self.name} that is {state.replace('_', ' ')} cannot be {event.replace('_', ' ')}.")

    @cached_property
    def _table(self) -> Mapping[str, Mapping[str, str]]:
        table: dict[str, dict[str, str]] = {}
        for one in self.transitions:
            for state in one.among:
                table.setdefault(state, {})[one.event] = one.to
        return table
