"""The requests of one account, for our own eyes: raise one, move it on, and say what the customer reads of it."""

from steward.briefings.internal.scope.filters import Filters
from steward.services.requests import desk
from steward.services.scope import acting_book
from steward.ui.account.cockpit import show_cockpit
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.selection import choose_account
from steward.ui.kit.who import who
from steward.ui.plans.cache import briefed
from steward.ui.requests.page import download_status, show_requests
from steward.ui.requests.raising import raise_form

subject = choose_account(acting=True)
show_cockpit(subject)
author = who()
book = acting_book(warehouse())
brief = briefed(desk, book, Filters(accounts=(subject.account_id,)), alone=True)
show.headline(brief.headline, f"Requests · {subject.account.name}")
show.figures(brief.figures)
raise_form(subject, author, open_at_once=not brief.listed)
show_requests(brief, author)
download_status(subject)
show.missing(brief.missing)
