"""The targets of a fiscal year as they are handed down, and set in place."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.services import targets
from steward.services.plans.files import COMPANY, cache_of
from steward.services.targets import PersonTarget
from steward.ui.kit import show
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import kept, workspace
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.shown import filtered
from steward.ui.kit.typed import begun, forget
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.who import person, who
from steward.ui.plans.cache import state_of
from steward.ui.plans.company_file import edit_company_file
from steward.ui.plans.files import Choices, plans
from steward.ui.plans.step_back import press

KEY = "targets.set"


def show_year(book: Book) -> None:
    """The cascade of the year that is chosen, and the way to change it."""
    year = choose_year(book)
    states = tuple(state_of(file) for file in targets.COMPANY_FILES)
    found = kept(lambda: targets.of_year(book, cache_of(workspace()), year), "targets set", book.quarter, year, states)
    show.headline(found.headline, f"Targets of {year} · {book.warehouse.facts.company}")
    show.figures(found.figures)
    show.exhibits(found.exhibits)
    show.nothing_of({f"targets of {year}": found.cascade})
    change_targets(book, year)


def choose_year(book: Book) -> int:
    """The fiscal year that is looked at: the one to set, or one beside it."""
    first = targets.year_to_set(book)
    year = st.segmented_control(
        "Fiscal year", [first - 1, first, first + 1], default=first, key=f"{KEY}.year", required=True
    )
    filtered("Fiscal year", str(year))
    return year or first


def change_targets(book: Book, year: int) -> None:
    """For whoever may: the whole file, or the targets of those who report to them."""
    scope = workspace().scope
    if not targets.may_set(scope):
        st.caption("Targets are set by managers and leadership.")
        return
    author = who()
    if targets.may_set_all(scope):
        with st.expander("Set targets", icon=":material/edit:"):
            _hand_down(book, year, author)
            _edit_all(author)
    else:
        _set_one(book, year, author)
        tell_saved(COMPANY, author)


def _hand_down(book: Book, year: int, author: str) -> None:
    says = "Writes the part of each who has no target of the year yet; it can be changed and undone."
    label = f"Hand down what is left of {year}"
    if kept_button(label, f"{KEY}.down", of=f"{KEY}.{year}", says=says, enabled=bool(author)):
        made = partial(targets.hand_down, plans(), book, cache_of(workspace()), year, author)
        press(COMPANY, made, "Handed down: each part is a target now.")
        st.rerun()


def _edit_all(author: str) -> None:
    st.caption(
        "Where the feed says a target too, it is believed. A year is spread over its quarters; what is said of a "
        "quarter stays."
    )
    choices = Choices({}, colleague_labels(), {}, {})
    edit_company_file(targets.opened(plans()), author, f"{KEY}.save", choices=choices)


def _set_one(book: Book, year: int, author: str) -> None:
    """A target of one who reports to whoever looks."""
    us = colleague_labels()
    mine = {key: us[key] for key in us if key in targets.led(book, workspace().scope, person())}
    if not mine:
        st.caption("Nobody reports to you, so there is nobody to set a target for.")
        return
    with st.expander(f"Set a target of {year}", icon=":material/edit:"):
        _form(book, year, mine, author)


def _form(book: Book, year: int, mine: Mapping[str, str], author: str) -> None:
    chosen = st.selectbox("Whose", list(mine), format_func=mine.__getitem__, **begun(f"{KEY}.whose", None))
    held = {one.person: one for one in targets.opened(plans()).plan.people if one.year == str(year)}
    now = held.get(chosen or "", PersonTarget(year=str(year), person=chosen or ""))
    name = f"{KEY}.{year}.{chosen}"
    columns = st.columns(3)
    with columns[0]:
        new_mrr = st.number_input(
            "New MRR in the year", min_value=0.0, step=1000.0, **begun(f"{name}.mrr", now.new_mrr)
        )
    with columns[1]:
        growth = st.number_input("Base growth, % a quarter", step=0.5, **begun(f"{name}.growth", now.base_growth))
    with columns[2]:
        kept_goal = st.number_input("Kept, % a quarter", step=0.5, **begun(f"{name}.kept", now.kept))
    one = PersonTarget(
        year=str(year), person=chosen or "", new_mrr=new_mrr, q1=now.q1, q2=now.q2, q3=now.q3, q4=now.q4,
        base_growth=growth, kept=kept_goal,
    )  # fmt: skip
    if kept_button("Save", f"{KEY}.one", of=name, kind="primary", enabled=bool(author and chosen)):
        if press(COMPANY, partial(targets.set_for, plans(), book, one, person(), author), "Set."):
            forget(name)
        st.rerun()
