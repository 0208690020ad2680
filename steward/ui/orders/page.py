"""The orders of a book on a page: each list opens the line at its account."""

from collections.abc import Mapping

from steward.briefings.internal.orders.book import OrdersBook
from steward.exhibits import Table
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.selection import open_account
from steward.ui.kit.views import choose_view

VIEWS = {
    "money": ":material/payments: Money",
    "dates": ":material/event_busy: Dates",
    "begun": ":material/assignment: To be placed",
}


def show_orders(brief: OrdersBook) -> None:
    """What costs money first; what is late, and what waits to be placed, are a press away."""
    if not brief.sums and not brief.begun:
        show.empty("Orders come from your order system: the tables orders and order_lines (Data > Loads).")
    money = {
        "lines accepted and not billed": brief.leaking,
        "lines billed too early": brief.too_early,
        "first invoices not as ordered": brief.invoices,
    }
    dates = {"late lines": brief.late, "lines at risk": brief.at_risk}
    begun = {"orders begun here": brief.begun}
    first = next(
        (key for key, lists in (("money", money), ("dates", dates), ("begun", begun)) if any(lists.values())), ""
    )
    match choose_view("list", "List", VIEWS, first):
        case "money":
            ticked = _lists(money)
            show.exhibits([one for one in (brief.by_age,) if one])
            show.nothing_of({**money, "lines not billed by age": brief.by_age})
        case "dates":
            show.exhibits([one for one in (brief.causes,) if one])
            ticked = _lists(dates)
            show.nothing_of({"late lines by who has to act": brief.causes, **dates})
        case _:
            ticked = _lists(begun)
            show.nothing_of(begun)
    if ticked:
        _open(brief, ticked)


def _lists(lists: Mapping[str, Table | None]) -> str | None:
    """The tables that there are; the key of the row that was ticked."""
    ticked = [show.table(one, selectable=True, headed=True) for one in lists.values() if one]
    return next((one for one in ticked if one), None)


def _open(brief: OrdersBook, ticked: str) -> None:
    """The page of what was ticked: of a line its account's orders, of what was begun its quote."""
    if ticked in brief.lines:
        open_account(brief.lines[ticked].row.account_id, pages.ACCOUNT_ORDERS.path, line=ticked)
    account_id, _, quote = ticked.rpartition("/")
    open_account(account_id, pages.QUOTE.path, quote=quote)
