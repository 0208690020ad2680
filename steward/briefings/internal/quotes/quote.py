"""A quote with all that is known of it: both its files, what became of it, what it is worth, who must approve it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steward.briefings.internal.quotes.facts import AccountFacts
from steward.briefings.internal.quotes.signatures import SignedText, differs, not_signed
from steward.domain.ordering.accepted import is_placed
from steward.domain.quoting.lines import Action
from steward.domain.quoting.placing import Delivered, OrderedLine, OrderState, is_covered
from steward.domain.quoting.policy import Need, Offered, PolicyRule, in_force, needs
from steward.domain.quoting.standing import Standing, standing
from steward.domain.quoting.worth import Worth
from steward.exhibits import day_text
from steward.plans.company.approvals import ApprovalFile
from steward.plans.customer.offer import OfferFile
from steward.plans.customer.quoted import Quoted, quoted
from steward.plans.files.store import Opened
from steward.plans.internal.orders import BegunLine, BegunOrder
from steward.plans.internal.pricing import PricingFile
from steward.plans.internal.quote_record import APPROVED, DRAFT, ORDERED, PRESENTED, QuoteRecord
from steward.plans.internal.quote_worth import ClauseBeside, clauses_beside, offered_of, worth_of
from steward.warehouse.rows.internal import quoting as quoting_rows
from steward.warehouse.rows.internal.imported import ImportedEnvelope, WorkItem
from steward.workflow.quoting import reference_of

EXPIRED = "expired"
"""An approved or presented quote whose day has passed; derived, and no state of its record."""


@dataclass(frozen=True)
class Policy:
    """The rules that quotes are held against. `digest`: what a decision keeps of them; `wrong`: what of them cannot be
    followed."""

    file: ApprovalFile
    rules: tuple[PolicyRule, ...]
    digest: str
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class QuoteOrder:
    """The order that was begun when a quote was accepted."""

    order: BegunOrder
    lines: tuple[BegunLine, ...]

    def covered_by(self, delivered: tuple[Delivered, ...]) -> bool:
        """Whether the data has all of it by now. The entries of a ramp are one line."""
        ramps: dict[str, list[BegunLine]] = {}
        for one in self.lines:
            ramps.setdefault(one.line, []).append(one)
        asked = [_ordered(ramp) for ramp in ramps.values()]
        return is_covered(asked, self.order.signed_on, delivered, self.order.contract)


def _ordered(ramp: Sequence[BegunLine]) -> OrderedLine:
    first = ramp[0]
    monthly = any(one.mrc for one in ramp)
    return OrderedLine(first.action or Action.ADD, first.product, first.site, first.replaces, monthly)


@dataclass(frozen=True)
class OpenedQuote:
    """One quote as it is now."""

    quote_id: str
    account_id: str
    offer: Opened[OfferFile]
    pricing: Opened[PricingFile]
    record: QuoteRecord
    policy: Policy
    known: AccountFacts
    colleagues: tuple[quoting_rows.CompanyColleague, ...]
    ours: str
    """Our currency: that of list prices, costs and what is paid today."""
    today: date
    order: QuoteOrder | None = None

    @cached_property
    def quoted(self) -> Quoted:
        """The offer as a quote, and what is missing in it."""
        return quoted(self.offer.plan, self.known.contract_ends, self.today)

    @property
    def faults(self) -> tuple[str, ...]:
        """What must be put right before it can be submitted. What cannot be read is taken for nothing that it might be.
        List prices and what is paid today are in the company's currency, and no rate holds for the length of a term: a
        quote in another is refused."""
        foreign = f"It is in {self.foreign}, and our prices are in {self.ours}." if self.foreign else ""
        unread = tuple(one.said for one in (*self.offer.problems, *self.pricing.problems))
        until = self.offer.plan.offer.valid_until
        past = f"It was valid until {day_text(until)}: give it a later day." if until and until < self.today else ""
        late = past if self.record.state == DRAFT else ""
        strange = f"Its opportunity {self.offer.plan.offer.opportunity} is none of this account’s."
        return (*unread, *self.quoted.faults, *filter(None, (foreign, late, strange if self.is_of_another else "")))

    @property
    def foreign(self) -> str:
        """The currency it is in, where that is not the company's; its money cannot be added to that of others."""
        return "" if self.currency == self.ours else self.currency

    @property
    def currency(self) -> str:
        """The currency its prices are in."""
        return self.offer.plan.offer.currency

    @property
    def beside_nothing(self) -> str:
        """Why it cannot be held against our prices; empty where it can."""
        return f"Our prices are in {self.ours}." if self.foreign else ""

    @property
    def is_of_another(self) -> bool:
        """Whether the opportunity it names is another account's, or nobody's; not where no feed tells of any."""
        named, known = self.offer.plan.offer.opportunity, self.known.opportunities
        return bool(named) and known is not None and named not in known

    @cached_property
    def worth(self) -> Worth:
        """What it is worth to us; of a quote in another currency what the customer pays, beside nothing of ours."""
        if self.foreign:
            return worth_of(PricingFile(account_id=self.account_id), self.quoted, {})
        return self._worth_in_numbers

    @cached_property
    def _worth_in_numbers(self) -> Worth:
        return worth_of(self.pricing.plan, self.quoted, self.known.service_cents)

    @cached_property
    def offered(self) -> Offered:
        """What the policy is held against: the numbers as they stand, so that another currency takes no approver
        away."""
        return offered_of(self._worth_in_numbers, self.offer.plan, self.policy.file)

    @cached_property
    def clauses(self) -> tuple[ClauseBeside, ...]:
        """Each clause beside our standard, and those of our standard that are left out."""
        return clauses_beside(self.offer.plan, self.policy.file)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Who must approve it as it stands."""
        return needs(in_force(self.policy.rules, self.today), self.offered)

    @cached_property
    def standing(self) -> Standing:
        """What is still to be approved, what stands of earlier approvals, and what fell."""
        return standing(self.needs, self.record.approvals)

    @property
    def state(self) -> str:
        """Its state, and `expired` where its day has passed."""
        until = self.offer.plan.offer.valid_until
        over = self.record.state in (APPROVED, PRESENTED) and until is not None and until < self.today
        return EXPIRED if over else self.record.state

    @cached_property
    def ordered(self) -> OrderState | None:
        """How far the order is that was begun by it; None where there is none."""
        if self.order is None:
            return None
        if self.order.covered_by(self.known.delivered):
            return OrderState.COVERED
        said = self.order.order.placed_on is not None or self.record.state == ORDERED
        return OrderState.PLACED if said or self.in_order_system else OrderState.BEGUN

    @cached_property
    def in_order_system(self) -> bool:
        """Whether the order system has the order that was begun by it."""
        number = self.order.order.order if self.order else ""
        return is_placed(number, self.reference, self.quote_id, self.known.order_system)

    @property
    def rests_on(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The files its figures come from."""
        return "offer.toml, pricing.toml", (("account_id", self.account_id), ("quote", self.quote_id))

    @property
    def title(self) -> str:
        """What it is called; its id where nobody called it anything."""
        return self.offer.plan.offer.title or self.quote_id

    @property
    def reference(self) -> str:
        """What it is called to somebody who sees many accounts, and on paper."""
        return reference_of(self.account_id, self.quote_id)

    @property
    def work_items(self) -> tuple[WorkItem, ...]:
        """What the approval system says of it."""
        return tuple(one for one in self.known.imports.work_items if one.reference == self.reference)

    @property
    def envelopes(self) -> tuple[ImportedEnvelope, ...]:
        """What the signature system says of it, the last to happen last."""
        return tuple(one for one in self.known.imports.envelopes if one.reference == self.reference)

    @property
    def signed_otherwise(self) -> str:
        """That the version which was signed is not the one that was approved; empty where it is, or nobody signed."""
        last = self.record.submitted
        if not last:
            return ""
        return next(filter(None, (differs(one, last) for one in (self._signed_by_hand, self._signed_outside))), "")

    @property
    def not_signed(self) -> str:
        """That the last version was declined or taken back where it was to be signed; empty where it was not."""
        last = self.record.submitted
        return not_signed(self.envelopes, self.record.envelopes, last) if last else ""

    @property
    def _signed_by_hand(self) -> SignedText | None:
        done = [one for one in self.record.envelopes if one.status == "completed"]
        return SignedText(done[-1].version, done[-1].digest) if done else None

    @property
    def _signed_outside(self) -> SignedText | None:
        done = [one for one in self.envelopes if one.status == "completed"]
        return SignedText(done[-1].version, done[-1].digest or "") if done else None

    @property
    def as_submitted(self) -> bool:
        """Whether both files are what the last version was submitted as, and the contracts it ends with end as then."""
        last = self.record.submitted
        if last is None or (last.offer, last.pricing) != (self.offer.digest, self.pricing.digest):
            return False
        return all(self.known.contract_ends.get(name) == day for name, day in last.ends.items())

    @property
    def ends(self) -> Mapping[str, date]:
        """The last day of each contract that a line of it ends with, as the data says it now."""
        named = {one.ends_with for one in self.offer.plan.lines}
        return {name: day for name, day in self.known.contract_ends.items() if name in named}
