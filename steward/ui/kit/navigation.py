"""The sidebar's entries and the tabs of the one that is open. A tab is a page with an address of its own, so that only
what is open is drawn, a link leads to it, and the browser's Back knows it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from copy import copy
from functools import lru_cache
from urllib.parse import urlsplit

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
HOMES = ("home", pages.MY_WEEK.address)
"""Names that lead to the first page, too."""
OF_THE_BOOK = ("quarter", "owner", "region", "team_region", "strategic", "mine", "only")
OF_AN_ACCOUNT = ("account", "quarter")
"""What of an address goes along from one tab to the next."""


def navigate(rooms: Sequence[Room], unlisted: Sequence[PageOf]) -> tuple[Page, PageOf]:
    """The page that was asked for, as Streamlit runs it and as we name it; every page that may be opened keeps the
    address it had. The room that is open is marked in the sidebar whichever of its pages is shown."""
    supposed = _openings(rooms, _in_address(rooms))
    found = _chosen(rooms, unlisted, supposed)
    if (openings := _openings(rooms, found[1])) != supposed:
        # Which page is open is known only now: its room is listed once more, by this page.
        found = _chosen(rooms, unlisted, openings)
    return found


def _openings(rooms: Sequence[Room], page: PageOf | None) -> dict[str, PageOf]:
    """The page that opens each room: the one that is open where it is of that room, else its first."""
    return {room.title: page if page is not None and page in room.pages else room.pages[0] for room in rooms}


def _in_address(rooms: Sequence[Room]) -> PageOf | None:
    """The page that is most likely the one that was asked for: where somebody comes from another, the browser may
    still say that one."""
    url = st.context.url
    name = urlsplit(url).path.rpartition("/")[2] if isinstance(url, str) else ""
    return next((page for room in rooms for page in room.pages if page.address == name), None)


def _chosen(
    rooms: Sequence[Room], unlisted: Sequence[PageOf], openings: dict[str, PageOf]
) -> tuple[Page, PageOf]:  # fmt: skip
    named = {page: made for room in rooms for page, made in _pages(room, openings[room.title])}
    named |= {page: _page(page, page.title, hidden=True) for page in unlisted}
    homes = [_page(pages.MY_WEEK, pages.MY_WEEK.title, called=name, hidden=True) for name in HOMES]
    chosen = st.navigation([*named.values(), *(homes if pages.MY_WEEK in named else [])])
    return chosen, next((page for page, made in named.items() if made is chosen), pages.MY_WEEK)


def _pages(room: Room, opening: PageOf) -> Iterator[tuple[PageOf, Page]]:
    """Each page of a room; the one that opens it is listed, under the room's name."""
    for page in room.pages:
        if page is pages.MY_WEEK:
            yield page, _page(page, room.title, room.icon, called=FIRST, default=True, hidden=page is not opening)
        elif page is opening:
            yield page, _page(page, _called(room), room.icon)
        else:
            yield page, _page(page, page.title, page.icon, hidden=True)


def _page(
    page: PageOf, title: str, icon: str = "", *, called: str = "", hidden: bool = False, default: bool = False
) -> Page:
    """A page as Streamlit names it: its own for each run, which marks it; made as a copy, as making one looks for its
    file on the disk."""
    return copy(_made(page.path, title, icon, called or page.address, hidden, default))


@lru_cache(maxsize=512)
def _made(path: str, title: str, icon: str, called: str, hidden: bool, default: bool) -> Page:
    return st.Page(
        path, title=title, icon=icon or None, url_path=called, default=default,
        visibility="hidden" if hidden else "visible",
    )  # fmt: skip


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
