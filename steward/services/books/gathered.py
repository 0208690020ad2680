"""What books are balanced by: the data, what people wrote, and the rules of the plan, as one problem."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from steward.briefings.internal.books.source import BooksSource
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.domain.access.scope import Scope
from steward.domain.books.moving import OpenSale
from steward.domain.books.plan import BookMeasure, Lock
from steward.domain.books.problem import BookAccount, BookOwner, BooksProblem
from steward.domain.books.strength import Relationship, workload
from steward.domain.health import Colour
from steward.domain.quarters import Quarter
from steward.domain.stakeholders import Bond
from steward.plans.company.books import BookFile, bands_of, weights_of
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from steward.services import health
from steward.warehouse.rows.internal import books as rows
from steward.warehouse.rows.internal import team
from steward.warehouse.rows.internal.books import AccountToPlace, FamilyHeld, OwnedSince

NEAR = timedelta(days=90)
"""Before and after the day of a change: what renews soon after it, and what changed hands soon before it, stays."""
THREE_YEARS = timedelta(days=1096)


def year_of(fy: str, book: Book) -> tuple[date, date]:
    """The first and the last day of a fiscal year. Raises QuarterUnknown."""
    starts = book.warehouse.facts.fiscal_year_starts
    return Quarter.parse(f"{fy}-Q1", starts).start, Quarter.parse(f"{fy}-Q4", starts).end


def next_year(book: Book) -> str:
    """The fiscal year after the one that today is in: the one whose books are planned."""
    return str(Quarter.containing(book.now, book.warehouse.facts.fiscal_year_starts).year + 1)


def gathered(book: Book, plan_cache: PlanCache, file: BookFile, fy: str) -> BooksSource:
    """All customers that whoever looks may see, as a problem by the plan's rules. Raises QuarterUnknown."""
    since, until = year_of(fy, book)
    effective = file.plan.effective_on or since
    found = rows.to_place(book.warehouse, str(book.quarter), book.now, since, until, effective)
    kept = rows.owned_since(book.warehouse, book.now, book.now - THREE_YEARS)
    us = team.members(book.warehouse)
    red = _red(book, plan_cache)
    by_hand = {one.account for one in file.assignments if one.lock is not None}
    locks = {row.account_id: lock for row in found if (lock := _lock(row, by_hand, red, effective, kept))}
    strategies = plan_cache.of(Strategy, ours.FILE, "acquaintances").all_of([row.account_id for row in found])
    known = {
        row.account_id: _relationship(row, book, strategies.get(row.account_id), kept.get(row.account_id))
        for row in found
    }
    needs = _needs(file, rows.families_held(book.warehouse, book.now)) if file.required else {}
    weights = weights_of(file)
    problem = BooksProblem(
        accounts=tuple(
            _account(row, known[row.account_id], locks.get(row.account_id), needs.get(row.account_id, frozenset()))
            for row in found
        ),
        books=_seen(_books(file, {row.owner_id for row in found if row.owner_id}, us), plan_cache.plans.scope),
        bands=bands_of(file), apart=frozenset(one.account for one in file.apart), seed=int(file.plan.seed or 1),
        relationship=weights["relationship"], region=weights["region"], evenness=weights["evenness"],
    )  # fmt: skip
    ids = [row.account_id for row in found]
    return BooksSource(
        fy=fy, today=book.now, since=since, until=until, effective_on=effective,
        rows={row.account_id: row for row in found},
        problem=problem, us=us, relationships=known, ownership_known=bool(kept),
        sales=tuple(rows.open_sales(book.warehouse, ids)),
    )  # fmt: skip


def sales_of(source: BooksSource) -> tuple[OpenSale, ...]:
    """Open opportunities as holdovers are worked out from them."""
    return tuple(
        OpenSale(one.opportunity_id, one.account_id, one.owner_id or "", one.probability) for one in source.sales
    )


def split_families(source: BooksSource) -> tuple[str, ...]:
    """Accounts that are with somebody else today than the account above them."""
    return tuple(
        row.account_id
        for row in source.rows.values()
        if row.parent_id and row.parent_id in source.rows and source.rows[row.parent_id].owner_id != row.owner_id
    )


