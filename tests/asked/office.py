"""A small company with tickets and requests: what tests of requests begin with."""

from datetime import UTC, date, datetime
from pathlib import Path

from steward.briefings.internal.requests.book import RequestBook
from steward.briefings.internal.requests.listed import ListedRequest, WrittenRequest
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.domain.requests.words import RequestAct, RequestKind, RequestQueue, Turn, Urgency
from steward.plans.customer.requests import RaisedRequest
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.requests import acting, desk
from steward.services.requests.acting import NewRequest
from steward.services.requests.files import one_of
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once
from tests.quoting.desk import PEOPLE, SETTINGS, TABLES

ANN = "Ann Owner"
LED = PEOPLE.replace(
    "P2        | Max Manager   | max@example.com   |", "P2        | Max Manager   | max@example.com   | P6"
)
"""Whose manager has a manager."""
TODAY = date(2026, 10, 5)
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
"""A Monday: the moment that SETTINGS names."""
TICKETS = """
    ticket_id | account_id | opened_at        | closed_at        | queue      | priority | subject | owner_id | status  | waiting_on | waiting_since    | resolved_at      | due_at           | reopened
    T1        | A1         | 2026-10-05 09:00 |                  | support    | P2       | Down    | P1       | open    |            |                  |                  |                  |
    T2        | A1         | 2026-09-25 09:00 |                  | accounting | normal   | Invoice |          | pending |            | 2026-09-26 10:00 |                  |                  |
    T3        | B1         | 2026-08-03 09:00 | 2026-08-05 09:00 | support    | normal   | Slow    | P1       | closed  |            |                  | 2026-08-04 09:00 | 2026-08-04 10:00 | 0
    T4        | B1         | 2026-08-03 09:00 | 2026-08-05 09:00 | support    | normal   | Slow    | P1       | closed  |            |                  |                  | 2026-08-04 10:00 | 1
    T5        | B1         | 2026-08-03 09:00 | 2026-08-05 09:00 | support    | normal   | Slow    | P1       | closed  |            |                  |                  |                  |
    """  # noqa: E501
DISPUTE = RaisedRequest(
    subject="Wrong price", kind=RequestKind.DISPUTE, queue=RequestQueue.ACCOUNTING, owner="P1", invoice="INV-7",
    invoice_line="2", opened_on=date(2026, 9, 21),
)  # fmt: skip
QUESTION = RaisedRequest(subject="When is it delivered", queue=RequestQueue.IMPLEMENTATION, owner="P1")


def office(folder: Path, settings: str = SETTINGS, **tables: str) -> Workspace:
    """Acme and Bolt, loaded."""
    return loaded_once(home(folder, settings, **{**TABLES, "people": LED, "tickets": TICKETS, **tables}))


def raised(
    where: Workspace, said: RaisedRequest = QUESTION, *, amount: float | None = None, note: str = "",
    account: str = "A1", priority: Urgency = Urgency.NORMAL, currency: str = "",
) -> str:  # fmt: skip
    """The id of a request that Ann raised."""
    new = NewRequest(said=said, amount=amount, note=note, priority=priority, currency=currency)
    return acting.raise_request(Plans.within(where), account, new, ANN, TODAY)


def written(where: Workspace, request_id: str, account: str = "A1") -> WrittenRequest:
    """One as it is now."""
    return one_of(Plans.within(where), account, request_id)


def did(
    where: Workspace, request_id: str, *acts: RequestAct, turn: Turn | None = None, amount: float | None = None
) -> WrittenRequest:  # fmt: skip
    """The same after these happened to it."""
    for act in acts:
        acting.act(Plans.within(where), written(where, request_id), act, ANN, TODAY, turn=turn, amount=amount)
    return written(where, request_id)


def brief(where: Workspace, filters: Filters = EVERYTHING, cache: PlanCache | None = None) -> RequestBook:
    """What the page of the book says."""
    return desk.brief(acting_book(opened_once(where)), filters, cache or PlanCache(Plans.within(where)))


def listed(where: Workspace, key: str) -> ListedRequest:
    """One line of it."""
    return brief(where).by_key[key]
