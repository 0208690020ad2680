"""What a forecast call rests on: opportunities and contracts, each with what it counts in the three numbers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from steward.domain.labels import Labelled
from steward.domain.renewals import Category, ContractState, Due
from steward.domain.requests.claims import cents_of

NOBODY = ""
"""Stands for the owner of what nobody owns."""
BEYOND = "beyond"
"""The key of what somebody expects beyond all that is named: their judgement, which is an item like any other."""


class CallKind(Labelled):
    """What is forecast."""

    PIPELINE = "pipeline", "New business"
    RENEWALS = "renewals", "Renewals"


class CallNumber(Labelled):
    """The three numbers of a call; each counts what the one before it counts, and more."""

    COMMIT = "commit", "Commit"
    LIKELY = "most likely", "Most likely"
    BEST = "best", "Best"


NUMBERS = tuple(CallNumber)


class ForecastCategory(Labelled):
    """What is expected of an opportunity in its quarter, the surest first."""

    COMMIT = "commit", "Commit"
    LIKELY = "most likely", "Most likely"
    BEST = "best case", "Best case"
    PIPELINE = "pipeline", "Pipeline"
    OMITTED = "omitted", "Left out"

    @property
    def rank(self) -> int:
        """The surer, the higher."""
        return _RANKS[self]


_RANKS = {one: rank for rank, one in enumerate(reversed(ForecastCategory), 1)}
_OWN = {one.value: one for one in ForecastCategory}
_CRM = {
    "forecast": ForecastCategory.COMMIT, "closed": ForecastCategory.COMMIT, "mostlikely": ForecastCategory.LIKELY,
    "likely": ForecastCategory.LIKELY, "bestcase": ForecastCategory.BEST, "best": ForecastCategory.BEST,
    "upside": ForecastCategory.BEST, "notforecasted": ForecastCategory.OMITTED, "omit": ForecastCategory.OMITTED,
}  # fmt: skip


def category_of(said: str | None) -> ForecastCategory | None:
    """What a CRM calls a category; None where it says none that is known.

    >>> category_of("BestCase") is category_of("best case") is ForecastCategory.BEST, category_of("maybe")
    (True, None)
    """
    plain = (said or "").casefold().replace("_", " ").strip()
    return _OWN.get(plain) or _CRM.get(plain.replace(" ", ""))


class Numbers(NamedTuple):
    """Commit, most likely and best, in whole cents."""

    commit: int = 0
    likely: int = 0
    best: int = 0

    def of(self, number: CallNumber) -> int:
        """One of the three."""
        return self[NUMBERS.index(number)]

    def plus(self, other: "Numbers") -> "Numbers":
        """Both together."""
        return Numbers(self.commit + other.commit, self.likely + other.likely, self.best + other.best)

    def minus(self, other: "Numbers") -> "Numbers":
        """What is left."""
        return Numbers(self.commit - other.commit, self.likely - other.likely, self.best - other.best)

    @property
    def in_order(self) -> bool:
        """Whether commit ≤ most likely ≤ best."""
        return self.commit <= self.likely <= self.best


def together(found: Iterable[Numbers]) -> Numbers:
    """The sum of each."""
    each = list(found)
    return Numbers(*map(sum, zip(*each, strict=True))) if each else Numbers()


class ItemState(Labelled):
    """What became of an item."""

    OPEN = "open", "Open"
    WON = "won", "Won"
    LOST = "lost", "Lost"


@dataclass(frozen=True, kw_only=True)
class CallItem:
    """An opportunity or a contract as a call knew it. `amount`: what is at stake, in cents; `due`: whether it is to
    close in the call's quarter; `counts`: what it counts in each number while it is open, and once it is won;
    `category`: as the seller calls it; `crm`: as the CRM does, where that is another word; `since`: when it began."""

    key: str
    kind: CallKind
    state: ItemState
    category: str
    amount: int
    due: bool
    counts: Numbers
    name: str = ""
    account_id: str = ""
    account: str = ""
    close_on: date | None = None
    since: date | None = None
    crm: str = ""
    stage: str = ""
    next_step: str = ""
    overdue: bool = False
    """Whether its close date lies before the quarter."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.state is ItemState.OPEN

    @property
    def is_beyond(self) -> bool:
        """Whether it is what is expected beyond all that is named."""
        return self.key.startswith(BEYOND)

    @property
    def facts(self) -> tuple[object, ...]:
        """What may change of it between two calls."""
        return self.state, self.category, self.amount, self.due, self.close_on, self.counts


