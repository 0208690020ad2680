"""`requests.toml`: what somebody at the customer asked of us, as both sides may read it.

One stands on the customer's page as soon as there is something for them to read of it (`customer_text`). What only we
read of it stands in `handling.toml`; what happened to it, without words, in `requests/<id>/events.jsonl`.
"""

from dataclasses import dataclass
from datetime import date

from steward.domain.requests.words import RequestKind, RequestQueue
from steward.plans.files.keys import Kind, Record, choice, colleague, day, ident, key, many, markdown, text

FILE = "requests.toml"
FOLDER = "requests"
SECTION = "requests"


@dataclass(frozen=True, kw_only=True)
class RaisedRequest(Record):
    """One request, or what we say to the customer of a ticket that another system has."""

    id: str = ident()
    subject: str = text("Subject", "What they ask, in a line; the customer reads it.", required=True)
    kind: RequestKind | None = choice(RequestKind, "Kind", "What is asked for.", default=RequestKind.QUESTION)
    queue: RequestQueue | None = choice(RequestQueue, "Queue", "Which team it is with.", default=RequestQueue.SUPPORT)
    asked_by: str = key(Kind.PERSON, "Asked by", "Who of theirs asked.")
    opened_on: date | None = day("Asked on", "The day they asked.")
    owner: str = colleague("Owner", "Which of us sees to it; the customer reads it.")
    promised_for: date | None = day("Promised for", "The day we said it would be done.")
    customer_text: str = markdown(
        "What the customer reads", "Where it stands, in words for them; empty = it is not on their page."
    )
    need: str = text("What we need of them", "So that it goes on; the customer reads it.")
    ticket: str = text("Ticket", "The ticket_id of the tickets feed it stands for, whose dates and state count then.")
    site: str = key(Kind.SITE, "Site", "Which site it is about.")
    incident: str = text("Incident", "The incident_id it is about.")
    order_line: str = text("Order line", "The order_line_id it is about.")
    invoice: str = text("Invoice", "The invoice it is about.")
    invoice_line: str = text("Invoice line", "The line of that invoice.")

    @property
    def is_claim(self) -> bool:
        """Whether it is about an amount."""
        return bool(self.kind and self.kind.is_claim)

    @property
    def is_shown(self) -> bool:
        """Whether the customer has something to read of it."""
        return bool(self.customer_text.strip())


@dataclass(frozen=True, kw_only=True)
class RaisedRequests:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    requests: tuple[RaisedRequest, ...] = many(RaisedRequest, "Requests", "What they asked of us.")


def file_of(request_id: str, name: str) -> str:
    """A file of a request, below the folder of its account."""
    return f"{FOLDER}/{request_id}/{name}"
