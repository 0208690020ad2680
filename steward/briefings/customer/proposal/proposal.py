"""A proposal: what is offered to a customer, with the prices they would sign, and where they would sign them.

It is made of the offer of one version and of what the customer knows of themselves. What the lines cost by our list,
what they cost us and who approved them is in no type here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.loaded import written_figure
from steward.briefings.customer.proposal.tables import price_table, ramp_table, term_table, total_table
from steward.briefings.customer.subject import Subject
from steward.domain.quoting.schedule import Schedule, schedule
from steward.exhibits import Figure, Receipt, Table, Unit, day_text, money
from steward.plans.customer.offer import DIGITS, BillingStart, EndOfTerm, Level, OfferFile
from steward.plans.customer.quoted import quoted


@dataclass(frozen=True)
class Issued:
    """Which version of a quote it is. `digest`: of all that was approved with it; `company`: who offers it."""

    reference: str
    version: int
    digest: str
    company: str
    recipient: str = ""

    @property
    def stamp(self) -> str:
        """What names this version on paper: `NW-1004-Q1 v2 · 7f3a91c0`."""
        return f"{self.reference} v{self.version} · {self.digest[:DIGITS]}"


@dataclass(frozen=True)
class Names:
    """What products, sites and contracts are called, by id."""

    products: Mapping[str, str]
    sites: Mapping[str, str]
    contract_ends: Mapping[str, date]


@dataclass(frozen=True, kw_only=True)
class Proposal(CustomerBriefing):
    """A proposal as the customer reads it."""

    title: str
    need: str
    made_on: date
    issued: Issued
    valid_until: date | None
    terms: tuple[tuple[str, str], ...]
    clauses: tuple[tuple[str, str], ...]
    prices: Table | None
    ramp: Table | None
    totals: Table | None
    dates: Table

    @property
    def wanted(self) -> tuple[tuple[str, str], ...]:
        """The need below its name, where anybody wrote one."""
        return (("What you want to reach", self.need),) if self.need else ()


def proposal(subject: Subject, offer: OfferFile, names: Names, issued: Issued, today: date) -> Proposal:
    """The proposal of one version of a quote."""
    found = schedule(quoted(offer, names.contract_ends, today).quote)
    unit = replace(money(subject.warehouse.facts.currency, 2), exact=True)
    receipt = _receipt(subject, today, issued)
    terms = _terms(offer, found, issued)
    return Proposal(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(found, unit),
        figures=_figures(found, unit, receipt),
        title=offer.offer.title,
        need=offer.offer.need,
        made_on=today,
        issued=issued,
        valid_until=offer.offer.valid_until,
        terms=terms,
        clauses=tuple((clause.title, clause.wording) for clause in offer.clauses),
        prices=price_table(found, offer, names.products, names.sites, subject.warehouse.facts.currency, receipt),
        ramp=ramp_table(found, unit, receipt),
        totals=total_table(found, unit, receipt),
        dates=term_table(terms, receipt),
    )


def _headline(found: Schedule, unit: Unit) -> str:
    once = f", {unit.compact(found.one_off / 100)} one-off" if found.one_off else ""
    months = float(found.length)
    span = f"{months:.0f}" if months == int(months) else f"{months:.1f}"
    return f"{unit.compact(found.mrr / 100)} a month over {span} months{once}"


def _figures(found: Schedule, unit: Unit, receipt: Receipt) -> tuple[Figure, ...]:
    values = {
        "mrr": ("Monthly", found.mrr),
        "one_off": ("One-off", found.one_off),
        "tcv": ("Total over the term", found.tcv),
    }
    return tuple(
        written_figure(f"proposal.{key}", label, cents / 100, unit, receipt) for key, (label, cents) in values.items()
    )


def _receipt(subject: Subject, today: date, issued: Issued) -> Receipt:
    where = (("account_id", subject.account_id), ("quote", issued.reference), ("version", str(issued.version)))
    return Receipt("TCV", today, "offer.toml", where)


def _terms(offer: OfferFile, found: Schedule, issued: Issued) -> tuple[tuple[str, str], ...]:
    said, term = offer.offer, found.quote.term
    pairs = (
        ("For", issued.recipient),
        ("Services begin", day_text(term.starts_on)),
        ("Term", f"{term.months} months, until {day_text(term.ends_on)}"),
        ("At the end of the term", str(said.end_of_term or EndOfTerm.RENEWS)),
        ("Billing starts with", str(said.billing_starts_on or BillingStart.ACCEPTANCE)),
        ("Payment", f"within {said.payment_days:.0f} days of the invoice" if said.payment_days is not None else ""),
        ("Offer type", str(said.level or Level.FIRM)),
        ("Valid until", day_text(said.valid_until) if said.valid_until else ""),
        ("Version", issued.stamp),
    )
    return tuple((name, words[:1].upper() + words[1:]) for name, words in pairs if words)
