"""What every topic says of each account, as one tally an account, from which all levels are added up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import NamedTuple

from steward.briefings.customer.plans.commitment_states import CommitmentState
from steward.briefings.internal.actions.actions import ActionsBrief
from steward.briefings.internal.actions.sources import OpenAction
from steward.briefings.internal.commitments.book import CommitmentsBook
from steward.briefings.internal.decisions.listed import ListedDecision
from steward.briefings.internal.forecast.book import ForecastBook
from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.health.health import HealthBook
from steward.briefings.internal.maps.book import MapBook
from steward.briefings.internal.orders.book import OrdersBook
from steward.briefings.internal.renewals.renewals import Renewals
from steward.briefings.internal.requests.book import RequestBook
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.team.branch import Branch, Branches
from steward.briefings.internal.team.risks import RiskLine
from steward.domain.health import Colour
from steward.domain.quarters import months_back
from steward.domain.renewals import Due
from steward.domain.team.tally import NOTHING, Pair, Tally, total
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.branches import OwnedQuarter, owned_quarters

QUARTERS = 12
"""Quarters looked back on: three fiscal years."""
_NUMBERS = count()
COLOURS = {colour: place for place, colour in enumerate((Colour.RED, Colour.AMBER, Colour.GREEN))}


class TeamSaid(NamedTuple):
    """What the topics say of the whole book. None of a past quarter where they tell of today alone."""

    commitments: CommitmentsBook
    health: HealthBook
    renewals: Renewals
    maps: MapBook | None
    requests: RequestBook | None
    orders: OrdersBook | None
    actions: ActionsBrief | None
    forecast: ForecastBook | None


class Reviewed(NamedTuple):
    """The review of an account in the quarter. `rating`: what it was rated on average."""

    expected: bool
    held: bool
    rating: float | None


@dataclass(frozen=True, kw_only=True)
class TeamSource:
    """Everything that any branch is told from. `rows`: every account that is seen, customers or not; `planned`: those
    with a goal or an objective, None where only today's are known."""

    book: Book
    branches: Branches
    rows: tuple[BookRow, ...]
    said: TeamSaid
    reviews: Mapping[str, Reviewed]
    planned: frozenset[str] | None
    risks: tuple[RiskLine, ...]
    decisions: tuple[ListedDecision, ...]
    number: int = field(default_factory=lambda: next(_NUMBERS), compare=False)
    """Tells it from every other that was made, for what is kept of it."""

    @property
    def today(self) -> bool:
        """Whether what is told of today alone can be told."""
        return not self.book.is_past

    @cached_property
    def health(self) -> Mapping[str, AccountHealth]:
        """Of each customer."""
        return {one.row.account_id: one for one in self.said.health.lines}

    @cached_property
    def actions(self) -> Mapping[str, Sequence[OpenAction]]:
        """What is open at each account."""
        found: dict[str, list[OpenAction]] = {}
        for one in self.said.actions.all if self.said.actions else ():
            found.setdefault(one.row.account_id, []).append(one)
        return found

    @cached_property
    def tallies(self) -> Mapping[str, Tally]:
        """Of each account."""
        return dict(_tallies(self))

    @cached_property
    def _found(self) -> dict[Branch, tuple[BookRow, ...]]:
        """The accounts of branches that were asked for."""
        return {}

    @cached_property
    def _added(self) -> dict[Branch, Tally]:
        """What they come to."""
        return {}

    @cached_property
    def _owned(self) -> tuple[OwnedQuarter, ...]:
        """Whose every account was when each of the last quarters ended."""
        return tuple(owned_quarters(self.book.warehouse, self.book.as_of, QUARTERS))

    @property
    def handed_on(self) -> str:
        """How many accounts are another's than when the quarter ended, and what of them counts for whom."""
        moved = sum(row.owner_id != row.owner_then_id for row in self.rows if row.customer)
        if not moved:
            return ""
        return (
            f"{counted(moved, 'account').capitalize()} changed hands since {self.book.quarter.spoken} ended: what the "
            "quarter came to is told of whoever owned them then, what is ahead, at risk and to be done of who does now."
        )

    def owned_then(self, branch: Branch) -> Mapping[str, set[str]]:
        """By quarter the accounts that counted in a branch when it ended."""
        found: dict[str, set[str]] = {}
        for one in self._owned:
            if branch.has(one.owner_id, one.region):
                found.setdefault(one.quarter, set()).add(one.account_id)
        return found

    def rows_of(self, branch: Branch) -> tuple[BookRow, ...]:
        """The accounts that are a branch's to look after, each once: those of its lists."""
        if branch not in self._found:
            self._found[branch] = tuple(filter(branch.looks_after, self.rows))
        return self._found[branch]

    def counted_of(self, branch: Branch) -> list[str]:
        """The accounts of which is told what they came to in the quarter, by id."""
        return [row.account_id for row in self.rows if branch.counted(row)]

    def ids_of(self, branch: Branch) -> list[str]:
        """The same by id."""
        return [row.account_id for row in self.rows_of(branch)]

    def tallies_of(self, branch: Branch) -> Iterator[tuple[BookRow, Tally]]:
        """Of each account what counts in a branch: what it came to where its owner then is of it, the rest where the
        owner now is."""
        for row in self.rows:
            one, now = self.tallies[row.account_id], branch.looks_after(row)
            if branch.counted(row):
                yield row, one if now else one.reached
            elif now:
                yield row, one.to_do

    def tally(self, branch: Branch) -> Tally:
        """What a branch comes to: the sum of its accounts."""
        if branch not in self._added:
            self._added[branch] = total(one for _, one in self.tallies_of(branch))
        return self._added[branch]


