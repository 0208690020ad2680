"""All reviews of a quarter: who has begun, what they lack, and all their decks at once."""

from steward.services import book as book_service
from steward.services.readiness import readiness_table
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.kit.selection import open_account
from steward.ui.reviews.bulk import make_decks, reviews_of

book, filters = choose_filtered_book()
brief = kept(lambda: book_service.brief(book, filters), "portfolio", book.quarter, filters)
found = reviews_of(book, [row for row in brief.rows if row.active])
table = readiness_table(book, found)
show.headline(table.title, f"{book.warehouse.facts.company} · {book.quarter.spoken}")
opened = show.table(table, selectable=True)
make_decks(book, found)
if opened:
    open_account(opened, pages.REVIEW.path)
