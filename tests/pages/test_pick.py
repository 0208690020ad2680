"""One of many to work on: a row that is ticked, a list that is searched, an address that is shared."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from steward.ui.kit.pick import pick

    known = {"a": "Anna", "b": "Ben", "c": "Cleo"}
    ticked = [st.text_input("First table", key="first") or None, st.text_input("Second table", key="second") or None]
    st.write(f"on: {pick(known, ticked, str.upper, 'Who', 'Choose', 'whom')}")


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(_page, default_timeout=600).run()


def _on(page: AppTest) -> str:
    assert not page.exception
    return str(page.markdown[0].value).removeprefix("on: ")


def _tick(page: AppTest, table: str, row: str) -> str:
    page.text_input(key=table).set_value(row).run()
    return _on(page)


def test_nothing_is_chosen_at_first(page: AppTest) -> None:
    assert _on(page) == "None"


def test_the_row_ticked_last_is_worked_on_in_whatever_table(page: AppTest) -> None:
    assert [_tick(page, "first", "a"), _tick(page, "second", "b"), _tick(page, "first", "c")] == ["Anna", "Ben", "Cleo"]


def test_a_row_no_longer_ticked_stays_chosen_and_harms_nothing(page: AppTest) -> None:
    assert [_tick(page, "first", "a"), _tick(page, "second", "b"), _tick(page, "first", "")] == ["Anna", "Ben", "Ben"]


def test_what_is_chosen_in_the_list_goes_before_an_older_tick_and_can_be_cleared(page: AppTest) -> None:
    _tick(page, "first", "a")
    page.selectbox[0].select("c").run()
    assert _on(page) == "Cleo" and "c" in page.query_params["whom"]
    page.selectbox[0].set_value(None).run()
    assert (_on(page), "whom" in page.query_params) == ("None", False)


@pytest.mark.parametrize(("asked", "found"), [("b", "Ben"), ("<b>nobody</b>", "None")])
def test_an_address_chooses_only_what_there_is(asked: str, found: str) -> None:
    page = AppTest.from_function(_page, default_timeout=600)
    page.query_params["whom"] = asked
    assert _on(page.run()) == found


def test_an_account_that_is_not_there_is_said(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEWARD_HOME", str(sample_home))
    test = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=600)
    test.query_params["only"] = "../../etc"
    test.switch_page("pages/internal/renewals.py").run()
    assert not test.exception
    assert any("Account" in one.value and "filter ignored" in one.value for one in test.warning)


def test_a_link_that_was_followed_goes_before_what_was_chosen_and_one_to_nothing_says_so(page: AppTest) -> None:
    page.selectbox[0].select("a").run()
    page.query_params["whom"] = "b"
    assert _on(page.run()) == "Ben"
    page.selectbox[0].select("c").run()
    assert _on(page) == "Cleo", "what is chosen since goes before the link"
    page.query_params["whom"] = "z"
    page.run()
    for _ in range(2):
        assert "closed" in str(page.caption[0].value) and _on(page) == "None"
        page.run()
    page.selectbox[0].select("a").run()
    assert len(page.caption) == 0


def _kept_page() -> None:
    import streamlit as st

    from steward.ui.kit.pick import pick

    if "of" not in st.session_state:
        st.session_state["of"], st.session_state["named"] = set(), []
    called, of = st.session_state["named"], st.session_state["of"]
    known = {"a": "Anna", "b": "Ben"}
    pick(known, [], lambda one: called.append(one) or one, "Who", "Choose", "whom", of)


def test_what_a_briefing_that_is_kept_has_is_named_once_for_all_runs() -> None:
    page = AppTest.from_function(_kept_page, default_timeout=600).run().run()
    before = len(page.session_state["named"])
    page.run().run()
    assert not page.exception and page.selectbox[0].options == ["Anna", "Ben"]
    assert len(page.session_state["named"]) == before
