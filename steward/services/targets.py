"""Targets of people, teams and regions, what stands against them, and how those of a year are handed down."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOWHERE, Filters, narrowed
from steward.briefings.internal.targets.goals import KnownGoals, known_goals
from steward.briefings.internal.targets.people import Who
from steward.briefings.internal.targets.targets import Targets, targets
from steward.briefings.internal.targets.what_if import Move, WhatIf, what_if
from steward.briefings.internal.targets.year import YearOfTargets, year_of_targets, year_to_set
from steward.briefings.internal.targets.year_tables import TargetsSet, targets_set
from steward.domain.access.scope import Scope
from steward.domain.books.plan import CreditSplit
from steward.domain.targets.cascade import Placed
from steward.errors import ChangeNotAllowed
from steward.plans.company.books import assignments_of, open_books, years_planned
from steward.plans.company.targets import FILE, MAY_SET, PersonTarget, TargetFile, TargetFiles, open_targets
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import COMPANY, Opened, Plans, Saved
from steward.services.books.opened import opened_books
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.team import led_by, members
from steward.workflow.booking import FOLDER as BOOKS

__all__ = [
    "COMPANY_FILES", "Move", "PersonTarget", "Who", "brief", "goals", "hand_down", "if_moved", "led", "may_set",
    "may_set_all", "of_year", "opened", "planned_moves", "planned_years", "set_for", "team_regions", "written",
    "year_to_set",
]  # fmt: skip

COMPANY_FILES: tuple[str, ...] = (FILE, BOOKS)
"""What of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> Mapping[str, object]:
    """Targets are in no plan of an account."""
    del plan_cache, account_ids, book
    return {}


def goals(book: Book, plan_cache: PlanCache) -> KnownGoals:
    """The targets that hold, of the people that whoever looks may see."""
    plans = plan_cache.plans
    return known_goals(book, open_targets(plans.folder).plan, seen(plans.scope))


def seen(scope: Scope) -> Collection[str] | None:
    """Whose targets somebody may see; None where it is everybody's."""
    return None if scope.sees_all else scope.people


def brief(
    book: Book, filters: Filters, plan_cache: PlanCache, who: Who = Who.PERSON
) -> Targets:  # fmt: skip
    """Brief on the targets of whoever looks after the accounts that pass the filters."""
    book = narrowed(book, filters)
    rows = book_rows.book(book.warehouse, str(book.quarter))
    return targets(book, rows, filters, who, goals(book, plan_cache).all, credit(book, plan_cache.plans))


def credit(book: Book, plans: Plans) -> tuple[CreditSplit, ...]:
    """Who is credited with accounts that change hands by a plan that is at work and on which both sides agreed, of the
    accounts that may be seen."""
    return tuple(
        one for fy in years_planned(plans.folder) for one in opened_books(plans, fy, book.now).plan.credit_in_force
    )


def of_year(book: Book, plan_cache: PlanCache, year: int | None = None) -> TargetsSet:
    """Brief on the targets of a fiscal year, by default the one that is to be set."""
    return targets_set(_tree(book, plan_cache, year or year_to_set(book)))


def _tree(book: Book, plan_cache: PlanCache, year: int) -> YearOfTargets:
    rows = book_rows.book(book.warehouse, str(book.quarter))
    file = open_targets(plan_cache.plans.folder).plan
    return year_of_targets(book, rows, year, file, goals(book, plan_cache))


def if_moved(book: Book, plan_cache: PlanCache, moves: Sequence[Move], year: int | None = None) -> WhatIf:
    """What people's books and targets were like with some accounts at others; nothing of it is saved."""
    rows = book_rows.book(book.warehouse, str(book.quarter))
    file = open_targets(plan_cache.plans.folder).plan
    return what_if(book, rows, moves, goals(book, plan_cache), file, year or year_to_set(book))


def planned_years(plans: Plans) -> tuple[str, ...]:
    """The fiscal years of which somebody planned the books, the latest first."""
    return years_planned(plans.folder)[::-1]


def planned_moves(plans: Plans, year: str) -> tuple[Move, ...]:
    """The accounts that change hands in a plan of books, of those that may be seen."""
    found = assignments_of(open_books(plans.folder, year).plan)
    return tuple(Move(one.account_id, one.to_id) for one in found if one.moves and one.account_id in plans.scope.read)


def team_regions(book: Book) -> Sequence[str]:
    """The regions of our people."""
    return tuple(sorted({one.region or NOWHERE for one in members(book.warehouse).values()}))


def opened(plans: Plans) -> Opened[TargetFile]:
    """The file of targets as it is now."""
    return open_targets(plans.folder)


def may_set(scope: Scope) -> bool:
    """Whether somebody may set anybody's target."""
    return bool(scope.roles & MAY_SET)


def may_set_all(scope: Scope) -> bool:
    """Whether they may set the company's, and everybody's."""
    return may_set(scope) and scope.sees_all


def led(book: Book, scope: Scope, person: str) -> frozenset[str]:
    """Whose targets somebody may set: everybody's, or of those who report to them."""
    us = members(book.warehouse)
    if may_set_all(scope):
        return frozenset(us)
    return frozenset((led_by(us, person) - {person}) & scope.people) if may_set(scope) and person else frozenset()


def set_for(plans: Plans, book: Book, one: PersonTarget, person: str, who: str) -> Saved[TargetFile]:
    """One of us is given a target of a year, in place of the one they had. `person`: who sets it.

    Raises ChangeNotAllowed, PlanNotSaved."""
    if one.person not in led(book, plans.scope, person):
        raise ChangeNotAllowed("You may set the targets of those who report to you.")
    return _edited(plans, [one], who)


def hand_down(plans: Plans, book: Book, plan_cache: PlanCache, year: int, who: str) -> Saved[TargetFile]:
    """Whoever has no target of the year yet is given their part of what is left.

    Raises ChangeNotAllowed, PlanNotSaved."""
    if not may_set_all(plans.scope):
        raise ChangeNotAllowed("What is left is handed down by whoever sees every account.")
    tree = _tree(book, plan_cache, year)
    file = open_targets(plans.folder).plan
    held = {one.person: one for one in file.people if one.year == str(year)}
    parts = [
        _with_part(held.get(one.key, PersonTarget(year=str(year), person=one.key)), tree, one)
        for one in tree.people
        if not one.set and one.amount
    ]
    return _edited(plans, parts, who)


def _with_part(said: PersonTarget, tree: YearOfTargets, part: Placed) -> PersonTarget:
    """What somebody wrote of one of us, with their part. Where the feed says some of its quarters, the others are
    written as they are shown: spread anew, what holds would come to another sum."""
    fed = tree.fed(part.key)
    rest: dict[str, Any] = {
        name: float(amount)
        for number, amount in enumerate(tree.of_quarters(part), 1)
        for name in [f"q{number}"]
        if fed and number not in fed and amount is not None and getattr(said, name) is None
    }
    return replace(said, new_mrr=float(part.amount or 0), **rest)


def _edited(plans: Plans, wanted: Sequence[PersonTarget], who: str) -> Saved[TargetFile]:
    """The file with these in place of what it says of the same people and years."""

    def edit(file: TargetFile) -> TargetFile:
        new = {(one.year, one.person): one for one in wanted}
        kept = tuple(new.pop((one.year, one.person), one) for one in file.people)
        return replace(file, people=(*kept, *new.values()))

    return TargetFiles(plans.folder, plans.scope).edit(TargetFile, FILE, COMPANY, edit, who)
