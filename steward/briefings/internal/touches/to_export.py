"""What of all that people logged and found out waits for a CRM: each record once for a system, and once more where it
says something else than what went out. What an import brought back waits for none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.internal.touches.logged import is_complete, last_export
from steward.plans.customer.success_plan import PlanPerson
from steward.plans.internal.activities import (
    ActivityLog,
    CrmSystem,
    ExportKind,
    LoggedActivity,
    digest_of,
    steward_id,
)


@dataclass(frozen=True)
class ToExport:
    """One record on its way: an activity, or somebody whom the CRM does not know."""

    account_id: str
    what: str
    kind: ExportKind
    digest: str
    activity: LoggedActivity | None = None
    person: PlanPerson | None = None


def to_export(
    account_id: str, log: ActivityLog, system: CrmSystem, arrived: Mapping[str, str], strangers: Sequence[PlanPerson]
) -> tuple[ToExport, ...]:  # fmt: skip
    """All of an account. `arrived`: what the feed has by now; `strangers`: whom the contacts feed does not have."""
    return (*_activities(account_id, log, system, arrived), *_people(account_id, log, system, strangers))


def _activities(
    account_id: str, log: ActivityLog, system: CrmSystem, arrived: Mapping[str, str]
) -> Iterator[ToExport]:  # fmt: skip
    for one in log.logged:
        last, now = last_export(log, one.id, system), digest_of(one)
        if not is_complete(one) or one.same_as or (last and last.digest == now):
            continue
        if last:
            yield ToExport(account_id, one.id, ExportKind.CORRECTION, now, activity=one)
        elif steward_id(account_id, one.id) not in arrived:
            yield ToExport(account_id, one.id, ExportKind.FIRST, now, activity=one)


def _people(
    account_id: str, log: ActivityLog, system: CrmSystem, strangers: Sequence[PlanPerson]
) -> Iterator[ToExport]:  # fmt: skip
    for one in strangers:
        key = f"contact/{one.id}"
        if not last_export(log, key, system):
            yield ToExport(account_id, key, ExportKind.FIRST, "", person=one)


def strangers_among(people: Sequence[PlanPerson], fed: frozenset[str]) -> tuple[PlanPerson, ...]:
    """Those whom a plan names by an id that the contacts feed does not have, who are still there."""
    return tuple(one for one in people if one.id and one.name and one.id not in fed and not one.left_on)
