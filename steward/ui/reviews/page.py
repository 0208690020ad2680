"""A review as a walk: eight steps, one of them open, each with what it still lacks."""

from collections.abc import Callable

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.plans.internal.debrief import Debrief
from steward.services.plans.files import Opened
from steward.services.reviews.opened import OpenedReview
from steward.services.reviews.walk import NAMES, Finding, Stage, Step, Walk
from steward.ui.kit.address import asked
from steward.ui.kit.buttons import await_no_more
from steward.ui.kit.escape import plain
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.views import choose_view, forget_view, open_view
from steward.ui.plans.files import choices
from steward.ui.plans.settling import settle
from steward.ui.reviews.advance import SHOWN, advanced, drawn, left_while_pressing
from steward.ui.reviews.check import show_findings, show_on_slides
from steward.ui.reviews.close import close_review
from steward.ui.reviews.meeting import arrange_meeting
from steward.ui.reviews.outcomes import note_outcomes
from steward.ui.reviews.presenter import present_links
from steward.ui.reviews.showing import download_review, freeze_figures, say_frozen, share_review
from steward.ui.reviews.slides import arrange_slides
from steward.ui.reviews.story import tell_story
from steward.ui.reviews.template import choose_template

DONE, LACKS, EARLY = ":material/check_circle:", ":material/radio_button_unchecked:", ":material/schedule:"
TEMPLATE = "template"
OLD = {"show": Step.FREEZE, TEMPLATE: Step.SLIDES}
"""Steps as addresses called them before there was a walk."""
OF, FOLDED = "review.of", "review.template"


def choose_step(subject: Subject, walk: Walk) -> Step:
    """The step to work on: from the address or picked, else the first that lacks something."""
    about = (subject.account_id, str(subject.quarter))
    if st.session_state.get(OF, about) != about:
        forget_view("step")
        st.session_state.pop(FOLDED, None)
        st.session_state.pop(SHOWN, None)
    st.session_state[OF] = about
    if wanted := OLD.get(was := asked("step", None) or ""):
        st.session_state[FOLDED] = was == TEMPLATE
        open_view("step", wanted)
    advanced(walk)
    first = walk.next.step if walk.next else Step.PRESENT
    return Step(choose_view("step", "Step", {one.step: _label(one) for one in walk.stages}, first))


def _label(stage: Stage) -> str:
    return f"{DONE if stage.done else EARLY if stage.early else LACKS} {NAMES[stage.step]}"


def show_step(
    step: Step, walk: Walk, opened: OpenedReview, debrief: Opened[Debrief], found: tuple[Finding, ...], author: str
) -> None:  # fmt: skip
    """One step; where two people edited at once, first both versions. A press in a step that was left before its run
    came to it is done first, as if they had waited."""
    if before := left_while_pressing(step):
        _come_to_it(before, opened, debrief, found, author)
        await_no_more()
        st.rerun()
    drawn(walk, step)
    onward, undo = st.columns([5, 1.2], vertical_alignment="center")
    with onward:
        _onward(walk, step)
    names = choices(opened.subject.account_id, opened.agreed.plan).names
    if settle(opened.file, author, names):
        return
    if step is not Step.CLOSE:
        with undo:
            tell_saved(opened.subject.account_id, author)
    _steps(opened, debrief, found, author)[step]()


def _come_to_it(
    left: Step, opened: OpenedReview, debrief: Opened[Debrief], found: tuple[Finding, ...], author: str
) -> None:  # fmt: skip
    """Everything that could be pressed where somebody was before: what stood above the step, and the step."""
    if settle(opened.file, author, choices(opened.subject.account_id, opened.agreed.plan).names):
        return
    if left is not Step.CLOSE:
        tell_saved(opened.subject.account_id, author)
    _steps(opened, debrief, found, author)[left]()


def _steps(
    opened: OpenedReview, debrief: Opened[Debrief], found: tuple[Finding, ...], author: str
) -> dict[Step, Callable[[], None]]:  # fmt: skip
    return {
        Step.MEETING: lambda: arrange_meeting(opened, debrief, author),
        Step.STORY: lambda: tell_story(opened, found, author),
        Step.SLIDES: lambda: _slides(opened, found, author),
        Step.CHECK: lambda: show_findings(opened, found, author),
        Step.FREEZE: lambda: _freeze(opened, author),
        Step.PRESENT: lambda: _present(opened, author),
        Step.CAPTURE: lambda: note_outcomes(opened, author),
        Step.CLOSE: lambda: close_review(opened, debrief, author),
    }


def _onward(walk: Walk, step: Step) -> None:
    """What the open step lacks, and the next one that lacks something."""
    here, there = walk.of(step), walk.after(step)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if here.lacks:
            st.markdown(f"**Still missing:** {plain(here.missing[:1].lower() + here.missing[1:])}.", width="content")
        else:
            st.markdown("Comes after the meeting." if here.early else "Nothing is missing here.", width="content")
        if there and there is not here:
            label = f"Next step: {NAMES[there.step]} ({plain(', '.join(there.lacks))})"
            if st.button(label, icon=":material/arrow_forward:", key="review.next"):
                open_view("step", there.step)
                st.rerun()


def _slides(opened: OpenedReview, found: tuple[Finding, ...], author: str) -> None:
    show_on_slides(opened, found, author)
    arrange_slides(opened, author)
    with st.expander("Template", icon=":material/palette:", expanded=bool(st.session_state.get(FOLDED))):
        choose_template(opened, author)


def _freeze(opened: OpenedReview, author: str) -> None:
    freeze_figures(opened, author)
    _take_along(opened)


def _present(opened: OpenedReview, author: str) -> None:
    say_frozen(opened)
    present_links(opened.subject, author)
    _take_along(opened)


def _take_along(opened: OpenedReview) -> None:
    with st.container(horizontal=True):
        download_review(opened)
        share_review(opened)
