"""One person's week on a page: what to do, ranked, and whom to call with a draft agenda."""

import streamlit as st

from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.todo import Todo
from steward.briefings.internal.week.my_week import MyWeek
from steward.domain.labels import told_apart
from steward.exhibits import Table, day_text
from steward.services.week import COMPANY_FILES, Everything, agenda, everything, written
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.lineage import exhibit_from
from steward.ui.kit.selection import chosen, saying_no
from steward.ui.kit.shown import filtered
from steward.ui.kit.who import CHOSEN
from steward.ui.pages import dealt_with
from steward.ui.plans.cache import kept_with_plans, state_of
from steward.ui.plans.files import plans

EVERYBODY = ""
SHOWN = 15
"""Lines that are shown at first."""


def choose_week(book: Book) -> MyWeek:
    """Whose week: somebody who has one, whoever sits here by default, or everybody."""
    found = _everything(book)
    us = colleague_labels()
    labels = told_apart({EVERYBODY: "Everybody", **{key: us.get(key, name) for key, name in found.busy.items()}})
    you = st.session_state.get(CHOSEN, EVERYBODY)
    place = st.columns([1, 2])[0]
    default = you if you in found.busy else EVERYBODY
    person = chosen(place, "person", "Whose week", labels, default)
    filtered("Whose week", labels.get(person, person))
    with saying_no():
        return found.week(person or None)


def _everything(book: Book) -> Everything:
    """What there is to do, gathered again only where a file changed."""
    with st.spinner("Gathering what there is to do …"):
        return kept_with_plans(
            f"week of {book.quarter}",
            lambda plan_cache: written(plan_cache, (), book),
            lambda plan_cache: everything(book, plan_cache),
            *(state_of(file) for file in COMPANY_FILES),
        )


def show_week(brief: MyWeek) -> None:
    """The ranking, each line with its link; then whom to call."""
    if brief.todos and brief.ranking:
        _ranking(brief, brief.ranking)
    else:
        show.empty("Nothing is overdue, nothing is due, and nobody waits for a call.")
    account_id = show.table(brief.outreach, selectable=True, headed=True) if brief.outreach else None
    if account_id:
        _draft(brief, account_id)


def _ranking(brief: MyWeek, ranking: Table) -> None:
    """The first lines whole, so that the reason can be read; the rest when asked for."""
    st.markdown(f"### {plain(ranking.title)}", anchors=False)
    st.caption("What is due within a week comes first, then by the money at stake.")
    whole = st.session_state.get("week.whole", False)
    for one in brief.todos if whole else brief.todos[:SHOWN]:
        _line(one, brief)
    if len(brief.todos) > SHOWN:
        label = "Only the first" if whole else f"All {len(brief.todos)}"
        st.button(label, key="week.more", on_click=lambda: st.session_state.update({"week.whole": not whole}))
    exhibit_from(ranking)


def _line(one: Todo, brief: MyWeek) -> None:
    said, stake, link = st.columns([6, 1.8, 1.2], vertical_alignment="center")
    owner = f" · {plain(one.who)}" if brief.several and one.who else ""
    said.markdown(f"**{plain(one.account)}** · {one.reason.capitalize()}{owner}  \n{plain(one.words)}")
    money = f"**{plain(brief.money.text(one.at_stake))}**" if one.at_stake is not None else ""
    stake.markdown("  \n".join(filter(None, (money, day_text(one.due) if one.due else ""))))
    link.page_link(dealt_with(one.reason).path, label="Open", icon=":material/arrow_forward:", query_params=one.query)


def _draft(brief: MyWeek, account_id: str) -> None:
    """Facts for a call, to copy from."""
    with saying_no():
        points = agenda(Book(warehouse(), brief.quarter, brief.as_of), plans(), account_id)
    st.markdown("#### Draft agenda, with nothing in it the customer may not read", anchors=False)
    if points:
        st.code("\n".join(f"- {point}" for point in points), language=None, wrap_lines=True)
    else:
        show.empty("There is nothing on record to speak of: no service, usage, survey or commitment.")
