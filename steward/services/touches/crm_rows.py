"""One record as a row of a file that a CRM imports: Salesforce's Task and Event, HubSpot's calls, meetings and notes.

A mail is a note in HubSpot, whose import takes none; a call or meeting without a time of day stands at noon there, and
in Salesforce a meeting is of the whole day."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from steward.plans.customer.success_plan import PlanPerson
from steward.plans.internal.activities import (
    ActivityKind,
    CrmSystem,
    Direction,
    ExportKind,
    LoggedActivity,
    steward_id,
)

TASK, EVENT, CALLS, MEETINGS, NOTES, CONTACT = "Task", "Event", "calls", "meetings", "notes", "Contact"
LONGEST_SUBJECT, LONGEST_WORDS = 255, 30_000
USUAL_MINUTES = 30
SALESFORCE_COMMON = ("Steward_Id__c", "Subject", "WhoId", "WhatId", "OwnerId", "Description")
COLUMNS: Mapping[tuple[CrmSystem, str], Sequence[str]] = {
    (CrmSystem.SALESFORCE, TASK): (
        *SALESFORCE_COMMON, "ActivityDate", "Status", "Priority", "TaskSubtype", "CallDurationInSeconds",
    ),
    (CrmSystem.SALESFORCE, EVENT): (*SALESFORCE_COMMON, "StartDateTime", "EndDateTime", "IsAllDayEvent"),
    (CrmSystem.SALESFORCE, CONTACT): ("Steward_Id__c", "AccountId", "FirstName", "LastName", "Title", "Department"),
    (CrmSystem.HUBSPOT, CALLS): (
        "steward_id", "hs_timestamp", "hs_call_title", "hs_call_body", "hs_call_direction", "hs_call_duration",
        "hs_call_status", "hubspot_owner_id", "Company ID", "Contact ID", "Deal ID",
    ),
    (CrmSystem.HUBSPOT, MEETINGS): (
        "steward_id", "hs_timestamp", "hs_meeting_title", "hs_meeting_body", "hs_meeting_start_time",
        "hs_meeting_end_time", "hs_meeting_outcome", "hubspot_owner_id", "Company ID", "Contact ID", "Deal ID",
    ),
    (CrmSystem.HUBSPOT, NOTES): (
        "steward_id", "hs_timestamp", "hs_note_body", "hubspot_owner_id", "Company ID", "Contact ID", "Deal ID",
    ),
    (CrmSystem.HUBSPOT, CONTACT): ("steward_id", "firstname", "lastname", "jobtitle", "Company ID"),
}  # fmt: skip
SUBTYPES = {ActivityKind.CALL: "Call", ActivityKind.MAIL: "Email", ActivityKind.MEETING: "Task"}


@dataclass(frozen=True)
class Naming:
    """What the rows of an account need: `fed`: the people the CRM knows by an id; `names`: of everybody; `zone`: whose
    clock the times are of."""

    account_id: str
    fed: frozenset[str]
    names: Mapping[str, str]
    zone: ZoneInfo


def object_of(one: LoggedActivity, system: CrmSystem) -> str:
    """As what it goes there."""
    if system is CrmSystem.SALESFORCE:
        return EVENT if one.kind is ActivityKind.MEETING else TASK
    return {ActivityKind.CALL: CALLS, ActivityKind.MEETING: MEETINGS}.get(one.kind or ActivityKind.MAIL, NOTES)


def row_of(one: LoggedActivity, system: CrmSystem, kind: ExportKind, known: Naming) -> Mapping[str, str]:
    """Its cells by column."""
    make = _salesforce if system is CrmSystem.SALESFORCE else _hubspot
    return make(one, kind, known)


def _subject(one: LoggedActivity, kind: ExportKind) -> str:
    marked = "[correct in CRM] " if kind is ExportKind.CORRECTION else ""
    return f"{marked}{' '.join(one.subject.split())}"[:LONGEST_SUBJECT]


def _words(one: LoggedActivity, known: Naming) -> str:
    """The note, with everybody who was there: a CRM's import takes one contact."""
    people = ", ".join(known.names.get(each, each) for each in one.people)
    products = ", ".join(known.names.get(each, each) for each in one.products)
    told = (one.note, f"With: {people}" if people else "", f"Products: {products}" if products else "")
    return "\n\n".join(filter(None, told))[:LONGEST_WORDS]


