"""My book: every account of a quarter, what it brings, how it feels about us and when it renews."""

from steward.briefings.internal.book.book import portfolio
from steward.briefings.internal.nps.nps import nps_exhibits
from steward.briefings.internal.renewals.dates import renewal_dates
from steward.ui.commitments.files import promises_of
from steward.ui.commitments.page import open_commitments, pick_from
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.filters import choose_filters
from steward.ui.kit.selection import choose_book, open_account

book = choose_book()
filters = choose_filters(kept(lambda: portfolio(book), "portfolio", book.quarter))
brief = kept(lambda: portfolio(book, filters), "portfolio", book.quarter, filters)
show.headline(brief.headline, f"{book.warehouse.facts.company} · {book.quarter.spoken}")
promises = promises_of(book, filters)
show.figures((*brief.figures, promises.figure("book.promises_overdue")))
opened = show.table(brief.accounts, selectable=True)
overdue = pick_from(promises.overdue)
clicked = show.pick(brief.bubbles) if brief.bubbles else None
surveys = kept(lambda: nps_exhibits(book, filters), "nps of the book", book.quarter, filters)
renewals = kept(lambda: renewal_dates(book), "renewals", book.quarter)
rest = [*surveys, *renewals.exhibits] if filters.all else []
show.exhibits([*filter(None, [brief.bridge]), *rest])
show.missing(brief.missing)
if overdue:
    open_commitments(overdue)
if chosen := opened or clicked:
    open_account(chosen, "pages/internal/account.py")
