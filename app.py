"""The pages of Steward, and which one runs: a table of contents."""

from collections.abc import Callable
from importlib.resources import files

import streamlit as st
from streamlit.navigation.page import Page

from steward.services.access import Reader
from steward.ui import pages
from steward.ui.customer_view.page import customer_view
from steward.ui.kit.address import kept_address
from steward.ui.kit.cache import one_look
from steward.ui.kit.gate import let_in, tell_who
from steward.ui.kit.jump import go_where_asked, jump
from steward.ui.kit.page_workbook import with_workbook
from steward.ui.kit.tab_title import name_tab
from steward.ui.kit.turns import a_turn
from steward.ui.kit.typed import kept_typing
from steward.ui.present.page import present
from steward.ui.present.share_link import window_of_theirs
from steward.ui.present.signed_link import Window

CONTENTS = {
    "The book": (
        pages.MY_WEEK,
        pages.MY_BOOK,
        pages.REVIEWS,
        pages.PROMISES,
        pages.MAPS_OF_THE_BOOK,
        pages.HEALTH,
        pages.RETENTION,
        pages.RENEWALS,
        pages.PIPELINE,
        pages.TARGETS,
        pages.WHITESPACE,
        pages.NPS,
        pages.SERVICE_WATCH,
    ),
    "One account, internal": (
        pages.ACCOUNT,
        pages.STRATEGY,
        pages.RELATIONSHIP_MAP,
        pages.ACCOUNT_PLAN,
        pages.PLAN_HISTORY,
        pages.REVIEW,
        pages.DEBRIEF,
    ),
    "With the customer": (
        pages.SUMMARY,
        pages.SUCCESS_PLAN,
        pages.SPEND,
        pages.SERVICE,
        pages.ADOPTION,
        pages.VOICE,
        pages.QBR_DECK,
    ),
    "Checks": (pages.DECK_CHECK, pages.DATA_HEALTH, pages.LOG, pages.ACCESS),
}
THEIRS: dict[Window, tuple[pages.PageOf, Callable[[], None]]] = {
    Window.CUSTOMER: (pages.PRESENT, present),
    Window.VIEW: (pages.CUSTOMER_VIEW, customer_view),
}
"""The windows that a customer sees."""
# Of what people did and may see, and of no account: nothing to take along.
OF_NO_ACCOUNT = (pages.LOG, pages.ACCESS)
# Of what every account said: for whom sees them all.
WHOLE = (pages.DATA_HEALTH,)


def run(chosen: Page, page: pages.PageOf) -> None:
    """The page that was chosen; of accounts, with the workbook of what it shows."""
    if page in OF_NO_ACCOUNT:
        chosen.run()
        return
    with with_workbook(page.title, ours=page not in CONTENTS["With the customer"]):
        chosen.run()


def may_open(page: pages.PageOf, found: Reader) -> bool:
    """Whether a page is there for somebody: most are of accounts, a few of who looks after Steward."""
    scope = found.scope
    if page in OF_NO_ACCOUNT and (scope.keeps_rules or scope.sees_logs):
        return True
    return bool(scope.read) and page is not pages.ACCESS and (page not in WHOLE or scope.sees_all)


def page_of(one: pages.PageOf) -> Page:
    """A page as Streamlit lists it; Home is what the bare address leads to."""
    if one is pages.MY_WEEK:
        return st.Page(one.path, title=one.title, icon=one.icon, url_path="first", default=True)
    return st.Page(one.path, title=one.title, icon=one.icon)


# A picture of our own: Streamlit would have the browser fetch one of its named icons from elsewhere.
ICON = files("steward.ui") / "icon.svg"
st.set_page_config(page_title="Steward", page_icon=str(ICON), layout="wide")
with a_turn(), one_look():
    found = let_in()
    if window := window_of_theirs():
        # A window the customer sees knows this one page: no link, name or address leads to any other.
        page, draw = THEIRS[window]
        shown = [
            st.Page(page.path, title=page.title),
            st.Page(draw, title=page.title, url_path="shown", default=True),
        ]
        st.navigation(shown, position="hidden").run()
    else:
        named = {one: page_of(one) for group in CONTENTS.values() for one in group if may_open(one, found)}
        listed = {heading: [named[one] for one in group if one in named] for heading, group in CONTENTS.items()}
        for heading, unseen in (
            ("With the customer", pages.PRESENT),
            ("With the customer", pages.CUSTOMER_VIEW),
            ("Checks", pages.PRESENTER),
        ):
            if may_open(unseen, found):
                named[unseen] = st.Page(unseen.path, title=unseen.title, visibility="hidden")
                listed[heading].append(named[unseen])
        if may_open(pages.MY_WEEK, found):
            # The first page stands at the address alone; its name, and the one it had, lead there too.
            listed["The book"] += [
                st.Page(pages.MY_WEEK.path, title=pages.MY_WEEK.title, url_path=name, visibility="hidden")
                for name in ("home", "my_week")
            ]
        listed = {heading: group for heading, group in listed.items() if group}
        chosen = st.navigation(listed, expanded=True)
        go_where_asked()
        name_tab(chosen.title)
        jump([one for group in CONTENTS.values() for one in group if may_open(one, found)])
        tell_who(found)
        with kept_typing(), kept_address():
            run(chosen, next((one for one, page in named.items() if page is chosen), pages.MY_WEEK))
