"""Which books a company could have: accounts with what they weigh, people with what they can carry, and the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from steward.domain.books.plan import BANDS, Band, BookMeasure, Lock

MOVE = 0.5
"""What a move costs beside the relationship it ends, by the account's share of MRR."""
EVENNESS = 4.0
"""How much a book outside its bands weighs, as a rule: a hundredth of all that is out of place is worth moving four
hundredths of MRR."""
LEAST_SHARE = 0.25
"""Of the share an account of mean size has, so much at least: that one pays little is no reason to hand it on."""


@dataclass(frozen=True, kw_only=True)
class BookOwner:
    """Somebody who has a book. `capacity`: as a share of a full one; `most_accounts`: never more; `regions`,
    `segments`: the only ones accounts are taken from, any where empty; `skills`: what they know."""

    person_id: str
    region: str = ""
    capacity: float = 1.0
    most_accounts: int | None = None
    regions: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()

    def takes(self, one: "BookAccount") -> bool:
        """Whether an account may come to them; what they have they may keep."""
        fits = (not self.regions or one.region in self.regions) and (not self.segments or one.segment in self.segments)
        return (fits and one.needs <= self.skills) or one.owner_id == self.person_id


@dataclass(frozen=True, kw_only=True)
class BookAccount:
    """An account. `owner_id`: who has it now, nobody where empty; `strength`: of the relationship with them, 0 to 1;
    `parent_id`: the account above; `needs`: the skills that what it has asks for."""

    account_id: str
    owner_id: str
    loads: Mapping[BookMeasure, float]
    region: str = ""
    segment: str = ""
    parent_id: str = ""
    strength: float = 0.0
    lock: Lock | None = None
    needs: frozenset[str] = frozenset()

    @property
    def mrr(self) -> float:
        """What it pays a month."""
        return self.loads.get(BookMeasure.MRR, 0.0)


@dataclass(frozen=True, kw_only=True)
class BooksProblem:
    """What is to be balanced, and by which rules. `apart`: accounts that do not follow the one above them;
    `relationship`, `region`, `evenness`: what weighs how much."""

    accounts: tuple[BookAccount, ...]
    books: tuple[BookOwner, ...]
    bands: tuple[Band, ...] = BANDS
    apart: frozenset[str] = frozenset()
    relationship: float = 1.0
    region: float = 1.0
    evenness: float = EVENNESS
    seed: int = 1

    @cached_property
    def units(self) -> tuple[tuple[BookAccount, ...], ...]:
        """The accounts that go together: each with those above and below it, but for those named apart."""
        by_id = {one.account_id: one for one in self.accounts}
        above: dict[str, str] = {}

        def top(key: str) -> str:
            while key in above:
                key = above[key]
            return key

        for one in self.accounts:
            if one.parent_id in by_id and one.account_id not in self.apart:
                mine, theirs = top(one.account_id), top(one.parent_id)
                if mine != theirs:
                    above[mine] = theirs
        found: dict[str, list[BookAccount]] = {}
        for one in self.accounts:
            found.setdefault(top(one.account_id), []).append(one)
        return tuple(tuple(unit) for unit in found.values())

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Of each account its share of MRR, with the least that a move of it counts for."""
        total, mean = sum(one.mrr for one in self.accounts), 1 / max(len(self.accounts), 1)
        return {one.account_id: max(one.mrr / total if total > 0 else 0.0, LEAST_SHARE * mean) for one in self.accounts}

    def move_cost(self, one: BookAccount) -> float:
        """What it costs that an account changes hands."""
        return (MOVE + one.strength) * self.shares[one.account_id]

    def misfit(self, one: BookAccount, book: BookOwner) -> float:
        """What it costs that an account is with somebody of another region; nothing where either has none."""
        return self.shares[one.account_id] if one.region and book.region and one.region != book.region else 0.0

    def totals(self, measure: BookMeasure) -> float:
        """What all accounts weigh by a measure."""
        return sum(one.loads.get(measure, 0.0) for one in self.accounts)

    def fair(self, measure: BookMeasure) -> Mapping[str, float]:
        """What each book's share would be, by capacity."""
        whole = sum(book.capacity for book in self.books)
        total = self.totals(measure)
        return {book.person_id: total * book.capacity / whole if whole else 0.0 for book in self.books}


