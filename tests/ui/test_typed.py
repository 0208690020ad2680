"""A field keeps what is typed: it begins with what is saved, follows it until somebody types, and outlives its page."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    """A field that may be hidden, and what is said of it."""
    import streamlit as st

    from steward.ui.kit.typed import begun, forget, is_typed, typed

    saved = st.session_state.get("saved", "as saved")
    if st.button("Forget"):
        forget("A1.plan")
        st.rerun()
    if not st.session_state.get("hidden"):
        st.text_input("Words", **begun("A1.plan.words", saved))
    st.text(f"{typed('A1.plan.words', saved)} / {is_typed('A1.plan')} / {is_typed('A1.pla')}")


def _open() -> AppTest:
    return AppTest.from_function(page).run()


def _type(test: AppTest, words: str) -> AppTest:
    return test.text_input[0].set_value(words).run()


def _set(test: AppTest, **state: object) -> AppTest:
    for name, value in state.items():
        test.session_state[name] = value
    return test.run()


def _said(test: AppTest) -> str:
    assert not test.exception
    return str(test.text[0].value)


def test_a_field_begins_with_what_is_saved_and_follows_it() -> None:
    test = _open()
    assert (test.text_input[0].value, _said(test)) == ("as saved", "as saved / False / False")
    assert _set(test, saved="saved again").text_input[0].value == "saved again"


def test_what_is_typed_stays_when_something_else_is_saved() -> None:
    test = _set(_type(_open(), "mine"), saved="theirs")
    assert (test.text_input[0].value, _said(test)) == ("mine", "mine / True / False")


def test_a_field_follows_again_once_what_was_typed_is_saved() -> None:
    test = _set(_type(_open(), "mine "), saved="mine")
    assert _said(test) == "mine / False / False"
    assert _set(test, saved="theirs").text_input[0].value == "theirs"


def test_a_field_that_is_not_drawn_for_a_while_is_as_it_was_left() -> None:
    test = _set(_type(_open(), "mine"), hidden=True)
    assert _said(test) == "mine / True / False"
    assert _set(test, hidden=False).text_input[0].value == "mine"


def test_what_is_forgotten_is_what_is_saved() -> None:
    test = _type(_open(), "mine")
    test.button[0].click().run()
    assert (test.text_input[0].value, _said(test)) == ("as saved", "as saved / False / False")
