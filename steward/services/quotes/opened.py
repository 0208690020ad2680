"""Reading quotes: both files of each, its ledger, the company's policy, and what the data knows of the account."""

import hashlib
from collections.abc import Iterable

from steward.briefings.internal.quotes.facts import AccountFacts, AccountImports
from steward.briefings.internal.quotes.quote import OpenedQuote, Policy, QuoteOrder
from steward.domain.quoting.placing import Delivered
from steward.errors import PlanNotFound, StewardError
from steward.plans.company.approvals import open_approvals, rules_of, wrong_in
from steward.plans.customer import offer as offers
from steward.plans.customer.offer import OfferFile
from steward.plans.files.store import Opened, Plans, opened
from steward.plans.internal import orders as begun
from steward.plans.internal import pricing as pricings
from steward.plans.internal import quote_record
from steward.plans.internal.orders import BegunOrders
from steward.plans.internal.pricing import PricingFile
from steward.plans.internal.quote_fold import folded
from steward.plans.internal.quote_record import QuoteRecord, Submitted
from steward.services import labels
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer import offered as offered_rows
from steward.warehouse.rows.internal import imported as imported_rows
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal import orders as order_rows
from steward.warehouse.rows.internal import quoting as quoting_rows
from steward.workflow import ledger
from steward.workflow.quoting import reference_of


def policy_of(plans: Plans) -> Policy:
    """The company's policy as it is now, else the one that comes with Steward."""
    found = open_approvals(plans.folder)
    digest = hashlib.sha256(found.content).hexdigest()
    return Policy(found.plan, rules_of(found.plan), digest, wrong_in(found))


def known_of(warehouse: Warehouse, account_id: str) -> AccountFacts:
    """What the data knows today."""
    day = max(warehouse.today, warehouse.facts.as_of)
    return AccountFacts(
        {one.contract_id: one.ends_on for one in offered_rows.contract_ends(warehouse, account_id)},
        {one.subscription_id: one for one in quoting_rows.services(warehouse, account_id, day)},
        labels.products(warehouse),
        labels.sites(warehouse, account_id),
        imports_of(warehouse, account_id),
        tuple(Delivered(*one) for one in quoting_rows.contracted(warehouse, account_id, day)),
        opportunity_ids(warehouse, account_id),
        tuple((one.order_id, one.quote) for one in order_rows.known_orders(warehouse, [account_id])),
    )


def opportunity_ids(warehouse: Warehouse, account_id: str) -> frozenset[str] | None:
    """Those of an account, open or not; None where no feed tells of any."""
    if "opportunities" not in warehouse.feeds:
        return None
    return frozenset(one.opportunity_id for one in opportunity_rows.opportunity_values(warehouse, [account_id]))


def imports_of(warehouse: Warehouse, account_id: str) -> AccountImports:
    """What other systems tell of the quotes of an account."""
    whose = [account_id]
    return AccountImports(
        tuple(imported_rows.heads(warehouse, whose)), tuple(imported_rows.prices(warehouse, whose)),
        tuple(imported_rows.costs(warehouse, whose)), tuple(imported_rows.work_items(warehouse, whose)),
        tuple(imported_rows.envelopes(warehouse, whose)),
    )  # fmt: skip


def quote_ids(plans: Plans, account_id: str) -> tuple[str, ...]:
    """The quotes of an account, in the order of their ids."""
    folder = plans.of(account_id) / offers.FOLDER
    if not folder.is_dir():
        return ()
    found = (path.parent.name for path in folder.glob("*/offer.toml"))
    return tuple(sorted(found, key=lambda name: (len(name), name)))


def open_quote(
    plans: Plans, warehouse: Warehouse, account_id: str, quote_id: str, known: AccountFacts | None = None,
    orders: BegunOrders | None = None,
) -> OpenedQuote:  # fmt: skip
    """One quote as it is now; `known`, `orders`: of its account, where they are known already. Raises PlanNotFound,
    StewardError."""
    if quote_id not in quote_ids(plans, account_id):
        raise PlanNotFound(f"There is no quote “{quote_id[:60]}” of this account.")
    return OpenedQuote(
        quote_id, account_id,
        plans.open(OfferFile, offers.file_of(quote_id), account_id),
        plans.open(PricingFile, pricings.file_of(quote_id), account_id),
        record_of(plans, account_id, quote_id),
        policy_of(plans), known or known_of(warehouse, account_id), tuple(quoting_rows.colleagues(warehouse)),
        warehouse.facts.currency,
        warehouse.today, order_of(orders or opened_orders(plans, account_id).plan, quote_id),
    )  # fmt: skip


def quotes_of(plans: Plans, warehouse: Warehouse, account_ids: Iterable[str]) -> list[OpenedQuote]:
    """Every quote of some accounts, those of one account together."""
    found = []
    for account_id in plans.begun(account_ids):
        ids = quote_ids(plans, account_id)
        if ids:
            known, orders = known_of(warehouse, account_id), opened_orders(plans, account_id).plan
            found += [open_quote(plans, warehouse, account_id, quote_id, known, orders) for quote_id in ids]
    return found


def opened_orders(plans: Plans, account_id: str) -> Opened[BegunOrders]:
    """The orders that were begun at an account, as the file says them now."""
    return plans.open(BegunOrders, begun.FILE, account_id)


def order_of(plan: BegunOrders, quote_id: str) -> QuoteOrder | None:
    """The order that was begun by a quote; None where there is none."""
    found = next((one for one in plan.orders if one.quote == quote_id), None)
    return QuoteOrder(found, tuple(one for one in plan.lines if one.order == found.id)) if found else None


def record_of(plans: Plans, account_id: str, quote_id: str) -> QuoteRecord:
    """What became of a quote. Raises StewardError where that may not be read."""
    file = quote_record.file_of(quote_id)
    try:
        return folded(ledger.read(plans.of(account_id) / file), reference_of(account_id, quote_id))
    except OSError as problem:
        raise StewardError(f"{file} cannot be read: {problem.strerror or problem}.") from problem


def version_of(plans: Plans, quote: OpenedQuote, version: Submitted) -> tuple[OfferFile, PricingFile]:
    """Both files as a version was submitted. Raises VersionNotFound."""
    offer, pricing = offers.file_of(quote.quote_id), pricings.file_of(quote.quote_id)
    said = plans.version(quote.account_id, offer, version.offer)
    priced = plans.version(quote.account_id, pricing, version.pricing) if version.pricing else b""
    return (
        opened(OfferFile, offer, quote.account_id, said).plan,
        opened(PricingFile, pricing, quote.account_id, priced).plan,
    )
