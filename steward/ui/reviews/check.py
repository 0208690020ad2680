"""Preflight on the page: what the review lacks, each with a link to where it is fixed."""

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.reviews.preflight import Finding, Place, Weight
from steward.exhibits.wording import counted
from steward.services.readiness import account_names, check
from steward.services.reviews import OpenedReview
from steward.services.templates import template_of
from steward.ui import pages
from steward.ui.kit.cache import kept, warehouse
from steward.ui.kit.escape import plain
from steward.ui.plans.files import plans

HEADINGS = {
    Weight.STOPS: ("Before anybody sees it", ":material/block:"),
    Weight.FIX: ("Worth fixing", ":material/build:"),
    Weight.KNOW: ("Good to know", ":material/info:"),
}
LINKS = {
    Place.SLIDE: "To the slide",
    Place.MEETING: "To the meeting",
    Place.PLAN: "To the plan",
    Place.FREEZE: "To the figures",
    Place.TEMPLATE: "To the template",
    Place.DATA: "To the data",
}


def findings(opened: OpenedReview) -> tuple[Finding, ...]:
    """Preflight of the review, made again only where something changed."""
    names = kept(lambda: tuple(account_names(warehouse())), "account names")
    template = template_of(plans(), opened.subject.account_id)
    stamp = template.stat().st_mtime_ns if template else 0
    return kept(
        lambda: check(opened, names, template),
        "preflight", opened.subject.account_id, opened.subject.quarter, opened.file.digest, opened.agreed.digest, stamp,
    )  # fmt: skip


def sentence(found: tuple[Finding, ...]) -> str:
    """Preflight in a few words."""
    stops, fix = (sum(one.weight is weight for one in found) for weight in (Weight.STOPS, Weight.FIX))
    if stops:
        return f"{counted(stops, 'thing')} to settle before it is shown"
    return f"{counted(fix, 'thing')} worth fixing" if fix else "ready to be shown"


def show_findings(opened: OpenedReview, found: tuple[Finding, ...]) -> None:
    """All findings by weight."""
    if not any(one.weight is not Weight.KNOW for one in found):
        st.success("Nothing stands in the way of showing this review.", icon=":material/check_circle:")
    for weight, (heading, icon) in HEADINGS.items():
        mine = [one for one in found if one.weight is weight]
        if mine:
            st.markdown(f"## {icon} {heading} ({len(mine)})", anchors=False)
        for one in mine:
            _finding(opened.subject, one)


def _finding(subject: Subject, one: Finding) -> None:
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.markdown(plain(one.words))
    page, query = _fix(one)
    where = {"account": subject.account_id, "quarter": str(subject.quarter), **query}
    right.page_link(page, label=LINKS[one.place], icon=":material/arrow_forward:", query_params=where)


def _fix(one: Finding) -> tuple[str, dict[str, str]]:
    """The page and what to open there."""
    match one.place:
        case Place.SLIDE:
            return pages.REVIEW.path, {"step": "slides", **({"slide": one.at} if one.at else {})}
        case Place.MEETING:
            return pages.REVIEW.path, {
                "step": "meeting",
                "section": one.at or ("meeting" if one.id == "no day" else "attendees"),
            }
        case Place.PLAN:
            return pages.ACCOUNT_PLAN.path, {"section": one.at}
        case Place.FREEZE:
            return pages.REVIEW.path, {"step": "show"}
        case Place.TEMPLATE:
            return pages.REVIEW.path, {"step": "template"}
    return pages.DATA_HEALTH.path, {}
