"""A quote with all that is known of it: both its files, what became of it, what it is worth, who must approve it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property

from steward.briefings.customer.proposal.quoted import Quoted, exact, quoted
from steward.domain.identifiers import slug
from steward.domain.quoting.policy import Need, Offered, Rule, in_force, needs
from steward.domain.quoting.schedule import cents, schedule
from steward.domain.quoting.standing import Standing, standing
from steward.domain.quoting.worth import Terms, UnitPrices, Worth, worth
from steward.errors import PlanNotFound
from steward.plans.company.approvals import ApprovalFile, open_approvals, rules_of, wrong_in
from steward.plans.customer import offer as offers
from steward.plans.customer.offer import BillingStart, OfferFile
from steward.plans.files.store import Opened, Plans, opened
from steward.plans.internal import pricing as pricings
from steward.plans.internal import quote_record
from steward.plans.internal.pricing import PricingFile
from steward.plans.internal.quote_record import APPROVED, PRESENTED, QuoteRecord, Submitted, folded
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer import offered as offered_rows
from steward.warehouse.rows.internal import quoting as quoting_rows
from steward.workflow import ledger

EXPIRED = "expired"
"""An approved or presented quote whose day has passed; derived, and no state of its record."""


@dataclass(frozen=True)
class Policy:
    """The rules that quotes are held against. `digest`: what a decision keeps of them; `wrong`: what of them cannot be
    followed."""

    file: ApprovalFile
    rules: tuple[Rule, ...]
    digest: str
    wrong: tuple[str, ...]

    @property
    def usual_payment_days(self) -> int:
        """Within how many days an invoice is paid as a rule."""
        return int(self.file.asking.payment_days or 30)


def policy_of(plans: Plans) -> Policy:
    """The company's policy as it is now, else the one that comes with Steward."""
    found = open_approvals(plans.folder)
    digest = hashlib.sha256(found.content).hexdigest()
    return Policy(found.plan, rules_of(found.plan), digest, wrong_in(found))


@dataclass(frozen=True)
class Known:
    """What the data knows of an account that its quotes refer to."""

    contract_ends: Mapping[str, date]
    services: Mapping[str, quoting_rows.Service]
    products: Mapping[str, str]
    sites: Mapping[str, str]

    @property
    def service_cents(self) -> Mapping[str, int]:
        """The MRR of each service that runs, in cents."""
        return {name: cents(one.mrr) for name, one in self.services.items()}


def known_of(warehouse: Warehouse, account_id: str) -> Known:
    """What the data knows today."""
    day = max(warehouse.today, warehouse.facts.as_of)
    return Known(
        {one.contract_id: one.ends_on for one in offered_rows.contract_ends(warehouse, account_id)},
        {one.subscription_id: one for one in quoting_rows.services(warehouse, account_id, day)},
        {one.product_id: one.name for one in offered_rows.products(warehouse)},
        {one.site_id: one.name for one in offered_rows.sites(warehouse, account_id)},
    )


@dataclass(frozen=True)
class OpenedQuote:
    """One quote as it is now."""

    quote_id: str
    account_id: str
    offer: Opened[OfferFile]
    pricing: Opened[PricingFile]
    record: QuoteRecord
    policy: Policy
    known: Known
    colleagues: tuple[quoting_rows.Colleague, ...]
    today: date

    @cached_property
    def quoted(self) -> Quoted:
        """The offer as a quote, and what is missing in it."""
        return quoted(self.offer.plan, self.known.contract_ends, self.today)

    @cached_property
    def worth(self) -> Worth:
        """What it is worth to us."""
        return worth_of(self.offer.plan, self.pricing.plan, self.quoted, self.known)

    @cached_property
    def offered(self) -> Offered:
        """What the policy is held against."""
        offer = self.offer.plan.offer
        days = offer.payment_days
        return Offered(
            self.worth,
            payment_days=self.policy.usual_payment_days if days is None else int(days),
            clauses_changed=len(self.changed_clauses),
            billing_changed=offer.billing_starts_on not in (None, BillingStart.ACCEPTANCE),
        )

    @cached_property
    def changed_clauses(self) -> tuple[str, ...]:
        """The titles of the clauses whose wording is not the standard one, or that no standard has."""
        standard = {one.id: " ".join(one.wording.split()) for one in self.policy.file.clauses}
        return tuple(
            one.title for one in self.offer.plan.clauses if standard.get(one.id) != " ".join(one.wording.split())
        )

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

    @property
    def title(self) -> str:
        """What it is called; its id where nobody called it anything."""
        return self.offer.plan.offer.title or self.quote_id

    @property
    def as_submitted(self) -> bool:
        """Whether both files are what the last version was submitted as."""
        last = self.record.submitted
        return last is not None and (last.offer, last.pricing) == (self.offer.digest, self.pricing.digest)


