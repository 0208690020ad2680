"""Whitespace, for our own eyes: accounts × products, what similar accounts own, and where to begin."""

from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.whitespace.cell import work_on
from steward.ui.whitespace.page import choose_space, click_grid, from_best, show_account, whitespace_of_page

book, filters = choose_filtered_book()
brief = whitespace_of_page(book, filters)
show.headline(brief.headline, f"Whitespace · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
clicked = click_grid(brief, brief.grid) if brief.grid else None
ticked = show.table(brief.best, selectable=True, headed=True) if brief.best else None
if chosen := choose_space(brief, clicked, from_best(ticked)):
    work_on(book, *chosen)
if len(brief.lines) == 1:
    show_account(book, brief.lines[0])
show.exhibits([one for one in (brief.products, brief.wallet) if one])
show.nothing_of(
    {
        "accounts by product": brief.grid,
        "where to begin": brief.best,
        "products": brief.products,
        "share of what they could buy": brief.wallet,
    }
)
show.missing(brief.missing)
