"""The targets of a fiscal year handed down: the company, its regions, and each of us, year and quarters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOWHERE
from steward.briefings.internal.targets.goals import KnownGoals, cents, share, spread_of
from steward.domain.quarters import Quarter
from steward.domain.targets.cascade import Node, Placed, cascade
from steward.domain.targets.goals import Goal
from steward.domain.targets.seasons import QUARTERS, Seasons, by_quarter
from steward.plans.company.targets import CompanyTarget, RegionTarget, TargetFile
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember, members

COMPANY = "company"
HALF = timedelta(days=182)
"""Whoever looks in the second half of a fiscal year sets the targets of the next."""


@dataclass(frozen=True)
class SetShares:
    """What is set for a place besides money: a share a quarter; None where nothing is said of it nor above."""

    base_growth: float | None = None
    kept: float | None = None

    def or_else(self, above: "SetShares") -> "SetShares":
        """This, and what is not said of it as it is said of the place above."""
        return SetShares(
            above.base_growth if self.base_growth is None else self.base_growth,
            above.kept if self.kept is None else self.kept,
        )


@dataclass(frozen=True)
class YearOfTargets:
    """The whole tree of a fiscal year. `placed`: the company or, where not all may be seen, those one leads; `names`:
    of every place; `goals`: of people, by quarter; `reached`: growth and what is to be kept, by place."""

    book: Book
    year: int
    placed: Placed
    names: Mapping[str, str]
    known: KnownGoals
    spread: Seasons
    reached: Mapping[str, SetShares]
    company: CompanyTarget

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Of the year."""
        return quarters_of_year(self.book, self.year)

    def of_quarters(self, one: Placed) -> tuple[Decimal | None, ...]:
        """What a place is to win in each quarter: of people what is said, and of what is left their part; of several
        what is set for them, else what those below come to."""
        if not one.children and one.key != COMPANY:
            return by_quarter(one.amount, self._said(one.key), self.spread)
        if one.set or not one.children:
            return by_quarter(one.amount, {}, self.spread)
        below = [self.of_quarters(each) for each in one.children]
        return tuple(_sum([each[at] for each in below]) for at in range(QUARTERS))

    def _said(self, person: str) -> dict[int, Decimal]:
        goals = {quarter.number: self.known.all.get((person, str(quarter)), Goal()) for quarter in self.quarters}
        return {number: goal.new_mrr for number, goal in goals.items() if goal.new_mrr is not None}

    @property
    def people(self) -> list[Placed]:
        """Each of us in the tree."""
        return [person for region in self.placed.children for person in region.children]

    def in_feed(self, person: str) -> bool:
        """Whether the feed says anything of somebody's targets of the year."""
        return any((person, str(quarter)) in self.known.imported for quarter in self.quarters)

    def fed(self, person: str) -> frozenset[int]:
        """The numbers of the quarters of which the feed says what somebody is to win."""
        goals = {one.number: self.known.imported.get((person, str(one)), Goal()) for one in self.quarters}
        return frozenset(number for number, goal in goals.items() if goal.new_mrr is not None)

    @property
    def set_for_people(self) -> Decimal:
        """What is set for people, in place of what would come down to them."""
        return sum((one.node.floor for one in self.people), Decimal())


def _sum(found: Sequence[Decimal | None]) -> Decimal | None:
    known = [one for one in found if one is not None]
    return sum(known, Decimal()) if known else None


def year_to_set(book: Book) -> int:
    """The fiscal year whose targets are to be set on the day: in its second half the next."""
    return Quarter.containing(book.now + HALF, book.quarter.year_starts).year


def quarters_of_year(book: Book, year: int) -> tuple[Quarter, ...]:
    """The four quarters of a fiscal year."""
    return tuple(Quarter(year, number, book.quarter.year_starts) for number in range(1, QUARTERS + 1))


def year_of_targets(
    book: Book, rows: Sequence[BookRow], year: int, file: TargetFile, known: KnownGoals,
    scale: Mapping[str, Decimal] | None = None,
) -> YearOfTargets:  # fmt: skip
    """The tree of a fiscal year; `rows`: every account of the book that may be seen; `scale`: by how much some get more
    of what is left than they would."""
    us = members(book.warehouse)
    company = next((one for one in file.company if one.year == str(year)), CompanyTarget(year=str(year)))
    regions = {one.region: one for one in file.regions if one.year == str(year)}
    own = _totals(known, book, year)
    people = [key for key in _carriers(book, rows, year, known) if key in us]
    weights = _weights(people, known, book, year, rows)
    scaled = {key: weights[key] * (scale or {}).get(key, Decimal(1)) for key in people}
    nodes = {key: _leaf(key, own.get(key, {}), scaled[key]) for key in people}
    tree = _tree(nodes, us, company, regions, known.whole)
    names = {COMPANY: book.warehouse.facts.company if known.whole else "Your people"}
    names |= {key: us[key].name for key in people}
    shown = _region_names(people, us, regions, known.whole)
    names |= {_region_key(one): one for one in shown}
    place_of = {key: _region_key(us[key].region or NOWHERE) for key in people}
    said = dict(_reached(file, known, book, year))
    reached = {COMPANY: said.get(COMPANY, SetShares())}
    reached |= {_region_key(one): said.get(_region_key(one), SetShares()).or_else(reached[COMPANY]) for one in shown}
    reached |= {
        key: said.get(key, SetShares()).or_else(reached.get(place, reached[COMPANY])) for key, place in place_of.items()
    }
    return YearOfTargets(book, year, cascade(tree), names, known, spread_of(book), reached, company)


