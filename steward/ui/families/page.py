"""Families of accounts: one opened from the list of them, a view of it at a time, and the ways on from there."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from steward.briefings.internal.families.book import FamilyBook
from steward.briefings.internal.families.one import FamilyBriefing
from steward.briefings.internal.scope.book import Book
from steward.services import families
from steward.services.families import Family
from steward.services.plans.files import PlanCache
from steward.services.scope import acting_book
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.address import in_address
from steward.ui.kit.cache import kept, warehouse
from steward.ui.kit.logged import caught_up
from steward.ui.kit.selection import choose_book, open_account, saying_no
from steward.ui.kit.shown import filtered, only
from steward.ui.kit.tab_title import name_tab_of
from steward.ui.kit.views import choose_view
from steward.ui.maps.page import findings
from steward.ui.plans.cache import kept_with_plans, state_of
from steward.ui.week.page import everything_to_do, show_actions, show_calendar

ASKED = "family"
"""What the address calls the family that is open."""
SHOWN = "shown"
"""What it calls the view of it."""
VIEWS = {
    "accounts": ":material/table_rows: Accounts",
    "next": ":material/checklist: What is next",
    "map": ":material/hub: Relationship map",
    "plan": ":material/edit_note: Plan",
}
ONWARD = (pages.RENEWALS, pages.PIPELINE, pages.HEALTH, pages.NPS, pages.RETENTION, pages.COMMITMENTS)
"""Pages of the book that show these accounts alone when asked to."""


def asked_family() -> Family | None:
    """The family the address asks for, by its key or any of its accounts. Ends the page where there is none."""
    key = in_address(ASKED)
    if not key:
        return None
    with saying_no():
        caught_up()
        return kept(lambda: families.named(warehouse(), key), "family", key, warehouse().logged)


def choose_family(brief: FamilyBook) -> None:
    """All families; a row that is ticked opens its family."""
    only([row.account_id for _, one in brief.found for row in one.rows])
    if not brief.table:
        show.empty("Two accounts are of one family where parent_id of the accounts feed names the account above.")
        return
    if picked := show.table(brief.table, selectable=True, headed=True):
        # All that the page would write into its address: one step back leads here again.
        where = {ASKED: picked, "quarter": str(brief.quarter), SHOWN: next(iter(VIEWS))}
        st.switch_page(pages.FAMILIES.path, query_params=where)


def show_family(family: Family) -> None:
    """One family in a quarter."""
    st.page_link(pages.FAMILIES.path, label="All families", icon=":material/arrow_back:", query_params={})
    book = choose_book()
    only(family.accounts)
    filtered("Family", family.name)
    name_tab_of(family.name)
    brief = _told(families.of_family, book, family)
    show.headline(
        f"{family.name}: {brief.headline}", f"Family of {len(family.accounts)} accounts · {book.quarter.spoken}"
    )
    _links_onward(book, family)
    show.figures(brief.figures)
    views: dict[str, Callable[[Book, FamilyBriefing], None]] = {
        "accounts": _accounts,
        "next": _next,
        "map": _map,
        "plan": _plan,
    }
    views[choose_view(SHOWN, "View", VIEWS)](book, brief)
    show.missing(brief.missing)


Made = TypeVar("Made")


def _told(make: Callable[[Book, Family, PlanCache], Made], book: Book, family: Family) -> Made:
    """What a briefing says of a family, made again only where a file it rests on has changed."""
    return kept_with_plans(
        f"families of {book.quarter}",
        lambda plan_cache: families.written(plan_cache, (), book),
        lambda plan_cache: make(book, family, plan_cache),
        make.__name__,
        family.key,
        *(state_of(file) for file in families.COMPANY_FILES),
    )


def _links_onward(book: Book, family: Family) -> None:
    """The pages of the book, each of these accounts alone."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("These accounts on", width="content")
        for page in ONWARD:
            st.page_link(page.path, label=page.title, icon=page.icon, query_params=_these(book, family))
        of_top = {"account": family.members[0].account_id, "quarter": str(book.quarter), "step": "meeting"}
        st.page_link(pages.REVIEW.path, label="Review together", icon=pages.REVIEW.icon, query_params=of_top)


def _these(book: Book, family: Family) -> dict[str, str | list[str]]:
    """What the address of a page of the book asks for to show these accounts alone."""
    return {"only": list(family.accounts), "quarter": str(book.quarter)}


def _accounts(book: Book, brief: FamilyBriefing) -> None:
    """What each brings, and how that changed; a row opens its account, the last one all of them as a book."""
    opened = show.table(brief.accounts, selectable=True, headed=True)
    if brief.months:
        show.exhibit(brief.months)
    show.nothing_of({"MRR by month": brief.months})
    if opened:
        open_account(opened, pages.ACCOUNT.path)
    elif opened is not None:
        st.switch_page(pages.MY_BOOK.path, query_params=_these(book, brief.family))


def _map(book: Book, brief: FamilyBriefing) -> None:
    """Everybody we speak of at any of them, and how well we cover them together; a row opens an account's own map."""
    people = _told(families.map_of, book, brief.family)
    st.markdown(f"### {show.plain(people.headline)}", anchors=False)
    show.figures(people.figures)
    if people.picture:
        show.exhibit(people.picture)
    else:
        show.empty("Nobody is drawn yet: people are put on the page Relationship map of each account.")
    findings(people.findings)
    if people.coverage:
        show.exhibit(people.coverage)
    show.nothing_of({"who is covered": people.coverage})
    if opened := show.table(people.accounts, selectable=True, headed=True):
        open_account(opened, pages.RELATIONSHIP_MAP.path)
    show.missing(people.missing)


def _plan(book: Book, brief: FamilyBriefing) -> None:
    """The plan of the topmost account, and what the others are after."""
    plan = _told(families.plan_of, book, brief.family)
    st.markdown(f"### {show.plain(plan.headline)}", anchors=False)
    first, *others = brief.family.members
    asked = {"quarter": str(book.quarter)}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(show.plain(f"The plan of {first.name} is the family's plan"), width="content")
        for label, page in (("Read it", pages.STRATEGY), ("Edit it", pages.ACCOUNT_PLAN)):
            st.page_link(page.path, label=label, icon=page.icon, query_params={**asked, "account": first.account_id})
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Beneath it, of", width="content")
        for one in others:
            st.page_link(
                pages.STRATEGY.path, label=show.plain(one.name), query_params={**asked, "account": one.account_id}
            )
    show.figures(plan.figures)
    if plan.words:
        show.paragraphs(plan.words)
    else:
        show.empty(f"Where the family stands and how we win it stands in the plan of {first.name}, once it is written.")
    show.exhibits(plan.exhibits)


def _next(book: Book, brief: FamilyBriefing) -> None:
    """What is to be done at any of them, from today."""
    if book.is_past:
        show.empty(f"What is next counts from today; {book.quarter.spoken} is over.")
        return
    todo = everything_to_do(acting_book(warehouse())).of_accounts(brief.family.accounts)
    show_actions(todo)
    show_calendar(todo)
