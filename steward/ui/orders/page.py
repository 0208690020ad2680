"""The orders of a book on a page: each list opens the line at its account."""

from steward.briefings.internal.orders.book import OrdersBook
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.selection import open_account


def show_orders(brief: OrdersBook) -> None:
    """What costs money first, then what is late, then what waits to be placed."""
    if not brief.sums and not brief.begun:
        show.empty("Orders come from your order system: the tables orders and order_lines (Data > Loads).")
    money = [brief.leaking, brief.too_early, brief.invoices]
    ticked = [show.table(one, selectable=True, headed=True) for one in money if one]
    show.exhibits([one for one in (brief.by_age, brief.causes) if one])
    ticked += [show.table(one, selectable=True, headed=True) for one in (brief.late, brief.at_risk) if one]
    begun = show.table(brief.begun, selectable=True, headed=True) if brief.begun else None
    show.nothing_of(
        {
            "lines accepted and not billed": brief.leaking,
            "lines billed too early": brief.too_early,
            "first invoices not as ordered": brief.invoices,
            "lines not billed by age": brief.by_age,
            "late lines by who has to act": brief.causes,
            "late lines": brief.late,
            "lines at risk": brief.at_risk,
            "orders begun here": brief.begun,
        }
    )
    _open(brief, next((one for one in ticked if one), None), begun)


def _open(brief: OrdersBook, line: str | None, begun: str | None) -> None:
    """The page of what was ticked."""
    if line:
        open_account(brief.lines[line].row.account_id, pages.ACCOUNT_ORDERS.path, line=line)
    if begun:
        account_id, _, quote = begun.rpartition("/")
        open_account(account_id, pages.QUOTE.path, quote=quote)