def worth_of(offer: OfferFile, pricing: PricingFile, found: Quoted, known: Known) -> Worth:
    """What a quote is worth, by what both files say."""
    deal = pricing.deal
    prices = {
        one.line: UnitPrices(
            **{
                name: exact(amount)
                for name in ("list_mrc", "list_nrc", "cost_mrc", "cost_nrc", "floor_mrc")
                if (amount := getattr(one, name)) is not None
            }
        )
        for one in pricing.prices
    }
    terms = Terms(
        upfront_commission=exact(deal.upfront_commission), residual_share=exact(deal.residual_percent) / 100,
        upfront_cost=exact(deal.upfront_cost),
    )  # fmt: skip
    return worth(schedule(found.quote), prices, terms, known.service_cents)


def quote_ids(plans: Plans, account_id: str) -> tuple[str, ...]:
    """The quotes of an account, in the order of their ids."""
    folder = plans.of(account_id) / offers.FOLDER
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.parent.name for path in folder.glob("*/offer.toml") if slug(path.parent.name)))


def open_quote(
    plans: Plans, warehouse: Warehouse, account_id: str, quote_id: str, known: Known | None = None
) -> OpenedQuote:
    """One quote as it is now. Raises PlanNotFound, StewardError."""
    if quote_id not in quote_ids(plans, account_id):
        raise PlanNotFound(f"There is no quote “{quote_id[:60]}” of this account.")
    return OpenedQuote(
        quote_id, account_id,
        plans.open(OfferFile, offers.file_of(quote_id), account_id),
        plans.open(PricingFile, pricings.file_of(quote_id), account_id),
        record_of(plans, account_id, quote_id),
        policy_of(plans), known or known_of(warehouse, account_id), tuple(quoting_rows.colleagues(warehouse)),
        warehouse.today,
    )  # fmt: skip


def quotes_of(plans: Plans, warehouse: Warehouse, account_ids: Iterable[str]) -> list[OpenedQuote]:
    """Every quote of some accounts, those of one account together."""
    found = []
    for account_id in plans.begun(account_ids):
        ids = quote_ids(plans, account_id)
        known = known_of(warehouse, account_id) if ids else None
        found += [open_quote(plans, warehouse, account_id, quote_id, known) for quote_id in ids]
    return found


def record_of(plans: Plans, account_id: str, quote_id: str) -> QuoteRecord:
    """What became of a quote."""
    return folded(ledger.read(plans.of(account_id) / quote_record.file_of(quote_id)))


def version_of(plans: Plans, quote: OpenedQuote, version: Submitted) -> tuple[OfferFile, PricingFile]:
    """Both files as a version was submitted. Raises VersionNotFound."""
    offer, pricing = offers.file_of(quote.quote_id), pricings.file_of(quote.quote_id)
    said = plans.version(quote.account_id, offer, version.offer)
    priced = plans.version(quote.account_id, pricing, version.pricing) if version.pricing else b""
    return (
        opened(OfferFile, offer, quote.account_id, said).plan,
        opened(PricingFile, pricing, quote.account_id, priced).plan,
    )


def clock(today: date) -> datetime:
    """This moment; noon of a day that a company's data names as its own."""
    now = datetime.now(UTC)
    return now if abs((now.date() - today).days) <= 1 else datetime.combine(today, time(12), UTC)
