"""Books on a page: the plan with what moves, working plans out, the rules; beside it the account that was picked."""

from collections.abc import Callable, Mapping

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.services.books.desk import BooksBriefing, books_file
from steward.ui.books.balance import show_balance
from steward.ui.books.files import download_files
from steward.ui.books.one import ADDRESS, work_on
from steward.ui.books.steps import show_steps
from steward.ui.kit import show
from steward.ui.kit.cache import workspace
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.pick import pick
from steward.ui.kit.views import choose_view
from steward.ui.plans.company_file import edit_company_file
from steward.ui.plans.files import Choices

VIEWS = {
    "plan": ":material/swap_horiz: Who moves",
    "balance": ":material/balance: Balance",
    "rules": ":material/tune: Rules and file",
}


def show_books(book: Book, brief: BooksBriefing, author: str) -> None:
    """Where the plan stands, then one view of it."""
    show.unusable(brief.findings, "This does not fit together:")
    show_steps(brief, author)
    views: Mapping[str, Callable[[Book, BooksBriefing, str], None]] = {
        "plan": _plan, "balance": show_balance, "rules": _rules,
    }  # fmt: skip
    views[choose_view("part", "Part", VIEWS)](book, brief, author)


def _plan(book: Book, brief: BooksBriefing, author: str) -> None:
    del book
    moves = show.table(brief.moves, selectable=True, headed=True, whole=True) if brief.moves else None
    show.exhibits([one for one in (brief.level, brief.by_person) if one])
    held = show.table(brief.held, selectable=True, headed=True) if brief.held else None
    locked = show.table(brief.locked, selectable=True, headed=True) if brief.locked else None
    show.nothing_of(
        {
            "accounts that move": brief.moves, "how level books are": brief.level, "books": brief.by_person,
            "opportunities that stay for a while": brief.held, "locked accounts": brief.locked,
        }
    )  # fmt: skip
    download_files(brief)
    if brief.source.rows:
        hint = "Choose an account, or tick a row above"
        rows = dict(brief.source.rows)
        chosen = pick(rows, [moves, held, locked], lambda one: one.name, "Account", hint, ADDRESS)
        if chosen:
            work_on(brief, chosen.account_id, author)


def _rules(book: Book, brief: BooksBriefing, author: str) -> None:
    """The file as a form, for whoever plans."""
    del book
    if not brief.may_balance:
        st.caption("Leadership sets the rules.")
        return
    opened = books_file(workspace(), brief.source.fy)
    if not opened.exists:
        show.empty("Begin the plan first.")
        return
    edit_company_file(opened, author, "books.save", choices=Choices({}, colleague_labels(), {}, {}))
