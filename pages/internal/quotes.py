"""The quotes of the book, for our own eyes: what is mine to decide, whom each waits for, what is about to expire."""

from steward.services.quotes import desk
from steward.ui.kit import show
from steward.ui.kit.acts import tell_last
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.kit.who import who
from steward.ui.plans.cache import briefed
from steward.ui.quotes.page import show_quotes

book, filters = choose_filtered_book(acting=True)
tell_last()
author = who()
brief = briefed(desk, book, filters, who=author)
show.headline(brief.headline, f"Quotes · {book.warehouse.facts.company}")
show.figures(brief.figures)
show_quotes(book, brief, author)
