"""Renewals as tables: contracts, ranges by quarter and risks."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.internal.quotes.beside import state_of
from steward.briefings.internal.renewals.figures import due_in, range_of
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.renewals.signal import AT_RISK, NOT_KNOWN
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY
from steward.domain.quarters import Quarter
from steward.domain.renewals import Category, RenewalRange
from steward.exhibits import COUNT, PERCENT, Cell, Column, Receipt, Table
from steward.exhibits.wording import capital, counted

NO_FORECAST = "no forecast yet"


def contract_table(book: Book, ahead: Sequence[Renewal]) -> Table | None:
    """Each contract with its forecast and what the data says beside it; its id is the key of its row."""
    if not ahead:
        return None
    return Table(
        id="renewals.ahead",
        title=_agree(ahead),
        alt=f"Table of {len(ahead)} contracts with when they end, MRR, category, signal and swing.",
        receipt=_receipt(book, "renewal signal"),
        note="Tick a row to set its forecast or to plan a play. Signal: what the data says, by plain rules.",
        keys=tuple(one.row.contract_id for one in ahead),
        columns=(
            Column("Account"), Column("Contract"), Column("Ends"), Column("ATR", book.money),
            Column("Forecast"), Column("Signal", state=True), Column("Swing", book.money), Column("Quote"),
            Column("Owner"),
            Column("Missing", wide=True),
        ),
        rows=tuple(_contract(one) for one in ahead),
    )  # fmt: skip


def _contract(one: Renewal) -> tuple[Cell, ...]:
    row, due = one.row, one.due
    forecast = one.category or NO_FORECAST
    return (
        one.account.name, row.contract_id, row.ends_on, one.atr,
        forecast if one.is_open else str(one.state), one.signal.word if one.is_open else None,
        due.swing if due and one.is_open else None, state_of(one.quotes),
        one.account.owner or NOBODY, ", ".join(window.asks for window in one.missing) or None,
    )  # fmt: skip


def _agree(ahead: Sequence[Renewal]) -> str:
    """Where people and the data disagree, in a sentence."""
    still = [one for one in ahead if one.is_open]
    risky = [one for one in still if one.signal.word == AT_RISK]
    hopeful = sum(one.category is Category.WILL_RENEW for one in risky)
    if hopeful:
        return f"{capital(counted(hopeful, 'renewal'))} forecast as safe, at risk by the data"
    without = sum(one.category is None for one in still)
    if without:
        which = f"{without} of {counted(len(still), 'open renewal')}" if len(still) > 1 else "The one open renewal"
        return f"{which} {'has' if without == 1 else 'have'} no forecast"
    known = [one for one in still if one.signal.word != NOT_KNOWN]
    return f"The data calls {len(risky)} of {counted(len(known), 'open renewal')} at risk"


def range_table(book: Book, found: Sequence[Renewal]) -> Table | None:
    """This quarter and the two after it: what is signed, and between what they end; None where none has a contract."""
    told = [(quarter, due_in(found, quarter)) for quarter in (book.quarter.shifted(n) for n in range(3))]
    ranges = [(quarter, len(due), range_of(due)) for quarter, due in told if due]
    if not ranges:
        return None
    rated = [(quarter, told) for quarter, _, told in ranges if told.worst is not None]
    ahead = next((one for one in rated if one[1].open), rated[-1] if rated else None)
    return Table(
        id="renewals.range",
        title=_range_said(*ahead) if ahead else "What ends brings nothing a month: there is no renewal rate",
        alt="Table of the quarters with ATR, what is won, open and lost, and the worst and best renewal rate.",
        receipt=_receipt(book, "renewal range"),
        note="Worst: only what is signed. Best: with all that can still be won. Renewal rates, not GRR.",
        columns=(
            Column("Quarter"), Column("Contracts", COUNT), Column("ATR", book.money), Column("Won", book.money),
            Column("Lost", book.money), Column("Open", book.money), Column("No forecast", book.money),
            Column("Forecast", book.money), Column("Worst", PERCENT), Column("Best", PERCENT),
        ),
        rows=tuple(
            (
                quarter.spoken, count, told.atr, told.won, told.lost, told.open, told.without_forecast, told.forecast,
                told.worst, told.best,
            )
            for quarter, count, told in ranges
        ),
    )  # fmt: skip


def _range_said(quarter: Quarter, told: RenewalRange) -> str:
    return f"Renewal rate of {quarter.spoken}: {PERCENT.text(told.worst)} at worst, {PERCENT.text(told.best)} at best"


def risk_table(book: Book, ahead: Sequence[Renewal]) -> Table | None:
    """What a renewal can fall into, a row each; None where there is nothing."""
    found = [(one, risk) for one in ahead for risk in one.risks]
    if not found:
        return None
    at = {one.row.contract_id: one.atr or Decimal() for one, _ in found}
    risks, contracts = capital(counted(len(found), "risk")), counted(len(at), "contract")
    return Table(
        id="renewals.traps",
        title=f"{risks} at {contracts} that bring {book.money.compact(sum(at.values()))} a month",
        alt=f"Table of {len(found)} risks with account, contract and what to know.",
        receipt=_receipt(book, "renewal risks"),
        keys=tuple(one.row.contract_id for one, _ in found),
        columns=(Column("Account"), Column("Contract"), Column("Risk"), Column("What", wide=True), Column("Owner")),
        rows=tuple(
            (one.account.name, one.row.contract_id, str(risk.kind), risk.words, one.account.owner or NOBODY)
            for one, risk in found
        ),
    )


def _receipt(book: Book, metric: str) -> Receipt:
    return book.quarterly(metric, "internal.renewals", "contracts", "subscriptions", "opportunities")
