"""Filters of the book, kept in the URL."""

from collections.abc import Callable, Sequence

import streamlit as st

from steward.briefings.internal.book.book import Filters, Portfolio
from steward.ui.kit.escape import plain

LONGEST = 60
"""Of an address somebody made up, that much is repeated."""


def choose_filters(everything: Portfolio) -> Filters:
    """Owners, regions, single accounts, and strategic accounts only."""
    names = {row.account_id: row.name for row in everything.rows}
    places = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
    with places[0]:
        owners = _several("owner", "Owner", everything.owners)
    with places[1]:
        regions = _several("region", "Region", everything.regions)
    with places[2]:
        accounts = _several("only", "Account", list(names), lambda key: names.get(key, key))
    with places[3]:
        strategic = st.toggle("Strategic only", value=st.query_params.get("strategic") == "1")
    _say("strategic", ["1"] if strategic else [])
    return Filters(owners=owners, regions=regions, strategic_only=strategic, accounts=accounts)


def _several(name: str, label: str, options: Sequence[str], written: Callable[[str], str] = str) -> tuple[str, ...]:
    """Any number of options, read from the URL when the page opens and written back."""
    if f"{name}.several" not in st.session_state:
        asked = st.query_params.get_all(name)
        st.session_state[f"{name}.several"] = [option for option in asked if option in options]
        for one in asked:
            if one not in options:
                st.warning(plain(f"There is no {label.lower()} “{one[:LONGEST]}” here, so it narrows nothing."))
    picked = st.multiselect(
        label, options, key=f"{name}.several", placeholder=f"Every {label.lower()}", format_func=written
    )
    _say(name, picked)
    return tuple(picked)


def _say(name: str, values: Sequence[str]) -> None:
    if values != st.query_params.get_all(name):
        if values:
            st.query_params[name] = list(values)
        else:
            del st.query_params[name]
