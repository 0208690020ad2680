"""What is being sold, internal: against targets, what does not move, what happened lately; opportunities progressed."""

from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.kit.walks import show_walks
from steward.ui.opportunities.form import progress_opportunity
from steward.ui.opportunities.page import (
    choose_author,
    choose_opportunity,
    choose_split,
    download_changes,
    pipeline_of_page,
    shown_figures,
)
from steward.ui.opportunities.waiting_form import can_take_back, take_back

book, filters = choose_filtered_book(acting=True)
by = choose_split()
brief = pipeline_of_page(book, filters, by)
show.headline(brief.headline, f"Pipeline · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(shown_figures(brief))
walked = show_walks(brief.walks)
show.exhibits([one for one in (brief.coverage, brief.split, brief.by_month) if one])
stuck = show.table(brief.watch, selectable=True, headed=True) if brief.watch else None
ticked = show.table(brief.opportunities, selectable=True, headed=True) if brief.opportunities else None
quoted = show.table(brief.quotes, selectable=True, headed=True) if brief.quotes else None
opportunity = choose_opportunity(brief, walked, stuck, ticked, quoted) if brief.watched else None
author = choose_author() if opportunity or can_take_back(brief) else ""
if opportunity:
    progress_opportunity(book, opportunity, brief, author)
waiting = show.table(brief.waiting, selectable=True, headed=True) if brief.waiting else None
take_back(brief, waiting, author)
download_changes(book, brief)
show.exhibits([one for one in (brief.events, brief.stages, brief.ageing) if one])
show.nothing_of(
    {
        "targets beside the pipeline": brief.coverage,
        "the open pipeline by group": brief.split,
        "what closes in which month": brief.by_month,
        "opportunities that do not move": brief.watch,
        "open opportunities": brief.opportunities,
        "quotes of open opportunities": brief.quotes,
        "what happened in a week": brief.events,
        "stages": brief.stages,
        "opportunities by age": brief.ageing,
        "changes that wait for the CRM": brief.waiting,
    }
)
show.missing(brief.missing)
