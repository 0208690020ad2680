"""`request_rules.toml`: how fast requests are answered, by which calendar, when the clock stands, and who hears of one
that is late. A company's own rules lie in its folder; without them those that come with Steward hold.

A rule that is half understood would let a promise pass unseen: what is wrong in the file is told, and for what it says
of no request the rules that come with Steward stand in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import cached_property, lru_cache
from pathlib import Path

from steward.domain.clocks import time_of_day
from steward.domain.labels import Labelled
from steward.domain.requests.words import RequestQueue, Turn, Urgency
from steward.plans.files.keys import Kind, Record, choice, colleague, ident, key, many, number, one, text
from steward.plans.files.store import COMPANY, CompanyFiles, Opened, opened
from steward.workflow.clock import MONDAY_TO_FRIDAY, Calendar
from steward.workflow.request_clock import ServiceLevel

FILE = "request_rules.toml"
SHIPPED = Path(__file__).with_name(FILE)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
NINE_TO_FIVE = (time(9), time(17))


class WorkDays(Labelled):
    """On which days of a week a team is there."""

    WEEK = "monday to friday", "Monday to Friday"
    SATURDAY = "monday to saturday", "Monday to Saturday"
    ALL = "every day", "Every day"


_WEEKDAYS = {WorkDays.WEEK: MONDAY_TO_FRIDAY, WorkDays.SATURDAY: EVERY_DAY[:6], WorkDays.ALL: EVERY_DAY}


@dataclass(frozen=True, kw_only=True)
class Escalating(Record):
    """Who hears of a request, by how much of its time is used."""

    identity = ()

    owner_at: float | None = number("Owner at", "Percent of the time from which its owner is told.", low=1, high=100)
    manager_at: float | None = number("Manager at", "Percent from which the owner's manager is told.", low=1, high=200)
    leadership_at: float | None = number("Leadership at", "Percent from which leadership is told.", low=1, high=500)
    leader: str = colleague("Leadership", "Who that is; empty = whoever the owner's manager reports to.")


@dataclass(frozen=True, kw_only=True)
class TeamHours(Record):
    """When a team is at work."""

    id: str = ident("Names the calendar in the levels.")
    zone: str = text("Time zone", "Such as Europe/Berlin; empty = UTC.")
    country: str = text("Country", "Whose public holidays are no working days, such as DE; empty = none.")
    region: str = text("Region", "Of that country, such as BE; empty = its common holidays.")
    days: WorkDays | None = choice(WorkDays, "Days", "Of a week.", default=WorkDays.WEEK)
    opens: str = text("From", "A time of day such as 08:00; empty = 09:00.")
    closes: str = text("To", "A time of day such as 18:00, or 24:00; empty = 17:00.")


@dataclass(frozen=True, kw_only=True)
class AnswerTime(Record):
    """How fast requests of one kind are answered. The most precise one that fits counts."""

    identity = ("queue", "priority")

    queue: RequestQueue | None = choice(RequestQueue, "Queue", "Of which team; empty = any.")
    priority: Urgency | None = choice(Urgency, "Priority", "Of which urgency; empty = any.")
    first_response: float | None = number("First reply", "Within how many hours at work.", low=0)
    resolve: float | None = number("Resolved", "Within how many hours at work.", low=0)
    calendar: str = text("Calendar", "The id of the hours that count; empty = the first.")
    pauses: tuple[Turn, ...] = key(
        Kind.CHOICES, "The clock stands for", "Whose turns do not count as ours.", choices=Turn
    )


@dataclass(frozen=True, kw_only=True)
class RequestRules:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    escalating: Escalating = one(Escalating, "Escalation", "Who hears of a request that takes long.")
    calendars: tuple[TeamHours, ...] = many(TeamHours, "Calendars", "When our teams are at work.", ordered=True)
    levels: tuple[AnswerTime, ...] = many(AnswerTime, "Levels", "How fast requests are answered.")


@dataclass(frozen=True)
class UsedRules:
    """The rules as requests are held against them. `wrong`: what of the file cannot be followed, in words."""

    rules: RequestRules
    digest: str
    wrong: tuple[str, ...] = ()

    def level(self, queue: str, priority: str) -> ServiceLevel:
        """What is agreed for a request: the rule of its queue and priority, else of its queue, else of its priority,
        else of any."""
        if (queue, priority) not in self._known:
            self._known[queue, priority] = self._level(queue, priority)
        return self._known[queue, priority]

    @cached_property
    def _known(self) -> dict[tuple[str, str], ServiceLevel]:
        """Levels that were asked for."""
        return {}

    def _level(self, queue: str, priority: str) -> ServiceLevel:
        found = _level(self.rules, queue, priority) or _level(shipped().plan, queue, priority)
        return found or ServiceLevel(Calendar(), None, None, frozenset())

    @property
    def owner_at(self) -> float:
        """The share of the time from which the owner hears of it."""
        return (self.rules.escalating.owner_at or 50) / 100

    @property
    def manager_at(self) -> float:
        """The share from which the owner's manager does."""
        return (self.rules.escalating.manager_at or 75) / 100

    @property
    def leadership_at(self) -> float:
        """The share from which leadership does."""
        return (self.rules.escalating.leadership_at or 100) / 100


