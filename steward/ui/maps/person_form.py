"""One person in one form: what the customer may know of them, and how we read them."""

from dataclasses import replace
from typing import Any

import streamlit as st

from steward.plans.customer.success_plan import PlanPerson
from steward.plans.internal.map_edits import Pair
from steward.plans.internal.strategy import Reading
from steward.relationships.model import Person
from steward.ui.kit.cache import warehouse
from steward.ui.plans.files import Choices
from steward.ui.plans.section_form import fields, once

AGREED = ("name", "title", "department", "reports_to", "left_on")
READ = ("roles", "support", "standing", "coverage", "believed_influence", "note")


def person_form(pair: Pair, person: Person | None, map_id: str, choices: Choices) -> Pair | None:
    """The form; the plan as it should be once it is saved. `person` None: somebody new."""
    key = f"person.{person.id if person else 'new'}.{map_id}"
    written = next((one for one in pair.success.people if person and one.id == person.id), None)
    shown = written or PlanPerson(id=person.id if person else "")
    with st.form(key, border=False):
        left, right = st.columns(2, gap="medium")
        with left:
            st.caption("Agreed with the customer")
            said = fields(PlanPerson, _seen(shown, person), choices, key, AGREED, once)
        with right:
            st.caption("Ours alone" + (", on this map" if map_id else ""))
            general = next(
                (one for one in pair.strategy.readings if person and one.person == person.id and not one.map), None
            )
            own = next(
                (one for one in pair.strategy.readings if person and one.person == person.id and one.map == map_id),
                None,
            )
            reading = own or (replace(general, map=map_id) if general else Reading(person=shown.id, map=map_id))
            read = fields(Reading, reading, choices, key, READ, once)
        confirmed = st.checkbox("This is right as of today", value=True, help="Sets the day it was last confirmed.")
        if not st.form_submit_button("Save", type="primary"):
            return None
    day: dict[str, Any] = {"confirmed_on": warehouse().today} if confirmed else {}
    if person is None:
        if not said["name"]:
            st.error("A name is needed.")
            return None
        pair, identity = pair.person_added(**said, **day)
        return pair.read(Reading(person=identity, map=map_id, **read, **day))
    agreed = {name: value for name, value in said.items() if value != getattr(_seen(shown, person), name)}
    if agreed:
        pair = pair.person_changed(person.id, **agreed, **day)
    return pair.read(replace(reading, **read, **day))


def _seen(written: PlanPerson, person: Person | None) -> PlanPerson:
    """What is written, and what the feed says where nothing is: that is what the form begins with."""
    if person is None:
        return written
    known = {name: getattr(written, name) or getattr(person, name) for name in AGREED}
    return replace(written, **known)
