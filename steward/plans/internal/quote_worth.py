"""What a quote is worth by what both its files say, and what a policy is held against."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from steward.domain.quoting.policy import Counted, Offered
from steward.domain.quoting.schedule import schedule
from steward.domain.quoting.worth import Terms, UnitPrices, Worth, worth
from steward.plans.company.approvals import ApprovalFile, StandardClause
from steward.plans.customer.offer import BillingStart, Clause, OfferFile
from steward.plans.customer.quoted import Quoted, exact
from steward.plans.internal.pricing import PricingFile

USUAL_PAYMENT_DAYS = 30
_PRICES = ("list_mrc", "list_nrc", "cost_mrc", "cost_nrc", "floor_mrc")


def worth_of(pricing: PricingFile, quoted: Quoted, service_cents: Mapping[str, int]) -> Worth:
    """A quote in money beside its list prices and costs. `service_cents`: the MRR of each service that runs."""
    reasons = pricing.reasons
    prices = {
        line.line: UnitPrices(
            **{name: exact(amount) for name in _PRICES if (amount := getattr(line, name)) is not None}
        )
        for line in pricing.prices
    }
    terms = Terms(
        upfront_commission=exact(reasons.upfront_commission), residual_share=exact(reasons.residual_percent) / 100,
        upfront_cost=exact(reasons.upfront_cost),
    )  # fmt: skip
    return worth(schedule(quoted.quote), prices, terms, service_cents)


def offered_of(worth: Worth, offer: OfferFile, policy: ApprovalFile) -> Offered:
    """What the rules of a policy read of it."""
    days, basis = offer.offer.payment_days, offer.offer.billing_starts_on
    return Offered(
        worth,
        payment_days=usual_payment_days(policy) if days is None else int(days),
        clauses_changed=tuple(
            Counted(one.title, sha256(one.wording.encode("utf-8", "backslashreplace")).hexdigest()[:16])
            for one in clauses_beside(offer, policy)
            if one.differs
        ),
        billing_changed="" if basis in (None, BillingStart.ACCEPTANCE) else str(basis),
    )


@dataclass(frozen=True)
class ClauseBeside:
    """A clause as it is offered, beside ours. `offered`: None where the offer leaves out one of ours; `standard`: None
    where it is none of ours."""

    offered: Clause | None
    standard: StandardClause | None

    @property
    def title(self) -> str:
        """As the customer reads it; of one that is left out, ours."""
        either = self.offered or self.standard
        return either.title if either else ""

    @property
    def wording(self) -> str:
        """What is offered, without the breaks of its lines; empty where nothing is."""
        return _words(self.offered.wording) if self.offered else ""

    @property
    def differs(self) -> bool:
        """Whether somebody must look at it. One that is left out is offered in no words: the proposal goes out without
        it."""
        return self.standard is None or _words(self.standard.wording) != self.wording


def clauses_beside(offer: OfferFile, policy: ApprovalFile) -> tuple[ClauseBeside, ...]:
    """Each clause of an offer beside our standard, in its order; then those of our standard that it leaves out."""
    return tuple(_beside(offer, policy))


def _beside(offer: OfferFile, policy: ApprovalFile) -> Iterator[ClauseBeside]:
    standard = {one.id: one for one in policy.clauses}
    for clause in offer.clauses:
        yield ClauseBeside(clause, standard.pop(clause.id, None))
    for left_out in standard.values():
        yield ClauseBeside(None, left_out)


def _words(wording: str) -> str:
    """A wording without the breaks of its lines, which change nothing of it."""
    return " ".join(wording.split())


def usual_payment_days(policy: ApprovalFile) -> int:
    """Within how many days an invoice is paid as a rule."""
    return int(policy.asking.payment_days or USUAL_PAYMENT_DAYS)
