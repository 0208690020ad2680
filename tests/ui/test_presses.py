"""A press is done once the run that it began came to its end: the browser presses again what was not."""

import pytest
from streamlit.testing.v1 import AppTest

from steward.ui.kit.presses import DONE, HEARD, NOTED


def page() -> None:
    """A page whose run ends as it is told."""
    import streamlit as st

    from steward.ui.kit.presses import heard_presses

    with heard_presses():
        ends = st.session_state.pop("ends", "")
        if ends == "cut off":
            st.stop()
        if ends == "again":
            st.rerun()
        if ends == "fault":
            raise ValueError(ends)


@pytest.mark.parametrize(
    ("ends", "kept", "done"),
    [("", False, 3), ("again", False, 3), ("fault", False, 3), ("cut off", False, 2), ("cut off", True, 3)],
)
def test_a_press_is_done_unless_its_run_was_cut_off(ends: str, kept: bool, done: int) -> None:
    """`kept`: a press that is noted before its run begins, and done by whichever run comes to it."""
    test = AppTest.from_function(page)
    for name, value in {"ends": ends, HEARD: 3, DONE: 2, NOTED: kept}.items():
        test.session_state[name] = value
    test.run()
    assert test.session_state[DONE] == done
    assert test.run().session_state[DONE] == done, "another run knows no more of it"