@dataclass(frozen=True)
class Cost:
    """What books cost, part by part, in shares of all MRR; `whole`: weighed."""

    moves: float
    region: float
    uneven: float
    whole: float


def cost_of(problem: BooksProblem, owners: Mapping[str, str]) -> Cost:
    """What it costs that these accounts are with these people."""
    books = {book.person_id: book for book in problem.books}
    moves = sum(problem.move_cost(one) for one in problem.accounts if owners[one.account_id] != one.owner_id)
    region = sum(
        problem.misfit(one, book) for one in problem.accounts if (book := books.get(owners[one.account_id])) is not None
    )
    uneven = sum(_beyond(problem, band, owners) for band in problem.bands)
    whole = problem.relationship * moves + problem.region * region + problem.evenness * uneven
    return Cost(moves, region, uneven, whole)


def _beyond(problem: BooksProblem, band: Band, owners: Mapping[str, str]) -> float:
    """By how much all books together are outside a band, as a share of everything, weighed."""
    total = problem.totals(band.measure)
    if total <= 0:
        return 0.0
    held = loads_of(problem, band.measure, owners)
    fair = problem.fair(band.measure)
    return band.weight * sum(
        max(0.0, held[key] - fair[key] * (1 + band.width), fair[key] * (1 - band.width) - held[key]) / total
        for key in fair
    )


def loads_of(problem: BooksProblem, measure: BookMeasure, owners: Mapping[str, str]) -> dict[str, float]:
    """What each book weighs by a measure."""
    found = {book.person_id: 0.0 for book in problem.books}
    for one in problem.accounts:
        if owners[one.account_id] in found:
            found[owners[one.account_id]] += one.loads.get(measure, 0.0)
    return found


def today_of(problem: BooksProblem) -> dict[str, str]:
    """Whose each account is now."""
    return {one.account_id: one.owner_id for one in problem.accounts}


@dataclass(frozen=True)
class Broken:
    """A rule that books do not keep, with the accounts it is about."""

    rule: str
    accounts: tuple[str, ...] = ()
    person_id: str = ""
    by: int = 0


def broken_rules(problem: BooksProblem, owners: Mapping[str, str]) -> list[Broken]:
    """Which hard rules books do not keep: nobody’s accounts, locks, families, who takes what, most accounts."""
    books = {book.person_id: book for book in problem.books}
    nobodys = tuple(one.account_id for one in problem.accounts if owners[one.account_id] not in books)
    moved = tuple(one.account_id for one in problem.accounts if one.lock and owners[one.account_id] != one.owner_id)
    split = [unit for unit in problem.units if len({owners[one.account_id] for one in unit}) > 1]
    refused = tuple(
        one.account_id
        for one in problem.accounts
        if (book := books.get(owners[one.account_id])) is not None and not book.takes(one)
    )
    found = [
        Broken(rule, accounts)
        for rule, accounts in (("owner", nobodys), ("lock", moved), ("takes", refused))
        if accounts
    ]
    found += [Broken("family", tuple(one.account_id for one in unit)) for unit in split]
    held = loads_counted(problem, owners)
    found += [
        Broken("most", person_id=key, by=held[key] - book.most_accounts)
        for key, book in books.items()
        if book.most_accounts is not None and held[key] > book.most_accounts
    ]
    return found


def loads_counted(problem: BooksProblem, owners: Mapping[str, str]) -> dict[str, int]:
    """How many accounts each book has."""
    found = {book.person_id: 0 for book in problem.books}
    for one in problem.accounts:
        if owners[one.account_id] in found:
            found[owners[one.account_id]] += 1
    return found


@dataclass(frozen=True)
class Spread:
    """How far apart books are by a measure: the least and the most that one has of its fair share."""

    least: float
    most: float


def spread_of(problem: BooksProblem, measure: BookMeasure, owners: Mapping[str, str]) -> Spread | None:
    """Of all books that are to have anything; None where there is nothing to share."""
    held, fair = loads_of(problem, measure, owners), problem.fair(measure)
    found: Sequence[float] = [held[key] / fair[key] for key in fair if fair[key] > 0]
    return Spread(min(found), max(found)) if found else None
