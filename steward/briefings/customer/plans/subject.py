"""A success plan beside the data of its account: who is meant by an id, and on which day it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steward.briefings.customer.subject import Subject
from steward.exhibits import Receipt
from steward.plans.customer.success_plan import FILE, SuccessPlan
from steward.warehouse.rows.customer import account as customer_rows


@dataclass(frozen=True)
class PlanSubject:
    """One account in one quarter, with what was agreed with it."""

    subject: Subject
    plan: SuccessPlan
    told_on: date | None = None
    """The day a past review is told for; None = today."""
    meets_on: date | None = None
    """The day of the meeting that it is prepared for, where that has one."""

    @property
    def day(self) -> date:
        """The day on which the plan is read: what is due before it and open is late."""
        return self.told_on or self.subject.now

    @cached_property
    def contacts(self) -> Mapping[str, customer_rows.Contact]:
        """The account's people in the feed, by id."""
        return {row.contact_id: row for row in customer_rows.contacts(self.subject.warehouse, self.subject.account_id)}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name behind each id a plan may use: colleagues, contacts, people only the plan knows."""
        fed = {key: contact.name for key, contact in self.contacts.items()}
        written = {person.id: person.name for person in self.plan.people if person.id and person.name}
        return {**customer_rows.colleague_names(self.subject.warehouse), **fed, **written}

    def name(self, key: str) -> str:
        """The name behind an id; what is no id stays as it is written."""
        return self.names.get(key, key)

    def owners(self, theirs: str, ours: str) -> str:
        """`Anna Koch (you), Ben Hall (us)`, whoever is known."""
        pairs = ((theirs, "you"), (ours, "us"))
        return ", ".join(f"{self.name(key)} ({side})" for key, side in pairs if key)

    def receipt(self, metric: str, section: str) -> Receipt:
        """A receipt for what people wrote: the file and section, as of the review's day."""
        return Receipt(metric, self.subject.as_of, f"{FILE}, {section}", (), ())
