"""A success plan beside the data of its account: who is meant by an id, and on which day it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steward.briefings.customer.design.source import DesignSource
from steward.briefings.customer.offerings.offerings import Offering
from steward.briefings.customer.plans.their_names import their_names
from steward.briefings.customer.proposal.presented import PresentedOffer
from steward.briefings.customer.requests.told import ToldRequest
from steward.briefings.customer.subject import Subject
from steward.exhibits import Receipt
from steward.plans.customer.delivery import LineWords
from steward.plans.customer.success_plan import FILE, SuccessPlan
from steward.warehouse.rows.customer import account as customer_rows

HAS_LEFT = "has left"


@dataclass(frozen=True)
class PlanSubject:
    """One account in one quarter, with what was agreed with it."""

    subject: Subject
    plan: SuccessPlan
    told_on: date | None = None
    """The day a past review is told for; None = today."""
    meets_on: date | None = None
    """The day of the meeting that it is prepared for, where that has one."""
    design: DesignSource | None = None
    """The design that the customer was shown last; None where none is, and of a past review."""
    proposals: tuple[PresentedOffer, ...] = ()
    """What was offered to them and can still be accepted; nothing of a past review."""
    delivery: tuple[LineWords, ...] = ()
    """What they are told of lines of their orders beside what the order system says."""
    requests: tuple[ToldRequest, ...] = ()
    """What they asked of us and can read of; nothing of a past review."""
    offerings: tuple[Offering, ...] = ()
    """What each product is for, as the company says it today; nothing of a past review."""

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
        return {**customer_rows.colleague_names(self.subject.warehouse), **their_names(self.contacts, self.plan)}

    def name(self, key: str) -> str:
        """The name behind an id; what is no id stays as it is written."""
        return self.names.get(key, key)

    @property
    def meeting_day(self) -> date:
        """The day on which it is looked at together: that of the meeting."""
        return self.meets_on or self.day

    @cached_property
    def departed(self) -> Mapping[str, date]:
        """The day each of their people left who is gone by now or by the meeting; the plan goes before the feed.

        By id, and by name where nobody else has it: people are written either way."""
        fed = {key: contact.left_on for key, contact in self.contacts.items()}
        written = {person.id: person.left_on for person in self.plan.people if person.id and person.left_on}
        last = max(self.meeting_day, self.day)
        gone = {key: left for key, left in {**fed, **written}.items() if left is not None and left <= last}
        here = {name for key, name in self.names.items() if key not in gone}
        return {**{self.name(key): left for key, left in gone.items() if self.name(key) not in here}, **gone}

    def was_there(self, key: str) -> bool:
        """Whether somebody had not left on the day of the meeting."""
        return key not in self.departed or self.departed[key] > self.meeting_day

    def manager(self, key: str) -> str:
        """The id of whom somebody of theirs reports or reported to, as the plan says, else the feed; empty where
        neither does."""
        written = next((person.reports_to for person in self.plan.people if person.id == key), "")
        contact = self.contacts.get(key)
        return written or ((contact.reports_to_id or "") if contact else "")

    def doer(self, key: str) -> str:
        """The name of who is still to do something; who left is not named without saying so."""
        return f"{self.name(key)} ({HAS_LEFT})" if key in self.departed else self.name(key)

    def attendee(self, key: str) -> str:
        """The name of who takes or took part; who left before is not named without saying so."""
        return self.name(key) if self.was_there(key) else self.doer(key)

    def owners(self, theirs: str, ours: str, *, over: bool = False) -> str:
        """`Anna Koch (you), Ben Hall (us)`, whoever is known; `over`: they have nothing left to do."""
        left = f"you, {HAS_LEFT}" if theirs in self.departed and not over else "you"
        return ", ".join(f"{self.name(key)} ({side})" for key, side in ((theirs, left), (ours, "us")) if key)

    def receipt(self, metric: str, section: str) -> Receipt:
        """A receipt for what people wrote: the file and section, as of the review's day."""
        return self.receipt_of(metric, f"{FILE}, {section}")

    def receipt_of(self, metric: str, relation: str) -> Receipt:
        """A receipt for what people wrote elsewhere: file and section, as of the review's day."""
        return Receipt(metric, self.subject.as_of, relation, (), ())
