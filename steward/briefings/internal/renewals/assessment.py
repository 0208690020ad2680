"""Renewals with what the data says of them: signal, risks, and what the windows they entered asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from steward.briefings.internal.renewals.renewal import Renewal, WrittenPlans
from steward.briefings.internal.renewals.risks import Usual, risks, usual_uplift
from steward.briefings.internal.renewals.signal import Evidence, signal
from steward.briefings.internal.scope.book import Book
from steward.domain.renewals import (
    FIRST_CALL,
    GOOD_OR_AT_RISK,
    MAP_AND_PLAN,
    PROPOSAL,
    SIGNATURE,
    RenewalWindow,
    entered,
)
from steward.warehouse.rows.internal import renewals as renewal_rows
from steward.warehouse.rows.internal.renewals import AccountSigns, RenewalRow

BEFORE = 30
"""A call so many days before a window opens is still its call."""


def assessed(
    book: Book, found: Sequence[Renewal], ahead: Sequence[Renewal], written: WrittenPlans
) -> tuple[Renewal, ...]:
    """`ahead` with signals, risks and what is missing; `found`: every renewal, for what is usual and goes with it."""
    signs = renewal_rows.account_signs(book.warehouse, str(book.quarter), book.now)
    evidence = Evidence(
        as_of=book.now, feeds=book.warehouse.feeds, signs=signs, strategies=written.strategies, more=written.more
    )
    usual, siblings = usual_uplift(one.row for one in found), _siblings(book, found)
    return tuple(_judged(book, one, evidence, usual, siblings) for one in ahead)


def _judged(
    book: Book, one: Renewal, evidence: Evidence, usual: Usual, siblings: Mapping[str, list[RenewalRow]]
) -> Renewal:
    if not one.is_open:
        return one
    return replace(
        one, signal=signal(one.row, evidence), risks=risks(book, one.row, siblings.get(one.row.account_id, []), usual),
        missing=tuple(w for w in entered(one.row.ends_on, book.now) if not _done(w, one, evidence)),
    )  # fmt: skip


def _done(window: RenewalWindow, one: Renewal, evidence: Evidence) -> bool:
    """Whether a contract has what the window asks for; what no feed can tell is not missed."""
    account_id, feeds = one.row.account_id, evidence.feeds
    if window is FIRST_CALL:
        since = window.opens_on(one.row.ends_on) - timedelta(days=BEFORE)
        signs: AccountSigns | None = evidence.signs.get(account_id)
        last = signs.last_contact if signs else None
        return "activities" not in feeds or (last is not None and last >= since)
    if window is MAP_AND_PLAN:
        strategy = evidence.strategies.get(account_id)
        return strategy is not None and bool(strategy.readings)
    if window is GOOD_OR_AT_RISK:
        return one.category is not None
    if window is PROPOSAL:
        return "opportunities" not in feeds or one.row.opportunity_status is not None
    return window is not SIGNATURE


def _siblings(book: Book, found: Sequence[Renewal]) -> Mapping[str, list[RenewalRow]]:
    """The contracts still running and not yet renewed, by account."""
    by_account: dict[str, list[RenewalRow]] = defaultdict(list)
    for one in found:
        if one.is_open and one.row.ends_on >= book.now:
            by_account[one.row.account_id].append(one.row)
    return by_account
