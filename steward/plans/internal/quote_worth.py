"""What a quote is worth by what both its files say, and what a policy is held against."""

from collections.abc import Mapping
from hashlib import sha256

from steward.domain.quoting.policy import Counted, Offered
from steward.domain.quoting.schedule import schedule
from steward.domain.quoting.worth import Terms, UnitPrices, Worth, worth
from steward.plans.company.approvals import ApprovalFile
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
            Counted(one.title, sha256(_words(one.wording).encode("utf-8", "backslashreplace")).hexdigest()[:16])
            for one in _changed(offer, policy)
        ),
        billing_changed="" if basis in (None, BillingStart.ACCEPTANCE) else str(basis),
    )


def changed_clauses(offer: OfferFile, policy: ApprovalFile) -> tuple[str, ...]:
    """The titles of the clauses whose wording is not the standard one, or that no standard has."""
    return tuple(one.title for one in _changed(offer, policy))


def _changed(offer: OfferFile, policy: ApprovalFile) -> list[Clause]:
    standard = {clause.id: _words(clause.wording) for clause in policy.clauses}
    return [clause for clause in offer.clauses if standard.get(clause.id) != _words(clause.wording)]


def _words(wording: str) -> str:
    """A wording without the breaks of its lines, which change nothing of it."""
    return " ".join(wording.split())


def usual_payment_days(policy: ApprovalFile) -> int:
    """Within how many days an invoice is paid as a rule."""
    return int(policy.asking.payment_days or USUAL_PAYMENT_DAYS)
