"""Some accounts taken together: one account, a family, or its last line. Every figure of them is worked out here once,
from what the topics of the book say of each account."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from steward.briefings.customer.plans.commitment_states import CommitmentState, Counts, counts
from steward.briefings.internal.commitments.rows import AccountCommitments
from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.nps.surveys import survey
from steward.briefings.internal.renewals.figures import range_of
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY
from steward.domain.labels import people_told_apart
from steward.domain.nps import Survey
from steward.plans.customer.success_plan import Side
from steward.warehouse.rows.internal.book import BookRow


@dataclass(frozen=True)
class Together:
    """`rows`: the accounts, customers or not; `health`, `commitments`: of those that have any, by account id; `ahead`:
    the contracts of theirs that are worked on now."""

    book: Book
    rows: tuple[BookRow, ...]
    health: Mapping[str, AccountHealth]
    commitments: Mapping[str, AccountCommitments]
    ahead: tuple[Renewal, ...]

    def of(self, account_ids: Collection[str]) -> "Together":
        """The same of some of these accounts."""
        rows = tuple(row for row in self.rows if row.account_id in account_ids)
        ahead = tuple(one for one in self.ahead if one.row.account_id in account_ids)
        return Together(self.book, rows, self.health, self.commitments, ahead)

    @property
    def paying(self) -> tuple[BookRow, ...]:
        """Those that pay now."""
        return tuple(row for row in self.rows if row.paying)

    @property
    def mrr(self) -> Decimal:
        """What they bring a month."""
        return sum((row.mrr for row in self.rows), Decimal())

    @property
    def mrr_before(self) -> Decimal | None:
        """What they brought a quarter before; None where that is known of none."""
        known = [row.mrr_before for row in self.rows if row.mrr_before is not None]
        return sum(known, Decimal()) if known else None

    @property
    def mrr_change(self) -> Decimal | None:
        """Since the quarter before."""
        return None if self.mrr_before is None else self.mrr - self.mrr_before

    @cached_property
    def survey(self) -> Survey:
        """All their answers, as those of one."""
        return survey(self.rows)

    @property
    def known_health(self) -> tuple[AccountHealth, ...]:
        """The health of those of whom it is known."""
        found = (self.health[row.account_id] for row in self.rows if row.account_id in self.health)
        return tuple(one for one in found if one.health)

    @property
    def worst(self) -> AccountHealth | None:
        """Whoever's health is worst; None where it is known of none."""
        return min(self.known_health, key=lambda one: one.rank, default=None)

    @property
    def renews_on(self) -> date | None:
        """The next end of a contract of theirs."""
        return min((row.renews_on for row in self.rows if row.customer and row.renews_on), default=None)

    @property
    def renews_first(self) -> BookRow | None:
        """Whose contract ends next."""
        return next(
            (row for row in self.rows if row.customer and row.renews_on and row.renews_on == self.renews_on), None
        )

    @property
    def up_for_renewal(self) -> Decimal | None:
        """What the open contracts that are worked on now bring a month; None where no feed tells."""
        if not self.book.has("contracts", "subscriptions"):
            return None
        return range_of([one for one in self.ahead if one.is_open]).open

    @cached_property
    def ours(self) -> Counts:
        """Our commitments to them by state."""
        return self._counts(Side.OURS)

    @cached_property
    def theirs(self) -> Counts:
        """Their commitments to us by state."""
        return self._counts(Side.THEIRS)

    @property
    def open_ours(self) -> int:
        """Our commitments that are still open, also those whose date has passed."""
        return _open(self.ours)

    @property
    def open_theirs(self) -> int:
        """Theirs."""
        return _open(self.theirs)

    def _counts(self, side: Side) -> Counts:
        held = (self.commitments[row.account_id] for row in self.rows if row.account_id in self.commitments)
        return counts((one for account in held for one in account.commitments), self.book.now, side)

    @property
    def owners(self) -> tuple[str, ...]:
        """Who of us looks after them, first whoever has the largest."""
        names = people_told_apart(((row.owner_id, row.owner) for row in self.rows), NOBODY)
        each = [names[row.owner_id] for row in sorted(self.rows, key=lambda row: -row.mrr)]
        return tuple(dict.fromkeys(each))


def _open(found: Counts) -> int:
    return found.of[CommitmentState.OPEN] + found.of[CommitmentState.OVERDUE]


def together(
    book: Book, rows: Sequence[BookRow], health: Sequence[AccountHealth], commitments: Sequence[AccountCommitments],
    ahead: Sequence[Renewal],
) -> Together:  # fmt: skip
    """Accounts with what the topics of the book say of them."""
    return Together(
        book,
        tuple(rows),
        {one.row.account_id: one for one in health},
        {one.row.account_id: one for one in commitments},
        tuple(ahead),
    )
