"""What if: people's books and targets with some accounts at others. Worked out, shown, and saved nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY
from steward.briefings.internal.targets.goals import KnownGoals
from steward.briefings.internal.targets.people import NO_ONE
from steward.briefings.internal.targets.year import SetShares, YearOfTargets, year_of_targets
from steward.domain.labels import people_told_apart
from steward.domain.selling import growth
from steward.domain.targets.books import EMPTY, Owned, books, follows, largest_of_mean, moved
from steward.exhibits import COUNT, PERCENT, TIMES, Better, Cell, Column, Figure, Number, Table, Unit
from steward.exhibits.wording import counted
from steward.plans.company.targets import TargetFile
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import members

ALL = "Together"


class Move(NamedTuple):
    """An account, and whose it would be."""

    account_id: str
    to_id: str


@dataclass(frozen=True, kw_only=True)
class WhatIf(InternalBriefing):
    """Books as they are and as they would be; `moves`: which accounts."""

    people: Table | None
    moves: Table | None


def what_if(
    book: Book, rows: Sequence[BookRow], moves: Sequence[Move], known: KnownGoals, file: TargetFile, year: int
) -> WhatIf:  # fmt: skip
    """`rows`: every account of the book that may be seen; `year`: whose targets are shown beside."""
    ours = [row for row in rows if row.active]
    before = {row.account_id: row.owner_id or NO_ONE for row in ours}
    after = moved(before, dict(moves))
    changed = [row for row in ours if before[row.account_id] != after[row.account_id]]
    names = _names(book, ours, moves)
    held = {row.account_id: Owned(row.mrr, row.mrr_before or Decimal()) for row in ours}
    now, then = books(held, before), books(held, after)
    tree_now = year_of_targets(book, rows, year, file, known)
    tree_then = year_of_targets(book, [_at(row, after) for row in rows], year, file, known, follows(now, then))
    table = _people_table(book, now, then, tree_now, tree_then, names) if ours else None
    return WhatIf(
        quarter=book.quarter, as_of=book.as_of, headline=_headline(book, changed, now, then),
        figures=_figures(book, changed, now, then), missing=(), people=table,
        moves=_moves_table(book, changed, after, names),
    )  # fmt: skip


def _at(row: BookRow, after: Mapping[str, str]) -> BookRow:
    return row._replace(owner_id=after[row.account_id] or None) if row.account_id in after else row


def _names(book: Book, rows: Sequence[BookRow], moves: Sequence[Move]) -> dict[str, str]:
    us = members(book.warehouse)
    ids = dict.fromkeys([*(row.owner_id or NO_ONE for row in rows), *(one.to_id for one in moves)])
    found = people_told_apart(((key, us[key].name if key in us else key or NOBODY) for key in ids), NOBODY)
    return {key: found[key] for key in ids}


def _headline(
    book: Book, changed: Sequence[BookRow], now: Mapping[str, Owned], then: Mapping[str, Owned]
) -> str:  # fmt: skip
    if not changed:
        return "Nothing is moved yet: choose accounts and who would get them"
    money = book.money.compact(sum((row.mrr for row in changed), Decimal()))
    was, would = largest_of_mean(now), largest_of_mean(then)
    level = f"; largest book {TIMES.text(would)} the mean, now {TIMES.text(was)}" if was and would else ""
    return f"{counted(len(changed), 'account')}, {money} MRR, would move{level}"


def _figures(
    book: Book, changed: Sequence[BookRow], now: Mapping[str, Owned], then: Mapping[str, Owned]
) -> tuple[Figure, ...]:  # fmt: skip
    receipt = book.quarterly("books moved", "internal.book", "accounts")

    def made(key: str, label: str, value: Number | None, unit: Unit, previous: Number | None = None) -> Figure:
        return book.figure(
            f"targets.if_{key}", label, value, unit, receipt, why="No account has MRR.", previous=previous,
            previous_label="today’s books", better=Better.NEITHER if previous is None else Better.LOWER,
        )  # fmt: skip

    amount = sum((row.mrr for row in changed), Decimal())
    return (
        made("moved", "Accounts that move", len(changed), COUNT),
        made("moved_mrr", "MRR that moves", amount, book.money),
        made("largest", "Largest book against the mean", largest_of_mean(then), TIMES, largest_of_mean(now)),
    )


def _people_table(
    book: Book, now: Mapping[str, Owned], then: Mapping[str, Owned], tree_now: YearOfTargets, tree_then: YearOfTargets,
    names: Mapping[str, str],
) -> Table:  # fmt: skip
    people = {**now, **then}
    order = sorted(people, key=lambda key: (now.get(key) == then.get(key), names[key]))
    year = tree_then.year
    return Table(
        id="targets.what_if",
        title=_largest_change(book, now, then, names),
        alt="Table of people with accounts, MRR, base growth and targets as they are and as they would be.",
        receipt=book.quarterly("books moved", "internal.book", "accounts"),
        note=f"Base growth: over {book.quarter.spoken}, of the accounts each has or would have. What is won counts for "
        "whoever owns the opportunity, wherever its account goes. A target that is set stays; the part of what is left "
        "follows the MRR. Nothing of this is saved.",
        columns=(
            Column("Person"), Column("Accounts", COUNT), Column("Accounts then", COUNT), Column("MRR", book.money),
            Column("MRR then", book.money), Column("Base growth", PERCENT), Column("Base growth then", PERCENT),
            Column("Growth goal", PERCENT), Column(f"To win in {year}", book.money),
            Column("To win then", book.money),
        ),
        rows=(
            *(_row(key, names[key], now, then, tree_now, tree_then) for key in order),
            (ALL, *_both(_whole(now), _whole(then)), None, tree_now.placed.amount, tree_then.placed.amount),
        ),
    )  # fmt: skip


def _row(
    key: str, name: str, now: Mapping[str, Owned], then: Mapping[str, Owned], tree_now: YearOfTargets,
    tree_then: YearOfTargets,
) -> tuple[Cell, ...]:  # fmt: skip
    goal = tree_now.reached.get(key, SetShares()).base_growth
    return (
        name, *_both(now.get(key, EMPTY), then.get(key, EMPTY)), None if goal is None else goal * 100,
        _to_win(tree_now, key), _to_win(tree_then, key),
    )  # fmt: skip


def _both(now: Owned, then: Owned) -> tuple[Cell, ...]:
    return (
        now.accounts, then.accounts, now.mrr, then.mrr, growth(now.opening, now.mrr), growth(then.opening, then.mrr)
    )  # fmt: skip


def _to_win(tree: YearOfTargets, key: str) -> Decimal | None:
    return next((one.amount for one in tree.people if one.key == key), None)


def _whole(held: Mapping[str, Owned]) -> Owned:
    return books({str(at): one for at, one in enumerate(held.values())}, {str(at): ALL for at in range(len(held))}).get(
        ALL, EMPTY
    )


def _largest_change(
    book: Book, now: Mapping[str, Owned], then: Mapping[str, Owned], names: Mapping[str, str]
) -> str:  # fmt: skip
    gains = {key: then.get(key, EMPTY).mrr - now.get(key, EMPTY).mrr for key in {**now, **then}}
    most = max(gains, key=lambda key: gains[key])
    if not gains[most]:
        return "Books and targets as they are"
    least = min(gains, key=lambda key: gains[key])
    money = book.money.compact
    return f"{names[most]} would have {money(gains[most])} MRR more, {names[least]} {money(-gains[least])} less"


def _moves_table(
    book: Book, changed: Sequence[BookRow], after: Mapping[str, str], names: Mapping[str, str]
) -> Table | None:  # fmt: skip
    if not changed:
        return None
    return Table(
        id="targets.if_moves",
        title=f"{counted(len(changed), 'account')} would change hands",
        alt="Table of accounts that would be somebody else's.",
        receipt=book.quarterly("books moved", "internal.book", "accounts"),
        columns=(Column("Account", wide=True), Column("From"), Column("To"), Column("MRR", book.money)),
        rows=tuple(
            (row.name, names[row.owner_id or NO_ONE], names[after[row.account_id]], row.mrr)
            for row in sorted(changed, key=lambda row: (-row.mrr, row.name))
        ),
    )