def _who(one: LoggedActivity, known: Naming) -> str:
    return next((each for each in one.people if each in known.fed), "")


def _utc(moment: datetime, known: Naming, minutes: float = 0) -> str:
    """So many minutes after a moment of the company's clock, which may be put forward or back in between. What lies at
    an end of the calendar, where no clock can be held against another, stays as it is written."""
    with suppress(OverflowError):
        moment = moment.replace(tzinfo=known.zone).astimezone(UTC) + timedelta(minutes=minutes)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _salesforce(one: LoggedActivity, kind: ExportKind, known: Naming) -> Mapping[str, str]:
    common = {
        "Steward_Id__c": steward_id(known.account_id, one.id), "Subject": _subject(one, kind),
        "WhoId": _who(one, known), "WhatId": one.opportunity or known.account_id, "OwnerId": one.ours,
        "Description": _words(one, known),
    }  # fmt: skip
    if one.kind is ActivityKind.MEETING:
        return {**common, **_event(one, known)}
    return {
        **common, "ActivityDate": f"{one.moment:%Y-%m-%d}", "Status": "Completed", "Priority": "Normal",
        "TaskSubtype": SUBTYPES[one.kind or ActivityKind.MAIL],
        "CallDurationInSeconds": f"{one.minutes * 60:.0f}" if one.minutes and one.kind is ActivityKind.CALL else "",
    }  # fmt: skip


def _event(one: LoggedActivity, known: Naming) -> Mapping[str, str]:
    if not one.at:
        day = f"{one.moment:%Y-%m-%d}T00:00:00Z"
        return {"StartDateTime": day, "EndDateTime": day, "IsAllDayEvent": "true"}
    ends = _utc(one.moment, known, one.minutes or USUAL_MINUTES)
    return {"StartDateTime": _utc(one.moment, known), "EndDateTime": ends, "IsAllDayEvent": "false"}


def _hubspot(one: LoggedActivity, kind: ExportKind, known: Naming) -> Mapping[str, str]:
    began = one.moment if one.at else datetime.combine(one.moment.date(), time(12))
    common = {
        "steward_id": steward_id(known.account_id, one.id), "hs_timestamp": _utc(began, known),
        "hubspot_owner_id": one.ours, "Company ID": known.account_id, "Contact ID": _who(one, known),
        "Deal ID": one.opportunity,
    }  # fmt: skip
    if one.kind is ActivityKind.CALL:
        return {
            **common, "hs_call_title": _subject(one, kind), "hs_call_body": _words(one, known),
            "hs_call_direction": "INBOUND" if one.direction is Direction.IN else "OUTBOUND",
            "hs_call_duration": f"{one.minutes * 60_000:.0f}" if one.minutes else "", "hs_call_status": "COMPLETED",
        }  # fmt: skip
    if one.kind is ActivityKind.MEETING:
        ends = _utc(began, known, one.minutes or USUAL_MINUTES)
        return {
            **common, "hs_meeting_title": _subject(one, kind), "hs_meeting_body": _words(one, known),
            "hs_meeting_start_time": _utc(began, known), "hs_meeting_end_time": ends,
            "hs_meeting_outcome": "COMPLETED",
        }  # fmt: skip
    return {**common, "hs_note_body": "\n\n".join(filter(None, (_subject(one, kind), _words(one, known))))}


def contact_row(one: PlanPerson, system: CrmSystem, account_id: str) -> Mapping[str, str]:
    """As a contact to be made."""
    first, _, last = one.name.strip().rpartition(" ")
    key = steward_id(account_id, f"contact/{one.id}")
    if system is CrmSystem.SALESFORCE:
        return {
            "Steward_Id__c": key, "AccountId": account_id, "FirstName": first, "LastName": last, "Title": one.title,
            "Department": one.department,
        }  # fmt: skip
    return {"steward_id": key, "firstname": first, "lastname": last, "jobtitle": one.title, "Company ID": account_id}
