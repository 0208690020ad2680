"""One person in one form: what the customer may know of them, and how we read them."""

from dataclasses import replace
from typing import Any

import streamlit as st

from steward.domain.identifiers import slug
from steward.plans.customer.success_plan import PlanPerson
from steward.plans.internal.strategy import Reading
from steward.services.maps import WHOLE, Pair, Person
from steward.services.plans.drafts import PERSON
from steward.ui.kit.cache import warehouse
from steward.ui.kit.typed import begun, forget
from steward.ui.plans.files import Choices
from steward.ui.plans.saving import asked_to_save
from steward.ui.plans.section_form import fields

AGREED = ("name", "title", "department", "reports_to", "left_on")
READ = ("roles", "support", "standing", "coverage", "believed_influence", "note", "touch_every")


def person_form(
    pair: Pair, person: Person | None, map_id: str, choices: Choices, author: str
) -> tuple[Pair, str] | None:  # fmt: skip
    """The form; the plan as it should be once it is saved, and the id of whom it is about. `person` None: somebody new;
    `map_id`: empty where they are read alike on every map."""
    key = f"{PERSON}.{slug(pair.success.account_id)}.{map_id or WHOLE.id}.{slug(person.id) if person else 'new'}"
    written = next((one for one in pair.success.people if person and one.id == person.id), None)
    seen = _seen(written or PlanPerson(id=person.id if person else ""), person)
    reading = _reading(pair, seen.id, map_id)
    left, right = st.columns(2, gap="medium")
    with left:
        st.caption("Agreed with the customer")
        said = fields(PlanPerson, seen, choices, key, AGREED)
    with right:
        st.caption("Ours alone" + (", on this map" if map_id else ""))
        read = fields(Reading, reading, choices, key, READ)
    confirmed = st.checkbox(
        "This is right as of today", help="Sets the day it was last confirmed.", **begun(f"{key}.confirmed", True)
    )
    if not asked_to_save(1, author, "person.save", of=key, label="Save"):
        return None
    if person is None and not said["name"]:
        st.error("A name is needed.")
        return None
    forget(key)
    day: dict[str, Any] = {"confirmed_on": warehouse().today} if confirmed else {}
    if person is None:
        pair, identity = pair.person_added(**said, **day)
        return pair.read(Reading(person=identity, map=map_id, **read, **day)), identity
    agreed = {name: value for name, value in said.items() if value != getattr(seen, name)}
    if agreed:
        pair = pair.person_changed(person.id, **agreed, **day)
    return pair.read(replace(reading, **read, **day)), person.id


def _reading(pair: Pair, person: str, map_id: str) -> Reading:
    """How we read them on a map: what holds on every map, where nothing is said of this one."""
    mine = {one.map: one for one in pair.strategy.readings if person and one.person == person}
    own, general = mine.get(map_id), mine.get("")
    return own or (replace(general, map=map_id) if general else Reading(person=person, map=map_id))


def _seen(written: PlanPerson, person: Person | None) -> PlanPerson:
    """What is written, and what the feed says where nothing is: that is what the form begins with."""
    if person is None:
        return written
    known = {name: getattr(written, name) or getattr(person, name) for name in AGREED}
    return replace(written, **known | {"name": written.name or person.as_written})
