"""Saving what was edited: as one person, or with both versions side by side when two edited at once."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from steward.domain.identifiers import slug
from steward.errors import PlanChangedMeanwhile, PlanNotSaved, VersionNotFound
from steward.exhibits.wording import counted
from steward.plans.files.keys import keys_of, sections_of
from steward.plans.files.merge import Merge, Versions
from steward.plans.files.store import Opened
from steward.ui.kit.escape import plain
from steward.ui.plans.files import plans_of
from steward.ui.plans.values import said
from steward.ui.typed import forget, is_typed


def base_of(opened: Opened[Any]) -> Opened[Any]:
    """The state of a file that the widgets of this page are filled from: what it was when somebody began to edit."""
    held: Opened[Any] = st.session_state.setdefault(_base(opened), opened)
    return held


def follow(base: Opened[Any], opened: Opened[Any], edited: bool) -> None:
    """Somebody else saved meanwhile: show what they saved, unless there are edits that would be lost by it."""
    if base.digest != opened.digest and not edited:
        st.session_state[_base(opened)] = opened
        st.rerun()


def fields_of(opened: Opened[Any]) -> str:
    """What the names of all fields of a file begin with; the section comes next."""
    return f"{slug(opened.account_id)}.{slug(opened.file)}"


def asked_to_save(made: int, who: str, key: str, *, label: str = "", wrong: str = "") -> bool:
    """The button, and whether it was pressed with something to save. Whoever goes to it from a field ends the typing
    with the same tap: so it does not wait for the change to be known, and says where there is none.

    `wrong`: what keeps the change from being saved."""
    words = label or (f"Save {counted(made, 'change')}" if made else "Save")
    why = wrong if who else "Say who you are first."
    pressed = st.button(words, type="primary", disabled=not who or bool(wrong), help=why or None, key=key)
    if pressed and not made:
        st.toast("Nothing has changed since it was saved.")
    return pressed and made > 0


def unsaved(opened: Opened[Any], but: str) -> tuple[str, ...]:
    """The other sections of a file in which something is typed that is not saved."""
    sections = sections_of(opened.kind)
    return tuple(
        section.label for name, section in sections.items() if name != but and is_typed(f"{fields_of(opened)}.{name}")
    )


def save(base: Opened[Any], plan: Any, who: str) -> bool:
    """Save, and say so; where somebody else saved meanwhile, keep both for `settle`. Whether it was saved."""
    try:
        now = plans_of(base).save(base, plan, who)
    except PlanChangedMeanwhile:
        st.session_state[_conflict(base)] = (base, plan)
        return False
    except PlanNotSaved as refused:
        st.session_state["plan.refused"] = str(refused)
        return False
    _done(base, now, "Saved.")
    return True


def restore(base: Opened[Any], digest: str, who: str, message: str = "Restored.") -> None:
    """Bring an earlier version back, and say so."""
    try:
        _done(base, plans_of(base).restore(base, digest, who), message)
    except (PlanNotSaved, VersionNotFound) as refused:
        st.session_state["plan.refused"] = str(refused)


def _done(base: Opened[Any], now: Opened[Any], message: str) -> None:
    st.session_state[_base(base)] = now
    st.session_state.pop(_conflict(base), None)
    st.session_state["plan.said"] = message
    st.session_state["plan.undo"] = (base, now)


def tell_saved(account_id: str, who: str, first_too: bool = False) -> None:
    """What became of the last save on this page, with a way back; `first_too`: also from the save that began the file,
    where a file in which nothing is written says the same as none."""
    refused = st.session_state.pop("plan.refused", None)
    if refused:
        st.error(plain(refused), icon=":material/error:")
    message = st.session_state.pop("plan.said", None)
    if message:
        st.toast(message, icon=":material/check:")
    base, now = st.session_state.get("plan.undo", (None, None))
    undoable = base is not None and (base.exists or first_too) and now.account_id == account_id
    if undoable and who and st.button("Undo the last save", icon=":material/undo:", key="plan.undo.button"):
        if base.exists:
            restore(now, base.digest, who, "Undone.")
        elif save(now, base.plan, who):
            st.session_state["plan.said"] = "Undone."
        st.session_state.pop("plan.undo", None)
        st.rerun()


def settle(opened: Opened[Any], who: str, names: Mapping[str, str]) -> bool:
    """Where two people edited: show both versions field by field and save what is chosen. Whether it was needed."""
    waiting = st.session_state.get(_conflict(opened))
    if not waiting:
        return False
    base, mine = waiting
    merge = Merge(base.plan, mine, opened.plan)
    st.warning(
        "Somebody else saved this plan while you were editing. Nothing is lost: choose what each field should say.",
        icon=":material/call_merge:",
    )
    picked = [_choose(number, versions, opened, names) for number, versions in enumerate(merge.fields)]
    _show_theirs(merge, opened, names)
    left, right = st.columns(2)
    undecided = any(choice is None for choice in picked)
    if left.button("Save what I chose", type="primary", disabled=undecided or not who, key="conflict.save"):
        chosen = {number for number, choice in enumerate(picked) if choice == MINE}
        st.session_state.pop(_conflict(opened))
        if save(opened, merge.resolved(chosen), who):
            _settled(opened, merge)
        st.rerun()
    if right.button("Drop my changes", key="conflict.drop"):
        st.session_state.pop(_conflict(opened))
        st.session_state.pop(_base(opened), None)
        _settled(opened, merge)
        st.rerun()
    return True


def _settled(opened: Opened[Any], merge: Merge[Any]) -> None:
    """Nothing is being typed any more in the sections that were chosen from."""
    for section in {versions.change.section for versions in merge.fields}:
        forget(f"{fields_of(opened)}.{section}")


MINE, THEIRS = "Mine", "Theirs"


def _choose(number: int, versions: Versions, opened: Opened[Any], names: Mapping[str, str]) -> str | None:
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
            place.markdown(plain(said(opened.kind, change.section, change.key, value, names)))
        index = None if versions.clash else 0
        return st.radio("Keep", [MINE, THEIRS], index, key=f"conflict.{number}", horizontal=True)


def _place(versions: Versions, opened: Opened[Any]) -> str:
    change = versions.change
    section = sections_of(opened.kind)[change.section]
    key = keys_of(section.record)[change.key].label if change.key else "the whole entry"
    return " · ".join(filter(None, (section.label, versions.entry_label, key)))


def _show_theirs(merge: Merge[Any], opened: Opened[Any], names: Mapping[str, str]) -> None:
    """What they changed besides: it stays."""
    mine = {versions.change.place for versions in merge.fields}
    others = [change for change in merge.made_by_them if change.place not in mine]
    if others:
        with st.expander(f"What they changed besides ({len(others)}); it stays"):
            for change in others:
                label = " · ".join(filter(None, (sections_of(opened.kind)[change.section].label, change.entry)))
                value = said(opened.kind, change.section, change.key, change.after, names)
                st.markdown(f"- {plain(label)}: {plain(value)}")


def _base(opened: Opened[Any]) -> str:
    return f"plan.base.{opened.account_id}.{opened.file}"


def _conflict(opened: Opened[Any]) -> str:
    return f"plan.conflict.{opened.account_id}.{opened.file}"
