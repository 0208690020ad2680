"""The tables of a design to type into: sites, requirements with their fit, options with their lines, engineering."""

from dataclasses import replace
from typing import Any

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.plans.customer.design import Design, Judgement
from steward.plans.internal.engineering import MustException
from steward.services.design.files import Discovery, OpenedDesign, with_exceptions
from steward.services.plans.files import Opened, changes
from steward.ui.design.site_sheet import site_sheet
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import is_typed
from steward.ui.kit.views import choose_view
from steward.ui.plans.editor import edit_section
from steward.ui.plans.files import choices, success_plan
from steward.ui.plans.saving import base_of, fields_of, follow, save_button
from steward.ui.plans.section_grid import Grid
from steward.ui.plans.settling import settle

REQUIRED = {"requirements": "Requirements", "meets": "Fit"}
OPTIONS = {"options": "Options", "lines": "Bill of materials", "exclusions": "Exclusions"}
OURS = {
    "request": "Request", "work": "Hours", "risks": "Risks", "build_risks": "Build risks", "exceptions": "Exceptions",
    "sign_off": "Sign-off",
}  # fmt: skip


def edit_sites(subject: Subject, opened: OpenedDesign, author: str) -> None:
    """The site table as a grid, and as a sheet that goes out and comes back."""
    _edit(subject, opened.file, "sites", author)
    site_sheet(subject, opened, author)


def edit_requirements(subject: Subject, opened: OpenedDesign, brief: Discovery, author: str) -> None:
    """What is required, and which option meets it."""
    chosen = choose_view("required", "Requirements", REQUIRED)
    if chosen == "meets":
        _edit_fit(subject, opened.file, author)
    else:
        _edit(subject, opened.file, chosen, author)
    show.exhibits([one for one in (brief.requirements,) if one])
    show.nothing_of({"requirements": brief.requirements})


def edit_options(subject: Subject, opened: OpenedDesign, brief: Discovery, author: str) -> None:
    """Options, what each delivers, and what is not part of it."""
    _edit(subject, opened.file, choose_view("options", "Options", OPTIONS), author)
    show.exhibits([one for one in (brief.options, brief.materials) if one])
    show.nothing_of({"options": brief.options, "bill of materials": brief.materials})


def edit_engineering(subject: Subject, opened: OpenedDesign, brief: Discovery, author: str) -> None:
    """What is ours alone."""
    st.caption("Ours alone: no page, slide or document for the customer reads it.")
    chosen = choose_view("ours", "Engineering", OURS)
    if chosen == "sign_off":
        _show_sign_off(opened)
    elif chosen == "exceptions":
        _edit_exceptions(subject, opened, author)
    else:
        _edit(subject, opened.engineering, chosen, author)
    show.exhibits([one for one in (brief.work, brief.risks, brief.build_risks) if one])
    show.nothing_of({"hours": brief.work, "risks": brief.risks, "build risks": brief.build_risks})


def _edit(subject: Subject, file: Opened[Any], section: str, author: str) -> None:
    edit_section(subject.account_id, file, file.sections[section], author, alone=False)


def _edit_exceptions(subject: Subject, opened: OpenedDesign, author: str) -> None:
    """Each is kept with the words of its requirement, as whoever signs it has them before them."""
    file = opened.engineering
    known = choices(subject.account_id, success_plan(subject.account_id).plan)
    if settle(file, author, known.names):
        return
    base, section = base_of(file), file.sections["exceptions"]
    st.markdown("## Exceptions", anchors=False)
    st.caption(plain(section.says))
    grid = Grid(section, base.plan.exceptions, known, base.plan)
    found = [one for one in grid.edited(f"{fields_of(base)}.exceptions") if isinstance(one, MustException)]
    plan = with_exceptions(base.plan, found, opened.plan)
    made = changes(base.plan, plan)
    follow(base, file, bool(made) or is_typed(fields_of(base)))
    save_button(base, plan, len(made), author, "design.save", section="exceptions")


def _show_sign_off(opened: OpenedDesign) -> None:
    signed = opened.engineering.plan.sign_off
    by = opened.standing.reviewed_by or signed.signed_by
    if not by:
        show.empty("Nobody has signed the review yet: it is signed on the overview.")
        return
    when = f" on {signed.signed_on:%-d %b %Y}" if signed.signed_on else ""
    st.markdown(plain(f"Signed by {by}{when}."))
    if opened.standing.reopened or opened.standing.overtaken:
        show.notice("The design was changed since: this signature holds no longer.")


def _edit_fit(subject: Subject, file: Opened[Design], author: str) -> None:
    """A row for every option and requirement, judged or not yet."""
    known = choices(subject.account_id, success_plan(subject.account_id).plan)
    if settle(file, author, known.names):
        return
    base = base_of(file)
    st.markdown("## Fit", anchors=False)
    st.caption(plain(base.sections["meets"].says))
    if not base.plan.options or not base.plan.requirements:
        show.empty("Write requirements and options first: here each option is held against each requirement.")
        return
    grid = Grid(base.sections["meets"], _every_judgement(base.plan), known, base.plan)
    found = grid.edited(f"{fields_of(base)}.meets")
    judged = tuple(one for one in found if isinstance(one, Judgement) and (one.meets or one.note))
    plan = replace(base.plan, meets=judged)
    made = changes(base.plan, plan)
    follow(base, file, bool(made) or is_typed(fields_of(base)))
    save_button(base, plan, len(made), author, "design.save", section="meets")


def _every_judgement(plan: Design) -> tuple[Judgement, ...]:
    held = {(one.option, one.requirement) for one in plan.meets}
    pairs = [(option.id, required.id) for required in plan.requirements for option in plan.options]
    missing = [Judgement(option=one, requirement=other) for one, other in pairs if (one, other) not in held]
    return (*plan.meets, *missing)
