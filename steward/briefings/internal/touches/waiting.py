"""Who at a customer has waited longer for us than they should, by their role on the map."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from steward.briefings.internal.scope.book import Book
from steward.domain.activities.touch import MOST_NEVER, TouchRule, days_over, debt, strictest
from steward.exhibits import day_text, listed
from steward.exhibits.wording import counted
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import Each, at_once
from steward.plans.internal.strategy import Strategy
from steward.plans.internal.touch_plan import USUAL, TouchPlan
from steward.relationships.join import network, spoken_of
from steward.relationships.model import Person
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import AccountContact, BookRow
from steward.warehouse.rows.internal.touches import first_day


@dataclass(frozen=True)
class Touch:
    """One person who is to hear from us every so often. `days`: since the last time; of whom nobody ever spoke to,
    since the records began, at most a year."""

    row: BookRow
    person: Person
    rule: TouchRule
    days: int

    @property
    def over(self) -> float:
        """By how many days they have waited too long."""
        return days_over(self.days, self.rule)

    @property
    def debt(self) -> float:
        """The same, weighted by their role."""
        return debt(self.days, self.rule)

    @property
    def key(self) -> str:
        """What tells them from everybody else."""
        return f"{self.row.account_id}/{self.person.id}"

    @property
    def roles(self) -> str:
        """What they do in a purchase, in words."""
        return ", ".join(str(one) for one in self.person.roles)

    @property
    def why(self) -> str:
        """Why they should hear from us now."""
        who = self.roles or "an exception of theirs"
        every = f"{who}: every {counted(round(self.rule.every_days), 'day')}"
        if self.person.last_contact is None:
            return f"{every}, and no contact is recorded"
        return f"{every}, last on {day_text(self.person.last_contact)}, {counted(self.days, 'day')} ago"


@dataclass(frozen=True)
class TouchSource:
    """What it is made from: the accounts that pay, and what people wrote of them."""

    rows: Sequence[BookRow]
    success: Mapping[str, SuccessPlan]
    strategies: Mapping[str, Strategy]
    plan: TouchPlan
    each: Each = at_once
    """How the people of one account are made."""


def touches(book: Book, source: TouchSource) -> tuple[Touch, ...]:
    """Everybody with a rule, who waited too long first, the most debt before less."""
    rows = [row for row in source.rows if _speaks(source.strategies.get(row.account_id))]
    people: dict[str, list[AccountContact]] = defaultdict(list)
    for contact in book_rows.contacts_of(book.warehouse, [row.account_id for row in rows]) if rows else ():
        people[contact.account_id].append(contact)
    met: dict[str, dict[str, date]] = defaultdict(dict)
    for one in book_rows.last_contacts(book.warehouse, book.now):
        met[one.account_id][one.contact_id] = one.day
    began = first_day(book.warehouse)
    longest = min((book.now - began).days, MOST_NEVER) if began else 0
    found = (
        touch for row in rows for touch in _of(book, row, people[row.account_id], met[row.account_id], source, longest)
    )
    return tuple(sorted(found, key=lambda one: (-one.debt, -one.over, one.row.name, one.person.name)))


def _speaks(strategy: Strategy | None) -> bool:
    return strategy is not None and bool(strategy.readings)


def _of(
    book: Book, row: BookRow, contacts: Sequence[AccountContact], met: Mapping[str, date], source: TouchSource,
    longest: int,
) -> Iterator[Touch]:  # fmt: skip
    strategy = source.strategies[row.account_id]
    rests_on = (book.warehouse, book.now, dict(met), source.success.get(row.account_id), strategy)
    known = source.each("people", row.account_id, rests_on, partial(_people, book, row, contacts, met, source))
    for person in known:
        rule = rule_of(person, source.plan)
        if rule and person.here:
            days = (book.now - person.last_contact).days if person.last_contact else max(longest, 0)
            yield Touch(row, person, rule, days)


def _people(
    book: Book, row: BookRow, contacts: Sequence[AccountContact], met: Mapping[str, date], source: TouchSource
) -> tuple[Person, ...]:
    """Whoever the plans of an account speak of; whoever they do not have no rule of their own."""
    strategy = source.strategies[row.account_id]
    agreed = source.success.get(row.account_id) or SuccessPlan(account_id=row.account_id)
    named = {*spoken_of(strategy), *(person.id for person in agreed.people)}
    return network(
        row.account_id, book.now, [one for one in contacts if one.contact_id in named], (), met, agreed, strategy,
        fed=bool(contacts),
    ).people  # fmt: skip


def rule_of(person: Person, plan: TouchPlan) -> TouchRule | None:
    """Their own time where the strategy says one, else that of their roles; None where neither says any."""
    by_role = strictest(plan.rules[role] for role in person.roles if role in plan.rules)
    if person.touch_every:
        return TouchRule(person.touch_every, by_role.weight if by_role else USUAL)
    return by_role


def names_of(found: Sequence[Touch], most: int = 3) -> str:
    """A few of them by name."""
    names = [one.person.name for one in found[:most]]
    more = [f"{counted(len(found) - most, 'other')}"] if len(found) > most else []
    return listed([*names, *more])
