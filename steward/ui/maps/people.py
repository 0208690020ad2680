"""One of the people of a map, or somebody new, beside it; and who has left."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from steward.briefings.internal.maps.source import MapSource
from steward.domain.identifiers import slug
from steward.domain.labels import told_apart
from steward.services.maps import WHOLE, Pair, Person
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.typed import begun, forget
from steward.ui.maps.person_form import person_form
from steward.ui.plans.files import Choices
from steward.ui.plans.saving import pressed

ADDRESS = "person"
OPENED = "person.opened"
NEW = "Somebody new"
MOST_PILLS = 20
"""As many people are seen at a glance; of more, one is looked for."""
Save = Callable[[Pair], None]


def open_person(source: MapSource, person_id: str = "") -> None:
    """Somebody was pressed on the map, or asked for who is not there yet."""
    st.session_state[OPENED] = _key(source, person_id)


def show_person(source: MapSource, pair: Pair, choices: Choices, author: str, save: Save) -> None:
    """Who was opened, or is chosen; kept in the URL. After a save whoever was new is one of the others."""
    people: dict[str, Person | None] = {_key(source, one.id): one for one in source.network.people}
    known = {**people, _key(source): None}
    asked = st.session_state.pop(OPENED, None)
    if not in_address(ADDRESS).startswith(_key(source)):
        to_address(ADDRESS, ())
    found = pick(
        {key: (one,) for key, one in known.items()}, [asked], partial(_named, choices), "Person",
        "Choose somebody, or press them on the map", ADDRESS,
    )  # fmt: skip
    if not found:
        return
    (person,) = found
    with side_panel(ADDRESS):
        st.markdown(f"## {plain(person.name if person else 'Add a person')}", anchors=False)
        scope = "" if source.map_id == WHOLE.id else source.map_id
        if changed := person_form(pair, person, scope, choices, author):
            open_person(source, changed[1])
            save(changed[0])


def _key(source: MapSource, person_id: str = "") -> str:
    """Of this account alone: on the next one nobody is open."""
    return f"{source.subject.account_id}~{person_id}"


def _named(choices: Choices, one: tuple[Person | None]) -> str:
    return choices.names.get(one[0].id, one[0].name) if one[0] else NEW


def note_departure(source: MapSource, pair: Pair, author: str, save: Save) -> None:
    """Who has left, and when: two presses, because map, health and week all follow from it."""
    here = {one.id: one for one in source.network.people if one.here}
    if not here:
        return
    of = f"departure.{slug(source.subject.account_id)}"
    with st.popover("Note a departure", icon=":material/person_remove:", disabled=not author):
        names = told_apart({key: one.name for key, one in here.items()})
        ranked = sorted(here, key=lambda key: (not here[key].decides, not here[key].roles, names[key]))
        who = _choose(ranked, names, f"{of}.who")
        day = st.date_input("Last day", format="YYYY-MM-DD", **begun(f"{of}.day", source.subject.now))
        if pressed("Save", author, "departure.save", of=of, kind="primary"):
            if who:
                forget(of)
                save(pair.person_changed(who, left_on=day, confirmed_on=warehouse().today))
            st.warning("Say who has left first.", icon=":material/person:")


def _choose(ranked: list[str], names: dict[str, str], key: str) -> str | None:
    entry = begun(key, None)
    if st.session_state[entry["key"]] not in ranked:  # a draft of somebody who has left since
        st.session_state[entry["key"]] = None
    chosen: str | None
    if len(ranked) <= MOST_PILLS:
        chosen = st.pills("Who", ranked, format_func=lambda one: plain(names[one]), **entry)
    else:
        chosen = st.selectbox("Who", ranked, None, format_func=names.__getitem__, **entry)
    return chosen
