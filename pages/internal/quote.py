"""The quotes of one account, for our own eyes: one of them to work on, from its lines to its acceptance."""

from steward.briefings.internal.scope.filters import Filters
from steward.services.quotes import desk
from steward.services.scope import acting_book
from steward.ui.account.cockpit import show_cockpit
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.pick import pick
from steward.ui.kit.selection import choose_account
from steward.ui.kit.who import who
from steward.ui.plans.cache import briefed
from steward.ui.plans.files import plans
from steward.ui.quotes.acts import tell_acts
from steward.ui.quotes.begin import begin_quote
from steward.ui.quotes.quote import show_quote

subject = choose_account(acting=True)
show_cockpit(subject)
tell_acts()
author = who()
book = acting_book(warehouse())
listed = briefed(desk, book, Filters(accounts=(subject.account_id,)), alone=True, who=author)
known = {one.quote.quote_id: one for one in listed.listed}
if not known:
    begin_quote(subject, author, open_at_once=True)
several = listed.open_quotes if len(known) > 1 else None
ticked = show.table(several, selectable=True, headed=True) if several else None
if listed.orders:
    show.table(listed.orders, headed=True)
if known:
    show.nothing_of({"open quotes": listed.open_quotes, "orders begun": listed.orders})
chosen = pick(
    known, [ticked], lambda one: one.quote.title, "Quote", "Choose a quote, or tick a row above", "quote"
)  # fmt: skip
if chosen:
    brief = desk.of_quote(book, plans(), subject.account_id, chosen.quote.quote_id)
    show.headline(brief.headline, f"{chosen.quote.title} · {subject.account.name}")
    show_quote(subject, brief, author)
else:
    show.headline(listed.headline, f"Quotes · {subject.account.name}")
    if not known:
        show.empty(
            "No quote is written for this account yet. Begin one above: of products, a contract or an opportunity."
        )
if known:
    begin_quote(subject, author, open_at_once=False)
