"""What people logged and found out, as files that a CRM imports: each record once for a system, noted as it goes.

The files are made as somebody takes them; what is in them is written down in the account's `activities.toml` before
they are handed over. A record that was changed since goes out once more, marked “correct in CRM”, for HubSpot's import
changes none of these and a second one would be counted twice. What an import brought back goes nowhere any more."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from steward.briefings.internal.touches.to_export import ToExport, strangers_among, to_export
from steward.errors import PlanNotFound, PlanNotSaved
from steward.exhibits.wording import capital, counted
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.files.store import Plans, Saved
from steward.plans.internal.activities import (
    FILE,
    ActivityLog,
    CrmSystem,
    Exported,
    steward_id,
)
from steward.reproducible_zip import timeless
from steward.services.touches.crm_rows import COLUMNS, CONTACT, Naming, contact_row, object_of, row_of
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

    def export(self, account_ids: Iterable[str], system: CrmSystem) -> bytes:
        """The files in one zip, with what is in them written down. Raises PlanNotFound where nothing waits,
        PlanNotSaved."""
        if not self.who.strip():
            raise PlanNotSaved("Say who you are first: an export is written down with a name.")
        made, arrived = _Made(system), rows.arrived(self.warehouse)
        for account_id in self.plans.begun(account_ids):
            self._one(account_id, made, arrived)
        if not made.rows:
            raise PlanNotFound(NOTHING)
        return _packed(made)

    def _one(self, account_id: str, made: _Made, arrived: Mapping[str, str]) -> None:
        """What waits at an account by the time it is written down, for two may export at once."""
        taken: list[ToExport] = []

        def edit(now: ActivityLog) -> ActivityLog:
            taken.clear()
            taken.extend(self._wanted(account_id, now, made.system, arrived))
            noted = tuple(self._noted(one, made.system) for one in taken)
            seen = _confirmed(now, account_id, arrived, self.today)
            return replace(seen, exported=(*seen.exported, *noted))

        if not self._wanted(account_id, self.plans.open(ActivityLog, FILE, account_id).plan, made.system, arrived):
            return
        self.plans.edit(ActivityLog, FILE, account_id, edit, self.who)
        known = self._known(account_id)
        for one in taken:
            made.rows[_object(one, made.system)].append(_row(one, made.system, known))

    def _noted(self, one: ToExport, system: CrmSystem) -> Exported:
        return Exported(
            what=one.what, system=system, object=_object(one, system), kind=one.kind, digest=one.digest,
            exported_on=self.today, by=self.who,
        )  # fmt: skip

    def _known(self, account_id: str) -> Naming:
        fed = customer_rows.contacts(self.warehouse, account_id)
        agreed_with = self.plans.open(SuccessPlan, agreed.FILE, account_id).plan
        names = {
            **book_rows.product_names(self.warehouse), **book_rows.colleague_names(self.warehouse),
            **{one.contact_id: one.written_name for one in fed},
            **{one.id: one.name for one in agreed_with.people if one.name},
        }  # fmt: skip
        return Naming(account_id, frozenset(one.contact_id for one in fed), names, ZoneInfo(self.zone))

    def _wanted(
        self, account_id: str, log: ActivityLog, system: CrmSystem, arrived: Mapping[str, str]
    ) -> tuple[ToExport, ...]:
        """What waits by what the log says now."""
        strangers: tuple[PlanPerson, ...] = ()
        if "contacts" in self.warehouse.feeds:
            fed = frozenset(one.contact_id for one in customer_rows.contacts(self.warehouse, account_id))
            strangers = strangers_among(self.plans.open(SuccessPlan, agreed.FILE, account_id).plan.people, fed)
        return to_export(account_id, log, system, arrived, strangers)


def _object(one: ToExport, system: CrmSystem) -> str:
    return object_of(one.activity, system) if one.activity else CONTACT


def _row(one: ToExport, system: CrmSystem, known: Naming) -> Mapping[str, str]:
    if one.activity:
        return row_of(one.activity, system, one.kind, known)
    return contact_row(one.person, system, one.account_id) if one.person else {}


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


def how(system: CrmSystem, waits: int) -> str:
    """How a file is imported, and how much of it waits."""
    many = f"{capital(counted(waits, 'record'))} {'waits' if waits == 1 else 'wait'}"
    said = f"{many}: activities, and people the CRM lacks. "
    if system is CrmSystem.SALESFORCE:
        return said + "Data Loader, upsert by the external id Steward_Id__c; the next export you load brings it back."
    return said + "Import calls, meetings and notes with their associations; steward_id is a property of your own."
