"""Service watch on a page: what is close to its limit first, what is over it, then who waits for an answer."""

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.briefings.internal.service.watch import ServiceWatch
from steward.exhibits import Table
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
    tables = (brief.near_misses, brief.soon, brief.breaches, brief.chronic, brief.burn, brief.credits)
    picked = [_pick(one) for one in tables]
    show.exhibits([one for one in (brief.products,) if one])
    if brief.ages or brief.queues:
        st.markdown("## Tickets and requests", anchors=False)
    show.exhibits([one for one in (brief.ages, brief.owners, brief.queues) if one])
    picked.append(_pick(brief.tickets))
    if account_id := next(filter(None, picked), None):
        open_account(account_id, pages.SERVICE.path)


def _pick(table: Table | None) -> str | None:
    return show.table(table, selectable=True, headed=True) if table else None
