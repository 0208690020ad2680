"""Books of a fiscal year, for our own eyes: how level they are, who would get which account, and where that stands."""

from steward.ui.books.cache import briefed_books
from steward.ui.books.choose import choose_year
from steward.ui.books.page import show_books
from steward.ui.kit import show
from steward.ui.kit.selection import whole_book
from steward.ui.kit.who import who

book = whole_book()
fy = choose_year(book)
author = who()
brief = briefed_books(book, fy)
show.headline(brief.headline, f"Books of {fy} · {book.warehouse.facts.company}")
show.figures(brief.figures)
show_books(book, brief, author)
show.missing(brief.missing)