def opportunity_counts(category: ForecastCategory | None, amount: int, due: bool) -> Numbers:
    """What an open opportunity counts in the three numbers.

    What would lower them counts in all three unless it is left out, so that commit ≤ most likely ≤ best.

    | category    | amount | due | commit | most likely | best |
    |-------------|--------|-----|--------|-------------|------|
    | commit      | 10     | yes | 10     | 10          | 10   |
    | most likely | 10     | yes | 0      | 10          | 10   |
    | best case   | 10     | yes | 0      | 0           | 10   |
    | pipeline    | 10     | yes | 0      | 0           | 0    |
    | commit      | 10     | no  | 0      | 0           | 0    |
    | pipeline    | -10    | yes | -10    | -10         | -10  |
    """
    if not due or category is ForecastCategory.OMITTED:
        return Numbers()
    if amount < 0:
        return Numbers(amount, amount, amount)
    rank = (category or ForecastCategory.PIPELINE).rank
    least = (ForecastCategory.COMMIT, ForecastCategory.LIKELY, ForecastCategory.BEST)
    return Numbers(*(amount if rank >= one.rank else 0 for one in least))


def renewal_counts(due: Due, category: Category | None) -> Numbers:
    """What an open contract counts, by the renewal range of its quarter: best is what can still be won of it, most
    likely what a person expects, and commit that of it which is settled: a renewal, or a downsell nobody can act on."""
    best = max(cents_of(due.swing), 0)
    likely = min(cents_of(due.expected or 0), best)
    settled = category in (Category.WILL_RENEW, Category.CONTRACT)
    return Numbers(likely if settled else 0, likely, best)


def renewal_state(state: ContractState) -> ItemState:
    """What became of a contract; one of which nobody knows is still open."""
    if state is ContractState.WON:
        return ItemState.WON
    return ItemState.LOST if state is ContractState.LOST else ItemState.OPEN


def won_of(items: Iterable[CallItem]) -> Numbers:
    """What is won, which each of the numbers counts."""
    return together(one.counts for one in items if one.state is ItemState.WON and one.due)


def open_of(items: Iterable[CallItem]) -> Numbers:
    """What is open of the three numbers: what the bridge between two calls leads from and to."""
    return together(one.counts for one in items if one.is_open)


def numbers_of(items: Iterable[CallItem]) -> Numbers:
    """The three numbers that items come to."""
    held = tuple(items)
    return won_of(held).plus(open_of(held))


def by_kind(items: Collection[CallItem]) -> dict[CallKind, Numbers]:
    """The three numbers that those of each kind come to."""
    return {kind: numbers_of(one for one in items if one.kind is kind) for kind in CallKind}


def beyond(kind: CallKind, counts: Numbers) -> CallItem:
    """What somebody expects beyond what is named: more where it is above nothing, less where it is below."""
    return CallItem(
        key=f"{BEYOND}.{kind.value}", kind=kind, state=ItemState.OPEN, category="", amount=counts.commit, due=True,
        counts=counts, name="Beyond what is named",
    )  # fmt: skip


def called(items: Iterable[CallItem], kind: CallKind, said: Numbers | None) -> tuple[CallItem, ...]:
    """The items of a call whose numbers somebody said: with what these are beyond the items as one more of them."""
    held = tuple(one for one in items if one.kind is kind and not one.is_beyond)
    more = said.minus(numbers_of(held)) if said is not None else Numbers()
    return (*held, beyond(kind, more)) if more != Numbers() else held


def as_called(item: CallItem, category: ForecastCategory | None) -> CallItem:
    """An open opportunity in the category that its seller gives it; what the CRM says stays beside it."""
    if category is None or not item.is_open or item.kind is not CallKind.PIPELINE or category == item.category:
        return item
    return replace(
        item, category=category.value, crm=item.crm or item.category,
        counts=opportunity_counts(category, item.amount, item.due),
    )  # fmt: skip
