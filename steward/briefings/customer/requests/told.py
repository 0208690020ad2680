"""One request as the customer reads it: what they asked, where it stands, whose turn it is, and what they get back."""

from dataclasses import dataclass
from datetime import date, datetime

from steward.domain.requests.claims import Claim
from steward.domain.requests.record import RequestRecord
from steward.domain.requests.words import RequestState, Turn
from steward.plans.customer.requests import RaisedRequest

TURNS = {Turn.US: "us", Turn.CUSTOMER: "you", Turn.CARRIER: "the carrier"}
STATES = {RequestState.NEW: "Received", RequestState.RESOLVED: "Done; please confirm"}
"""States that the customer reads in other words than we do."""


@dataclass(frozen=True)
class ToldRequest:
    """One of them. `record`: its course; `now`: the moment it is looked at; `owner`, `site`, `asked_by`: names."""

    said: RaisedRequest
    record: RequestRecord
    now: datetime
    owner: str = ""
    site: str = ""
    asked_by: str = ""

    @property
    def title(self) -> str:
        """What they asked, in a line."""
        return self.said.subject

    @property
    def state(self) -> str:
        """How far it is."""
        return STATES.get(self.record.state, self.record.state_said)

    @property
    def is_open(self) -> bool:
        """Whether it is not over."""
        return not self.record.state.is_over

    @property
    def turn(self) -> str:
        """Whose turn it is: `us`, `you`; to confirm what is done is theirs."""
        if not self.is_open:
            return "–"
        return TURNS[self.record.turn] if self.record.turn else TURNS[Turn.CUSTOMER]

    @property
    def asked_on(self) -> date | None:
        """The day they asked."""
        return self.said.opened_on or (self.record.opened_at.date() if self.record.opened_at else None)

    @property
    def days(self) -> int | None:
        """For how many days they wait, or waited: by their clock, which never stands."""
        until = (self.record.ended_at or self.now).date()
        return max(0, (until - self.asked_on).days) if self.asked_on else None

    @property
    def ended_on(self) -> date | None:
        """The day it was done."""
        return self.record.ended_at.date() if self.record.ended_at else None

    @property
    def claim(self) -> Claim:
        """What is disputed with it."""
        return self.record.claim

    @property
    def currency(self) -> str:
        """Of what is disputed, where that is not the reporting currency."""
        return self.record.currency

    @property
    def about(self) -> str:
        """What it is about: a site, an invoice and its line."""
        invoice = " ".join(filter(None, (self.said.invoice, self.said.invoice_line)))
        named = (
            self.site, f"invoice {invoice}" if invoice else "", f"ticket {self.said.ticket}" if self.said.ticket else ""
        )  # fmt: skip
        return ", ".join(filter(None, named))
