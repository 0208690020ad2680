"""One person's week on a page: what to do, ranked, and whom to call with a draft agenda."""

from pathlib import Path

import streamlit as st

from steward.areas.week import agenda, week
from steward.briefings.book import Book
from steward.briefings.internal.my_week import MyWeek
from steward.briefings.internal.portfolio import NOBODY
from steward.briefings.internal.todo import Todo
from steward.exhibits import Table, day_text
from steward.plans import health
from steward.plans.shelves import Shelves
from steward.plans.store import Plans
from steward.ui import show
from steward.ui.cache import kept, warehouse, workspace
from steward.ui.origins import exhibit_from
from steward.ui.plain import plain
from steward.ui.plan_files import plans
from steward.ui.plan_shelves import account_ids, state_of, tell_unusable
from steward.ui.selection import chosen, saying_no
from steward.warehouse import internal_rows

EVERYBODY = ""
SHOWN = 15
"""Lines that are shown at first."""


def choose_person(book: Book) -> str | None:
    """Whose week: somebody who looks after accounts, whoever sits here by default, or everybody."""
    names = kept(lambda: _owners(book), "owners", book.quarter)
    options = [EVERYBODY, *names]
    you = st.session_state.get("chosen.you", EVERYBODY)
    place = st.columns([1, 2])[0]
    default = you if you in names else EVERYBODY
    return chosen(place, "person", "Whose week", options, lambda key: names.get(key, "Everybody"), default) or None


def _owners(book: Book) -> dict[str, str]:
    rows = internal_rows.customers(book.warehouse, str(book.quarter))
    found = {row.owner_id: row.owner or NOBODY for row in rows if row.owner_id}
    return dict(sorted(found.items(), key=lambda one: one[1]))


def week_of(book: Book, person: str | None) -> MyWeek:
    """The week, made again only where a file changed."""
    shelves = _shelves(str(workspace().plans))
    with saying_no():
        # What shelves there are is known once a week was made; from then on a change on any of them makes it again.
        kept(lambda: week(book, shelves, person), "week", book.quarter, person)
        state = shelves.state(account_ids())
        made = kept(lambda: week(book, shelves, person), "week", book.quarter, person, state, state_of(health.FILE))
        tell_unusable(shelves, "week", state)
        return made


@st.cache_resource(max_entries=2, show_spinner=False)
def _shelves(folder: str) -> Shelves:
    return Shelves(Plans(Path(folder)))


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
    owner = "" if brief.person or not one.owner else f" · {plain(one.owner)}"
    said.markdown(f"**{plain(one.account)}** · {one.reason.capitalize()}{owner}  \n{plain(one.words)}")
    money = f"**{plain(brief.money.text(one.at_stake))}**" if one.at_stake is not None else ""
    stake.markdown("  \n".join(filter(None, (money, day_text(one.due) if one.due else ""))))
    where = {"account": one.account_id, "only": one.account_id}
    link.page_link(one.page, label="Open", icon=":material/arrow_forward:", query_params=where)


def _draft(brief: MyWeek, account_id: str) -> None:
    """Facts for a call, to copy from."""
    with saying_no():
        points = agenda(Book(warehouse(), brief.quarter, brief.as_of), plans(), account_id)
    st.markdown("#### Draft agenda, with nothing in it the customer may not read", anchors=False)
    if points:
        st.code("\n".join(f"- {point}" for point in points), language=None, wrap_lines=True)
    else:
        show.empty("There is nothing on record to speak of: no service, usage, survey or promise.")
