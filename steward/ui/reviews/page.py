"""The steps of a review on one page: meeting, slides, check, template, and what is shown."""

from collections.abc import Callable

import streamlit as st

from steward.services.reviews import OpenedReview
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.views import choose_view
from steward.ui.plans.files import choices
from steward.ui.plans.settling import settle
from steward.ui.reviews.check import findings, show_findings
from steward.ui.reviews.meeting import arrange_meeting
from steward.ui.reviews.presenter import present_links
from steward.ui.reviews.showing import download_review, freeze_figures, share_review
from steward.ui.reviews.slides import arrange_slides
from steward.ui.reviews.template import choose_template

STEPS = {
    "meeting": ":material/event: Meeting",
    "slides": ":material/view_carousel: Slides",
    "check": ":material/fact_check: Check",
    "template": ":material/palette: Template",
    "show": ":material/slideshow: Freeze and show",
}


def choose_step() -> str:
    """The step to work on, from the URL or picked."""
    return choose_view("step", "Step", STEPS, "slides")


def show_step(step: str, opened: OpenedReview, author: str) -> None:
    """One step; where two people edited at once, first both versions."""
    names = choices(opened.subject.account_id, opened.agreed.plan).names
    if step != "meeting" and settle(opened.file, author, names):
        return
    if step != "meeting":
        tell_saved(opened.subject.account_id, author)
    steps: dict[str, Callable[[], None]] = {
        "meeting": lambda: arrange_meeting(opened, author),
        "slides": lambda: arrange_slides(opened, author),
        "check": lambda: show_findings(opened, findings(opened)),
        "template": lambda: choose_template(opened, author),
        "show": lambda: _show(opened, author),
    }
    steps[step]()


def _show(opened: OpenedReview, author: str) -> None:
    freeze_figures(opened, author)
    present_links(opened.subject, author)
    with st.container(horizontal=True):
        download_review(opened)
        share_review(opened)
