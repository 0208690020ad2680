"""The sidebar's entries and the tabs of the one that is open. A tab is a page with an address of its own, so that only
what is open is drawn, a link leads to it, and the browser's Back knows it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext

import streamlit as st
from streamlit.navigation.page import Page

from steward.errors import StewardError
from steward.ui import pages
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels
from steward.ui.pages import PageOf
from steward.ui.rooms import Room, Tab

FIRST = "first"
"""What the address of the first page is called inside; the bare address leads to it."""
HOMES = ("home", "my_week")
"""Names that lead to the first page, too."""
OF_THE_BOOK = ("quarter", "owner", "region", "team_region", "strategic", "mine", "only")
OF_AN_ACCOUNT = ("account", "quarter")
"""What of an address goes along from one tab to the next."""


def navigate(rooms: Sequence[Room], unlisted: Sequence[PageOf]) -> tuple[Page, PageOf]:
    """The page that was asked for, as Streamlit runs it and as we name it; every page that may be opened keeps the
    address it had. The room that is open is marked in the sidebar whichever of its pages is shown."""
    openings = {room.title: room.pages[0] for room in rooms}
    found = _chosen(rooms, unlisted, openings)
    page = found[1]
    inside = next((room for room in rooms if page in room.pages), None)
    if inside and page is not openings[inside.title]:
        # Which page is open is known only now: its room is listed once more, by this page.
        found = _chosen(rooms, unlisted, {**openings, inside.title: page})
    return found


def _chosen(
    rooms: Sequence[Room], unlisted: Sequence[PageOf], openings: dict[str, PageOf]
) -> tuple[Page, PageOf]:  # fmt: skip
    named = {page: made for room in rooms for page, made in _pages(room, openings[room.title])}
    named |= {page: st.Page(page.path, title=page.title, visibility="hidden") for page in unlisted}
    homes = [
        st.Page(pages.MY_WEEK.path, title=pages.MY_WEEK.title, url_path=name, visibility="hidden") for name in HOMES
    ]
    chosen = st.navigation([*named.values(), *(homes if pages.MY_WEEK in named else [])])
    return chosen, next((page for page, made in named.items() if made is chosen), pages.MY_WEEK)


def _pages(room: Room, opening: PageOf) -> Iterator[tuple[PageOf, Page]]:
    """Each page of a room; the one that opens it is listed, under the room's name."""
    for page in room.pages:
        if page is pages.MY_WEEK:
            yield page, st.Page(page.path, title=room.title, icon=room.icon, url_path=FIRST, default=True)
        elif page is opening:
            yield page, st.Page(page.path, title=_called(room), icon=room.icon)
        else:
            yield page, st.Page(page.path, title=page.title, icon=page.icon, visibility="hidden")


def _called(room: Room) -> str:
    """What the sidebar calls it: of one account, with the account that is looked at."""
    if not room.of_account:
        return room.title
    try:
        name = account_labels().get(st.query_params.get("account") or st.session_state.get("chosen.account", ""))
    except StewardError:  # nothing is loaded yet
        name = None
    return f"{room.title}: {plain(name)}" if name else room.title


def show_tabs(rooms: Iterable[Room], page: PageOf) -> None:
    """The tabs of the room a page stands in, and below them the pages of its tab where it has several."""
    room = next((room for room in rooms if page in room.pages), None)
    if room is None or len(room.pages) == 1:
        return
    asked = _along(room)
    current = room.tab_of(page)
    with st.container(horizontal=True, gap="small", key="tabs"):
        for tab in room.tabs:
            # The tab that is open leads to the page that is, so that it is marked.
            leads = page if tab is current else tab.pages[0]
            with st.container(key="tab-open", width="content") if tab is current else nullcontext():
                st.page_link(leads.path, label=tab.title, query_params=asked, width="content")
    if len(current.pages) > 1:
        _pages_of(current, asked)


def _pages_of(tab: Tab, asked: dict[str, list[str]]) -> None:
    with st.container(horizontal=True, gap="small", key="tab-pages"):
        for one in tab.pages:
            st.page_link(one.path, label=one.title, query_params=asked, width="content")


def _along(room: Room) -> dict[str, list[str]]:
    names = OF_AN_ACCOUNT if room.of_account else OF_THE_BOOK
    return {name: said for name in names if (said := st.query_params.get_all(name))}
