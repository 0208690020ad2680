"""One renewal: the contract as the data has it, what people forecast, what the data says beside it, what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from steward.briefings.internal.quotes.beside import Quotes
from steward.briefings.internal.quotes.book import ListedQuote
from steward.briefings.internal.renewals.risks import ContractRisk
from steward.briefings.internal.renewals.signal import NOTHING_KNOWN, Sign, Signal
from steward.briefings.internal.scope.book import Book
from steward.domain.renewals import (
    WINDOWS,
    Category,
    ContractState,
    Due,
    RenewalWindow,
    expected,
    kept_of,
    netted,
    swing,
    uplift,
)
from steward.plans.internal.renewals import Play, RenewalForecast, Renewals
from steward.plans.internal.strategy import Strategy
from steward.warehouse.rows.internal import renewals as renewal_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.renewals import RenewalRow


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """A contract of an account as of the book's day. `signal`, `risks` and `missing` are told only while it is open."""

    row: RenewalRow
    account: BookRow
    forecast: RenewalForecast | None = None
    plays: tuple[Play, ...] = ()
    signal: Signal = NOTHING_KNOWN
    risks: tuple[ContractRisk, ...] = ()
    missing: tuple[RenewalWindow, ...] = ()
    """The windows it has entered without what they ask for, the latest last."""
    quotes: Sequence[ListedQuote] = ()
    """Those that renew it, the one that counts first."""
    netted: Due | None = None
    """Its part in its quarter where contracts of its account that are below zero are taken off the others."""

    @cached_property
    def state(self) -> ContractState:
        """What became of it."""
        return ContractState(self.row.state)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.state is ContractState.OPEN

    @property
    def category(self) -> Category | None:
        """The forecast category a person set."""
        return self.forecast.category if self.forecast else None

    @property
    def atr(self) -> Decimal | None:
        """What of it is up for renewal: tables and totals add up over it."""
        return self.due.atr if self.due else None

    @property
    def due(self) -> Due | None:
        """Its part in its quarter; None where its ATR is not known."""
        return self.netted or self.alone

    @cached_property
    def alone(self) -> Due | None:
        """The same, whatever else ends at its account."""
        atr = self.row.atr
        if atr is None:
            return None
        if self.state is ContractState.WON:
            return Due(atr, ContractState.WON, won=kept_of(atr, self.row.renewed))
        if not self.is_open:
            return Due(atr, self.state)
        remaining, by_hand = (
            (_money(self.forecast.expected_mrr), _money(self.forecast.swing_mrr)) if self.forecast else (None, None)
        )
        return Due(
            atr, ContractState.OPEN, swing=swing(atr, self.category, remaining, by_hand),
            expected=expected(atr, self.category, remaining),
        )  # fmt: skip

    @property
    def uplift(self) -> float | None:
        """The change of price in percent: agreed where it is won, asked for where its opportunity is open."""
        after = (
            self.row.renewed
            if self.state is ContractState.WON
            else self.row.opportunity_amount
            if self.row.opportunity_status == "open"
            else None
        )
        return uplift(self.row.atr, after)

    def dates(self) -> Iterator[tuple[date, RenewalWindow | None]]:
        """The days its windows open, and its notice date (None)."""
        for window in WINDOWS:
            yield window.opens_on(self.row.ends_on), window
        if self.row.notice_by is not None:
            yield self.row.notice_by, None


@dataclass(frozen=True, kw_only=True)
class WrittenPlans:
    """What people wrote, by account id. `more`: facts for the signal that other views found, such as health."""

    renewals: Mapping[str, Renewals] = field(default_factory=dict)
    strategies: Mapping[str, Strategy] = field(default_factory=dict)
    more: Mapping[str, tuple[Sign, ...]] = field(default_factory=dict)
    quotes: Quotes = field(default_factory=dict)
    """By contract."""


def joined(
    book: Book, rows: Sequence[BookRow], written: WrittenPlans, due_in: Sequence[str] | None = None
) -> tuple[Renewal, ...]:  # fmt: skip
    """Every contract of these accounts with what people wrote of it, the first to end first. `due_in`: only what ends
    in these quarters; what a contract counts for rests on no others than those of its own quarter.

    Of an account that left, what is still to end is no renewal any more: there is nothing left to give notice of."""
    accounts = {row.account_id: row for row in rows}
    forecasts, plays = _by_contract(book, written.renewals)
    return _netted(
        Renewal(
            row=row, account=accounts[row.account_id], forecast=forecasts.get((row.account_id, row.contract_id)),
            plays=tuple(plays.get((row.account_id, row.contract_id), ())),
            quotes=() if book.is_past else written.quotes.get(row.contract_id, ()),
        )
        for row in renewal_rows.renewals(book.warehouse, str(book.quarter), due_in)
        if row.account_id in accounts
        and (accounts[row.account_id].customer or ContractState(row.state) is not ContractState.OPEN)
    )  # fmt: skip


def _netted(found: Iterable[Renewal]) -> tuple[Renewal, ...]:
    """Each with its part in its quarter, beside the others of its account that end in it."""
    held = list(found)
    together: dict[tuple[str, str], list[tuple[int, Due]]] = defaultdict(list)
    for place, one in enumerate(held):
        if (alone := one.alone) is not None:
            together[one.row.account_id, one.row.due_in].append((place, alone))
    for group in together.values():
        for (place, _), due in zip(group, netted([due for _, due in group]), strict=True):
            held[place] = replace(held[place], netted=due)
    return tuple(held)


def _by_contract(
    book: Book, plans: Mapping[str, Renewals]
) -> tuple[dict[tuple[str, str], RenewalForecast], dict[tuple[str, str], list[Play]]]:
    """Calls as the quarter knew them; plays bear no day."""
    forecasts: dict[tuple[str, str], RenewalForecast] = {}
    plays: dict[tuple[str, str], list[Play]] = defaultdict(list)
    for account_id, plan in plans.items():
        for forecast in plan.calls:
            if book.knew(forecast.set_on):
                forecasts.setdefault((account_id, forecast.contract), forecast)
        for play in plan.plays:
            plays[account_id, play.contract].append(play)
    return forecasts, plays


def _money(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount))
