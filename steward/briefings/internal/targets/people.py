"""Each of us in each quarter: what was to be won, what was, and how the accounts they owned then grew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from steward.briefings.internal.opportunities.past import known_until
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY, NOWHERE, Filters
from steward.briefings.internal.targets.credit import Wins, credited
from steward.domain.books.plan import CreditSplit
from steward.domain.labels import told_apart
from steward.domain.selling import attainment, base_kept, growth
from steward.domain.targets.goals import Goals
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.owners import owner_quarters
from steward.warehouse.rows.internal.team import StaffMember, members

NO_MANAGER = "No manager"
NO_ONE = ""
"""Stands for the owner of what nobody owns, which is part of the book all the same."""


class Who(StrEnum):
    """Whose targets stand in a row."""

    PERSON = "person"
    TEAM = "team"
    REGION = "region"
    """Of the people, not of their accounts."""

    @property
    def words(self) -> str:
        """What a row is about, in words."""
        return "team's region" if self is Who.REGION else str(self)


@dataclass(frozen=True)
class Result:
    """One of us, or several together, in one quarter. None where no target is set; renewals count in nothing won.

    `won`: of those with a target, where any has one; `besides`: what the others won, which counts for no target.
    `growth_goal`, `kept_goal`: shares; where several have them, weighted by the MRR each began with."""

    target: Decimal | None = None
    won: Decimal = Decimal(0)
    besides: Decimal = Decimal(0)
    opening: Decimal = Decimal(0)
    closing: Decimal = Decimal(0)
    kept: Decimal = Decimal(0)
    growth_goal: float | None = None
    kept_goal: float | None = None

    @property
    def attained(self) -> float | None:
        """Percent of the target."""
        return attainment(float(self.won), None if self.target is None else float(self.target))

    @property
    def gap(self) -> Decimal | None:
        """What is missing; nothing where the target is reached."""
        return None if self.target is None else max(self.target - self.won, Decimal(0))

    @property
    def growth(self) -> float | None:
        """Base growth in percent of the MRR the quarter began with."""
        return growth(self.opening, self.closing)

    @property
    def kept_share(self) -> float | None:
        """Percent of that MRR still there at the end; growth does not make up for loss."""
        return base_kept(self.opening, self.kept)


NOTHING = Result()


@dataclass(frozen=True)
class Results:
    """By person and quarter, of those looked at; `people`: their names, teams and regions."""

    people: Mapping[str, StaffMember]
    cells: Mapping[tuple[str, str], Result] = field(default_factory=dict)

    def quarters(self) -> list[str]:
        """The quarters there is anything of, the earliest first."""
        return sorted({quarter for _, quarter in self.cells})

    def together(self, quarter: str, people: Iterable[str] | None = None) -> Result:
        """Some of them, or all, in one quarter."""
        wanted = self.people if people is None else people
        return added([self.cells[key] for person in wanted if (key := (person, quarter)) in self.cells])

    def groups(self, who: Who) -> dict[str, list[str]]:
        """People by what a row is about, by name; two of one name are two rows."""
        about = {key: _about(key, one, who) for key, one in self.people.items()}
        labels, found = told_apart(dict(about.values())), dict[str, list[str]]()
        for key, (group, _) in about.items():
            found.setdefault(labels[group], []).append(key)
        return dict(sorted(found.items()))


def _about(key: str, one: StaffMember, who: Who) -> tuple[str, str]:
    """The id and the name of the row somebody belongs to."""
    match who:
        case Who.PERSON:
            return key, one.name
        case Who.TEAM:
            return one.manager_id or NO_MANAGER, one.manager or NO_MANAGER
        case Who.REGION:
            return one.region or NOWHERE, one.region or NOWHERE


def results(
    book: Book,
    rows: Sequence[BookRow],
    filters: Filters,
    goals: Goals | None = None,
    splits: Sequence[CreditSplit] = (),
) -> Results:
    """Everybody with a target, an account or an opportunity that was won; what was won, up to the last day known of.
    `goals`: the targets that hold; those of the feed where nobody says; `splits`: credit of accounts that changed
    hands, in force."""
    parts = filters.of_accounts
    us = members(book.warehouse)
    # Targets, and what is won for them, are of people: of single accounts there is the base alone.
    found = [] if parts else opportunity_rows.won_by_quarter(book.warehouse, known_until(book))
    targets = {} if parts else opportunity_rows.imported_goals(book.warehouse) if goals is None else goals
    won: Wins = {(one.owner_id or NO_ONE, one.quarter): one.amount for one in found}
    if not parts:
        won = _with_credit(book, won, splits)
    # Who owns an account now says nothing of who did then, so only what accounts are picks them.
    every = replace(filters, owners=())
    ids = [row.account_id for row in rows if every.keeps(row)] if parts else None
    owned = {
        (one.owner_id or NO_ONE, one.quarter): one for one in owner_quarters(book.warehouse, ids, book.quarter.end)
    }
    looked_at = {
        key: us.get(key) or StaffMember(key, key or NOBODY, None, None)
        for key in dict.fromkeys(person for person, _ in (*targets, *owned, *won))
        if _asked(key, us.get(key), filters)
    }
    cells: dict[tuple[str, str], Result] = {}
    for person, quarter in dict.fromkeys([*targets, *owned, *won]):
        if person in looked_at:
            goal, base = targets.get((person, quarter)), owned.get((person, quarter))
            cells[person, quarter] = Result(
                target=goal.new_mrr if goal else None,
                won=won.get((person, quarter), Decimal(0)),
                opening=base.opening if base else Decimal(0),
                closing=base.closing if base else Decimal(0),
                kept=base.kept if base else Decimal(0),
                growth_goal=goal.base_growth if goal else None,
                kept_goal=goal.kept if goal else None,
            )
    return Results(looked_at, cells)


def _with_credit(book: Book, won: Wins, splits: Sequence[CreditSplit]) -> Wins:
    """What each won with the credit that is split: of accounts that are seen sale by sale, of others as the sum that
    it comes to. What somebody reached is theirs, also of accounts that are another's by now."""
    until = known_until(book)
    if splits:
        sales = opportunity_rows.won_sales(book.warehouse, until, sorted({one.account_id for one in splits}))
        won = credited(won, sales, splits)
    found = dict(won)
    for one in opportunity_rows.credit_elsewhere(book.warehouse, until):
        key = (one.person_id, one.quarter)
        found[key] = found.get(key, Decimal(0)) + one.amount
    return found


