"""What a plan is written from: an account with all that its tables say, asked for in the words of a plan."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from steward.sample.activities import activity_rows
from steward.sample.catalogue import BY_ID, Product, sellable
from steward.sample.chance import dice
from steward.sample.model import Contact, Contract, Customer, Profile
from steward.sample.names import people, plain
from steward.sample.opportunities import opportunity_rows
from steward.sample.plans.roles import CIO, MANAGER
from steward.sample.staff import Staff
from steward.sample.window import Window


@dataclass(frozen=True)
class OpenOpportunity:
    """An open opportunity, as its table has it."""

    opportunity_id: str
    name: str
    stage: str
    amount: int
    product_id: str
    kind: str
    opened_on: date
    close_on: date


@dataclass(frozen=True)
class BoardMember:
    """Somebody who is in no CRM."""

    id: str
    name: str
    title: str


@dataclass(frozen=True)
class Scene:
    """One account on the last day of the sample. `children`: the accounts it is the parent of."""

    seed: int
    customer: Customer
    window: Window
    staff: Staff
    children: tuple[Customer, ...] = ()

    def dice(self, topic: str) -> Random:
        """Dice of their own for each part of the plan, so that one part never disturbs another."""
        return dice(self.seed, self.account_id, "plans", topic)

    @property
    def profile(self) -> Profile:
        """Who the account is."""
        return self.customer.profile

    @property
    def account_id(self) -> str:
        """The account's id."""
        return self.profile.account_id

    @property
    def name(self) -> str:
        """The account's name."""
        return self.profile.name

    @property
    def until(self) -> date:
        """The day on which the plan is read."""
        return self.window.until

    def day(self, months: int, day: int) -> date:
        """A working day so many months after (or before) the sample's last month."""
        found = self.window.ago(-months, day)
        return found - timedelta(days=max(found.weekday() - 4, 0))

    def ahead(self, days: int) -> date:
        """A working day about so many days after the sample's last."""
        found = self.until + timedelta(days=days)
        return found - timedelta(days=max(found.weekday() - 4, 0))

    # Their people

    @cached_property
    def _posts(self) -> dict[int, Contact]:
        return dict(enumerate(self.customer.contacts, start=1))

    def at(self, post: int) -> Contact | None:
        """Who is (or was) in a post; None where the account has no such post."""
        return self._posts.get(post)

    def is_there(self, post: int) -> bool:
        """Whether somebody is in the post."""
        contact = self.at(post)
        return contact is not None and (contact.left_on is None or contact.left_on > self.until)

    def contact(self, *posts: int) -> Contact:
        """Who is in the first of these posts that is filled; else the head of IT, who is always there."""
        found = next((post for post in (*posts, CIO) if self.is_there(post)), CIO)
        return self._posts[found]

    def them(self, *posts: int) -> str:
        """The id of who is in the first of these posts that is filled."""
        return self.contact(*posts).contact_id

    def called(self, *posts: int) -> str:
        """The name of who is in the first of these posts that is filled."""
        return self.contact(*posts).name

    def board(self, title: str = "Chief Executive Officer") -> BoardMember:
        """Somebody above everybody in the CRM."""
        ours = {person.name for person in self.staff.people}
        taken = {contact.name for contact in self.customer.contacts} | ours
        names = people(self.dice("board"), self.profile.country, len(taken) + 1)
        name = next(name for name in names if name not in taken)
        return BoardMember(f"board-{plain(name).replace('.', '-')}", name, title)

    # Our people

    def us(self, role: str) -> str:
        """The id of who of us serves the account in a role."""
        if role == MANAGER:
            return self.profile.owner_id
        return self.staff.looks_after(role, self.profile.number, self.profile.region).person_id

    def ours(self, role: str) -> str:
        """The name of who of us serves the account in a role."""
        wanted = self.us(role)
        return next(person.name for person in self.staff.people if person.person_id == wanted)

    # What the tables say

    @cached_property
    def opportunities(self) -> tuple[OpenOpportunity, ...]:
        """The open opportunities, the largest first."""
        rows = opportunity_rows(self.seed, self.customer, self.window, self.staff)
        found = [_open(row) for row in rows if row[3] == "open"]
        return tuple(sorted(found, key=lambda opportunity: (-opportunity.amount, opportunity.opportunity_id)))

    def opportunity(self, product_id: str, name: str = "") -> OpenOpportunity | None:
        """The largest open opportunity about a product, with these words in its name."""
        return next((d for d in self.opportunities if d.product_id == product_id and name in d.name), None)

    @property
    def selling(self) -> tuple[OpenOpportunity, ...]:
        """The open opportunities that are no renewals."""
        return tuple(opportunity for opportunity in self.opportunities if opportunity.kind != "renewal")

    @cached_property
    def _touched(self) -> tuple[Counter[tuple[str, str]], dict[str, date]]:
        """Activities of the last year by (ours, theirs), and the day of the last one with each of theirs, ever."""
        pairs, last = Counter[tuple[str, str]](), dict[str, date]()
        for row in activity_rows(self.seed, self.customer, self.window, self.staff):
            happened, theirs, ours = row[2].date(), str(row[4]), str(row[5])  # type: ignore[attr-defined]
            last[theirs] = happened
            if theirs and (self.until - happened).days <= 365:
                pairs[ours, theirs] += 1
        return pairs, last

    @property
    def meetings(self) -> Mapping[tuple[str, str], int]:
        """How often one of us was in touch with one of theirs in the last year."""
        return self._touched[0]

    def times(self, contact_id: str) -> int:
        """How often anybody of us was in touch with one of theirs in the last year."""
        return sum(count for (_, theirs), count in self.meetings.items() if theirs == contact_id)

    def last_touch(self, contact_id: str) -> date | None:
        """When anybody of us was last in touch with one of theirs."""
        return self._touched[1].get(contact_id)

    @cached_property
    def owned(self) -> dict[str, int]:
        """Products and at how many sites they are used, in the catalogue's order."""
        lines = self.customer.active_lines(self.until)
        sites = {p: {line.site.site_id for line in lines if line.product_id == p} for p in BY_ID}
        return {product_id: len(found) for product_id, found in sites.items() if found}

    @property
    def lacking(self) -> list[Product]:
        """Products that make sense here and are not used."""
        return [product for product in sellable(set(self.owned)) if product.product_id not in self.owned]

    @property
    def mrr(self) -> int:
        """MRR in whole units."""
        return round(self.customer.mrr(self.until))

    def worth(self, *product_ids: str) -> int:
        """MRR of some products."""
        lines = self.customer.active_lines(self.until)
        return round(sum(line.mrr for line in lines if line.product_id in product_ids))

    def worth_at(self, site_id: str) -> int:
        """MRR of a site."""
        return round(sum(line.mrr for line in self.customer.active_lines(self.until) if line.site.site_id == site_id))

    @property
    def contract(self) -> Contract | None:
        """The contract in force that ends first."""
        found = [one for one in self.customer.contracts if one.starts_on <= self.until < one.ends_on]
        return min(found, key=lambda one: one.ends_on, default=None)

    @property
    def notice(self) -> date | None:
        """The last day to give notice on that contract."""
        return self.contract.ends_on - timedelta(days=self.contract.notice_days) if self.contract else None

    def under(self, contract: Contract) -> int:
        """MRR under a contract."""
        lines = self.customer.active_lines(self.until)
        return round(sum(line.mrr for line in lines if line.contract_id == contract.contract_id))

    @property
    def sites(self) -> list[str]:
        """The names of the sites in use, the headquarters first."""
        used = {line.site.site_id for line in self.customer.active_lines(self.until)}
        return [site.name for site in self.customer.sites if site.site_id in used] or [self.customer.sites[0].name]

    @property
    def city(self) -> str:
        """Where the headquarters are."""
        return self.customer.sites[0].city


def _open(row: tuple[object, ...]) -> OpenOpportunity:
    opportunity_id, name, stage, _, amount, _, product_id, kind = map(str, row[:8])
    opened, close = row[10], row[11]
    assert isinstance(opened, date) and isinstance(close, date)
    return OpenOpportunity(opportunity_id, name, stage, round(float(amount)), product_id, kind, opened, close)
