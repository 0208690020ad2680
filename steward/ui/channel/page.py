"""Partners on a page: one view at a time, and beside it the registration one works on."""

from collections.abc import Callable, Mapping
from functools import partial

from steward.briefings.internal.scope.book import Book
from steward.services.channel.book import ChannelBook, ListedRegistration
from steward.ui import pages
from steward.ui.channel.decide import show_registration
from steward.ui.channel.raising import raise_registration
from steward.ui.kit import show
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.selection import open_account
from steward.ui.kit.views import choose_view
from steward.ui.kit.who import who

ADDRESS = "registration"
VIEWS = {
    "registrations": ":material/assignment: Registrations",
    "partners": ":material/diversity_3: By partner",
    "sides": ":material/balance: Direct and channel",
    "commission": ":material/payments: Commission",
}


def show_partners(book: Book, brief: ChannelBook) -> None:
    """One view of them at a time."""
    views: Mapping[str, Callable[[Book, ChannelBook], None]] = {
        "registrations": _registrations,
        "partners": _partners,
        "sides": _sides,
        "commission": _commission,
    }
    views[choose_view("part", "Part", VIEWS)](book, brief)


def _registrations(book: Book, brief: ChannelBook) -> None:
    author = who()
    if chosen := choose_registration(brief):
        work_on(book, brief, chosen, author)
    raise_here(brief, author)


def choose_registration(brief: ChannelBook) -> ListedRegistration | None:
    """What is to be decided first, then all others; the one that was picked."""
    decide = show.table(brief.to_decide, selectable=True, headed=True) if brief.to_decide else None
    other = show.table(brief.registered, selectable=True, headed=True) if brief.registered else None
    show.nothing_of({"registrations to decide": brief.to_decide, "other registrations": brief.registered})
    if not brief.registrations:
        return None
    hint = "Choose a registration, or tick a row above"
    return pick(brief.registrations, [decide, other], _named, "Registration", hint, ADDRESS)


def work_on(book: Book, brief: ChannelBook, one: ListedRegistration, author: str) -> None:
    """The one that was picked, beside the lists."""
    with side_panel(ADDRESS):
        show_registration(book, brief, one, author)


def raise_here(brief: ChannelBook, author: str) -> None:
    """The form of a new one, for the accounts that are shown."""
    accounts = {row.account_id: row.name for row in brief.source.rows}
    raise_registration(accounts, author)


def _named(one: ListedRegistration) -> str:
    return f"{one.partner} · {one.account} · {one.what} · {one.state.label}"


def _partners(book: Book, brief: ChannelBook) -> None:
    """The book by partner, who has which part where, and what cannot be so."""
    del book
    show.exhibits([one for one in (brief.partners,) if one])
    draw = partial(show.table, selectable=True, headed=True)
    ticked = [draw(one) for one in (brief.findings, brief.roles) if one]
    show.nothing_of(
        {"partners": brief.partners, "roles of partners": brief.roles, "findings about partners": brief.findings}
    )
    for account_id in filter(None, ticked):
        open_account(account_id, pages.COMMERCIAL.path)


def _sides(book: Book, brief: ChannelBook) -> None:
    del book
    show.exhibits([one for one in (brief.sides,) if one])
    show.nothing_of({"direct and channel": brief.sides})


def _commission(book: Book, brief: ChannelBook) -> None:
    """The estimate against the statements, by partner and where they differ."""
    del book
    if not brief.source.paid:
        show.empty("No plan says how partners are paid. Write one into account_plans/_company/commission_plans.toml.")
    show.exhibits([one for one in (brief.statements,) if one])
    ticked = show.table(brief.differences, selectable=True, headed=True) if brief.differences else None
    show.nothing_of({"statements of commission": brief.statements, "differences": brief.differences})
    if ticked:
        open_account(ticked, pages.COMMERCIAL.path)
