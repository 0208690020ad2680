"""The reviews of one account's plan by colleagues, for our own eyes: preview, present, test, improve."""

from steward.briefings.internal.scope.filters import Filters
from steward.services.account_reviews import desk
from steward.services.scope import acting_book
from steward.ui.account.cockpit import show_cockpit
from steward.ui.account_reviews.one import show_account_review
from steward.ui.kit.cache import warehouse
from steward.ui.kit.selection import choose_account
from steward.ui.kit.who import who
from steward.ui.plans.cache import briefed

subject = choose_account(acting=True)
show_cockpit(subject)
author = who()
book = acting_book(warehouse())
brief = briefed(desk, book, Filters(accounts=(subject.account_id,)), alone=True)
show_account_review(subject, brief, author)
