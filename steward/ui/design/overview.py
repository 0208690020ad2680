"""Where a design stands: what is missing for the next quote, its options side by side, and its next step."""

from functools import partial
from typing import Literal

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.errors import PlanNotSaved, StepNotAllowed
from steward.exhibits import Table
from steward.exhibits.wording import counted
from steward.services.design.documents import OVERTAKEN, design_document, handover_document, handover_open
from steward.services.design.files import Discovery, OpenedDesign, names_of
from steward.services.design.steps import DesignEvent, DesignState, DesignStep, next_steps, take_step
from steward.services.file_names import file_on
from steward.ui.design.quote import quote_option
from steward.ui.kit import show, undo
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun, forget
from steward.ui.plans.document import WORD
from steward.ui.plans.files import plans
from steward.ui.plans.saving import fields_of, pressed


def show_overview(subject: Subject, opened: OpenedDesign, brief: Discovery, author: str) -> None:
    """What leads on first, then what it is made of."""
    _tell_reopened(opened)
    _steps(subject, opened, author, brief.missing_table)
    quote_option(subject, opened, author)
    _documents(subject, opened)
    show.figures(brief.figures)
    show.exhibits(
        [
            one
            for one in (
                brief.options, brief.requirements, brief.materials, brief.exclusions, brief.steps,
            )
            if one
        ]
    )  # fmt: skip
    show.nothing_of(
        {
            "what is missing": brief.missing_table,
            "options": brief.options,
            "requirements": brief.requirements,
            "bill of materials": brief.materials,
            "exclusions": brief.exclusions,
            "steps": brief.steps,
        }
    )


def _documents(subject: Subject, opened: OpenedDesign) -> None:
    """The hand-over, refused while anything is open, and the customer's copy."""
    waits = handover_open(subject, plans(), opened)
    st.markdown("## Documents", anchors=False)
    with st.container(horizontal=True):
        for what, words, make, why in (
            ("internal hand-over", "Hand-over (Word)", partial(handover_document, subject, plans(), opened), waits),
            ("design", "Design for the customer (Word)",
             partial(design_document, subject, plans(), opened.design_id), ()),
        ):  # fmt: skip
            name = file_on(subject, what, ".docx")
            refused = f"{counted(len(why), 'thing')} open before implementation can take it." if why else ""
            offer(
                words, make, name, WORD, what=what, accounts=(subject.account_id,), icon="description",
                why_not=refused,
            )  # fmt: skip
    if waits and opened.standing.state is not DesignState.PRICED:
        with st.expander(f"Open before the hand-over: {len(waits)}"):
            st.markdown("\n".join(f"- {plain(one)}" for one in waits))


def _tell_reopened(opened: OpenedDesign) -> None:
    if opened.standing.reopened:
        show.notice(
            f"Changed since {opened.standing.reviewed_by} signed its review, so it has to be signed again."
            " Put back as it was, the signature holds."
        )
    if opened.standing.overtaken:
        show.notice(
            f"Changed since implementation accepted it, so it is not what {opened.standing.reviewed_by} signed:"
            f" {OVERTAKEN}."
        )


def _steps(subject: Subject, opened: OpenedDesign, author: str, missing: Table | None) -> None:
    """The next steps as buttons, each with what it waits for; below them what is `missing` for the next quote. A press
    is of the design as the page showed it, not of what its own run finds."""
    held = f"design.shown.{fields_of(opened.file)}"
    seen: OpenedDesign = st.session_state.get(held, opened)
    st.markdown(f"## {plain(opened.standing.state.label)}", anchors=False)
    steps = next_steps(plans(), opened, names_of(subject))
    with st.container(horizontal=True):
        for one in (one for one in steps if not one.needs_reason):
            _step(subject, seen, one, author)
    listed = {row[0] for row in missing.rows} if missing else set()
    for one in steps:
        if one.why_not and listed.issuperset(one.why_not):
            st.caption(plain(f"Before “{one.words}”: {counted(len(one.why_not), 'thing')}, listed below."))
        elif one.why_not:
            st.caption(plain(f"Before “{one.words}”:"))
            st.markdown("\n".join(f"- {plain(each)}" for each in one.why_not))
    for one in (one for one in steps if one.needs_reason):
        with st.expander(one.words):
            key = f"{fields_of(opened.file)}.{one.event}.why"
            why = st.text_input("Why", help="It is kept with the step.", **begun(key, ""))
            _step(subject, seen, one, author, why, key)
    st.session_state[held] = opened
    show.exhibits([missing] if missing else [])


def _step(subject: Subject, seen: OpenedDesign, one: DesignStep, author: str, why: str = "", typed: str = "") -> None:
    leads_on = not one.why_not and one.event is not DesignEvent.TAKE_BACK and not typed
    kind: Literal["primary", "secondary"] = "primary" if leads_on else "secondary"
    if pressed(one.words, author, f"design.{one.event}", of=fields_of(seen.file), kind=kind):
        try:
            take_step(plans(), seen, one.event, author, names_of(subject), why, subject.warehouse.today)
            st.session_state[undo.SAID] = f"{one.words}: kept."
            if typed:
                forget(typed)
        except (StepNotAllowed, PlanNotSaved) as problem:
            undo.refused(str(problem))
        st.rerun()
