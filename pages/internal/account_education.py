"""What one account knows of all we offer, internal: who saw what, and whom to show what next."""

from steward.briefings.internal.scope.filters import Filters
from steward.services import education
from steward.services.scope import acting_book
from steward.ui.account.cockpit import show_cockpit
from steward.ui.education.account import show_account
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.selection import choose_account
from steward.ui.plans.cache import briefed

subject = choose_account(acting=True)
show_cockpit(subject)
book, alone = acting_book(warehouse()), Filters(accounts=(subject.account_id,))
brief = briefed(education, book, alone, alone=True)
show.headline(brief.headline, f"Education · {subject.account.name}")
show.figures(brief.figures)
show_account(subject, book, brief)
show.missing(brief.missing)
