"""Which accounts of a book are looked at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from steward.briefings.internal.scope.book import Book
from steward.exhibits import listed
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow, Retention


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which accounts to look at; empty = all."""

    owners: tuple[str, ...] = ()
    """Ids of those who look after accounts."""
    regions: tuple[str, ...] = ()
    """Of the accounts."""
    team_regions: tuple[str, ...] = ()
    """Of us, where what is of people is looked at: targets. Accounts pass whatever they are."""
    strategic_only: bool = False
    accounts: tuple[str, ...] = ()
    """Account ids."""

    def keeps(self, row: BookRow) -> bool:
        """Whether an account passes."""
        return self.looks_after(row) and (row.strategic or not self.strategic_only)

    def kept_a_year_before(self, row: BookRow) -> bool:
        """Whether it passed a year before, so that one that shrank or left still counts against retention."""
        return self.looks_after(row) and (row.strategic_before or not self.strategic_only)

    def passed_at_the_start(self, everyone: Sequence[BookRow]) -> Callable[[Retention], bool]:
        """The same of an account's MRR at the start of any twelve months; `everyone`: every account, of any quarter."""
        looked_after = {row.account_id for row in everyone if self.looks_after(row)}
        return lambda row: row.account_id in looked_after and (row.strategic or not self.strategic_only)

    def looks_after(self, row: BookRow) -> bool:
        """Whether it is one of the accounts asked for, and its owner and region pass."""
        return (
            (not self.owners or (row.owner_id or NOBODY) in self.owners)
            and (not self.regions or (row.region or NOWHERE) in self.regions)
            and (not self.accounts or row.account_id in self._accounts)
        )

    @cached_property
    def _accounts(self) -> frozenset[str]:
        """The same, of which there may be as many as of the book."""
        return frozenset(self.accounts)

    @property
    def of_accounts(self) -> bool:
        """Whether accounts are picked by what they are, so that what is of people cannot be told."""
        return bool(self.accounts or self.regions or self.strategic_only)

    def in_words(self, us: Mapping[str, str], accounts: Mapping[str, str]) -> str:
        """Whose figures a page that is narrowed tells: `only strategic accounts of Ida Falk in Nordics`; empty where
        it is narrowed to nothing. `us`, `accounts`: names by id."""
        if self.all:
            return ""
        if self.accounts:
            kind = _some([accounts.get(one, one) for one in self.accounts])
            kind += " where strategic" if self.strategic_only else ""
        else:
            kind = "strategic accounts" if self.strategic_only else "accounts"
        owners = f" of {_some([us.get(one, one) for one in self.owners])}" if self.owners else ""
        regions = f" in {_some(self.regions)}" if self.regions else ""
        team = f", people in {_some(self.team_regions)}" if self.team_regions else ""
        return f"only {kind}{owners}{regions}{team}"

    @property
    def all(self) -> bool:
        """Whether nothing is filtered out."""
        return self == Filters()


def narrowed(book: Book, filters: Filters) -> Book:
    """The book of the accounts that pass: what is left out of a sum is told of them alone."""
    if filters.all:
        return book
    everyone = book_rows.book(book.warehouse, str(book.quarter))
    return book.of(row.account_id for row in everyone if filters.keeps(row))


MOST_NAMED = 3
"""Of a kind are named in a line; more are counted."""


def _some(names: Sequence[str]) -> str:
    left = len(names) - MOST_NAMED
    return listed([*names[:MOST_NAMED], *([f"{left} more"] if left > 0 else [])])


NOBODY = "No owner"
NOWHERE = "No region"
EVERYTHING = Filters()