def _books(file: BookFile, owners: set[str], us: Mapping[str, team.StaffMember]) -> tuple[BookOwner, ...]:
    """Who has a book: whom the plan names, else who looks after any customer."""

    def region(person_id: str) -> str:
        return (us[person_id].region if person_id in us else None) or ""

    if not file.books:
        return tuple(BookOwner(person_id=key, region=region(key)) for key in sorted(owners))
    return tuple(
        BookOwner(
            person_id=one.person, region=region(one.person),
            capacity=1.0 if one.capacity is None else one.capacity,
            most_accounts=None if one.most_accounts is None else int(one.most_accounts),
            regions=frozenset(one.regions), segments=frozenset(one.segments), skills=_words(one.skills),
        )
        for one in file.books
        if one.person
    )  # fmt: skip


def _seen(books: tuple[BookOwner, ...], scope: Scope) -> tuple[BookOwner, ...]:
    """The books of those whose accounts whoever looks may see: the others would all look empty."""
    return books if scope.sees_all else tuple(one for one in books if one.person_id in scope.people)


def _needs(file: BookFile, held: Sequence[FamilyHeld]) -> Mapping[str, frozenset[str]]:
    """The skills that each account asks for by what it has."""
    asked = defaultdict[str, set[str]](set)
    for one in file.required:
        asked[one.family.strip().casefold()] |= _words([one.skill])
    found = defaultdict[str, set[str]](set)
    for row in held:
        found[row.account_id] |= asked.get(row.family.strip().casefold(), set())
    return {key: frozenset(skills) for key, skills in found.items()}


def _words(said: Iterable[str]) -> frozenset[str]:
    """Skills, however their letters are written."""
    return frozenset(word for one in said if (word := one.strip().casefold()))


def _account(row: AccountToPlace, known: Relationship, lock: Lock | None, needs: frozenset[str]) -> BookAccount:
    work = workload(row.strategic, row.talks, row.tickets, row.open_sales)
    return BookAccount(
        account_id=row.account_id, owner_id=row.owner_id or "", region=row.region or "", segment=row.segment or "",
        parent_id=row.parent_id or "", strength=known.strength if row.owner_id else 0.0, lock=lock, needs=needs,
        loads={
            BookMeasure.MRR: float(row.mrr), BookMeasure.ATR: float(row.atr), BookMeasure.WORKLOAD: work,
            BookMeasure.ACCOUNTS: 1.0,
        },
    )  # fmt: skip


def _lock(
    row: AccountToPlace, by_hand: set[str], red: set[str], effective: date, kept: Mapping[str, OwnedSince]
) -> Lock | None:
    """Why an account stays; nobody's accounts are locked with nobody."""
    since = kept[row.account_id].since if row.account_id in kept else None
    if not row.owner_id:
        return None
    if row.account_id in by_hand:
        return Lock.MANUAL
    if row.account_id in red:
        return Lock.AT_RISK
    if row.renews_after is not None and row.renews_after <= effective + NEAR:
        return Lock.RENEWAL
    return Lock.RECENT if since is not None and effective - NEAR <= since <= effective else None


def _red(book: Book, plan_cache: PlanCache) -> set[str]:
    return {one.row.account_id for one in health.lines(book, EVERYTHING, plan_cache) if one.health is Colour.RED}


def _relationship(row: AccountToPlace, book: Book, strategy: Strategy | None, kept: OwnedSince | None) -> Relationship:
    ties = [
        one.bond.strength / Bond.TRUSTED.strength
        for one in (strategy.acquaintances if strategy else ())
        if one.colleague == row.owner_id and one.bond is not None
    ]
    spoken = book.has("activities")
    return Relationship(
        days=(book.now - kept.since).days if kept and kept.since else None, owners=kept.owners if kept else None,
        value=float(row.mrr) / book.strategic_threshold if book.strategic_threshold else 0.0,
        talks=row.own_talks if spoken else None, all_talks=row.talks if spoken else None, ties=tuple(ties),
    )  # fmt: skip