def _tallies(source: TeamSource) -> Iterator[tuple[str, Tally]]:
    book, said = source.book, source.said
    pairs = {
        one.account_id: (one.start, one.end)
        for one in book_rows.retention(book.warehouse, months_back(book.as_of, 12), book.as_of)
    }
    ended, ahead = (_dues(said.renewals, str(book.quarter.shifted(n))) for n in (0, 1))
    owed = {one.row.account_id: one.ours for one in said.commitments.rows}
    drawn = {one.row.account_id for one in said.maps.rows if one.status} if said.maps else frozenset[str]()
    requests, late = _requests(said.requests)
    lines = {one.account_id: one for one in said.orders.sums} if said.orders else {}
    stakes = {one.row.account_id: one.stake for one in source.risks}
    for row in source.rows:
        key = row.account_id
        health, ours, ordered = source.health.get(key), owed.get(key), lines.get(key)
        reviewed = source.reviews.get(key, Reviewed(False, False, None))
        yield key, Tally(
            accounts=int(row.active), paying=int(row.paying),
            opening=row.mrr_before or NOTHING, closing=row.mrr if row.mrr_before is not None else NOTHING,
            base=min(row.mrr, row.mrr_before) if row.mrr_before is not None else NOTHING,
            mrr=row.mrr,
            pairs=_pair(pairs.get(key)), ended=tuple(ended.get(key, ())), ahead=tuple(ahead.get(key, ())),
            asked=row.asked or 0, not_asked=int(bool(row.answered) and row.asked is None),
            promoters=row.promoters or 0, passives=row.passives or 0, detractors=row.detractors or 0,
            **_health(health),
            due=ours.due if ours else 0, kept=ours.kept if ours else 0,
            overdue=ours.of[CommitmentState.OVERDUE] if ours else 0,
            expected=int(reviewed.expected), held=int(reviewed.held), rated=int(reviewed.rating is not None),
            rating=reviewed.rating or 0.0,
            mapped=int(row.paying and key in drawn),
            planned=int(row.paying and source.planned is not None and key in source.planned),
            requests=requests.get(key, 0), requests_late=late.get(key, 0),
            lines=ordered.open if ordered else 0, lines_late=ordered.late if ordered else 0,
            at_risk=int(key in stakes), stake=stakes.get(key, NOTHING),
        )  # fmt: skip


def _pair(found: Pair | None) -> tuple[Pair, ...]:
    return (found,) if found else ()


def _dues(renewals: Renewals, quarter: str) -> Mapping[str, Sequence[Due]]:
    """Of each account its contracts that end in a quarter."""
    found: dict[str, list[Due]] = {}
    for one in renewals.found:
        if one.row.due_in == quarter and one.due is not None:
            found.setdefault(one.account.account_id, []).append(one.due)
    return found


def _requests(found: RequestBook | None) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """How many are open at each account, and how many of them are late."""
    still, late = dict[str, int](), dict[str, int]()
    for one in found.listed if found else ():
        if one.is_open:
            still[one.account_id] = still.get(one.account_id, 0) + 1
            late[one.account_id] = late.get(one.account_id, 0) + one.late
    return still, late


def _health(one: AccountHealth | None) -> dict[str, int]:
    """Its colour, and whether the score has another than three months before."""
    if one is None:
        return {}
    before, now = one.earlier.colour if one.earlier else None, one.colour
    step = COLOURS[now] - COLOURS[before] if now and before else 0
    named = {str(one.health): 1} if one.health else {"unknown": int(one.row.active)}
    return {**named, "better": int(step > 0), "worse": int(step < 0)}
