"""The orders of the book, internal: what is not billed, what leaks, what is late, and first invoices that are wrong."""

from steward.services import orders
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.orders.page import show_orders
from steward.ui.plans.cache import briefed

book, filters = choose_filtered_book(acting=True)
brief = briefed(orders, book, filters)
show.headline(brief.headline, f"Delivery · {book.warehouse.facts.company}")
show.figures(brief.figures)
show_orders(brief)
show.missing(brief.missing)
