"""What a briefing is about: one account in one quarter, and how its figures are made out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from steward.briefings.customer.loaded import Loaded
from steward.briefings.customer.unread import OF_MONEY, said_of, unread_in
from steward.domain.quarters import Quarter, month_start, months_back
from steward.errors import AccountNotFound
from steward.exhibits import Better, Figure, Number, Receipt, Unit, Value
from steward.exhibits.wording import capital
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer.unread import unread as unread_rows


@dataclass(frozen=True)
class Covered:
    """One of several accounts that are told as one."""

    account_id: str
    name: str


def told_apart(covers: Sequence[Covered]) -> tuple[str, ...]:
    """Their names; two of one name with their ids."""
    names = Counter(one.name for one in covers)
    return tuple(one.name if names[one.name] == 1 else f"{one.name} ({one.account_id})" for one in covers)


@dataclass(frozen=True)
class Subject(Loaded):
    """One account in one quarter. `warehouse` answers; `as_of` is the day the figures are true for."""

    warehouse: Warehouse
    account: customer_rows.Account
    quarter: Quarter
    as_of: date
    covers: tuple[Covered, ...] = ()
    """The accounts that are told as one, this one first; none where it is told alone."""

    @property
    def account_id(self) -> str:
        """The account's id."""
        return self.account.account_id

    def months(self, feed: str) -> tuple[date, ...]:
        """The month ends of `year` since a feed began, so that a month without rows is seen to have none."""
        began = self.began(feed)
        ends = (months_back(self.as_of, back) for back in range(12, -1, -1))
        return tuple(end for end in ends if end >= began)

    def a_year_before(self, ends: Sequence[date]) -> tuple[date, ...]:
        """The month ends of a year before these."""
        return tuple(months_back(end, 12) for end in ends)

    def year_ago(self) -> "Subject | None":
        """The same quarter a year before, where this one is over and the data reaches so far."""
        quarter = self.quarter.shifted(-4)
        if self.quarter.end > self.as_of or not self.reaches(quarter.start):
            return None
        return replace(self, quarter=quarter, as_of=quarter.end)

    @property
    def before(self) -> Quarter:
        """The quarter to compare with."""
        return self.quarter.previous

    @property
    def comparable(self) -> bool:
        """Whether this quarter is over and the whole quarter before is in the data."""
        return self.quarter.end <= self.as_of and self.reaches(self.before.start)

    def reaches(self, day: date, feed: str = "") -> bool:
        """Whether a feed, or else any, goes back to the month of `day`."""
        return self.began(feed) <= month_start(day)

    def earlier(self) -> "Subject | None":
        """The same account a quarter before, where the data reaches so far."""
        if not self.comparable:
            return None
        return replace(self, quarter=self.before, as_of=self.before.end)

    @property
    def whose(self) -> tuple[tuple[str, Value], ...]:
        """This account's rows, or those of all accounts that are told as one."""
        accounts = [one.account_id for one in self.covers] or [self.account_id]
        return tuple(("account_id", one) for one in accounts)

    def compared(
        self,
        id: str,  # noqa: A002 - a figure's id is called that in every output
        label: str,
        value: Number | None,
        previous: Number | None,
        unit: Unit,
        receipt: Receipt,
        *,
        needs: Iterable[str] = (),
        why: str = "",
        note: str = "",
        better: Better = Better.HIGHER,
    ) -> Figure:
        """A figure held against the quarter before, where the two are comparable."""
        held = previous if self.comparable else None
        return self.figure(
            id, label, value, unit, receipt, needs=needs, why=why, note=note, previous=held, better=better
        )

    def figure(
        self,
        id: str,  # noqa: A002 - a figure's id is called that in every output
        label: str,
        value: Number | None,
        unit: Unit,
        receipt: Receipt,
        *,
        needs: Iterable[str] = (),
        why: str = "",
        note: str = "",
        previous: Number | None = None,
        previous_label: str = "",
        better: Better = Better.HIGHER,
    ) -> Figure:
        """As any; where rows it rests on could not be read, money is not known, and any other says that it is
        incomplete and is held against nothing."""
        feeds = {*needs, *receipt.feeds}
        said, said_before = self.unread(feeds, *self.span(receipt)), self.unread(feeds, *self.span(receipt, back=1))
        is_money = unit.name == self.money.name and not feeds.isdisjoint(OF_MONEY)
        return super().figure(
            id, label, None if said and is_money else value, unit, receipt, needs=needs,
            why=f"{capital(said)}." if said and is_money else why,
            note=", ".join(filter(None, (note, f"incomplete: {said}" if said else ""))),
            previous=None if said or said_before else previous, previous_label=previous_label, better=better,
        )  # fmt: skip

    def unread(self, feeds: Iterable[str], first: date, last: date) -> str:
        """Which rows of these feeds in these days could not be read, in words; empty where all could."""
        paid = set(OF_MONEY) - {self.paid_by}
        found = unread_rows(self.warehouse, [str(one) for _, one in self.whose])
        return said_of(unread_in(found, set(feeds) - paid, first, last), first, last) if found else ""

    def not_loaded(self, feed: str, relation: str, *named: tuple[str, str, Unit, str]) -> tuple[Figure, ...]:
        """The figures (id, label, unit, metric) that a missing feed would give, unknown; none where it is loaded."""
        if self.has(feed):
            return ()
        return tuple(
            self.figure(key, label, None, unit, self.quarterly(metric, relation), needs=(feed,))
            for key, label, unit, metric in named
        )


def subject(warehouse: Warehouse, account_id: str, quarter: str | None = None) -> Subject:
    """The account in the quarter. Raises AccountNotFound or QuarterUnknown."""
    account = customer_rows.account(warehouse, account_id)
    if account is None:
        raise AccountNotFound(f"There is no account “{account_id[:60]}”.")
    chosen = warehouse.quarter(quarter)
    return Subject(warehouse, account, chosen, warehouse.as_of(chosen))