def open_request_rules(plans: Path) -> Opened[RequestRules]:
    """The company's own, else what comes with Steward. `plans`: the folder `account_plans/`."""
    own = CompanyFiles.whole(plans).open(RequestRules, FILE, COMPANY)
    return own if own.exists else shipped()


def used_rules(plans: Path) -> UsedRules:
    """The rules that hold now."""
    file = open_request_rules(plans)
    return UsedRules(file.plan, file.digest, tuple(wrong_in(file)))


@lru_cache(maxsize=1)
def shipped() -> Opened[RequestRules]:
    """What comes with Steward."""
    return opened(RequestRules, FILE, COMPANY, SHIPPED.read_bytes())


def wrong_in(file: Opened[RequestRules]) -> Iterator[str]:
    """What of it cannot be followed, in words."""
    yield from (each.said for each in file.problems)
    known = {hours.id for hours in file.plan.calendars}
    for hours in file.plan.calendars:
        yield from _wrong_hours(hours)
    for level in file.plan.levels:
        if level.calendar and level.calendar not in known:
            yield f"There is no calendar “{level.calendar[:40]}”: Monday to Friday, 9 to 5 in UTC, counts instead."
    names = [(level.queue, level.priority) for level in file.plan.levels]
    for queue, priority in dict.fromkeys(pair for pair in names if names.count(pair) > 1):
        said = ", ".join(each.label for each in (queue, priority) if each) or "any request"
        yield f"Two levels are of {said}: the first counts."


def _wrong_hours(hours: TeamHours) -> Iterator[str]:
    name = hours.id[:40] or "?"
    for said in (hours.opens, hours.closes):
        if said and _time(said) is None:
            yield f"“{said[:20]}” of the calendar “{name}” is no time of day."
    if _hours_of(hours) is None:
        yield f"The calendar “{name}” closes before it opens."
    if not Calendar(zone=hours.zone or "UTC").is_known:
        yield f"There is no time zone “{hours.zone[:40]}”."
    if not Calendar(country=hours.country, region=hours.region).is_known:
        yield f"There are no public holidays of “{hours.country[:20]} {hours.region[:20]}”: say a country as in DE."


def calendar_of(hours: TeamHours | None) -> Calendar:
    """The hours as the clock counts them; what of them cannot be followed is as in UTC, and without holidays."""
    if hours is None:
        return Calendar()
    zone = hours.zone if hours.zone and Calendar(zone=hours.zone).is_known else "UTC"
    named = Calendar(country=hours.country, region=hours.region)
    country, region = (hours.country, hours.region) if named.is_known else ("", "")
    opens, closes = _hours_of(hours) or NINE_TO_FIVE
    return Calendar(zone, opens, closes, _WEEKDAYS[hours.days or WorkDays.WEEK], country, region)


def _hours_of(hours: TeamHours) -> tuple[time, time] | None:
    """From when to when; None where the end is not behind the beginning."""
    opens, closes = _time(hours.opens) or NINE_TO_FIVE[0], _time(hours.closes) or NINE_TO_FIVE[1]
    return (opens, closes) if opens < closes else None


def _level(rules: RequestRules, queue: str, priority: str) -> ServiceLevel | None:
    for wanted in ((queue, priority), (queue, ""), ("", priority), ("", "")):
        found = next((one for one in rules.levels if (one.queue or "", one.priority or "") == wanted), None)
        if found is not None:
            return ServiceLevel(
                _calendar(rules, found.calendar), found.first_response, found.resolve, frozenset(found.pauses)
            )
    return None


def _calendar(rules: RequestRules, name: str) -> Calendar:
    hours = rules.calendars[:1] if not name else [one for one in rules.calendars if one.id == name]
    return calendar_of(next(iter(hours), None))


def _time(said: str) -> time | None:
    """A time of day; midnight at its end is the last moment there is."""
    return time.max if said.strip() in ("24:00", "24") else time_of_day(said)
