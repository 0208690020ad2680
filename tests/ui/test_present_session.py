"""What the windows of a review tell the server, and what it believes; and what a room remembers."""

import time
from math import inf
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as any_

from steward.plans.customer.meeting_notes import Note, Noted
from steward.plans.customer.success_plan import Side
from steward.ui.present.present_session import PresentSession
from steward.ui.present.remote import MOST_AT_ONCE, RemoteAction, read

NUMBER = "0123456789abcdef"
NOTE = {"number": NUMBER, "kind": "commitment", "side": "theirs", "words": " Call ", "owner": "", "due": "2026-12-18"}
LEAF = any_.none() | any_.booleans() | any_.floats() | any_.integers() | any_.text(max_size=5)
NAMES = any_.sampled_from([*RemoteAction.__dataclass_fields__, *NOTE, "x"])
ANYTHING = any_.recursive(LEAF, lambda one: any_.lists(one) | any_.dictionaries(NAMES, one), max_leaves=12)


def test_a_note_is_read_with_its_number() -> None:
    found = read({"notes": [NOTE]}).notes[NUMBER]
    assert isinstance(found, Note)
    assert (found.kind, found.side, found.words, found.number) == (Noted.COMMITMENT, Side.THEIRS, "Call", NUMBER)


@pytest.mark.parametrize("wrong", [{"kind": "rumour"}, {"words": "  "}, {"words": None}])
def test_a_note_that_makes_no_sense_is_answered_all_the_same(wrong: dict[str, Any]) -> None:
    assert read({"notes": [{**NOTE, **wrong}]}).notes == {NUMBER: None}


@pytest.mark.parametrize("number", ["", None, "ABC", "0123456789abcde", "../../etc/passwd", NUMBER + "\n", "g" * 16])
def test_a_note_without_a_number_of_its_own_is_not_heard(number: Any) -> None:
    assert read({"notes": [{**NOTE, "number": number}]}).notes == {}


@given(ANYTHING)
@example({"height": inf})
@example({"to": inf})
def test_whatever_a_browser_sends_is_read(said: Any) -> None:
    found = read(said)
    assert found.to is None or found.to >= 0
    assert len(found.notes) <= MOST_AT_ONCE


def test_a_room_of_a_new_server_goes_on_where_the_first_window_was() -> None:
    began = time.time() - 600
    here = PresentSession()
    here.resume(4, 12, began)
    here.resume(7, 12, None)
    assert (here.slide, here.started, here.fresh) == (4, began, False)


def test_a_room_where_somebody_moved_is_moved_by_no_memory() -> None:
    here = PresentSession()
    here.show(2, 12)
    here.resume(7, 12, 1.0)
    assert here.slide == 2
    assert here.started and here.started > 1


@pytest.mark.parametrize(("slide", "shown"), [(0, 0), (11, 11), (99, 11)])
@pytest.mark.parametrize("started", [None, 1.0, 1e300])
def test_a_memory_is_believed_as_far_as_it_makes_sense(slide: int, shown: int, started: float | None) -> None:
    here = PresentSession()
    here.resume(slide, 12, started)
    assert here.slide == shown
    assert here.started is None or abs(here.started - time.time()) < 10
