"""A team on a page: of whom is chosen at its top, then its parts, its risks, its quarters; each row leads further."""

from collections.abc import Callable, Iterator

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.team.branch import Branch, BranchKind
from steward.briefings.internal.team.source import TeamSource
from steward.exhibits import Table
from steward.services.scope import team_of
from steward.services.team import desk
from steward.services.team.desk import TeamBrief
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import kept, warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.selection import choices_bar, choose_book, chosen, open_account
from steward.ui.kit.shown import filtered, only
from steward.ui.kit.views import choose_view
from steward.ui.kit.who import person
from steward.ui.pages import PageOf
from steward.ui.plans.cache import files_in_parts, kept_with_plans, quietly_told, state_of

UNIT = "unit"
"""What an address calls the branch that is shown."""
OF_DECISIONS = "team.decisions"
"""How ids of figures on decisions begin; they stand with these."""
VIEWS = {
    "parts": ":material/account_tree: By team and region",
    "risks": ":material/warning: Risk board",
    "quarters": ":material/calendar_view_month: Quarters and years",
    "decisions": ":material/gavel: Decisions",
}


def choose_team() -> tuple[TeamSource, TeamBrief]:
    """The quarter, and of whom: at first whoever looks with their team, else the company."""
    left, right = choices_bar(3, 1)
    book = choose_book(place=right)
    source = source_of(book)
    labels = source.branches.labels()
    key = chosen(left, UNIT, "Of whom", labels, _first(source))
    branch = source.branches.find(key) or source.branches.company
    filtered("Of whom", branch.called if branch.kind is not BranchKind.COMPANY else "")
    if branch.kind is not BranchKind.COMPANY:
        only(tuple(source.ids_of(branch)), f"only accounts of {branch.called}")
    return source, brief_of(source, branch)


def source_of(book: Book) -> TeamSource:
    """What every branch is told from, gathered again only where a file changed; its parts are those of their pages."""
    with show.spinner("Adding up …"):
        return kept_with_plans(
            _area(book),
            lambda plan_cache: desk.written(plan_cache, (), book),
            lambda plan_cache: desk.source(
                book, plan_cache, desk.said_of(book, lambda topic, tells: quietly_told(topic, tells, book))
            ),
            *map(state_of, desk.COMPANY_FILES),
        )


def files_of_team(book: Book) -> Iterator[Callable[[], object]]:
    """Reading what that reads of plans, in parts."""
    return files_in_parts(_area(book), lambda plan_cache: desk.written(plan_cache, (), book))


def _area(book: Book) -> str:
    return f"team of {book.quarter}"


def brief_of(source: TeamSource, branch: Branch) -> TeamBrief:
    """What is told of a branch, kept with what it was told from."""
    return kept(lambda: desk.team_brief(source, branch), "team brief", source.number, branch.key)


def _first(source: TeamSource) -> str:
    """The branch that a page opens on: the reader's own team or accounts, where they have any and not all of them."""
    you = person()
    if you and source.branches.owners & team_of(warehouse(), you) < source.branches.owners:
        for key in (f"team:{you}", f"person:{you}"):
            if source.branches.find(key):
                return key
    return source.branches.company.key


def show_figures(brief: TeamBrief) -> None:
    """Those of the branch."""
    show.figures([one for one in brief.figures if not one.id.startswith(OF_DECISIONS)])


def show_way(source: TeamSource, branch: Branch) -> None:
    """Where a branch stands: those above it, and its accounts on the other pages of the book."""
    with st.container(horizontal=True, gap="small"):
        for one in source.branches.way(branch):
            st.page_link(
                pages.TEAM.path, label=plain(one.name), icon=":material/arrow_upward:", query_params={UNIT: one.key},
                width="content",
            )  # fmt: skip
        filters = branch.filters
        asked = {"owner": list(filters.owners), "region": list(filters.regions), "mine": ["0"]}
        for page in (pages.MY_BOOK, pages.RENEWALS, pages.HEALTH, pages.NPS):
            st.page_link(
                page.path, label=f"In {page.title}", icon=page.icon, width="content",
                query_params={name: said for name, said in asked.items() if said},
            )  # fmt: skip


def show_team(source: TeamSource, brief: TeamBrief) -> None:
    """One view at a time."""
    show.unusable(list(brief.circles), "Some of our people report to one another, so nobody of them leads the others.")
    match choose_view("part", "Part", VIEWS):
        case "parts":
            _parts(brief)
        case "risks":
            _risks(brief)
        case "quarters":
            _quarters(brief)
        case _:
            _decisions(brief)


def _parts(brief: TeamBrief) -> None:
    """The parts of a branch, of which a row opens the branch; of one without parts its accounts."""
    for table in (brief.people, brief.work, brief.regions):
        if table and (key := show.table(table, selectable=True, headed=True)):
            go_to(key, pages.TEAM)
    _accounts(brief.accounts)
    show.exhibits([brief.health] if brief.health else [])
    _accounts(brief.movers)
    show.nothing_of({"accounts": brief.people or brief.accounts, "accounts whose health moved": brief.movers})


def _quarters(brief: TeamBrief) -> None:
    show.exhibits(
        [one for one in (brief.bridge, brief.retention, brief.nps, brief.quarters, brief.years, brief.renewals) if one]
    )
    show.nothing_of(
        {
            "steps of MRR": brief.bridge, "retention": brief.retention, "NPS by quarter": brief.nps,
            "quarters": brief.quarters, "fiscal years": brief.years, "renewals": brief.renewals,
        }
    )  # fmt: skip


def _risks(brief: TeamBrief) -> None:
    if brief.risks is None:
        show.empty(brief.no_risks)
    _accounts(brief.risks)


def _accounts(table: Table | None) -> None:
    if table and (account_id := show.table(table, selectable=True, headed=True)):
        open_account(account_id, pages.ACCOUNT.path)


def go_to(key: str, page: PageOf) -> None:
    """A page of another branch."""
    st.session_state[f"chosen.{UNIT}"] = key
    st.switch_page(page.path, query_params={UNIT: key})


def _decisions(brief: TeamBrief) -> None:
    """What was decided; it is recorded and ended in the review of leadership."""
    show.figures([one for one in brief.figures if one.id.startswith(OF_DECISIONS)])
    if brief.decisions:
        show.exhibits([brief.decisions])
    else:
        show.empty("Leadership has decided nothing here yet. Decisions are recorded in its review.")
    st.page_link(
        pages.LEADERSHIP_REVIEW.path, label="Open the leadership review", icon=pages.LEADERSHIP_REVIEW.icon,
        query_params={UNIT: brief.branch.key},
    )  # fmt: skip
