"""Open opportunities by stage, kind and month: raw, weighted and late-stage."""

from steward.briefings.internal.pipeline import owners_of, pipeline
from steward.ui.cache import kept
from steward.ui.filters import choose_owners
from steward.ui.page import show_briefing
from steward.ui.selection import choose_book

book = choose_book()
owners = choose_owners(kept(lambda: owners_of(book), "pipeline owners", book.quarter))
brief = kept(lambda: pipeline(book, owners=owners), "pipeline", book.quarter, owners)
show_briefing(brief, f"{book.warehouse.facts.company} · {book.quarter.spoken}")
