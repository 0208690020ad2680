"""Renewals: what may come of a contract that ends, and what that makes of a quarter (see docs/metrics.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from steward.domain.labels import Labelled

NOTHING = Decimal()


class Category(Labelled):
    """How a person forecasts a renewal. “Contract” is a renewal at less; “actionable”: somebody can still act on it."""

    WILL_RENEW = "will renew", "Renewal, expected"
    CONTRACT_ACTIONABLE = "contract actionable", "Downsell, can be influenced"
    CONTRACT = "contract", "Downsell, expected"
    CHURN_ACTIONABLE = "churn actionable", "Churn risk, can be influenced"
    WILL_CHURN = "will churn", "Churn, expected"

    @property
    def shrinks(self) -> bool:
        """Whether it renews at less, and somebody has to say at what."""
        return self in (Category.CONTRACT, Category.CONTRACT_ACTIONABLE)

    @property
    def loses(self) -> bool:
        """Whether any of it is lost, some or all."""
        return self is not Category.WILL_RENEW


class ContractState(StrEnum):
    """What became of a contract."""

    WON = "won"
    OPEN = "open"
    LOST = "lost"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class RenewalWindow:
    """A time before the end of a contract, in days, and what it asks for."""

    days: int
    asks: str

    def opens_on(self, ends_on: date) -> date:
        """The day a contract enters it."""
        return ends_on - timedelta(days=self.days)


FIRST_CALL = RenewalWindow(180, "first call")
MAP_AND_PLAN = RenewalWindow(120, "map and plan")
GOOD_OR_AT_RISK = RenewalWindow(90, "good or at risk")
PROPOSAL = RenewalWindow(60, "proposal")
SIGNATURE = RenewalWindow(30, "signature")
WINDOWS = (FIRST_CALL, MAP_AND_PLAN, GOOD_OR_AT_RISK, PROPOSAL, SIGNATURE)


def entered(ends_on: date, as_of: date) -> tuple[RenewalWindow, ...]:
    """The windows a contract has entered by a day, the first first.

    >>> [window.days for window in entered(date(2026, 12, 20), date(2026, 9, 30))]  # 81 days left
    [180, 120, 90]
    """
    return tuple(window for window in WINDOWS if window.opens_on(ends_on) <= as_of)


def expected(atr: Decimal, category: Category | None, remaining: Decimal | None = None) -> Decimal | None:
    """What a person expects of an open renewal; None where nobody did, or who expects a contraction gave no number.

    | ATR | category            | remaining | expected |
    |-----|---------------------|-----------|----------|
    | 100 | will renew          |           | 100      |
    | 100 | contract            | 70        | 70       |
    | 100 | contract actionable | 120       | 100      |
    | 100 | contract            |           | None     |
    | 100 | churn actionable    |           | 0        |
    | 100 |                     |           | None     |
    """
    if category is None or (category.shrinks and remaining is None):
        return None
    if category is Category.WILL_RENEW:
        return atr
    return _within(remaining, atr) if category.shrinks and remaining is not None else NOTHING


def swing(
    atr: Decimal, category: Category | None, remaining: Decimal | None = None, by_hand: Decimal | None = None
) -> Decimal:
    """How much of an open renewal can still be won, at best; what a person set goes first, and never beyond the ATR.

    | ATR | category            | remaining | set by hand | swing                                         |
    |-----|---------------------|-----------|-------------|-----------------------------------------------|
    | 100 | will renew          |           |             | 100                                           |
    | 100 | contract actionable | 70        |             | 100: somebody can still act on the loss       |
    | 100 | contract            | 70        |             | 70: the loss is settled                       |
    | 100 | churn actionable    |           |             | 100                                           |
    | 100 | churn actionable    |           | 40          | 40                                            |
    | 100 | will churn          |           |             | 0                                             |
    | 100 | will churn          |           | 500         | 100                                           |
    | 100 |                     |           |             | 100: nobody has given it up, so it is possible |
    """
    if by_hand is not None:
        return _within(by_hand, atr)
    if category is Category.WILL_CHURN:
        return NOTHING
    return _within(remaining, atr) if category is Category.CONTRACT and remaining is not None else max(atr, NOTHING)


def kept_of(atr: Decimal, renewed: Decimal | None) -> Decimal:
    """What counts as won of a renewed contract: at most its ATR, because a higher price is no renewal of more.

    | ATR | renewed at | won |
    |-----|------------|-----|
    | 100 | 104        | 100 |
    | 100 | 80         | 80  |
    | 100 | not known  | 100 |
    """
    return max(atr, NOTHING) if renewed is None else _within(renewed, atr)


def uplift(atr: Decimal | None, after: Decimal | None) -> float | None:
    """The change of price at a renewal in percent: 100 → 104 is 4.0; None where either is not known, or the ATR is
    nothing or less."""
    return float((after - atr) / atr * 100) if atr is not None and atr > 0 and after is not None else None


def _within(amount: Decimal, atr: Decimal) -> Decimal:
    return max(min(amount, atr), NOTHING)


@dataclass(frozen=True)
class Due:
    """One contract's part in its quarter, in MRR. `swing` and `expected` count only while it is open."""

    atr: Decimal
    state: ContractState
    won: Decimal = NOTHING
    swing: Decimal = NOTHING
    expected: Decimal | None = None

    def in_proportion(self, part: Decimal, whole: Decimal) -> "Due":
        """Of every amount of it, as much as `part` is of `whole`."""
        atr, won, swing = (amount * part / whole for amount in (self.atr, self.won, self.swing))
        expected = None if self.expected is None else self.expected * part / whole
        return Due(atr, self.state, won, swing, expected)


