"""The template of the account or of the company: which it is, what it makes of the review, and another in its place."""

from pathlib import Path

import streamlit as st

from steward.errors import PlanNotSaved, TemplateRefused
from steward.exhibits.wording import counted
from steward.services.reviews.opened import OpenedReview
from steward.services.reviews.templates import (
    TagOutcome,
    drop_template,
    keep_template,
    own_template,
    template_of,
    template_report,
)
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import kept
from steward.ui.kit.escape import plain
from steward.ui.kit.selection import saying_no
from steward.ui.plans.files import plans

SAID = {
    TagOutcome.NOT_KNOWN: "the figure is not known, so a dash is written",
    TagOutcome.UNKNOWN: "Steward knows nothing of that name, so a dash is written or the object removed",
    TagOutcome.REMOVED: "the chart or table cannot be shown there and is removed",
}
ACCOUNT, COMPANY = "This account", "All accounts"


def choose_template(opened: OpenedReview, author: str) -> None:
    """What is used, what it does, and a way to bring another."""
    account_id = opened.subject.account_id
    path = template_of(plans(), account_id)
    _told(opened, path)
    _report(opened, path)
    _bring(account_id, author)


def _told(opened: OpenedReview, path: Path | None) -> None:
    """Whose template it is, with a way back to the one before."""
    account_id = opened.subject.account_id
    if path is None:
        st.info("Decks are drawn on Steward's own template. Bring the customer's or your company's below.")
        return
    mine = own_template(plans(), account_id) == path
    whose = f"the template of {opened.subject.account.name}" if mine else "the company's template"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(f"Decks are drawn on {whose}."))
        if kept_button("Stop using it", "template.drop", of=str(path), icon=":material/undo:"):
            with saying_no():
                drop_template(plans(), account_id if mine else None)
            st.rerun()


def _report(opened: OpenedReview, path: Path | None) -> None:
    if path is None:
        return
    try:
        report = kept(
            lambda: template_report(path, opened.review),
            "template report", path, path.stat().st_mtime_ns, opened.file.digest, opened.agreed.digest,
            opened.subject.account_id, opened.subject.quarter,
        )  # fmt: skip
    except TemplateRefused as refused:
        st.error(plain(str(refused)))
        return
    said = [f"{kind}: “{layout}”" for kind, layout in report.layouts]
    st.caption(plain("Layouts found by what they can hold. " + "; ".join(said) + "."))
    if report.own_slides:
        own = counted(len(report.own_slides), "slide of its own", "slides of its own")
        st.caption(plain(f"The template keeps {own} with {counted(len(report.uses), 'tag')}."))
    for use in report.to_fix:
        st.warning(plain(f"{use.name} ({use.place}): {SAID[use.outcome]}."), icon=":material/label_off:")
    for removed in report.removed:
        st.caption(plain(f"Taken out of the template: {removed}"))


def _bring(account_id: str, author: str) -> None:
    uploaded = st.file_uploader("Another template (.pptx or .potx)", type=["pptx", "potx"], key="template.file")
    whose = st.segmented_control("Use it for", [ACCOUNT, COMPANY], default=ACCOUNT, key="template.whose", required=True)
    of = f"{account_id}.{whose}.{uploaded.file_id if uploaded else ''}"
    ready = bool(uploaded and author)
    if kept_button("Keep this template", "template.keep", of=of, kind="primary", enabled=ready) and uploaded:
        try:
            keep_template(plans(), account_id if whose == ACCOUNT else None, uploaded.name, uploaded.getvalue())
        except (TemplateRefused, PlanNotSaved) as refused:
            st.error(plain(str(refused)))
            return
        st.toast("The template is kept.", icon=":material/check:")
        st.rerun()
