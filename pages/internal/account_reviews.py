"""Account reviews of the book, for our own eyes: whose turn it is, what is under way, what came of those closed."""

from steward.services.account_reviews import desk
from steward.ui.account_reviews.page import show_account_reviews
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.plans.cache import briefed

book, filters = choose_filtered_book(acting=True)
brief = briefed(desk, book, filters)
show.headline(brief.headline, f"Account reviews · {book.warehouse.facts.company}")
show.figures(brief.figures)
show_account_reviews(brief)
