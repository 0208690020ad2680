"""All reviews: of a quarter who has begun, what they lack, and all their decks at once; or a year of them."""

from steward.services.reviews import year as review_year
from steward.services.reviews.readiness import readiness_table
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.filters import briefed_book, choose_filtered_book
from steward.ui.kit.selection import open_account
from steward.ui.kit.views import choose_view
from steward.ui.plans.cache import briefed
from steward.ui.reviews.bulk import make_decks
from steward.ui.reviews.checked import check_others, reviews_of

VIEWS = {"quarter": ":material/checklist: This quarter", "year": ":material/calendar_month: The year"}

book, filters = choose_filtered_book()
caption = f"{book.warehouse.facts.company} · {book.quarter.spoken}"
view = choose_view("reviews", "Reviews", VIEWS)
if view == "year":
    year = briefed(review_year, book, filters)
    show.headline(year.table.title, caption)
    if opened := show.table(year.table, selectable=True):
        open_account(opened, pages.REVIEW.path, quarter=str(year.opens[opened]))
else:
    brief = briefed_book(book, filters)
    found = reviews_of(book, [row for row in brief.rows if row.active])
    table = readiness_table(book, found)
    show.headline(table.title, caption)
    opened = show.table(table, selectable=True)
    check_others(book, found)
    make_decks(book, found)
    if opened:
        open_account(opened, pages.REVIEW.path)
