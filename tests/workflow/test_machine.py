"""The laws of every workflow: each state is reached, terminal ones have no exit, only what is declared happens."""

from collections import deque
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.errors import StepNotAllowed
from steward.workflow.machine import Transition, Workflow
from tests.workflow.kinds import KINDS

DOOR = Workflow(
    "door", "shut", (Transition("open", ("shut",), "ajar"), Transition("break", ("ajar", "shut"), "broken")), ("knock",)
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
class TestEveryKind:
    def test_every_state_is_reached(self, kind: Workflow) -> None:
        met, ahead = {kind.initial}, deque([kind.initial])
        while ahead:
            state = ahead.popleft()
            found = {kind.after(state, event) for event in kind.allowed(state)} - met
            met |= found
            ahead.extend(found)
        assert met == set(kind.states)

    def test_nothing_leads_out_of_a_terminal_state(self, kind: Workflow) -> None:
        assert kind.terminal and not any(kind.allowed(state) for state in kind.terminal)

    @given(data=st.data())
    def test_only_declared_transitions_happen(self, kind: Workflow, data: st.DataObject) -> None:
        declared = {(state, one.event): one.to for one in kind.transitions for state in one.among}
        events = sorted({one.event for one in kind.transitions} | set(kind.passing))
        state = kind.initial
        for event in data.draw(st.lists(st.sampled_from(events), max_size=30)):
            if (state, event) in declared:
                assert kind.after(state, event) == declared[state, event]
                state = declared[state, event]
            elif event in kind.passing and state not in kind.terminal:
                assert kind.after(state, event) == state
            else:
                with pytest.raises(StepNotAllowed):
                    kind.after(state, event)


class TestFold:
    @pytest.mark.parametrize(
        ("events", "state"),
        [([], "shut"), (["open"], "ajar"), (["knock", "open", "knock"], "ajar"), (["open", "break"], "broken")],
    )
    def test_state_is_the_fold_of_its_events(self, events: list[str], state: str) -> None:
        assert reduce(DOOR.after, events, DOOR.initial) == state

    @pytest.mark.parametrize("events", [["break", "knock"], ["open", "open"], ["paint"]])
    def test_what_is_not_declared_is_refused_in_words(self, events: list[str]) -> None:
        with pytest.raises(StepNotAllowed, match=r"A door that is (broken|ajar|shut) cannot be"):
            reduce(DOOR.after, events, DOOR.initial)
