"""The relationship map on a page: which map, drawn and edited, what follows, and the same as tables."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.maps.relationship_map import Finding, MapBriefing
from steward.briefings.internal.maps.source import MapSource
from steward.domain.identifiers import slug
from steward.domain.labels import told_apart
from steward.exhibits.wording import counted
from steward.plans.internal.account import AccountPlan
from steward.services import maps
from steward.services.maps import WHOLE, Pair
from steward.services.plans.account_plans import AGREED, OURS
from steward.ui.kit import show
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import kept, warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.undo import refused, tell_saved
from steward.ui.maps.editor import MapChanges, edit_map
from steward.ui.maps.files import download_map
from steward.ui.maps.people import note_departure, open_person, show_person
from steward.ui.maps.places import places_table
from steward.ui.plans import files as plan_files
from steward.ui.plans.editor import edit_section
from steward.ui.plans.saving import asked_to_save, base_of, follow, save
from steward.ui.plans.settling import settle

PLACES = "places"
TABLES = {"readings": OURS, "influence": OURS, "acquaintances": OURS, "maps": OURS, "people": AGREED}


def source_of(subject: Subject, now: AccountPlan) -> MapSource:
    """The account, the map chosen at the top of the page, and the plan that was last drawn here."""
    plan = AccountPlan(base_of(now.success), base_of(now.strategy))
    names = told_apart({one.id: one.name for one in plan.strategy.plan.maps} or {WHOLE.id: WHOLE.name})
    wanted = in_address("map")
    options = list(names)
    if len(options) > 1:
        chosen = st.pills(
            "Map", options, default=wanted if wanted in options else options[0],
            format_func=lambda one: plain(names[one]), label_visibility="collapsed", key=f"map.{subject.account_id}",
        )  # fmt: skip
    else:
        chosen = options[0]
    chosen = chosen or options[0]
    to_address("map", chosen)
    return maps.source(subject, plan, chosen)


def settled(source: MapSource, now: AccountPlan, author: str) -> bool:
    """Where two people edited at once: both versions, to choose from. Whether that is what the page shows now."""
    names = _choices(source).names
    agreed_needed = settle(now.success, author, names)
    return settle(now.strategy, author, names) or agreed_needed


def edit(source: MapSource, brief: MapBriefing, now: AccountPlan, author: str) -> None:
    """The picture to drag people and draw lines in, and what is done with what was done."""
    save_pair = partial(_save, source, author=author)
    with st.container(horizontal=True):
        of, moved = f"{slug(source.subject.account_id)}.{source.map_id}", bool(author and brief.moved)
        new, icon = f"{of}.new", ":material/person_add:"
        if kept_button("Add a person", "map.person", of=new, icon=icon, enabled=bool(author)):
            open_person(source)
        note_departure(source, _pair(source), author, save_pair)
        if kept_button("Put everybody back", "map.back", of=of, icon=":material/grid_view:", enabled=moved):
            _save(source, _pair(source).put_back(source.map_id), author)
        download_map(source, brief)
    if not author:
        st.caption("Say who you are to change the map.")
    changes = edit_map(brief.picture, key=f"editor.{slug(source.subject.account_id)}.{source.map_id}")
    if changes is not None:
        _apply(source, changes, author)
    for drawn, file in ((source.plan.success, now.success), (source.plan.strategy, now.strategy)):
        follow(drawn, file, edited=False)
    show_person(source, _pair(source), _choices(source), author, save_pair)
    tell_saved(source.subject.account_id, author)


def _apply(source: MapSource, changes: MapChanges, author: str) -> None:
    """What the picture sent: a person to open, or changes to save."""
    if changes.open:
        open_person(source, changes.open)
        return
    if not author:
        st.warning("Nothing is saved yet: say who you are first.", icon=":material/person:")
        return
    pair = _pair(source).moved(source.map_id, changes.moved)
    for line in changes.removed:
        pair = pair.line_removed(line)
    for line in changes.added:
        pair = pair.line_added(line, warehouse().today)
    _save(source, pair, author)


def _pair(source: MapSource) -> Pair:
    return Pair(source.plan.success.plan, source.plan.strategy.plan)


def _save(source: MapSource, pair: Pair, author: str) -> None:
    """Whatever changed, in either file."""
    both = ((source.plan.success, pair.success), (source.plan.strategy, pair.strategy))
    for number, (opened, plan) in enumerate(one for one in both if one[1] != one[0].plan):
        save(opened, plan, author, with_last=number > 0)
    for note in pair.notes:
        refused(note)
    st.rerun()


def findings(found: Sequence[Finding]) -> None:
    """What follows from a map, each in words, two side by side."""
    for start in range(0, len(found), 2):
        row = found[start : start + 2]
        for place, finding in zip(st.columns(2, gap="medium"), row, strict=False):
            with place:
                show.points(finding.title, finding.sentences)


def what_if(source: MapSource, brief: MapBriefing) -> None:
    """What would be lost if somebody left."""
    labels = _choices(source).names
    people = {person.id: labels.get(person.id, person.name) for person in source.network.people if person.here}
    if not people:
        return
    st.markdown("## What if somebody leaves", anchors=False)
    likeliest = next(iter(brief.missed), None)
    options = list(people)
    chosen = st.selectbox(
        "Who", options, options.index(likeliest) if likeliest in people else 0, format_func=lambda one: people[one],
        label_visibility="collapsed", key=f"whatif.{source.subject.account_id}.{source.map_id}",
    )  # fmt: skip
    told = kept(lambda: maps.departure(source, chosen), "what if", source.key, chosen)
    show.points("", told)


def tables(source: MapSource, now: AccountPlan, author: str) -> None:
    """Everything the picture can do, as tables to type into."""
    st.markdown("## The same as tables", anchors=False)
    sections = {name: now.file(file).sections[name] for name, file in TABLES.items()}
    labels = {name: section.label for name, section in sections.items()} | {PLACES: "Places"}
    wanted = in_address("table")
    chosen = st.pills(
        "Table",
        list(labels),
        default=wanted if wanted in labels else None,
        label_visibility="collapsed",
        format_func=lambda name: plain(labels[name]),
    )
    if chosen:
        to_address("table", chosen)
    if chosen == PLACES:
        _edit_places(source, author)
    elif chosen:
        edit_section(source.subject.account_id, now.file(TABLES[chosen]), sections[chosen], author, alone=False)


def _edit_places(source: MapSource, author: str) -> None:
    state = source.plan.strategy.digest[:12]
    moved, back = places_table(source, f"places.{slug(source.subject.account_id)}.{source.map_id}.{state}")
    changed = len(moved.keys() | set(back))
    label = f"Save {counted(changed, 'place')}" if changed else "Save"
    if asked_to_save(
        changed, author, "places.save", of=f"places.{slug(source.subject.account_id)}.{source.map_id}", label=label
    ):
        _save(source, _pair(source).moved(source.map_id, moved).put_back(source.map_id, back), author)


def _choices(source: MapSource) -> plan_files.Choices:
    return plan_files.choices(source.subject.account_id, source.plan.success.plan)
