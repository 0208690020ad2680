"""Saving what was edited: what it was begun with, what somebody else saved meanwhile, and the way back.

One thing at a time is edited: a file with all its fields, or one entry of a file, such as a renewal. Whoever edits it
keeps to what it was when they began, until it is saved or they take what somebody else saved.
"""

from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from steward.domain.identifiers import slug
from steward.errors import PlanChangedMeanwhile, PlanNotSaved, VersionNotFound
from steward.exhibits.wording import counted
from steward.services.plans import files as plan_files
from steward.services.plans.files import WHOLE, Opened, PlanPart, Saved, newly_wrong, of_digest
from steward.ui.kit import undo
from steward.ui.kit.buttons import Kind, kept_button, note_press, was_pressed
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun_with, forget, is_typed, rests_on, tell_draft
from steward.ui.plans.files import plans_with
from steward.ui.plans.step_back import saved

Plan = TypeVar("Plan")
Said = TypeVar("Said")


def go_on_with(name: str, now: Any, digest: str) -> None:
    """From now on the fields are those of what is saved. `digest`: the state of the file that says it."""
    st.session_state[f"held.{name}"] = now
    rests_on(name, digest)


def seen(name: str, opened: Opened[Plan], part: PlanPart[Plan, Said]) -> Said:
    """What a file said of a thing when somebody began to edit it."""
    if f"held.{name}" not in st.session_state:
        begun = _begun_with(opened, name)
        go_on_with(name, part.of(begun.plan), begun.digest)
    found: Said = st.session_state[f"held.{name}"]
    return found


def base_of(opened: Opened[Any]) -> Opened[Any]:
    """The state of a file that the fields of this page are filled from."""
    name = fields_of(opened)
    if f"held.{name}" not in st.session_state:
        begun = _begun_with(opened, name)
        go_on_with(name, begun, begun.digest)
    found: Opened[Any] = st.session_state[f"held.{name}"]
    rests_on(name, found.digest)
    return found


def _begun_with(opened: Opened[Any], name: str) -> Opened[Any]:
    """The state that a draft of an earlier session was begun with, where that was kept: what others saved since then is
    settled as if the session had gone on."""
    return of_digest(plans_with(opened), opened, begun_with(name))


def follow(base: Opened[Any], opened: Opened[Any], edited: bool) -> None:
    """Somebody else saved meanwhile: show what they saved, unless there are edits that would be lost by it."""
    if base.digest != opened.digest and not edited:
        go_on_with(fields_of(opened), opened, opened.digest)
        st.rerun()


def fields_of(opened: Opened[Any]) -> str:
    """What the names of all fields of a file begin with; the section comes next."""
    return f"{slug(opened.account_id)}.{slug(opened.file)}"


def save_button(
    base: Opened[Any], plan: Any, made: int, who: str, key: str, *, section: str = "", label: str = ""
) -> None:
    """The button under the fields of a file, or of one section of it, and what it does."""
    if base.found.broken and base.exists:
        st.error(
            plain(f"The file is not valid TOML, so nothing is saved over it. Fix {base.file} first."),
            icon=":material/error:",
        )
    elif asked_to_save(
        made, who, key, of=f"{fields_of(base)}.{section}", label=label, wrong=newly_wrong(base.plan, plan)
    ):
        save(base, plan, who)
        st.rerun()


def asked_to_save(
    made: int,
    who: str,
    key: str,
    *,
    of: str,
    label: str = "",
    wrong: str = "",
    kind: Kind = "primary",
) -> bool:
    """The button, and whether it was pressed with something to save. Whoever goes to it from a field ends the typing
    with the same tap: so it does not wait for the change to be known, and says where there is none.

    `of`: what is saved, as its fields are named, a draft in which is told; `wrong`: why the change cannot be saved."""
    words = label or (f"Save {counted(made, 'change')}" if made else "Save")
    why = wrong if who else "Say who you are first."
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.button(
            words,
            type=kind,
            disabled=bool(not who or wrong),
            help=why or None,
            key=key,
            on_click=note_press,
            args=(key, of),
        )
        discard_draft(of.rstrip("."), f"{key}.discard")
    pressed = was_pressed(key, of) and bool(who) and not wrong
    if pressed and not made:
        st.toast("Nothing has changed since it was saved.")
    return pressed and made > 0


def pressed(
    label: str,
    who: str,
    key: str,
    *,
    of: str,
    icon: str | None = None,
    kind: Kind = "secondary",
    says: str | None = None,
    each: bool = False,
) -> bool:
    """A button that does one thing under somebody's name, and whether it was pressed: also where they went on before
    its run came to it.

    `of`: what it is done to, so that it is not done to what the page shows by then; `says`: what it does in more words
    than it has room for; `each`: pressed twice it is done twice."""
    why = says if who else "Say who you are first."
    return kept_button(label, key, of=f"{of}.{key}", icon=icon, kind=kind, says=why, enabled=bool(who), each=each)


def discard_draft(fields: str, key: str) -> None:
    """Where these fields hold the draft of an earlier session: that they do, and the way to what is saved."""
    if tell_draft(fields):
        st.button("Discard", type="tertiary", key=key, on_click=forget, args=(fields,))


def unsaved(opened: Opened[Any], but: str) -> tuple[str, ...]:
    """The other sections of a file in which something is typed that is not saved."""
    return tuple(
        section.label
        for name, section in opened.sections.items()
        if name != but and is_typed(f"{fields_of(opened)}.{name}")
    )


def save(base: Opened[Any], plan: Any, who: str, *, with_last: bool = False) -> bool:
    """Save beside what somebody else saved meanwhile, and say so; where both changed the same, keep both to choose
    from. Whether it was saved.

    `with_last`: it is one with what was saved before it, and is taken back with it."""
    try:
        step = plan_files.save(plans_with(base), base, WHOLE, base.plan, plan, who)
    except PlanChangedMeanwhile:
        st.session_state[conflict_of(base)] = (base, plan)
        return False
    except PlanNotSaved as problem:
        undo.refused(str(problem))
        return False
    # What they saved in a field that is still being typed in was not seen yet: it is told when that is saved.
    now = step.left if step.found.digest == base.digest else replace(base, found=replace(base.found, plan=plan))
    _done(base, now)
    saved(base.account_id, step, partial(_done, base), base, with_last=with_last)
    return True


def restore(base: Opened[Any], digest: str, who: str) -> None:
    """Bring an earlier version back, and say so; no digest: as before there was a file."""
    try:
        now = plans_with(base).restore(base, digest, who)
    except (PlanNotSaved, VersionNotFound) as problem:
        undo.refused(str(problem))
        return
    _done(base, now)
    saved(base.account_id, Saved(base, now), partial(_done, base), base, "Restored.")


def _done(base: Opened[Any], now: Opened[Any]) -> None:
    go_on_with(fields_of(base), now, now.digest)
    st.session_state.pop(conflict_of(base), None)


def start_anew(opened: Opened[Any]) -> None:
    """Forget what was begun and what clashed."""
    st.session_state.pop(conflict_of(opened), None)
    go_on_with(fields_of(opened), opened, opened.digest)


def conflict_of(opened: Opened[Any]) -> str:
    """Where both versions wait."""
    return f"plan.conflict.{opened.account_id}.{opened.file}"
