"""What the browser's tab is called: the page, and the account it is about, so that one of ten tabs is found again."""

import streamlit as st

_PAGE = "tab.page"


def name_tab(page: str) -> None:
    """The page that is opened."""
    st.session_state[_PAGE] = page
    st.set_page_config(page_title=f"{page} · Steward")


def page_shown() -> str:
    """The page that was opened."""
    return str(st.session_state.get(_PAGE, ""))


def name_tab_of(account: str) -> None:
    """The account that it is about."""
    st.set_page_config(page_title=" · ".join(filter(None, (account, page_shown()))))
