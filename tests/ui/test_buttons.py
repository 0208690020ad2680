"""A press that changes something is kept until a run comes to its button, whatever ends the run that it began."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.ui.kit.buttons import AWAITED, PRESSED

ROOT = Path(__file__).parents[2]
LEADS_ON = {
    ("reviews/page.py", "review.next"): "opens another step; kept, it would lead away from one chosen since",
    ("reviews/slides.py", "slides.messages"): "opens another step; kept, it would lead away from one chosen since",
}
"""Buttons that ask Streamlit itself whether they were pressed, which forgets it where another run comes in between."""


def page() -> None:
    """Two buttons, below a place where a run can be cut off."""
    import streamlit as st

    from steward.ui.kit.buttons import kept_button

    done, of = st.session_state.setdefault("done", []), st.session_state.get("of", "A1")
    if st.session_state.pop("cut off", False):
        st.button("Once", key="once", on_click=None)
        st.stop()
    if kept_button("Once", "once", of=f"once.{of}"):
        done.append(f"once {of}")
    if kept_button("Each", "each", of=f"each.{of}", each=True):
        done.append(f"each {of}")
        st.rerun()
    for choice in ("Yes", "No"):
        if kept_button(choice, choice.lower(), of=f"pair.{of}"):
            done.append(f"{choice.lower()} {of}")
    if kept_button("Not now", "not now", of=f"not now.{of}", enabled=st.session_state.get("may", False)):
        done.append(f"not now {of}")


def _pressed(key: str, times: int = 1, ago: float = 0, of: str = "A1") -> AppTest:
    """A session in which a button was pressed, and each run so far was cut off before it came there."""
    test = AppTest.from_function(page)
    test.run()
    press = _press(key, of, ago)
    test.session_state[PRESSED] = (press,) * times
    return test


def _press(key: str, of: str, ago: float) -> object:
    import time

    from steward.ui.kit.buttons import Press

    return Press(key, f"{key}.{of}", time.monotonic() - ago)


def test_a_press_begins_a_run_that_does_it() -> None:
    test = AppTest.from_function(page).run()
    test.button(key="once").click().run()
    assert test.session_state["done"] == ["once A1"]
    assert test.run().session_state["done"] == ["once A1"], "and no other"


def test_a_press_whose_run_was_cut_off_is_done_by_the_next() -> None:
    test = AppTest.from_function(page).run()
    test.session_state["cut off"] = True
    test.button(key="each").click().run()
    assert test.session_state["done"] == []
    test.run()
    assert test.session_state["done"] == ["each A1"]


@pytest.mark.parametrize(
    ("key", "times", "ago", "of", "done"),
    [
        ("once", 2, 0, "A1", ["once A1"]),
        ("each", 2, 0, "A1", ["each A1", "each A1"]),
        ("once", 1, 0, "A2", []),
        ("once", 1, AWAITED + 1, "A1", []),
        ("not now", 1, 0, "A1", []),
    ],
    ids=["a save, twice", "a move, twice", "of another account", "of long ago", "what may not be pressed"],
)
def test_what_was_pressed_is_done_as_it_was_meant(key: str, times: int, ago: float, of: str, done: list[str]) -> None:
    test = _pressed(key, times, ago, of)
    test.run()
    assert test.run().session_state["done"] == done


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_each_of_two_buttons_for_one_thing_is_heard(choice: str) -> None:
    """Neither the one that stands above nor the one below takes the other's press away."""
    test = AppTest.from_function(page).run()
    test.button(key=choice).click().run()
    assert test.session_state["done"] == [f"{choice} A1"]


def test_of_two_presses_on_different_buttons_neither_takes_the_others_place() -> None:
    test = _pressed("once")
    test.session_state[PRESSED] = (*test.session_state[PRESSED], _press("each", "A1", 0))
    test.run()
    assert sorted(test.session_state["done"]) == ["each A1", "once A1"]


def _asking(path: Path) -> Iterator[str]:
    """The key, or else the label, of each button whose answer is used."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unused = {one.value for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and one not in unused]
    for call in calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("button", "form_submit_button"):
            said = [word.value for word in call.keywords if word.arg == "key"] or call.args[:1]
            yield ast.unparse(said[0]).strip("'")


def test_no_button_that_changes_something_can_lose_its_press() -> None:
    """It is `kept_button`, or acts in its callback; which others there are is named here with why they may."""
    inside = ROOT / "steward" / "ui"
    found = {(str(path.relative_to(inside)), key) for path in inside.rglob("*.py") for key in _asking(path)}
    found |= {(path.name, key) for path in (ROOT / "pages").rglob("*.py") for key in _asking(path)}
    assert found == set(LEADS_ON)
