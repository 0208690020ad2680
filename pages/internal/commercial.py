"""What one account brings and may bring: its renewals, its opportunities and its whitespace, with their forms."""

import streamlit as st

from steward.briefings.internal.scope.filters import Filters
from steward.exhibits import picked
from steward.services import renewals
from steward.services.channel import book as channel
from steward.services.scope import acting_book
from steward.ui.account.cockpit import show_cockpit
from steward.ui.channel.account import show_account_partners
from steward.ui.channel.page import work_on as decide_beside
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.panel import picked_last
from steward.ui.kit.selection import choose_account
from steward.ui.kit.who import known_name
from steward.ui.opportunities.form import progress_opportunity
from steward.ui.opportunities.page import choose_author, choose_opportunity, pipeline_of_page
from steward.ui.plans.cache import briefed
from steward.ui.renewals.page import choose_renewal, work_on
from steward.ui.whitespace.page import show_account, whitespace_of_page

TILES = (
    "pipeline.open",
    "pipeline.weighted",
    "pipeline.win_rate",
    "whitespace.penetration",
    "whitespace.free",
)

subject = choose_account(acting=True)
show_cockpit(subject)
book, alone = acting_book(warehouse()), Filters(accounts=(subject.account_id,))
ending, selling, free = (
    briefed(renewals, book, alone, alone=True),
    pipeline_of_page(book, alone),
    whitespace_of_page(book, alone),
)
show.headline(ending.headline, f"Commercial · {subject.account.name}")
show.figures(picked((*selling.figures, *free.figures), *TILES))
ticked = show.table(ending.contracts, selectable=True, headed=True) if ending.contracts else None
offered = show.table(ending.quotes, selectable=True, headed=True) if ending.quotes else None
renewal = choose_renewal(ending, ticked, offered) if ending.ahead else None
beside_renewals = st.container()
show.exhibits([one for one in (ending.risks, ending.plays) if one])
st.markdown(f"## {show.plain(selling.headline)}", anchors=False)
marked = show.table(selling.opportunities, selectable=True, headed=True) if selling.opportunities else None
quoted = show.table(selling.quotes, selectable=True, headed=True) if selling.quotes else None
opportunity = choose_opportunity(selling, marked, quoted) if selling.watched else None
beside_opportunities = st.container()
show.exhibits([one for one in (selling.events,) if one])
if free.lines:
    show_account(book, free.lines[0])
sold_with = briefed(channel, book, alone, alone=True)
registration = show_account_partners(subject, sold_with)
beside = picked_last(
    contract=renewal.row.contract_id if renewal else None,
    deal=opportunity.opportunity.opportunity_id if opportunity else None,
    registration=registration.key if registration else None,
)
if renewal and beside == "contract":
    with beside_renewals:
        work_on(renewal, ending, book.money)
elif opportunity and beside == "deal":
    with beside_opportunities:
        progress_opportunity(book, opportunity, selling, choose_author())
elif registration:
    decide_beside(book, sold_with, registration, known_name())
show.nothing_of(
    {
        "contracts to work on": ending.contracts,
        "quotes for them": ending.quotes,
        "risks in contracts": ending.risks,
        "plays": ending.plays,
        "open opportunities": selling.opportunities,
        "quotes of open opportunities": selling.quotes,
        "what happened to opportunities in a week": selling.events,
        "whitespace": free.lines,
    }
)
show.missing((*ending.missing, *selling.missing, *free.missing, *sold_with.missing))
