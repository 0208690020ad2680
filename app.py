"""The pages of Steward, and which one runs: a table of contents."""

from collections.abc import Callable
from importlib.resources import files

import streamlit as st
from streamlit.navigation.page import Page

from steward.services.access.rules import Reader
from steward.ui import pages
from steward.ui.bring.page import bring_files
from steward.ui.customer_view.page import customer_view
from steward.ui.kit.address import kept_address
from steward.ui.kit.cache import one_look
from steward.ui.kit.drawing import draw_when_reached
from steward.ui.kit.gate import let_in, tell_who
from steward.ui.kit.jump import go_where_asked, jump
from steward.ui.kit.navigation import navigate, show_tabs
from steward.ui.kit.nothing_loaded import ask_for_data
from steward.ui.kit.page_workbook import with_workbook
from steward.ui.kit.presses import heard_presses
from steward.ui.kit.style import style
from steward.ui.kit.tab_title import name_tab
from steward.ui.kit.turns import a_turn
from steward.ui.kit.typed import kept_typing
from steward.ui.kit.who import recall_who
from steward.ui.present.page import present
from steward.ui.present.share_link import window_of_theirs
from steward.ui.present.signed_link import PresentWindow
from steward.ui.rooms import EVERY_PAGE, ROOMS

THEIRS: dict[PresentWindow, tuple[pages.PageOf, Callable[[], None]]] = {
    PresentWindow.CUSTOMER: (pages.PRESENT, present),
    PresentWindow.VIEW: (pages.CUSTOMER_VIEW, customer_view),
}
"""The windows that a customer sees."""
# Opened by what leads to them, and in no list.
UNLISTED = (pages.PRESENT, pages.CUSTOMER_VIEW, pages.PRESENTER)
# Of what people did and may see, and of no account: nothing to take along.
OF_NO_ACCOUNT = (pages.LOG, pages.ACCESS)
# Of what every account said: for whom sees them all.
WHOLE = (pages.DATA_HEALTH,)


def run(chosen: Page, page: pages.PageOf) -> None:
    """The page that was chosen; of accounts, with the workbook of what it shows."""
    if page in (*OF_NO_ACCOUNT, pages.BRING_DATA):
        chosen.run()
        return
    with with_workbook(page.title, ours=not page.path.startswith("pages/customer/")):
        chosen.run()


def may_open(page: pages.PageOf, found: Reader) -> bool:
    """Whether a page is there for somebody: most are of accounts, a few of who looks after Steward."""
    scope = found.scope
    if page is pages.BRING_DATA:
        return scope.brings_data
    if page in OF_NO_ACCOUNT and (scope.keeps_rules or scope.sees_logs):
        return True
    return bool(scope.read) and page is not pages.ACCESS and (page not in WHOLE or scope.sees_all)


# A picture of our own: Streamlit would have the browser fetch one of its named icons from elsewhere.
ICON = files("steward.ui") / "icon.svg"
st.set_page_config(page_title="Steward", page_icon=str(ICON), layout="wide")
with a_turn(), one_look():
    found = let_in()
    style()
    draw_when_reached()
    if window := window_of_theirs():
        # A window the customer sees knows this one page: no link, name or address leads to any other.
        page, draw = THEIRS[window]
        shown = [
            st.Page(page.path, title=page.title, url_path=page.address),
            st.Page(draw, title=page.title, url_path="shown", default=True),
        ]
        shown_now = st.navigation(shown, position="hidden")
        with heard_presses():
            shown_now.run()
    else:
        ask_for_data(found, bring_files)
        allowed = [page for page in (*EVERY_PAGE, *UNLISTED) if may_open(page, found)]
        rooms = [opened for room in ROOMS if (opened := room.open_to(allowed)).tabs]
        chosen, page = navigate(rooms, [one for one in UNLISTED if one in allowed])
        go_where_asked()
        recall_who()
        name_tab(page.title)
        jump([one for one in EVERY_PAGE if one in allowed])
        tell_who(found)
        show_tabs(rooms, page)
        with heard_presses(), kept_typing(), kept_address():
            run(chosen, page)
