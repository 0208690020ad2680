"""Everything that somebody owes, internal: promises, steps, plays, approvals, on one list; done and moved in place."""

from steward.briefings.internal.scope.filters import EVERYTHING
from steward.services import actions
from steward.ui.actions.page import choose_whose, show_list
from steward.ui.kit import show
from steward.ui.kit.selection import whole_book
from steward.ui.plans.cache import briefed

book = whole_book()
brief = choose_whose(book, briefed(actions, book, EVERYTHING))
show.headline(brief.headline, f"Actions · {book.warehouse.facts.company}")
show.figures(brief.figures)
show_list(brief, "actions")
show.missing(brief.missing)
