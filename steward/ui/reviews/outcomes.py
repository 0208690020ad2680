"""What came of a review: each decision that was wanted gets its outcome where it stands, in words where they help."""

from dataclasses import replace

import streamlit as st

from steward.plans.customer.review import Decision, Outcome
from steward.services.reviews.opened import OpenedReview, commitments_there
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun, is_typed
from steward.ui.plans.saving import asked_to_save, base_of, fields_of, follow, save
from steward.ui.reviews.advance import advance

OUTCOMES = (Outcome.WANTED, Outcome.TAKEN, Outcome.DECLINED, Outcome.PUT_OFF)


def note_outcomes(opened: OpenedReview, author: str) -> None:
    """Every decision of the review with its outcome and what was said; saved together."""
    base = base_of(opened.file)
    follow(base, opened.file, is_typed(fields_of(opened.file)))
    if not base.plan.decisions:
        show.empty(
            "No decision was asked for. What is decided while you talk is noted in the window of Present, with C."
        )
    key = f"{fields_of(base)}.outcomes"
    decisions = tuple(_outcome(one, f"{key}.{one.id or number}") for number, one in enumerate(base.plan.decisions))
    made = sum(one != other for one, other in zip(decisions, base.plan.decisions, strict=True))
    if base.plan.decisions and asked_to_save(made, author, "outcomes.save", of=key, label="Save the outcomes"):
        if save(base, replace(base.plan, decisions=decisions), author):
            advance()
        st.rerun()
    _noted(opened)


def _outcome(one: Decision, key: str) -> Decision:
    said, picked, words = st.columns([1.8, 2.7, 1.8], vertical_alignment="center", gap="small")
    said.markdown(plain(one.decision))
    with picked:
        outcome = st.segmented_control(
            f"Outcome of “{one.decision}”", OUTCOMES, format_func=lambda outcome: outcome.spoken,
            label_visibility="collapsed", required=True, **begun(f"{key}.outcome", one.outcome),
        )  # fmt: skip
    with words:
        note = st.text_input(
            f"What was said on “{one.decision}”", label_visibility="collapsed", placeholder="What was said",
            **begun(f"{key}.note", one.note),
        )  # fmt: skip
    return replace(one, outcome=outcome or one.outcome, note=note.strip())


def _noted(opened: OpenedReview) -> None:
    """What else was noted while people talked."""
    commitments = commitments_there(opened.names)
    if commitments:
        st.markdown("## Commitments made in this review", anchors=False)
        st.markdown("\n".join(f"- {plain(one.promise)}" for one in commitments))
    asked = [one for one in opened.file.plan.questions if not one.answer]
    if asked:
        st.markdown("## To answer", anchors=False)
        st.markdown("\n".join(f"- {plain(one.question)}" for one in asked))
