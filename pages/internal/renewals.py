"""Renewals, for our own eyes: what ends when, how we call it, what the data says, and what we do about it."""

from steward.services import renewals
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.plans.cache import briefed
from steward.ui.renewals.page import choose_renewal, download_dates, shown_figures, work_on

book, filters = choose_filtered_book(acting=True)
brief = briefed(renewals, book, filters)
show.headline(brief.headline, f"Renewals · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(shown_figures(brief))
show.exhibits([one for one in (brief.range, brief.quarters, brief.calendar) if one])
picked = show.table(brief.contracts, selectable=True, headed=True) if brief.contracts else None
if brief.ahead and (chosen := choose_renewal(brief, picked)):
    work_on(chosen, brief, book.money)
show.exhibits([one for one in (brief.windows, brief.traps, brief.plays, brief.days) if one])
download_dates(book, brief)
show.missing(brief.missing)
