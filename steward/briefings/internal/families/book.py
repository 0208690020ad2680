"""The families of the book: what each brings, how it feels about us, and what is to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from steward.briefings.customer.unread import OF_MONEY
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.families.family import Family
from steward.briefings.internal.families.tables import families_table, share
from steward.briefings.internal.families.together import Together
from steward.briefings.internal.scope.book import Book
from steward.exhibits import COUNT, PERCENT, Figure, Table
from steward.exhibits.wording import capital, counted


@dataclass(frozen=True, kw_only=True)
class FamilyBook(InternalBriefing):
    """Every family that has a customer. `found`: each with what its accounts come to, the largest first."""

    found: tuple[tuple[Family, Together], ...]
    whole: Decimal
    table: Table | None


def family_book(book: Book, known: Mapping[str, Family], everybody: Together, whole: Decimal) -> FamilyBook:
    """Brief on the families. `everybody`: the accounts of them all; `whole`: what the book brings."""
    each = ((family, everybody.of(family.accounts)) for family in known.values())
    found = sorted(
        ((family, one) for family, one in each if any(row.customer for row in one.rows)),
        key=lambda one: (-one[1].mrr, one[0].name),
    )
    return FamilyBook(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_of(book, found).and_what_is_left_out(_headline(book, found, whole)),
        figures=_figures(book, found, whole),
        missing=book.missing(
            contracts="what of each family is up for renewal", nps_responses="NPS of each family",
        ),
        found=tuple(found),
        whole=whole,
        table=families_table(book, found, whole),
    )  # fmt: skip


def _headline(book: Book, found: list[tuple[Family, Together]], whole: Decimal) -> str:
    if not found:
        return "No two of these customers are of one family"
    part = share(_mrr(found), whole)
    accounts = counted(sum(len(one.paying) for _, one in found), "account")
    said = f"{capital(counted(len(found), 'family', 'families'))} of {accounts}"
    verb = "brings" if len(found) == 1 else "bring"
    return f"{said} {verb} {book.money.compact(_mrr(found))} a month" + (
        f", {PERCENT.text(part)} of the book" if part is not None else ""
    )


def _of(book: Book, found: list[tuple[Family, Together]]) -> Book:
    return book.of(key for family, _ in found for key in family.accounts)


def _mrr(found: list[tuple[Family, Together]]) -> Decimal:
    return sum((one.mrr for _, one in found), Decimal())


def _figures(book: Book, found: list[tuple[Family, Together]], whole: Decimal) -> tuple[Figure, ...]:
    receipt = book.quarterly("family", "internal.book", "accounts")
    money = book.quarterly("family", "internal.book", "accounts", *OF_MONEY)
    return (
        book.figure("families.count", "Families", len(found), COUNT, receipt, note="of two accounts or more"),
        book.figure("families.accounts", "Accounts in them", sum(len(one.paying) for _, one in found), COUNT, receipt),
        _of(book, found).figure("families.mrr", "MRR of families", _mrr(found), book.money, money),
        book.figure(
            "families.share", "Of the book", share(_mrr(found), whole), PERCENT, money, why="The book brings nothing."
        ),
    )  # fmt: skip
