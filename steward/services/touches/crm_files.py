"""What people logged and found out, as files that a CRM imports: each record once for a system, noted as it goes.

The files are made as somebody takes them; what is in them is written down in the account's `activities.toml` before they
are handed over. A record that was changed since goes out once more, marked “correct in CRM”, for HubSpot's import
changes none of these and a second one would be counted twice. What an import brought back goes nowhere any more."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from steward.briefings.internal.touches.logged import digest_of, is_complete, last_export
from steward.errors import PlanNotFound, PlanNotSaved
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.store import Plans, Saved
from steward.plans.internal.activities import (
    FILE,
    ActivityLog,
    CrmSystem,
    Exported,
    ExportKind,
    LoggedActivity,
    steward_id,
)
from steward.reproducible_zip import timeless
from steward.services.touches.crm_rows import COLUMNS, CONTACT, FoundPerson, Known, contact_row, object_of, row_of
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import touches as rows

ZIP = "application/zip"
NOTHING = "Nothing waits for this CRM: all that is logged went there, or came back from it."


@dataclass
class _Made:
    """The rows of the files so far, by object."""

    system: CrmSystem
    rows: dict[str, list[Mapping[str, str]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Exporter:
    """Who takes files out, of which data, on which day."""

    warehouse: Warehouse
    plans: Plans
    zone: str
    who: str

    @property
    def today(self) -> date:
        """When."""
        return self.warehouse.today

    def count(self, account_ids: Iterable[str], system: CrmSystem) -> int:
        """How many records wait for a system."""
        arrived = rows.arrived(self.warehouse)
        return sum(
            len(self._wanted(account_id, self._log(account_id), system, arrived))
            for account_id in self.plans.begun(account_ids)
        )

    def export(self, account_ids: Iterable[str], system: CrmSystem) -> bytes:
        """The files in one zip, with what is in them written down. Raises PlanNotFound where nothing waits,
        PlanNotSaved."""
        if not self.who.strip():
            raise PlanNotSaved("Say who you are first: an export is written down with a name.")
        made, arrived = _Made(system), rows.arrived(self.warehouse)
        for account_id in self.plans.begun(account_ids):
            if self._wanted(account_id, self._log(account_id), system, arrived):
                self._one(account_id, made, arrived)
        if not made.rows:
            raise PlanNotFound(NOTHING)
        return _packed(made)

    def _log(self, account_id: str) -> ActivityLog:
        return self.plans.open(ActivityLog, FILE, account_id).plan

    def _one(self, account_id: str, made: _Made, arrived: Mapping[str, str]) -> None:
        """What waits at an account by the time it is written down, for two may export at once."""
        taken: list[_Record] = []

        def edit(now: ActivityLog) -> ActivityLog:
            taken.clear()
            taken.extend(self._wanted(account_id, now, made.system, arrived))
            noted = tuple(one.exported(made.system, self.who, self.today) for one in taken)
            seen = _confirmed(now, account_id, arrived, self.today)
            return replace(seen, exported=(*seen.exported, *noted))

        self.plans.edit(ActivityLog, FILE, account_id, edit, self.who)
        known = self._known(account_id)
        for one in taken:
            made.rows[one.object].append(one.row(made.system, known))

    def _known(self, account_id: str) -> Known:
        fed = customer_rows.contacts(self.warehouse, account_id)
        agreed_with = self.plans.open(SuccessPlan, agreed.FILE, account_id).plan
        names = {
            **book_rows.product_names(self.warehouse), **book_rows.colleague_names(self.warehouse),
            **{one.contact_id: one.written_name for one in fed},
            **{one.id: one.name for one in agreed_with.people if one.name},
        }  # fmt: skip
        return Known(account_id, frozenset(one.contact_id for one in fed), names, ZoneInfo(self.zone))

    def _wanted(
        self, account_id: str, log: ActivityLog, system: CrmSystem, arrived: Mapping[str, str]
    ) -> "list[_Record]":
        return [*_activities(account_id, log, system, arrived), *self._people(account_id, log, system)]

    def _people(self, account_id: str, log: ActivityLog, system: CrmSystem) -> "Iterator[_Record]":
        """Those the plan names by an id that the contacts feed does not have, who are still there."""
        if "contacts" not in self.warehouse.feeds:
            return
        fed = {one.contact_id for one in customer_rows.contacts(self.warehouse, account_id)}
        for one in self.plans.open(SuccessPlan, agreed.FILE, account_id).plan.people:
            key = f"contact/{one.id}"
            if one.id and one.name and one.id not in fed and not one.left_on and not last_export(log, key, system):
                person = FoundPerson(one.id, one.name, one.title, one.department)
                yield _Record(account_id, key, CONTACT, "", person=person)


@dataclass(frozen=True)
class _Record:
    """One record on its way."""

    account_id: str
    what: str
    object: str
    digest: str
    kind: ExportKind = ExportKind.FIRST
    activity: LoggedActivity | None = None
    person: FoundPerson | None = None

    def exported(self, system: CrmSystem, who: str, today: date) -> Exported:
        return Exported(
            what=self.what, system=system, object=self.object, kind=self.kind, digest=self.digest, exported_on=today,
            by=who,
        )  # fmt: skip

    def row(self, system: CrmSystem, known: Known) -> Mapping[str, str]:
        if self.person:
            return contact_row(self.person, system, self.account_id)
        return row_of(self.activity, system, self.kind, known) if self.activity else {}


def _activities(
    account_id: str, log: ActivityLog, system: CrmSystem, arrived: Mapping[str, str]
) -> Iterator[_Record]:  # fmt: skip
    """Once each; again only where it says something else than what went out."""
    for one in log.logged:
        last, now = last_export(log, one.id, system), digest_of(one)
        if not is_complete(one) or one.same_as or (last and last.digest == now):
            continue
        if last:
            yield _Record(account_id, one.id, object_of(one, system), now, ExportKind.CORRECTION, one)
        elif steward_id(account_id, one.id) not in arrived:
            yield _Record(account_id, one.id, object_of(one, system), now, activity=one)


def _confirmed(log: ActivityLog, account_id: str, arrived: Mapping[str, str], today: date) -> ActivityLog:
    """What an import brought back by now, noted with its id there."""
    found = tuple(
        replace(one, confirmed_on=today, external_id=arrived[key])
        if not one.confirmed_on and (key := steward_id(account_id, one.what)) in arrived
        else one
        for one in log.exported
    )
    return replace(log, exported=found)


def once_more(plans: Plans, account_id: str, activity_id: str, who: str) -> Saved[ActivityLog]:
    """Its file never reached the CRM: it waits again. Raises PlanNotSaved."""

    def edit(now: ActivityLog) -> ActivityLog:
        left = tuple(one for one in now.exported if one.what != activity_id or one.confirmed_on)
        return replace(now, exported=left)

    return plans.edit(ActivityLog, FILE, account_id, edit, who)


def _packed(made: _Made) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, found in sorted(made.rows.items()):
            packed.writestr(f"{name}.csv", csv_of(COLUMNS[made.system, name], found))
    return timeless(package.getvalue())


def csv_of(columns: Sequence[str], found: Iterable[Mapping[str, str]]) -> bytes:
    """No guard against formulas: an importer runs none, and would take a guarded value for another text."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns), restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: said.replace("\0", "") for name, said in row.items()} for row in found)
    return out.getvalue().encode("utf-8", "replace")
