"""The list of actions on a page: the one that is picked is worked on beside it, and all of them can be taken along."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steward.briefings.internal.actions.actions import ActionsBrief
from steward.briefings.internal.actions.sources import OpenAction
from steward.briefings.internal.scope.book import Book
from steward.domain.labels import told_apart
from steward.exhibits import day_text
from steward.services import actions
from steward.services.scope import team_of
from steward.ui.actions.one import tell_done, work_on
from steward.ui.kit import show
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import kept, warehouse
from steward.ui.kit.labels import account_labels, colleague_labels
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.selection import choices_bar, chosen
from steward.ui.kit.shown import filtered
from steward.ui.kit.views import choose_view
from steward.ui.kit.who import CHOSEN
from steward.ui.reviews.documents import task_buttons

ADDRESS = "action"
EVERYBODY = "everybody"
REACH = {"own": "Their own", "team": "With all who report to them"}


def choose_whose(book: Book, brief: ActionsBrief) -> ActionsBrief:
    """Whose: somebody on whose list something stands, their own or with their team's, or everybody's."""
    us = colleague_labels()
    known = {key: us[key] for key in sorted(brief.people, key=lambda key: us.get(key, key)) if key in us}
    labels = told_apart({EVERYBODY: "Everybody", **known})
    left, right = choices_bar(1, 2)
    you = st.session_state.get(CHOSEN, EVERYBODY)
    person = chosen(left, "person", "Whose actions", labels, you if you in known else EVERYBODY)
    filtered("Whose actions", labels.get(person, person))
    if person not in known:
        return brief
    with right:
        reach = choose_view("reach", "Reach", REACH)
    people = team_of(warehouse(), person) if reach == "team" else frozenset((person,))
    return actions.of_people(book, brief, people, known[person] + ("’s team" if reach == "team" else ""))


def show_list(brief: ActionsBrief, name: str) -> str | None:
    """Every action; `name`: what the files are called. Who they are, as far as that was asked."""
    ticked = show.table(brief.list, selectable=True, headed=True) if brief.list else None
    author: str | None = None
    if brief.all:
        hint = "Choose an action, or tick a row above"
        one = pick(brief.by_key, [ticked], partial(_named, account_labels()), "Action", hint, ADDRESS, brief)
        if one:
            with side_panel(ADDRESS):
                author = work_on(brief, one)
    author = tell_done(author)
    _files(brief, name)
    show.exhibits([one for one in (brief.kinds,) if one])
    show.nothing_of({"open actions": brief.list, "actions by kind": brief.kinds})
    return author


def _named(names: Mapping[str, str], one: OpenAction) -> str:
    account = names.get(one.row.account_id, one.row.name)
    due = f" · {day_text(one.due)}" if one.due else ""
    return f"{account} · {one.words}{due} · {one.kind}"


def _files(brief: ActionsBrief, name: str) -> None:
    """The actions as files for a CRM and a calendar, made when they are asked for."""
    state = f"{name}.{hash(tuple(brief.by_key))}"
    if brief.all and kept_button("Take them along", "actions.files", of=state, icon=":material/checklist:"):
        task_buttons(kept(lambda: actions.tasks(warehouse(), brief), "tasks", state), name)
