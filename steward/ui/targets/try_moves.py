"""What if accounts were somebody else's: chosen, shown, and saved nowhere."""

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.services import targets
from steward.services.plans.files import cache_of
from steward.services.targets import Move
from steward.ui.kit import show
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import kept, workspace
from steward.ui.kit.labels import account_labels, colleague_labels
from steward.ui.plans.cache import state_of
from steward.ui.plans.files import plans

KEY = "targets.if"
BY_HAND = "Chosen here"


def show_what_if(book: Book) -> None:
    """Books and targets as they are and as they would be."""
    moves = choose_moves()
    states = tuple(state_of(file) for file in targets.COMPANY_FILES)
    found = kept(
        lambda: targets.if_moved(book, cache_of(workspace()), moves), "targets what if", book.quarter, moves, states
    )
    show.headline(found.headline, f"What if · {book.warehouse.facts.company} · {book.quarter.spoken}")
    show.figures(found.figures)
    show.exhibits(found.exhibits)


def choose_moves() -> tuple[Move, ...]:
    """By hand, or those of a plan of books."""
    years = targets.planned_years(plans())
    plan = BY_HAND
    if years:
        options = [BY_HAND, *(f"Plan of books {year}" for year in years)]
        plan = st.segmented_control("Moves", options, default=BY_HAND, key=f"{KEY}.plan", required=True) or BY_HAND
    return _by_hand() if plan == BY_HAND else targets.planned_moves(plans(), plan.rpartition(" ")[2])


def _by_hand() -> tuple[Move, ...]:
    """Accounts added one batch after another."""
    held: dict[str, str] = st.session_state.setdefault(f"{KEY}.moves", {})
    accounts, us = account_labels(), colleague_labels()
    places = st.columns([3, 2, 1, 1], vertical_alignment="bottom")
    with places[0]:
        chosen = st.multiselect(
            "Accounts", list(accounts), format_func=lambda one: accounts.get(one, one), key=f"{KEY}.accounts"
        )
    with places[1]:
        to = st.selectbox("Would be of", list(us), None, format_func=lambda one: us.get(one, one), key=f"{KEY}.to")
    with places[2]:
        if kept_button("Move", f"{KEY}.move", of=KEY, kind="primary", enabled=bool(chosen and to)) and to:
            held.update(dict.fromkeys(chosen, to))
    with places[3]:
        if kept_button("Begin again", f"{KEY}.clear", of=f"{KEY}.again", enabled=bool(held)):
            held.clear()
    return tuple(Move(account, person) for account, person in sorted(held.items()))
