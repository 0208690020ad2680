"""What people logged, with what became of it on its way to the CRM, and what may be there already."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from steward.domain.activities.alike import Happening, pairs
from steward.exhibits import day_text
from steward.plans.internal.activities import (
    ActivityLog,
    CrmSystem,
    Exported,
    LoggedActivity,
    digest_of,
    steward_id,
)
from steward.warehouse.known import SEPARATOR
from steward.warehouse.rows.internal.touches import FedActivity


class CrmState(StrEnum):
    """Where it stands."""

    WAITS = "waits for the CRM"
    EXPORTED = "exported, not back yet"
    CORRECT = "correct in CRM"
    CONFIRMED = "in the CRM"
    JOINED = "joined with another"
    UNUSABLE = "not complete"


def last_export(log: ActivityLog, what: str, system: CrmSystem) -> Exported | None:
    """What a CRM was handed last of a record; None where it was handed nothing."""
    found = [one for one in log.exported if one.what == what and one.system is system]
    return found[-1] if found else None


def is_complete(one: LoggedActivity) -> bool:
    """Whether it says what a CRM asks for."""
    return bool(one.id and one.on and one.kind and one.subject)


@dataclass(frozen=True)
class Logged:
    """One activity that somebody logged. `arrived`: the id of what the feed, or another one here, has of it."""

    account_id: str
    account: str
    activity: LoggedActivity
    exports: tuple[Exported, ...]
    arrived: str | None

    @property
    def key(self) -> str:
        """What it is exported under."""
        return steward_id(self.account_id, self.activity.id)

    @property
    def state(self) -> CrmState:
        """Where it stands: what it was exported as is told of the system it went to last."""
        if not is_complete(self.activity):
            return CrmState.UNUSABLE
        last = self.exports[-1] if self.exports else None
        if last and last.digest != digest_of(self.activity):
            return CrmState.CORRECT
        if self.arrived:
            return CrmState.JOINED if self.activity.same_as else CrmState.CONFIRMED
        return CrmState.EXPORTED if last else CrmState.WAITS

    @property
    def said(self) -> str:
        """The same in words."""
        last = self.exports[-1] if self.exports else None
        when = (
            f", {last.system.label} {day_text(last.exported_on)}" if last and last.system and last.exported_on else ""
        )
        told = f" as {self.arrived}" if self.arrived and self.state is CrmState.CONFIRMED else ""
        return f"{self.state}{told}{when}"


def logged(
    logs: Mapping[str, ActivityLog], names: Mapping[str, str], arrived: Mapping[str, str]
) -> tuple[Logged, ...]:  # fmt: skip
    """Everything that is logged at these accounts, the latest first."""
    found = [
        Logged(
            account_id, names[account_id], one, tuple(each for each in log.exported if each.what == one.id),
            arrived.get(steward_id(account_id, one.id)),
        )
        for account_id, log in logs.items() if account_id in names
        for one in log.logged
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-(one.activity.on or date.min).toordinal(), one.account, one.key)))


@dataclass(frozen=True)
class Candidate:
    """Something logged, and what may be the same: of the feed (`fed`), else another one that is logged."""

    logged: Logged
    fed: FedActivity | None
    other: Logged | None

    @property
    def with_id(self) -> str:
        """The id of what may be the same."""
        return self.fed.activity_id if self.fed else self.other.key if self.other else ""

    @property
    def key(self) -> str:
        """What tells the pair from others."""
        return f"{self.logged.key}|{self.with_id}"


def candidates(found: Sequence[Logged], fed: Sequence[FedActivity]) -> tuple[Candidate, ...]:
    """Pairs that a person is to say of whether they are one: neither joined nor told apart yet."""
    ours = {one.key: one for one in found if not one.arrived and is_complete(one.activity)}
    theirs = {row.activity_id: row for row in fed}
    happenings = [*map(_of_logged, ours.values()), *map(_of_fed, theirs.values())]
    return tuple(_pairs(happenings, ours, theirs))


def _pairs(
    happenings: Iterable[Happening], ours: Mapping[str, Logged], theirs: Mapping[str, FedActivity]
) -> Iterator[Candidate]:
    for one, other in pairs(happenings):
        mine, its = (one, other) if one.key in ours else (other, one)
        if mine.key not in ours:
            continue  # two of the feed are the CRM's to tell apart
        written, also = ours[mine.key], ours.get(its.key)
        apart = its.key in written.activity.others or (also is not None and mine.key in also.activity.others)
        if not apart:
            yield Candidate(written, theirs.get(its.key), also)


def _of_logged(one: Logged) -> Happening:
    said = one.activity
    return Happening(
        one.key, one.account_id, str(said.kind), said.moment, said.subject, frozenset(said.people), said.ours,
        said.uid,
    )  # fmt: skip


def _of_fed(row: FedActivity) -> Happening:
    others = (row.participants or "").split(SEPARATOR)
    people = frozenset(filter(None, (row.contact_id, *(one.strip() for one in others))))
    return Happening(
        row.activity_id, row.account_id, row.kind or "", row.happened_at, row.subject or "", people,
        row.person_id or "", row.uid or "",
    )  # fmt: skip
