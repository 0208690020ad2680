"""My book: every account of a quarter, what it brings, how it feels about us and when it renews."""

from steward.services import commitments, renewals
from steward.ui import pages
from steward.ui.commitments.form import show_overdue
from steward.ui.kit import show
from steward.ui.kit.filters import briefed_book, choose_filtered_book
from steward.ui.kit.links import links_to_why
from steward.ui.kit.selection import open_account
from steward.ui.kit.turned_down import warn_of_rejects
from steward.ui.nps.of_book import surveys_of
from steward.ui.plans.cache import briefed

book, filters = choose_filtered_book()
brief = briefed_book(book, filters)
show.headline(brief.headline, f"{book.warehouse.facts.company} · {book.quarter.spoken}")
warn_of_rejects()
owed = briefed(commitments, book, filters)
show.figures((*brief.figures, owed.figure("book.promises_overdue")))
links_to_why()
opened = show.table(brief.accounts, selectable=True)
show_overdue(owed)
clicked = show.pick(brief.bubbles) if brief.bubbles else None
surveys = surveys_of(book, filters)
ending = briefed(renewals, book, filters)
show.exhibits([one for one in (brief.bridge, *surveys.values(), ending.quarters, ending.days) if one])
show.nothing_of(
    {
        "accounts by MRR, NPS and renewal": brief.bubbles,
        "steps of MRR": brief.bridge,
        **surveys,
        "contracts that end within a year": ending.quarters,
        "windows and notice dates of the next 60 days": ending.days,
    }
)
show.missing(brief.missing)
if chosen := opened or clicked:
    open_account(chosen, pages.ACCOUNT.path)
