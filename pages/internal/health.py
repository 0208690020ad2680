"""Health of the book, for our own eyes: a score that can be argued with, and whether its warnings would have helped."""

from steward.services import health
from steward.ui.health.page import choose_line, show_one, work_on
from steward.ui.health.rules_form import edit_rules
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.kit.walks import show_walks
from steward.ui.plans.cache import briefed

book, filters = choose_filtered_book()
brief = briefed(health, book, filters)
show.headline(brief.headline, f"Health · {book.warehouse.facts.company} · {book.quarter.spoken}")
if brief.several:
    show.figures(brief.figures)
    show.unusable(brief.not_counted, "A health set by hand counts with a reason, who set it and the day it expires.")
moved = show_walks(brief.walks)
author: str | None = None
if brief.several:
    picked = show.table(brief.accounts, selectable=True, headed=True) if brief.accounts else None
    if line := choose_line(brief, moved, picked):
        author = work_on(book, brief, line)
elif brief.lines:
    show_one(book, brief, brief.lines[0])
if brief.several:
    show.exhibits([one for one in (brief.overrides, brief.second_look, brief.colours, brief.backtest) if one])
    show.nothing_of(
        {
            "accounts by their health": brief.accounts,
            "health set by hand": brief.overrides,
            "green with warning signs": brief.second_look,
            "health over time": brief.colours,
            "the back-test": brief.backtest,
        }
    )
edit_rules(author)
show.missing(brief.missing)
