"""A quote of the CPQ beside ours: the same computation over its rows, read only. It belongs to the CPQ."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from steward.briefings.internal.quotes.facts import AccountFacts
from steward.briefings.internal.quotes.imported.rows import ReadQuote, read_quote
from steward.briefings.internal.quotes.priced import RestsOn
from steward.domain.quoting.schedule import schedule
from steward.domain.quoting.worth import Terms, Worth, worth
from steward.plans.internal.quote_record import (
    ACCEPTED,
    APPROVED,
    DECLINED,
    DRAFT,
    IN_APPROVAL,
    ORDERED,
    PRESENTED,
    SUPERSEDED,
)
from steward.warehouse.rows.internal.imported import ImportedEnvelope, ImportedHead

STATES_OF: Mapping[str, str] = {
    "draft": DRAFT, "rejected": DRAFT, "recalled": DRAFT, "in review": IN_APPROVAL, "needs review": IN_APPROVAL,
    "pending": IN_APPROVAL, "in approval": IN_APPROVAL, "approved": APPROVED, "presented": PRESENTED,
    "accepted": ACCEPTED, "denied": DECLINED, "declined": DECLINED, "ordered": ORDERED, "superseded": SUPERSEDED,
}  # fmt: skip
"""The states of quotes in a CPQ as ours. A word that is not here is a CPQ's own and is held against nothing."""
CLOSED = (ACCEPTED, DECLINED, ORDERED, SUPERSEDED)


@dataclass(frozen=True)
class ImportedQuote:
    """One quote of the CPQ. `account`: what the account is called; `owner`: who of us has it there."""

    head: ImportedHead
    account: str
    owner: str
    known: AccountFacts
    currency: str
    today: date

    @property
    def account_id(self) -> str:
        """Whose it is."""
        return self.head.account_id

    @property
    def key(self) -> str:
        """What tells it from every written quote of its account, in an address."""
        return f"cpq:{self.head.quote_id}"

    @property
    def number(self) -> str:
        """What the CPQ calls it."""
        return self.head.quote_number

    @property
    def state(self) -> str:
        """Our word for its status; empty where the CPQ has one of its own."""
        return STATES_OF.get(self.head.status.casefold().strip(), "")

    @property
    def is_open(self) -> bool:
        """Whether anything can still come of it, as far as its status says."""
        return self.state not in CLOSED

    @cached_property
    def read(self) -> ReadQuote:
        """Its rows as a quote."""
        held, whose = self.known.imports, self.head.quote_id
        found = read_quote(
            self.head, [one for one in held.prices if one.quote_id == whose],
            [one for one in held.costs if one.quote_id == whose], self.today,
        )  # fmt: skip
        return replace(found, faults=(*found.faults, *filter(None, (self._in_which_money,))))

    @property
    def _in_which_money(self) -> str:
        """That its lines were taken in the company's currency though the quote is in another, in words."""
        theirs = self.head.currency
        if not self.head.lines_say_no_currency or theirs in (None, self.currency):
            return ""
        return (
            f"It is in {theirs} and its lines name no currency: their prices are taken as {self.currency}. "
            "Map the quote’s currency to quote_lines.currency."
        )

    @cached_property
    def worth(self) -> Worth:
        """What it is worth to us, by the computation of written quotes. What is paid to who sells it no CPQ says."""
        return worth(schedule(self.read.quote), self.read.prices, Terms(), self.known.service_cents)

    @property
    def beside_nothing(self) -> str:
        """Nothing stands in the way of holding it against our prices: a load puts it into our currency."""
        return ""

    @property
    def rests_on(self) -> RestsOn:
        """The relation its figures come from."""
        where = (("account_id", self.account_id), ("quote_id", self.head.quote_id))
        return "internal.imported_quote_lines", where

    @property
    def total_differs(self) -> int | None:
        """By how many cents its lines cost more over the term than the CPQ itself says; None where it says nothing, or
        no more than rounding: a CPQ holds a total, and its price of a month is rounded."""
        if self.head.net_amount is None or self._in_which_money:
            return None
        more = self.worth.schedule.tcv - int((self.head.net_amount * 100).to_integral_value())
        slack = 1 + sum(
            len(line.monthly) * (1 + max((float(row.quantity) for row in line.line.rows), default=0.0) / 100) / 2
            for line in self.worth.schedule.lines
        )
        return more if abs(more) > slack else None

    @property
    def envelopes(self) -> tuple[ImportedEnvelope, ...]:
        """What the signature system says of it, the last to happen last."""
        return tuple(one for one in self.known.imports.envelopes if one.quote_number == self.number)
