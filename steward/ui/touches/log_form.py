"""A call, meeting or mail logged where one looks at the account: today, by me, with whom one speaks to most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.identifiers import slug
from steward.exhibits.wording import capital
from steward.plans.internal.activities import LONGEST, ActivityKind, Direction, LoggedActivity
from steward.services.touches import log
from steward.ui.kit.cache import warehouse, workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.typed import begun, begun_with, forget, is_typed, rests_on
from steward.ui.kit.undo import can_undo, tell_saved
from steward.ui.kit.who import known_name, may_say_who, person
from steward.ui.plans.files import Choices, choices, plans, success_plan
from steward.ui.plans.saving import asked_to_save
from steward.ui.plans.step_back import press
from steward.ui.touches.brought_form import bring_files

ICONS = {
    ActivityKind.CALL: ":material/call:",
    ActivityKind.MEETING: ":material/groups:",
    ActivityKind.MAIL: ":material/mail:",
}
LOG = "Log a call, meeting or mail"
DRAFT = "log"
"""What a draft of it rests on: nothing that is saved."""


@dataclass(frozen=True)
class Author:
    """Who logs: their name, under which it is kept, and their id among our people where they have one."""

    name: str
    key: str


def place_of(account_id: str) -> str:
    """What the fields and the saves of an account's log are called."""
    return f"log.{slug(account_id)}"


def ask_to_log(subject: Subject) -> None:
    """The quiet button that opens the form; a draft in it is told."""
    place = place_of(subject.account_id)
    now = _is_open(place)
    label = f"{LOG} (begun)" if is_typed(place) and not now else LOG
    args = (f"{place}.open", now)
    st.button(label, icon=":material/add_call:", type="tertiary", key="log.open", on_click=_toggle, args=args)


def _toggle(opened: str, now: bool) -> None:
    st.session_state[opened] = not now


def _is_open(place: str) -> bool:
    """As somebody said; at first where an earlier session left a draft in it."""
    return bool(st.session_state.get(f"{place}.open", bool(begun_with(place))))


def log_here(subject: Subject) -> None:
    """The form, where somebody opened it, and what became of the last save."""
    place = place_of(subject.account_id)
    if _is_open(place):
        with st.container(border=True, key="log"):
            log_form(subject.account_id)
    elif can_undo(place):
        tell_saved(place, known_name(), "log.undo", "Undo what was logged")


def log_form(account_id: str, with_whom: str = "") -> None:
    """What to log of an account, with the button. `with_whom`: whom it is about, else whom one speaks to most."""
    place = place_of(account_id)
    rests_on(place, DRAFT)
    known = choices(account_id, success_plan(account_id).plan)
    kind = _kind(f"{place}.kind")
    day, at, minutes = _when(place, kind)
    people = _people(account_id, known, place, with_whom)
    author = _author(place)
    named = [known.people[one] for one in people]
    subject = st.text_input("About", placeholder=log.subject_of(kind, named, ""), **begun(f"{place}.subject", ""))
    direction, opportunity, products = _more(known, place)
    note = st.text_area("Note", height=80, placeholder="What was said, what follows", **begun(f"{place}.note", ""))
    made = LoggedActivity(
        id="", kind=kind, subject=log.subject_of(kind, named, subject), on=day, at=at.strip(), minutes=minutes,
        direction=direction, people=tuple(people), ours=author.key, opportunity=opportunity or "",
        products=tuple(products), note=note.strip(), by=author.name, logged_on=warehouse().today,
    )  # fmt: skip
    if why := log.wrong_when(made, warehouse().today):
        st.caption(plain(why))
    with st.container(horizontal=True):
        if asked_to_save(1, author.name, "log.save", of=place, label="Log it", wrong=_wrong(made)):
            save_logged(account_id, [made])
        tell_saved(place, author.name, "log.undo", "Undo what was logged")
    bring_files(account_id, author.name, author.key)


def save_logged(account_id: str, new: Sequence[LoggedActivity]) -> None:
    """Write it down, say so, and begin the form anew."""
    place, who = place_of(account_id), new[0].by
    signed = [one if one.id else _with_id(one) for one in new]
    if press(place, partial(log.log, plans(), account_id, signed, who), "Logged."):
        forget(place)
    st.rerun()


def _with_id(one: LoggedActivity) -> LoggedActivity:
    return replace(one, id=log.new_id(one.on or warehouse().today))


def _wrong(made: LoggedActivity) -> str:
    when = log.wrong_when(made, warehouse().today)
    return when or ("" if made.subject else "Say with whom, or about what.")


def _kind(key: str) -> ActivityKind:
    entry = begun(key, ActivityKind.CALL)
    picked = st.segmented_control(
        "What", list(ActivityKind), format_func=lambda one: f"{ICONS[one]} {capital(one)}",
        label_visibility="collapsed", **entry,
    )  # fmt: skip
    return picked or ActivityKind.CALL


def _when(place: str, kind: ActivityKind) -> tuple[date | None, str, float | None]:
    left, middle, right = st.columns(3)
    today = warehouse().today
    day = left.date_input("Day", None, format="YYYY-MM-DD", **begun(f"{place}.day", today))
    at = middle.text_input("At", placeholder=f"{_now():%H:%M}", help="Empty = not known.", **begun(f"{place}.at", ""))
    minutes = None
    if kind is not ActivityKind.MAIL:
        minutes = right.number_input(
            "Minutes",
            value=None,
            min_value=0.0,
            max_value=float(LONGEST),
            step=5.0,
            format="%.0f",
            **begun(f"{place}.minutes", None, (0, LONGEST)),
        )
    return day if isinstance(day, date) else None, at, int(minutes) if minutes else None


def _now() -> datetime:
    return datetime.now(ZoneInfo(workspace().settings.timezone))


def _people(account_id: str, known: Choices, place: str, with_whom: str) -> list[str]:
    asked = [with_whom] if with_whom in known.people else []
    first = asked or list(log.first_people(warehouse(), plans(), account_id, known.people))
    entry = begun(f"{place}.people", first)
    st.session_state[entry["key"]] = [one for one in st.session_state[entry["key"]] if one in known.people]
    return list(st.multiselect("With", list(known.people), format_func=known.people.__getitem__, **entry))


def _author(place: str) -> Author:
    """Known, or asked for here: the page may ask for it elsewhere by another name."""
    name = known_name()
    if name or not may_say_who():
        return Author(name, person() if person() in colleague_labels() else "")
    us = colleague_labels()
    chosen = st.selectbox(
        "By", list(us), None, format_func=us.__getitem__, placeholder="Who of us", **begun(f"{place}.ours", None)
    )
    return Author(us.get(chosen or "", ""), chosen or "")


def _more(known: Choices, place: str) -> tuple[Direction | None, str | None, list[str]]:
    """What is seldom said: who began it, what is being sold, which products."""
    left, middle, right = st.columns(3)
    direction = left.selectbox(
        "Direction",
        list(Direction),
        None,
        format_func=lambda one: capital(one),
        placeholder="Not said",
        **begun(f"{place}.direction", None),
    )
    opportunity = middle.selectbox(
        "Opportunity",
        list(known.opportunities),
        None,
        format_func=lambda one: known.opportunities.get(one, one),
        placeholder="None",
        **begun(f"{place}.opportunity", None),
    )
    products = right.multiselect(
        "Products",
        list(known.products),
        format_func=lambda one: known.products.get(one, one),
        placeholder="None",
        **begun(f"{place}.products", []),
    )
    return direction, opportunity, list(products)
