"""The quotes of one account, for our own eyes: one of them to work on, from its lines to its acceptance."""

import streamlit as st

from steward.briefings.internal.scope.filters import Filters
from steward.services.quotes import desk
from steward.services.scope import acting_book
from steward.ui.account.cockpit import show_cockpit
from steward.ui.kit import show
from steward.ui.kit.acts import tell_last
from steward.ui.kit.cache import warehouse
from steward.ui.kit.pick import pick
from steward.ui.kit.selection import choose_account
from steward.ui.kit.who import who
from steward.ui.plans.cache import briefed
from steward.ui.quotes.begin import begin_quote
from steward.ui.quotes.imported import named, show_imported
from steward.ui.quotes.opened import briefing_of
from steward.ui.quotes.quote import show_quote

subject = choose_account(acting=True)
show_cockpit(subject)
head = st.container()
tell_last()
author = who()
book = acting_book(warehouse())
listed = briefed(desk, book, Filters(accounts=(subject.account_id,)), alone=True, who=author)
written = {one.quote.quote_id: one for one in listed.listed}
known = {**{key: one.quote.title for key, one in written.items()}, **{one.key: named(one) for one in listed.imported}}
several = [one for one in (listed.open_quotes, listed.imported_quotes) if one and len(known) > 1]
ticked = [show.table(one, selectable=True, headed=True) for one in several]
picked = pick(
    {key: key for key in known}, [one and one.removeprefix(f"{subject.account_id}/") for one in ticked],
    known.__getitem__, "Quote", "Choose a quote, or tick a row above" if ticked else "Choose a quote", "quote",
) if known else None  # fmt: skip
# The only one there is needs no choice.
chosen = picked or (next(iter(known)) if len(known) == 1 else None)
if chosen in written:
    brief = briefing_of(book, written[chosen])
    with head:
        show.headline(brief.headline, f"{known[chosen]} · {subject.account.name}")
    show_quote(subject, brief, author)
elif chosen:
    show_imported(book, subject, chosen, written, head)
else:
    with head:
        show.headline(listed.headline, f"Quotes · {subject.account.name}")
    if not known:
        show.empty(
            "No quote is written for this account yet. Begin one below: of products, a contract or an opportunity."
        )
begin_quote(subject, author, open_at_once=not known)
if listed.orders:
    show.table(listed.orders, headed=True)
if known:
    show.nothing_of(
        {"open quotes": listed.open_quotes, "quotes in the CPQ": listed.imported_quotes, "orders begun": listed.orders}
    )
