"""The orders of a book on a page: each list opens the line at its account."""

from steward.briefings.internal.orders.book import OrdersBook
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
    lists = {
        "money": (brief.leaking, brief.too_early, brief.invoices),
        "dates": (brief.late, brief.at_risk),
        "begun": (brief.begun,),
    }
    view = choose_view("list", "List", VIEWS, next((key for key, tables in lists.items() if any(tables)), ""))
    if view == "dates":
        show.exhibits([one for one in (brief.causes,) if one])
    ticked = [show.table(one, selectable=True, headed=True) for one in lists[view] if one]
    match view:
        case "money":
            show.exhibits([one for one in (brief.by_age,) if one])
            show.nothing_of(
                {
                    "lines accepted and not billed": brief.leaking,
                    "lines billed too early": brief.too_early,
                    "first invoices not as ordered": brief.invoices,
                    "lines not billed by age": brief.by_age,
                }
            )
        case "dates":
            show.nothing_of(
                {"late lines by who has to act": brief.causes, "late lines": brief.late, "lines at risk": brief.at_risk}
            )
        case _:
            show.nothing_of({"orders begun here": brief.begun})
    if key := next((one for one in ticked if one), None):
        _open(brief, key)


def _open(brief: OrdersBook, ticked: str) -> None:
    """The page of what was ticked: of a line its account's orders, of what was begun its quote."""
    if ticked in brief.lines:
        open_account(brief.lines[ticked].row.account_id, pages.ACCOUNT_ORDERS.path, line=ticked)
    account_id, _, quote = ticked.rpartition("/")
    open_account(account_id, pages.QUOTE.path, quote=quote)
