"""What became of a press is told at the next run, once; what was typed for it is kept where it was refused."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    """A field, and a press that is refused while it says so."""
    import streamlit as st

    from steward.errors import StepNotAllowed
    from steward.ui.kit.acts import do, tell_last
    from steward.ui.kit.typed import begun

    tell_last()
    why = st.text_input("Why", **begun("case.why", "")) or ""

    def act() -> None:
        if why == "no":
            raise StepNotAllowed("Not so: *why*?")

    if st.button("Do it", key="do"):
        do(act, "Done.", "case")


def _pressed(why: str) -> AppTest:
    test = AppTest.from_function(page).run()
    test.text_input[0].set_value(why).run()
    return test.button(key="do").click().run()


def test_what_is_done_is_said_once_and_its_field_begins_anew() -> None:
    test = _pressed("yes")
    said = [one.value.replace("\\", "") for one in test.toast]
    assert (said, len(test.error), test.text_input[0].value) == (["Done."], 0, "")
    assert not test.run().toast


def test_what_is_refused_says_why_to_the_letter_and_keeps_what_was_typed() -> None:
    test = _pressed("no")
    assert (len(test.toast), len(test.error), test.text_input[0].value) == (0, 1, "no")
    assert test.error[0].value.replace("\\", "") == "Not so: *why*?" != test.error[0].value
    assert not test.run().error
