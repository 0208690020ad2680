"""Everything that somebody owes at one account, internal; what the customer sees of it, and plays against its risks."""

from steward.briefings.internal.scope.filters import Filters
from steward.services import actions
from steward.services.scope import acting_book, owner_of
from steward.ui.account.cockpit import show_cockpit
from steward.ui.actions.page import show_list
from steward.ui.actions.plays import show_plays
from steward.ui.actions.shared import show_shared
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.selection import choose_account
from steward.ui.plans.cache import briefed

subject = choose_account(acting=True)
show_cockpit(subject)
book, alone = acting_book(warehouse()), Filters(accounts=(subject.account_id,))
brief = briefed(actions, book, alone, alone=True)
show.headline(brief.headline, f"Actions · {subject.account.name}")
show.figures(brief.figures)
author = show_list(brief, f"actions-{subject.account_id}")
show_plays(subject.account_id, owner_of(subject), author)
show_shared(subject)
show.missing(brief.missing)