def netted(dues: Sequence[Due]) -> tuple[Due, ...]:
    """The contracts of one account: what is below zero, such as a discount under a contract of its own, is taken off
    the others in proportion, and has no part of its own. It reduces what they bring, and can be neither won nor lost.

    | contract | ATR | won |         | ATR | won |
    |----------|-----|-----|---------|-----|-----|
    | A        | 60  | 60  | becomes | 36  | 36  |
    | B        | 40  | 20  | becomes | 24  | 12  |
    | discount | -40 |     | becomes | 0   | 0   |
    """
    gross = sum((due.atr for due in dues if due.atr > 0), NOTHING)
    net = max(sum((due.atr for due in dues), NOTHING), NOTHING)
    if all(due.atr >= 0 for due in dues):
        return tuple(dues)
    return tuple(due.in_proportion(net, gross) if due.atr > 0 else Due(NOTHING, due.state) for due in dues)


@dataclass(frozen=True)
class RenewalRange:
    """What a quarter's contracts come to: what is signed, and what can still be.

    | contract | ATR | state | won | swing | expected |
    |----------|-----|-------|-----|-------|----------|
    | A        | 100 | won   | 90  |       |          |
    | B        | 200 | open  |     | 200   | 200      |
    | C        | 100 | open  |     | 60    | 0        |
    | D        | 100 | lost  |     |       |          |

    ATR 500, won 90, swing 260. Worst 90 / 500 = 18.0 %; best (90 + 260) / 500 = 70.0 %; forecast 90 + 200 + 0 = 290.
    Lost so far 110: 10 of A and all of D. Out of reach besides: 40 of C.
    """

    dues: tuple[Due, ...]

    @classmethod
    def of(cls, dues: Iterable[Due]) -> "RenewalRange":
        """The range of these contracts; one without a known ATR has no part in it."""
        return cls(tuple(dues))

    @property
    def atr(self) -> Decimal:
        """MRR of the contracts that end in the period."""
        return sum((due.atr for due in self.dues), NOTHING)

    @property
    def won(self) -> Decimal:
        """What is signed of it."""
        return sum((due.won for due in self.dues if due.state is ContractState.WON), NOTHING)

    @property
    def open(self) -> Decimal:
        """ATR that nobody has decided on yet."""
        return sum((due.atr for due in self.dues if due.state is ContractState.OPEN), NOTHING)

    @property
    def lost(self) -> Decimal:
        """ATR that was not renewed, with what renewed contracts lost."""
        return self.atr - self.won - self.open

    @property
    def swing(self) -> Decimal:
        """What can still be won of what is open."""
        return sum((due.swing for due in self.dues if due.state is ContractState.OPEN), NOTHING)

    @property
    def without_forecast(self) -> Decimal:
        """Open ATR of which nobody has said what to expect."""
        return sum((due.atr for due in self.dues if due.state is ContractState.OPEN and due.expected is None), NOTHING)

    @property
    def worst(self) -> float | None:
        """Won ATR / ATR, in percent; None where nothing is due."""
        return self._share(self.won)

    @property
    def best(self) -> float | None:
        """(Won ATR + swing) / ATR, in percent."""
        return self._share(self.won + self.swing)

    @property
    def forecast(self) -> Decimal:
        """What is signed, and what people expect of the rest; what has no forecast yet stands beside it."""
        said = (due.expected or NOTHING for due in self.dues if due.state is ContractState.OPEN)
        return self.won + sum(said, NOTHING)

    def _share(self, part: Decimal) -> float | None:
        return float(part / self.atr * 100) if self.atr > 0 else None