def _asked(key: str, one: StaffMember | None, filters: Filters) -> bool:
    region = (one.region if one else None) or NOWHERE
    asked = ((filters.owners, key or NOBODY), (filters.team_regions, region))
    return all(not wanted or value in wanted for wanted, value in asked)


def added(found: Sequence[Result]) -> Result:
    """Several as one: amounts add up, shares are weighted by the MRR each began with."""
    known = [one for one in found if one.target is not None]
    others = [one for one in found if one.target is None] if known else []
    return Result(
        target=sum((one.target or Decimal(0) for one in known), Decimal(0)) if known else None,
        won=sum((one.won for one in known or found), Decimal(0)),
        besides=sum((one.won for one in others), Decimal(0)),
        opening=sum((one.opening for one in found), Decimal(0)),
        closing=sum((one.closing for one in found), Decimal(0)),
        kept=sum((one.kept for one in found), Decimal(0)),
        growth_goal=_mean([(one.growth_goal, one.opening) for one in found]),
        kept_goal=_mean([(one.kept_goal, one.opening) for one in found]),
    )


def _mean(shares: Sequence[tuple[float | None, Decimal]]) -> float | None:
    known = [(share, float(weight)) for share, weight in shares if share is not None and weight]
    whole = sum(weight for _, weight in known)
    return sum(share * weight for share, weight in known) / whole if whole else None
