"""The account plan on a page: how complete it is, what is wrong in its files, and one section at a time to edit."""

from dataclasses import replace
from typing import Any

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.identifiers import slug
from steward.exhibits import listed
from steward.plans.internal.account import AccountPlan
from steward.plans.internal.completeness import Completeness, CompletenessCheck
from steward.plans.internal.strategy import AccountKind
from steward.services import scope
from steward.services.plans.account_plans import AGREED, OURS, TEMPLATES, begun
from steward.services.plans.files import Opened, Record, Section, changes, is_empty, keys_of
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.address import asked, leave, to_address
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import is_typed, put
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.who import person
from steward.ui.plans import files as plan_files
from steward.ui.plans.saving import base_of, fields_of, follow, pressed, save, save_button, unsaved
from steward.ui.plans.section_form import form
from steward.ui.plans.section_grid import Grid
from steward.ui.plans.settling import settle

FILES = {AGREED: "Agreed with the customer", OURS: "Ours alone"}
MOST_MISSING = 6


def show_missing(subject: Subject, found: Completeness) -> None:
    """What a complete plan has and this one has not, each with a link to where it is written."""
    if found.missing:
        st.caption("Still missing")
    with st.container(horizontal=True, gap="small"):
        for check in found.missing[:MOST_MISSING]:
            st.page_link(
                pages.ACCOUNT_PLAN.path,
                label=plain(check.words),
                icon=":material/edit_note:",
                query_params=_link(subject, check),
            )
    rest = len(found.missing) - MOST_MISSING
    if rest > 0:
        st.caption(f"And {rest} more; they show as these are done.")


def _link(subject: Subject, check: CompletenessCheck) -> dict[str, str]:
    return {"account": subject.account_id, "quarter": str(subject.quarter), "section": check.section}


def show_problems(plan: AccountPlan) -> None:
    """What is wrong in the files, line by line; the rest of the plan works."""
    folder = plan_files.plans().of(plan.success.account_id).name
    show.unusable(
        [one.said for one in plan.problems],
        "Something in the files of this plan cannot be read. The rest works, and nothing is overwritten.",
        f"The files lie in account_plans/{folder}/.",
    )


def start_plan(subject: Subject, plan: AccountPlan, author: str) -> None:
    """No plan yet: what one is for, and a beginning by the kind of account."""
    st.info(
        "Nobody has written a plan for this account yet. Choose what kind of plan it needs; you can change all of it."
    )
    kind = st.radio(
        "Kind of plan",
        list(AccountKind),
        captions=[TEMPLATES[one].says for one in AccountKind],
        format_func=lambda one: one.capitalize(),
        key=f"kind.{slug(subject.account_id)}",
    )
    if pressed("Start the plan", author, "plan.start", of=fields_of(plan.success), kind="primary"):
        success, strategy = begun(kind or AccountKind.STRATEGIC, subject.account_id, warehouse().today, _owner(subject))
        save(plan.success, success, author)
        save(plan.strategy, strategy, author, with_last=True)
        st.rerun()


def _owner(subject: Subject) -> str:
    """The id of who owns the account among us."""
    return scope.owner_of(subject)


def choose_section(plan: AccountPlan) -> tuple[str, Section]:
    """The section to edit, from the URL or picked."""
    known = {name: (file, section) for file in FILES for name, section in plan.file(file).sections.items()}
    wanted = asked("section", st.session_state.get("chosen.section"))
    current = wanted if wanted in known else next(iter(known))
    for file, heading in FILES.items():
        mine = [name for name, (where, _) in known.items() if where == file]
        put(f"section.{file}", current if current in mine else None)
        st.pills(
            heading, mine, key=f"section.{file}", format_func=lambda name: known[name][1].label,
            on_change=_picked, args=(file,),
        )  # fmt: skip
    st.session_state["chosen.section"] = current
    to_address("section", current)
    return known[current]


def _picked(file: str) -> None:
    picked = st.session_state[f"section.{file}"]
    if picked:
        leave("section")
        st.session_state["chosen.section"] = picked


def edit_section(
    account_id: str, opened: Opened[Any], section: Section, author: str, *, alone: bool = True
) -> None:  # fmt: skip
    """One section of one file, saved on its own; `alone`: the page tells nowhere else what became of a save."""
    found = plan_files.choices(account_id, plan_files.success_plan(account_id).plan)
    if settle(opened, author, found.names):
        return
    base = base_of(opened)
    key = f"{fields_of(opened)}.{section.name}"
    st.markdown(f"## {plain(section.label)}", anchors=False)
    st.caption(plain(section.says))
    value = getattr(base.plan, section.name)
    if section.many:
        new: Any = Grid(section, value, found, base.plan).edited(key)
    else:
        proposed = value.proposed(person(), warehouse().today)
        new = _beyond(proposed, form(section, proposed, found, key), value)
        if no_effect := new.does_not_count(warehouse().today):
            st.warning(plain(no_effect), icon=":material/report:")
    plan = _with(base.plan, section, new)
    made = changes(base.plan, plan)
    follow(base, opened, bool(made) or is_typed(fields_of(opened)))
    save_button(base, plan, len(made), author, "plan.save", section=section.name)
    if waiting := unsaved(opened, section.name):
        st.caption(plain(f"Typed and not saved yet: {listed(waiting)}."))
    if alone:
        tell_saved(account_id, author)


def _beyond(proposed: Record, now: Record, saved: Record) -> Record:
    """What stands in a form; what is saved, as long as nobody said more in it than was proposed."""
    said = (getattr(now, name) for name in keys_of(type(now)))
    begun = (getattr(proposed, name) for name in keys_of(type(now)))
    untouched = all(is_empty(one) or one == other for one, other in zip(said, begun, strict=True))
    return saved if proposed != saved and untouched else now


def _with(plan: Any, section: Section, value: Any) -> Any:
    return replace(plan, **{section.name: value})
