"""`handling.toml`: what only we read of the requests of an account: how pressing each is, and what we say among us."""

from dataclasses import dataclass

from steward.domain.requests.words import Urgency
from steward.plans.files.keys import Record, choice, many, markdown, text

FILE = "handling.toml"


@dataclass(frozen=True, kw_only=True)
class RequestHandling(Record):
    """What we note of one request."""

    identity = ("request",)

    request: str = text("Request", "The id of the request.", required=True)
    priority: Urgency | None = choice(Urgency, "Priority", "How pressing it is to us.", default=Urgency.NORMAL)
    internal_text: str = markdown("Internal note", "What only we read.")
    credit_note: str = text("Credit note", "The number of the credit, once there is one.")


@dataclass(frozen=True, kw_only=True)
class Handling:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    handling: tuple[RequestHandling, ...] = many(RequestHandling, "Handling", "What we note of requests.")

    def of(self, request_id: str) -> RequestHandling:
        """What is noted of one; nothing where nobody did."""
        return next((one for one in self.handling if one.request == request_id), RequestHandling(request=request_id))