def _region_key(region: str) -> str:
    return f"region {region}"


def _region_names(
    people: Sequence[str], us: Mapping[str, StaffMember], regions: Mapping[str, RegionTarget], whole: bool
) -> list[str]:  # fmt: skip
    """Those of some people, and of the others those that something is set for: nothing else comes down there."""
    ours = {us[key].region or NOWHERE for key in people}
    set_ = {name for name, one in regions.items() if one.new_mrr is not None}
    return sorted(ours | set_ if whole else ours)


def _tree(
    nodes: Mapping[str, Node], us: Mapping[str, StaffMember], company: CompanyTarget,
    regions: Mapping[str, RegionTarget], whole: bool,
) -> Node:  # fmt: skip
    below = []
    for region in _region_names(list(nodes), us, regions, whole):
        mine = tuple(
            sorted(
                (node for key, node in nodes.items() if (us[key].region or NOWHERE) == region),
                key=lambda node: us[node.key].name,
            )
        )
        said = regions.get(region) if whole else None
        own = cents(said.new_mrr) if said and said.new_mrr is not None else None
        weight = sum((one.weight for one in mine), Decimal())
        below.append(Node(_region_key(region), own, weight=weight, children=mine))
    amount = cents(company.new_mrr) if whole and company.new_mrr is not None else None
    return Node(COMPANY, amount, children=tuple(below))


def _leaf(key: str, said: Mapping[int, Decimal], weight: Decimal) -> Node:
    """One of us: set where every quarter is, else begun."""
    total = sum(said.values(), Decimal())
    return Node(key, total, weight=weight) if len(said) == QUARTERS else Node(key, begun=total, weight=weight)


def _totals(known: KnownGoals, book: Book, year: int) -> dict[str, dict[int, Decimal]]:
    """By person, what they are to win in each quarter of a year, as far as it is set."""
    numbers = {str(quarter): quarter.number for quarter in quarters_of_year(book, year)}
    found: dict[str, dict[int, Decimal]] = {}
    for (person, quarter), goal in known.all.items():
        if quarter in numbers and goal.new_mrr is not None:
            found.setdefault(person, {})[numbers[quarter]] = goal.new_mrr
    return found


def _carriers(book: Book, rows: Sequence[BookRow], year: int, known: KnownGoals) -> list[str]:
    """Who has a target in the year or the one before, or an account: it is they that a target is handed down to."""
    years = {str(one) for each in (year - 1, year) for one in quarters_of_year(book, each)}
    with_targets = [person for person, quarter in known.all if quarter in years]
    owners = [row.owner_id for row in rows if row.owner_id and row.active]
    seen = known.people
    return sorted({one for one in (*with_targets, *owners) if seen is None or one in seen})


def _weights(
    people: Sequence[str], known: KnownGoals, book: Book, year: int, rows: Sequence[BookRow]
) -> dict[str, Decimal]:  # fmt: skip
    """What each gets of what is left: as the targets of the year before were, one without by the mean of the others;
    where nobody had any, by the MRR each looks after."""
    before = {key: sum(one.values(), Decimal()) for key, one in _totals(known, book, year - 1).items() if key in people}
    if any(before.values()):
        mean = sum(before.values(), Decimal()) / len(before)
        return {key: before.get(key, mean) for key in people}
    owned = {key: Decimal() for key in people}
    for row in rows:
        if row.owner_id in owned:
            owned[row.owner_id] += row.mrr
    return owned


def _reached(file: TargetFile, known: KnownGoals, book: Book, year: int) -> Iterator[tuple[str, SetShares]]:
    """Growth and what is to be kept: of people in the first quarter that says so."""
    if known.whole:
        for one in file.company:
            if one.year == str(year):
                yield COMPANY, SetShares(share(one.base_growth), share(one.kept))
        for each in file.regions:
            if each.year == str(year):
                yield _region_key(each.region), SetShares(share(each.base_growth), share(each.kept))
    for quarter in reversed(quarters_of_year(book, year)):
        for (person, label), goal in known.all.items():
            if label == str(quarter) and (goal.base_growth is not None or goal.kept is not None):
                yield person, SetShares(goal.base_growth, goal.kept)
