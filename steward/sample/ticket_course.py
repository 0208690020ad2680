"""The course of a ticket as a support system exports it: first reply, whose turn it is, and its limit."""

from datetime import datetime, timedelta

from steward.sample.chance import dice
from steward.sample.model import Customer
from steward.sample.ticket_words import DISPUTE
from steward.sample.window import Window

ALLOWED = {"urgent": 8, "high": 24, "normal": 96, "low": 168}
"""Hours within which a ticket of each priority should be resolved."""
ANSWERED = {"urgent": 0.5, "high": 2, "normal": 6, "low": 10}
OPEN_WITH = (78, 7, 15)
"""Of a hundred tickets that are still open, how many wait for the customer, for a carrier, for us."""
REOPENED = 0.06
"""How many of those that were closed had been taken up again before."""
_OPENED_AT, _CLOSED_AT, _QUEUE, _PRIORITY, _SUBJECT = 2, 3, 4, 5, 6
"""The places of columns in a row of `ticket_rows`."""


class TicketCourses:
    """The courses of an account's tickets, by a chance of their own: what else the tickets are does not change."""

    def __init__(self, seed: int, customer: Customer, window: Window) -> None:
        self._rng = dice(seed, customer.profile.account_id, "ticket courses")
        self._waits = dice(seed, customer.profile.account_id, "whose turn open tickets are")
        self._customer, self._window = customer, window

    def of(self, row: tuple[object, ...]) -> tuple[object, ...]:
        """What is behind the other columns of a row."""
        opened, closed, priority = row[_OPENED_AT], row[_CLOSED_AT], str(row[_PRIORITY])
        assert isinstance(opened, datetime)
        rng, due = self._rng, opened + timedelta(hours=ALLOWED[priority])
        replied = opened + timedelta(minutes=round(60 * ANSWERED[priority] * rng.lognormvariate(-0.2, 0.6)))
        paused = rng.choice((0, 0, 0, 30, 90, 240, 480))
        again = 1 if rng.random() < REOPENED else 0
        confirmed = timedelta(minutes=rng.randint(20, 1_400))
        for last in (5, 40):
            rng.randint(
                1, last
            )  # Two draws that decide nothing any more, so that all tickets behind stay as they were.
        kind = _kind(str(row[_QUEUE]), str(row[_SUBJECT]))
        site, incident = self._about(opened, str(row[_SUBJECT]))
        if isinstance(closed, datetime):
            resolved = max(opened, closed - confirmed)
            return kind, "closed", "", "", min(replied, resolved), resolved, due, paused, again, site, incident
        answered = replied if replied.date() <= self._window.until else ""
        turn, since = self._turn(replied)
        limit = "" if turn == "customer" else due
        return kind, "open", turn, since, answered, "", limit, 0, 0, site, incident

    def _turn(self, replied: datetime) -> tuple[str, object]:
        """Whose turn it is with what is still open, and since when; nothing where it is ours. What lies open for long
        mostly waits for an answer of theirs: the limit stands until it is there, and has no day."""
        who = self._waits.choices(("customer", "carrier", ""), OPEN_WITH)[0]
        since = replied + timedelta(hours=self._waits.randint(1, 20))
        return (who, since) if who and since.date() <= self._window.until else ("", "")

    def _about(self, opened: datetime, subject: str) -> tuple[str, str]:
        """The site that the subject names, and the outage it was opened for."""
        found = [one for one in self._customer.sites if subject.endswith(one.name) or f"{one.name}," in subject]
        site = max(found, key=lambda one: len(one.name)).site_id if found else ""
        near = [
            one.incident_id
            for one in self._customer.incidents
            if one.site_id == site and timedelta() <= opened - one.started_at <= timedelta(minutes=30)
        ]
        return site, next(iter(near), "")


def _kind(queue: str, subject: str) -> str:
    """What is asked for, as far as the subject tells."""
    if subject in DISPUTE or "billed" in subject or subject.startswith("Second reminder"):
        return "dispute"
    if "question" in subject.lower():
        return "question"
    return "change" if queue == "implementation" else ""
