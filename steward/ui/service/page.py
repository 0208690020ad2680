"""Service watch on a page: what is close to its limit first, what is over it, then who waits for an answer."""

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.briefings.internal.service.watch import ServiceWatch
from steward.services import service
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.selection import open_account


def service_of(book: Book, filters: Filters) -> ServiceWatch:
    """The service of the accounts that pass the filters."""
    return kept(lambda: service.brief(book, filters), "service watch", book.quarter, filters)


def show_service(brief: ServiceWatch) -> None:
    """The tables to pick from; the account of a picked row opens on its service."""
    tables = brief.near_misses, brief.soon, brief.breaches, brief.chronic, brief.burn, brief.credits
    picked = [show.table(one, selectable=True, headed=True) for one in tables if one]
    show.exhibits([one for one in (brief.products,) if one])
    if brief.ages or brief.queues:
        st.markdown("## Tickets and requests", anchors=False)
    show.exhibits([one for one in (brief.ages, brief.owners, brief.queues) if one])
    picked.append(show.table(brief.tickets, selectable=True, headed=True) if brief.tickets else None)
    show.nothing_of(
        {
            "services close to their limit": brief.near_misses,
            "sites that will be over their limit at their pace": brief.soon,
            "breaches": brief.breaches,
            "chronic sites": brief.chronic,
            "used SLA budgets": brief.burn,
            "credits": brief.credits,
            "products": brief.products,
            "open tickets by age": brief.ages,
            "tickets by owner": brief.owners,
            "tickets by queue": brief.queues,
            "tickets that wait": brief.tickets,
        }
    )
    if account_id := next(filter(None, picked), None):
        open_account(account_id, pages.SERVICE.path)
