"""A small company with a quote on its way: what tests of quotes begin with."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from steward.briefings.internal.quotes.asked import AskedApproval, asked
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.plans.company.approvals import SHIPPED, shipped
from steward.plans.customer.offer import Clause, Offer, OfferFile, PriceLine
from steward.plans.files.store import Plans
from steward.plans.internal.pricing import LinePrices, PricingFile, PricingReasons
from steward.plans.internal.quote_record import Verdict
from steward.services.quotes import acting
from steward.services.quotes.opened import open_quote
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = 2026-10-05\n'
PEOPLE = """
    person_id | name          | email             | manager_id
    P1        | Ann Owner     | ann@example.com   | P2
    P2        | Max Manager   | max@example.com   |
    P3        | Pia Pricing   | pia@example.com   | P2
    P4        | Fay Finance   | fay@example.com   |
    P5        | Cal Contracts | cal@example.com   |
    P6        | Lea Leader    | lea@example.com   |
    P7        | Del Delegate  | del@example.com   |
    """
TABLES = {
    "people": PEOPLE,
    "accounts": """
        account_id | name | owner_id
        A1         | Acme | P1
        B1         | Bolt | P2
        """,
    "products": """
        product_id | name   | family  | unit | list_mrr
        SDW        | SD-WAN | Network | site | 100
        VOI        | Voice  | Voice   | seat | 10
        """,
    "sites": """
        site_id | account_id | name
        S1      | A1         | Berlin
        S2      | A1         | Paris
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days
        C1          | A1         | 2025-01-01 | 2027-03-31 | 90
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on  | ends_on    | contract_id | site_id | quantity
        U1              | A1         | SDW        | 95  | 2025-01-01 | 2027-03-31 | C1          | S1      | 1
        U2              | A1         | VOI        | 300 | 2025-01-01 | 2027-03-31 | C1          | S1      | 40
        U3              | B1         | VOI        | 80  | 2025-01-01 |            |             |         | 10
        """,
}
APPROVERS = """
[[approvers]]
role = "Pricing"
person = "P3"

[[approvers]]
role = "Contract admin"
person = "Cal Contracts"

[[approvers]]
role = "Leadership"
person = "lea@example.com"

[[approvers]]
role = "Finance"
person = "P4"
"""
OFFER = Offer(
    title="Two more sites", owner="P1", starts_on=date(2026, 11, 1), term_months=12, valid_until=date(2026, 11, 30),
    payment_days=30, currency="EUR",
)  # fmt: skip


def desk(folder: Path, policy: str = "", **tables: str) -> Workspace:
    """A company that is loaded, with its own policy: the one that comes with Steward, and who holds its roles."""
    workspace = loaded_once(home(folder, SETTINGS, **TABLES, **tables))
    company = workspace.plans / "_company"
    company.mkdir(parents=True, exist_ok=True)
    (company / "approval_rules.toml").write_text(
        policy or SHIPPED.read_text(encoding="utf-8") + APPROVERS, encoding="utf-8"
    )
    return workspace


def offer_at(price: float, **changed: object) -> OfferFile:
    """One line at so much a month, of 100 by our list; our standard clauses, but for those that are given."""
    line = PriceLine(line="1", product="SDW", site="S2", quantity=10, unit_mrc=price)
    given: tuple[Clause, ...] = changed.pop("clauses", ())  # type: ignore[assignment]
    return OfferFile(
        account_id="A1",
        offer=replace(OFFER, **changed),
        lines=(line,),
        clauses=beside_standard(*given),
    )


PRICED = PricingFile(
    account_id="A1",
    reasons=PricingReasons(reason="They compare."),
    prices=(LinePrices(line="1", list_mrc=100, cost_mrc=40),),
)
OWN_CLAUSE = (Clause(id="liability", title="Liability", wording="Liability is not limited."),)


def beside_standard(*given: Clause) -> tuple[Clause, ...]:
    """The clauses that come with Steward, one of the same id in their place or behind them."""
    ours = {one.id: Clause(id=one.id, title=one.title, wording=one.wording) for one in shipped().plan.clauses}
    return tuple((ours | {one.id: one for one in given}).values())


def begun(workspace: Workspace, price: float = 95, **changed: object) -> OpenedQuote:
    """A quote of Acme's that Ann began."""
    plans = Plans.within(workspace)
    quote_id = acting.begin(plans, "A1", offer_at(price, **changed), PRICED, "ann@example.com")
    return again(workspace, quote_id)


def submitted(workspace: Workspace, price: float = 95, **changed: object) -> OpenedQuote:
    """The same, submitted."""
    quote = begun(workspace, price, **changed)
    acting.submit(Plans.within(workspace), quote, "ann@example.com")
    return again(workspace, quote.quote_id)


def again(workspace: Workspace, quote_id: str) -> OpenedQuote:
    """A quote as it is now."""
    return open_quote(Plans.within(workspace), opened_once(workspace), "A1", quote_id)


def states(quote: OpenedQuote) -> dict[str, str]:
    """How each role stands."""
    return {one.need.role: one.state.value for one in asked(quote)}


def need_of(quote: OpenedQuote, role: str) -> AskedApproval:
    """What a role is asked."""
    return next(one for one in asked(quote) if one.need.role == role)


def said(
    workspace: Workspace, quote: OpenedQuote, role: str, person: str, verdict: Verdict = Verdict.APPROVE, why: str = "",
    who: str = "",
) -> OpenedQuote:  # fmt: skip
    """The quote after somebody decided."""
    key = need_of(quote, role).need.key
    acting.decide(Plans.within(workspace), quote, key, person, verdict, why, who or person, signed_in=True)
    return again(workspace, quote.quote_id)
