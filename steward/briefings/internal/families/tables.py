"""Families and their accounts as tables; of a family the last line is what its accounts come to."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.customer.plans.commitment_states import CommitmentState
from steward.briefings.internal.book.strategic import strategic_in_words
from steward.briefings.internal.families.family import Family
from steward.briefings.internal.families.together import Together
from steward.briefings.internal.scope.book import Book
from steward.exhibits import COUNT, PERCENT, POINTS, Cell, Column, Table, Unit, listed
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital

ALL_OF_THEM = "Together"
MOST_NAMED = 2
"""Of us who look after a family."""


def families_table(book: Book, found: Sequence[tuple[Family, Together]], whole: Decimal) -> Table | None:
    """A family each, the largest first; its key opens it. `whole`: what the book brings."""
    if not found:
        return None
    largest, part = found[0][1].mrr, share(found[0][1].mrr, whole)
    who = leaders(((family.name, one.mrr) for family, one in found), largest, "family", "families")
    of_the_book = f", {PERCENT.text(part)} of the book{'' if who.alone else ' each'}" if part is not None else ""
    return Table(
        id="families.table",
        title=f"{who.do('is the largest family', 'are largest')}{of_the_book}",
        alt=f"Table of {len(found)} families with accounts, MRR, health, NPS, renewals and commitments.",
        receipt=book.quarterly("family", "internal.book", "accounts"),
        note="Tick a row to open the family. NPS is that of all their answers together; commitments are ours.",
        keys=tuple(family.key for family, _ in found),
        columns=(
            Column("Family", wide=True), Column("Accounts", COUNT), Column("MRR", book.money),
            Column("Change", _signed(book)), Column("Of the book", PERCENT), Column("Worst health", state=True),
            Column("Whose"), Column("NPS", POINTS), Column("Renews next"), Column("Up for renewal", book.money),
            Column("Open commitments", COUNT), Column("Overdue", COUNT), Column("Looked after by"),
        ),
        rows=tuple((family.name, *_line(one), *_told(one, whole)) for family, one in found),
    )  # fmt: skip


def _line(one: Together) -> tuple[Cell, ...]:
    return len(one.paying), one.mrr, one.mrr_change


def _told(one: Together, whole: Decimal) -> tuple[Cell, ...]:
    worst = one.worst
    return (
        share(one.mrr, whole),
        *((str(worst.health), worst.row.name) if worst else (None, None)),
        one.survey.score,
        *_ahead(one),
        _few(one.owners),
    )


def share(part: Decimal, whole: Decimal) -> float | None:
    """In percent; None of nothing."""
    return float(part / whole * 100) if whole > 0 else None


def _few(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return listed([*names[:MOST_NAMED], f"{more} more"] if more > 1 else list(names))


def accounts_table(book: Book, family: Family, found: Together) -> Table:
    """An account each, the largest first, and the line they add up to; the key opens the account."""
    each = [found.of({row.account_id}) for row in found.rows]
    return Table(
        id="family.accounts",
        title=_largest(found),
        alt=f"Table of the {len(each)} accounts of {family.name}, with the line they add up to.",
        receipt=book.quarterly("family", "internal.book", "accounts"),
        note="Tick a row to open the account, or the last one for all of them as a book. MRR, change, answers, what is "
        "up for renewal and commitments add up to it; its NPS is that of all answers, its health the worst.",
        keys=(*(row.account_id for row in found.rows), ""),
        columns=(
            Column("Account", wide=True), Column("MRR", book.money), Column("Change", _signed(book)),
            Column("Health", state=True), Column("NPS", POINTS), Column("Answers", COUNT), Column("Renews next"),
            Column("Up for renewal", book.money), Column("Open commitments", COUNT), Column("Overdue", COUNT),
            Column("Owner"), Column("Region"), Column("Strategic"),
        ),
        rows=(
            *(
                (row.name, *_figures(one), row.owner, row.region, capital(strategic_in_words(row)))
                for row, one in zip(found.rows, each, strict=True)
            ),
            (ALL_OF_THEM, *_figures(found), None, None, None),
        ),
    )  # fmt: skip


def _largest(found: Together) -> str:
    largest = found.rows[0]
    part = share(largest.mrr, found.mrr)
    if part is None:
        return "Nothing is paid by any of them"
    who = leaders(((row.name, row.mrr) for row in found.rows), largest.mrr, "account")
    return f"{who.do('brings', 'bring')} {PERCENT.text(part)} of the family{'' if who.alone else ' each'}"


def _figures(one: Together) -> tuple[Cell, ...]:
    worst, heard = one.worst, one.survey
    health = str(worst.health) if worst else None
    return one.mrr, one.mrr_change, health, heard.score, heard.answered, *_ahead(one)


def _ahead(one: Together) -> tuple[Cell, ...]:
    """What is to come: the next end of a contract, what is up for renewal, and our commitments."""
    return one.renews_on, one.up_for_renewal, one.open_ours, one.ours.of[CommitmentState.OVERDUE]


def _signed(book: Book) -> Unit:
    return Unit("money", prefix=book.money.prefix, signed=True)
