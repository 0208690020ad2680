"""A quote begun from what is there: a contract that ends, an opportunity, a whitespace space, a design option."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from steward.domain.quoting.lines import Action
from steward.domain.quoting.months import month_begins
from steward.plans.customer.offer import Clause, Offer, OfferFile, PriceLine, QuoteKind
from steward.plans.files.store import Plans
from steward.plans.internal.pricing import LinePrices, PricingFile
from steward.plans.internal.quote_worth import usual_payment_days
from steward.services.quotes.opened import policy_of
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import quoting as quoting_rows

TERM_MONTHS = 36
VALID_DAYS = 30


@dataclass(frozen=True)
class Wanted:
    """One thing a design or a person asks for. Prices None: as our list says."""

    product_id: str
    site_id: str = ""
    quantity: float = 1
    unit_mrc: float | None = None
    unit_nrc: float | None = None
    cost_mrc: float | None = None
    cost_nrc: float | None = None


@dataclass(frozen=True)
class BegunQuote:
    """Both files of a quote as they are proposed, before anybody saved them."""

    offer: OfferFile
    pricing: PricingFile


@dataclass(frozen=True)
class Desk:
    """Who makes a quote for which account, and what the company says of every quote."""

    account_id: str
    account: str
    owner: str
    currency: str
    today: date
    payment_days: int
    clauses: tuple[Clause, ...]
    list_prices: dict[str, quoting_rows.ListPrice]

    def listed(self, product_id: str) -> quoting_rows.ListPrice:
        """What our list says of a product."""
        return self.list_prices.get(product_id, quoting_rows.ListPrice(product_id))


def desk_of(plans: Plans, warehouse: Warehouse, account_id: str, account: str, owner: str) -> Desk:
    """What a quote of an account begins with: our payment, our standard clauses, our list."""
    policy = policy_of(plans)
    clauses = tuple(Clause(id=one.id, title=one.title, wording=one.wording) for one in policy.file.clauses)
    return Desk(
        account_id, account, owner, warehouse.facts.currency, warehouse.today, usual_payment_days(policy.file), clauses,
        quoting_rows.list_prices(warehouse),
    )  # fmt: skip


def blank(desk: Desk, title: str) -> BegunQuote:
    """Nothing but its terms."""
    return _begun(desk, title, QuoteKind.ADD, _soon(desk.today), ())


def of_wanted(
    desk: Desk, title: str, wanted: Sequence[Wanted], *, opportunity: str = "", design: str = ""
) -> BegunQuote:
    """What a whitespace space, an opportunity or a design option asks for, at list where nothing else is said."""
    begun = _begun(desk, title, QuoteKind.ADD, _soon(desk.today), wanted)
    named = replace(begun.offer.offer, opportunity=opportunity, design=design)
    return BegunQuote(replace(begun.offer, offer=named), begun.pricing)


def of_contract(
    desk: Desk, services: Iterable[quoting_rows.RunningService], contract_id: str, ends_on: date
) -> BegunQuote:
    """The renewal of a contract: each of its services as it is paid today, from the day after its end."""
    held = [one for one in services if one.contract_id == contract_id]
    lines, prices = [], []
    for number, one in enumerate(held, 1):
        quantity = one.quantity or 1
        lines.append(
            PriceLine(
                line=str(number), action=Action.MODIFY, product=one.product_id, site=one.site_id or "",
                quantity=quantity, unit_mrc=_each(one.mrr, quantity), replaces=(one.subscription_id,),
            )
        )  # fmt: skip
        prices.append(_listed(str(number), desk, one.product_id))
    begun = _begun(desk, f"Renewal of {contract_id} for {desk.account}", QuoteKind.RENEWAL, ends_on + timedelta(1), ())
    return BegunQuote(replace(begun.offer, lines=tuple(lines)), replace(begun.pricing, prices=tuple(prices)))


def _begun(desk: Desk, title: str, kind: QuoteKind, starts_on: date, wanted: Sequence[Wanted]) -> BegunQuote:
    offer = Offer(
        title=title, kind=kind, owner=desk.owner, currency=desk.currency, starts_on=starts_on, term_months=TERM_MONTHS,
        valid_until=desk.today + timedelta(days=VALID_DAYS), payment_days=desk.payment_days,
    )  # fmt: skip
    lines = tuple(_line(str(number), one, desk) for number, one in enumerate(wanted, 1))
    prices = tuple(_listed(str(number), desk, one.product_id, one) for number, one in enumerate(wanted, 1))
    return BegunQuote(
        OfferFile(account_id=desk.account_id, offer=offer, lines=lines, clauses=desk.clauses),
        PricingFile(account_id=desk.account_id, prices=prices),
    )


def _line(name: str, one: Wanted, desk: Desk) -> PriceLine:
    price = one.unit_mrc if one.unit_mrc is not None else desk.listed(one.product_id).monthly
    return PriceLine(
        line=name,
        product=one.product_id,
        site=one.site_id,
        quantity=one.quantity,
        unit_mrc=price,
        unit_nrc=one.unit_nrc,
    )


def _listed(name: str, desk: Desk, product_id: str, one: Wanted | None = None) -> LinePrices:
    """The list prices the products feed says, once only where something is paid once; what costs us only where a design
    says it."""
    listed = desk.listed(product_id)
    return LinePrices(
        line=name, list_mrc=listed.monthly, list_nrc=listed.once if one and one.unit_nrc else None,
        cost_mrc=one.cost_mrc if one else None, cost_nrc=one.cost_nrc if one else None,
    )  # fmt: skip


def _each(mrr: Decimal, quantity: float) -> float:
    """The price of one, to the fourth place."""
    return float(round(mrr / Decimal(str(quantity)), 4))


def _soon(today: date) -> date:
    """The first of the month after the next."""
    return month_begins(today.replace(day=1), 3)
