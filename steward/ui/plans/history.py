"""The history of a plan on a page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.exhibits.wording import capital, counted
from steward.plans.internal.account import AccountPlan
from steward.services.plans.account_plans import AGREED, OURS, changed_last
from steward.services.plans.files import Event, Opened, PlanChange, history, said
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.escape import plain
from steward.ui.kit.selection import saying_no
from steward.ui.kit.undo import tell_saved
from steward.ui.plans import files as plan_files
from steward.ui.plans.files import plans_with
from steward.ui.plans.saving import fields_of, pressed, restore

NAMES = {AGREED: "Success plan", OURS: "Strategy"}
SHOWN, CHANGES = 50, 30
HOW = {"saved": "saved", "started": "started the plan", "restored": "restored an earlier version"}


def choose_file(plan: AccountPlan) -> Opened[Any]:
    """Which of the two files: the one that the address names, else the one that changed last."""
    wanted, latest = in_address("file"), changed_last(plan_files.plans(), plan)
    picked = st.segmented_control(
        "Plan", list(NAMES), default=wanted if wanted in NAMES else latest, format_func=lambda one: NAMES[one],
        label_visibility="collapsed", required=True, key=f"history.file.{plan.success.account_id}",
    )  # fmt: skip
    to_address("file", picked if picked != latest else "")
    return plan.file(picked or latest)


def events(file: Opened[Any]) -> tuple[Event, ...]:
    """What happened to the file, the latest first."""
    return history(plan_files.plans(), file)


def sentence(found: Sequence[Event]) -> str:
    """The history in a sentence."""
    if not found:
        return "Nothing was changed in Steward yet"
    people = len({event.who for event in found if event.who})
    return capital(f"{counted(len(found), 'change')} by {counted(people, 'person', 'people')}")


def show_events(subject: Subject, file: Opened[Any], found: Sequence[Event], author: str) -> None:
    """Each event with what it changed, and a way back to where it led."""
    tell_saved(subject.account_id, author)
    if not found:
        st.info("Every save is kept here: who made it, when, and what it changed. So are edits of the file itself.")
    names = plan_files.choices(subject.account_id, plan_files.success_plan(subject.account_id).plan).names
    for number, event in zip(range(len(found), 0, -1), found[:SHOWN], strict=False):
        with st.expander(_heading(event), icon=_icon(event)):
            _changes(file, event, names)
            if event.readable:
                _version(file, event, author, number)
    if len(found) > SHOWN:
        st.caption(f"The {len(found) - SHOWN} earlier changes are in journal.jsonl, beside the plan.")


def _heading(event: Event) -> str:
    when = f"{event.at:%-d %b %Y, %H:%M} UTC" if event.at else "Since the last save"
    who = event.who or "Somebody"
    what = HOW.get(event.how, event.how)
    count = counted(len(event.changes), "field") if event.changes else ""
    tail = "" if event.came_about else "cut off before it came about"
    return plain(" · ".join(filter(None, (when, f"{who} {what}", count, tail))))


def _icon(event: Event) -> str:
    return ":material/history:" if event.came_about else ":material/block:"


def _changes(file: Opened[Any], event: Event, names: Any) -> None:
    """From what to what, field by field."""
    for change in event.changes[:CHANGES]:
        before = said(file.sections, change.section, change.key, change.before, names)
        after = said(file.sections, change.section, change.key, change.after, names)
        st.markdown(f"- **{plain(_place(file, change))}**: {plain(before)} → {plain(after)}")
    if len(event.changes) > CHANGES:
        st.caption(f"and {len(event.changes) - CHANGES} more fields")
    if not event.changes and event.how not in HOW:
        st.caption("Changed in the file itself; Steward keeps the state it found at the next save.")


def _place(file: Opened[Any], change: PlanChange) -> str:
    section = file.sections.get(change.section)
    if section is None:
        return change.section
    keys = section.keys
    key = keys[change.key].label if change.key in keys else "order" if change.orders else ""
    return " · ".join(filter(None, (section.label, change.entry, key)))


def _version(file: Opened[Any], event: Event, author: str, number: int) -> None:
    """The state an event led to: to read, and to bring back."""
    with saying_no():
        content = plan_files.plans().version(file.account_id, file.file, event.version)
    st.code(content.decode("utf-8", "replace"), language="toml", height=240)
    if event.version == file.digest:
        st.caption("This is the plan as it is now.")
    elif why := plans_with(file).why_not(file):
        st.caption(plain(why))
    elif pressed("Restore this version", author, f"restore.{event.version}.{number}", of=fields_of(file)):
        restore(file, event.version, author)
        st.rerun()
