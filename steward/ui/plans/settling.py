"""Two people who edited one file at once: both versions side by side, field by field."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from steward.services.plans.files import Merge, Opened, Versions, edit_conflict, field_told, said, whose
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import forget
from steward.ui.plans.files import plans_with
from steward.ui.plans.saving import conflict_of, fields_of, save, start_anew


def settle(opened: Opened[Any], who: str, names: Mapping[str, str]) -> bool:
    """Where two people edited: show both versions field by field and save what is chosen. Whether it was needed."""
    waiting = st.session_state.get(conflict_of(opened))
    if not waiting:
        return False
    base, mine = waiting
    merge = Merge(base.plan, mine, opened.plan)
    told = partial(field_told, opened.kind, names)
    words = edit_conflict(merge.clashes, told, by=whose(plans_with(opened), opened, who))
    st.warning(plain(f"{words} Nothing is lost: choose what each field should say."), icon=":material/call_merge:")
    if st.session_state.setdefault(_asked_of(opened), opened.digest) != opened.digest:
        st.info("It was saved once more while you chose: nothing of yours is saved yet, choose again.")
    picked = [_choose(versions, opened, names) for versions in merge.fields]
    _show_theirs(merge, opened, names)
    left, right = st.columns(2)
    of, decided = _asked(opened), bool(who) and None not in picked
    with left:
        chose = kept_button("Save what I chose", f"{of}.save", of=of, kind="primary", enabled=decided)
    with right:
        dropped = kept_button("Discard", f"conflict.{fields_of(opened)}.drop", of=f"{of}.drop")
    if chose:
        chosen = {number for number, choice in enumerate(picked) if choice == MINE}
        st.session_state.pop(conflict_of(opened))
        if save(opened, merge.resolved(chosen), who):
            _settled(opened, merge)
        st.rerun()
    if dropped:
        start_anew(opened)
        _settled(opened, merge)
        st.rerun()
    return True


def _settled(opened: Opened[Any], merge: Merge[Any]) -> None:
    """Nothing is being typed any more in the sections that were chosen from."""
    st.session_state.pop(_asked_of(opened), None)
    for section in {versions.change.section for versions in merge.fields}:
        forget(f"{fields_of(opened)}.{section}")


MINE, THEIRS = "Mine", "Theirs"


def _asked_of(opened: Opened[Any]) -> str:
    """Where it is kept which state was asked about at first."""
    return f"{conflict_of(opened)}.asked"


def _asked(opened: Opened[Any]) -> str:
    """What the names of choices and button begin with. Where somebody saved again all is asked again: what was chosen
    and pressed was of another question."""
    return f"conflict.{fields_of(opened)}.{opened.digest[:12]}"


def _choose(versions: Versions, opened: Opened[Any], names: Mapping[str, str]) -> str | None:
    """One field in both versions. Where only I changed it mine is chosen; where both did, the reader must choose."""
    change = versions.change
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(_place(versions, opened))}**")
        before, theirs, mine = st.columns(3)
        for place, heading, value in (
            (before, "When you began", change.before),
            (theirs, "Theirs", versions.theirs),
            (mine, "Mine", change.after),
        ):
            place.caption(heading)
            place.markdown(plain(said(opened.sections, change.section, change.key, value, names)))
        index, key = None if versions.clash else 0, f"{_asked(opened)}.{'.'.join(change.place)}"
        return st.radio("Keep", [MINE, THEIRS], index, key=key, horizontal=True)


def _place(versions: Versions, opened: Opened[Any]) -> str:
    change = versions.change
    section = opened.sections[change.section]
    key = section.keys[change.key].label if change.key else "order" if change.orders else "the whole entry"
    return " · ".join(filter(None, (section.label, versions.entry_label, key)))


def _show_theirs(merge: Merge[Any], opened: Opened[Any], names: Mapping[str, str]) -> None:
    """What they changed besides: it stays."""
    mine = {versions.change.place for versions in merge.fields}
    others = [change for change in merge.made_by_them if change.place not in mine]
    if others:
        with st.expander(f"What they changed besides ({len(others)}); it stays"):
            for change in others:
                label = " · ".join(filter(None, (opened.sections[change.section].label, change.entry)))
                value = said(opened.sections, change.section, change.key, change.after, names)
                st.markdown(f"- {plain(label)}: {plain(value)}")
