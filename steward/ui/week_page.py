"""One person's week on a page: what to do, ranked, and whom to call with a draft agenda."""

from pathlib import Path

import streamlit as st

from steward.briefings.book import Book
from steward.briefings.internal.my_week import MyWeek
from steward.briefings.internal.portfolio import NOBODY
from steward.plans.shelves import Shelves
from steward.plans.store import Plans
from steward.ui import show
from steward.ui.cache import kept, warehouse, workspace
from steward.ui.plan_files import plans
from steward.ui.selection import chosen, saying_no
from steward.warehouse import internal_rows
from steward.week import agenda, week

EVERYBODY = ""


def choose_person(book: Book) -> str | None:
    """Whose week: somebody who looks after accounts, whoever sits here by default, or everybody."""
    names = kept(lambda: _owners(book), "owners", book.quarter)
    options = [EVERYBODY, *names]
    you = st.session_state.get("chosen.you", EVERYBODY)
    place = st.columns([1, 2])[0]
    default = you if you in names else EVERYBODY
    return chosen(place, "person", "Whose week", options, lambda key: names.get(key, "Everybody"), default) or None


def _owners(book: Book) -> dict[str, str]:
    rows = internal_rows.book(book.warehouse, str(book.quarter))
    found = {row.owner_id: row.owner or NOBODY for row in rows if row.owner_id and (row.active or row.active_before)}
    return dict(sorted(found.items(), key=lambda one: one[1]))


def week_of(book: Book, person: str | None) -> MyWeek:
    """The week, made again only where a file changed."""
    shelves = _shelves(str(workspace().plans))
    ids = kept(lambda: [row.account_id for row in internal_rows.choices(warehouse())], "account ids")
    with saying_no():
        # What shelves there are is known once a week was made; from then on a change on any of them makes it again.
        kept(lambda: week(book, shelves, person), "week", book.quarter, person)
        return kept(lambda: week(book, shelves, person), "week", book.quarter, person, shelves.state(ids))


@st.cache_resource(max_entries=2, show_spinner=False)
def _shelves(folder: str) -> Shelves:
    return Shelves(Plans(Path(folder)))


def show_week(brief: MyWeek) -> None:
    """The ranking; a picked line opens where it is dealt with. Then whom to call."""
    if not brief.ranking:
        show.empty("Nothing is overdue, nothing is due, and nobody waits for a call.")
    line = show.table(brief.ranking, selectable=True, headed=True) if brief.ranking else None
    account_id = show.table(brief.outreach, selectable=True, headed=True) if brief.outreach else None
    if account_id:
        _draft(brief, account_id)
    if line:
        found = brief.todos[int(line)]
        st.session_state["chosen.account"] = found.account_id
        st.switch_page(found.page, query_params={"account": found.account_id, "only": found.account_id})


def _draft(brief: MyWeek, account_id: str) -> None:
    """Facts for a call, to copy from."""
    with saying_no():
        points = agenda(Book(warehouse(), brief.quarter, brief.as_of), plans(), account_id)
    st.markdown("#### Draft agenda, with nothing in it the customer may not read", anchors=False)
    if points:
        st.code("\n".join(f"- {point}" for point in points), language=None, wrap_lines=True)
    else:
        show.empty("There is nothing on record to speak of: no service, usage, survey or promise.")
