"""Preflight on the page: what the review lacks, each with the press that cures it, else with the way to its place."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from steward.briefings.internal.reviews.findings import Finding, Place, Weight
from steward.exhibits.wording import counted
from steward.plans.customer.review import Review
from steward.services.reviews.opened import OpenedReview, offers
from steward.services.reviews.readiness import account_names, check
from steward.services.reviews.templates import template_of
from steward.services.reviews.walk import Remedy, of_slides, remedies
from steward.ui import pages
from steward.ui.kit.cache import kept, warehouse
from steward.ui.kit.escape import plain
from steward.ui.plans.files import plans
from steward.ui.plans.saving import fields_of, pressed, save
from steward.ui.reviews.advance import advance
from steward.ui.reviews.draft import save_with_draft
from steward.ui.reviews.showing import freeze_now

HEADINGS = {
    Weight.STOPS: ("Must fix", ":material/block:"),
    Weight.FIX: ("Recommended fixes", ":material/build:"),
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
LONG = 60
"""Signs of a button's words; the rest is told when the mouse rests on it."""


def findings(opened: OpenedReview) -> tuple[Finding, ...]:
    """Preflight of the review, made again only where something changed."""
    names = kept(lambda: tuple(account_names(warehouse())), "account names")
    template = template_of(plans(), opened.subject.account_id)
    return kept(lambda: check(opened, names, template), "preflight", *_state(opened))


def _state(opened: OpenedReview) -> tuple[object, ...]:
    """What tells one state of a review and of what it is drawn on from another."""
    template = template_of(plans(), opened.subject.account_id)
    stamp = template.stat().st_mtime_ns if template else 0
    return opened.subject.account_id, opened.subject.quarter, opened.file.digest, opened.agreed.digest, stamp


def sentence(found: tuple[Finding, ...]) -> str:
    """Preflight in a few words."""
    stops, fix = (sum(one.weight is weight for one in found) for weight in (Weight.STOPS, Weight.FIX))
    if stops:
        return f"{counted(stops, 'blocker')} before it is shown"
    return f"{counted(fix, 'recommended fix', 'recommended fixes')}" if fix else "ready to be shown"


def show_findings(opened: OpenedReview, found: tuple[Finding, ...], author: str) -> None:
    """All findings by weight; above them one press for all that can be cured without taking anything away."""
    if not any(one.weight is not Weight.KNOW for one in found):
        st.success("Nothing stands in the way of showing this review.", icon=":material/check_circle:")
    _all_at_once(opened, found, author, "check.all")
    for weight, (heading, icon) in HEADINGS.items():
        mine = [one for one in found if one.weight is weight]
        if mine:
            st.markdown(f"## {icon} {heading} ({len(mine)})", anchors=False)
        for number, one in enumerate(mine):
            _finding(opened, one, f"check.{number}.{one.id}.{one.at}", author)


def show_on_slides(opened: OpenedReview, found: Sequence[Finding], author: str) -> None:
    """What is to fix on slides, above them."""
    mine = of_slides(found)
    _all_at_once(opened, mine, author, "slides.all")
    for number, one in enumerate(mine):
        _finding(opened, one, f"slides.fix.{number}.{one.id}.{one.at}", author)


def _all_at_once(opened: OpenedReview, found: Sequence[Finding], author: str, key: str) -> None:
    """One press for all that takes nothing away."""
    made = [_cures(opened, one) for one in found if one.weight is not Weight.KNOW]
    first = [cures[0] for cures in made if cures and not (cures[0].leaves_out or cures[0].freezes)]
    if len(first) > 1:
        label = f"Fix all {len(first)} that take nothing away"
        if pressed(label, author, key, of=fields_of(opened.file), icon=":material/auto_fix_high:", kind="primary"):
            _apply(opened, first, author)


def _cures(opened: OpenedReview, finding: Finding) -> tuple[Remedy, ...]:
    template = template_of(plans(), opened.subject.account_id)
    return kept(lambda: remedies(opened, finding, template), "remedies", finding, *_state(opened))


def _finding(opened: OpenedReview, one: Finding, key: str, author: str) -> None:
    said, press, place = st.columns([3.6, 2.4, 1.3], vertical_alignment="center")
    said.markdown(plain(one.words))
    for cure in _cures(opened, one) if one.weight is not Weight.KNOW else ():
        label = cure.label if len(cure.label) <= LONG else f"{cure.label[:LONG].rstrip()} …"
        why = cure.label if len(cure.label) > LONG else None
        with press:
            kind: Literal["secondary", "tertiary"] = "tertiary" if cure.leaves_out else "secondary"
            of, name = fields_of(opened.file), f"{key}.{cure.label}"
            if pressed(plain(label), author, name, of=of, kind=kind, says=why and plain(why)):
                _apply(opened, [cure], author)
    page, query = _place(one)
    where = {"account": opened.subject.account_id, "quarter": str(opened.subject.quarter), **query}
    place.page_link(page, label=LINKS[one.place], icon=":material/arrow_forward:", query_params=where)


def _apply(opened: OpenedReview, cures: Sequence[Remedy], author: str) -> None:
    """Save what cures; all of the review at once, then the plan, then the figures."""
    offered = offers(opened.material)

    def edit(review: Review) -> Review:
        for one in cures:
            review = one.review(review, offered)
        return review

    done = True
    of_review = any(one.of_review for one in cures)
    if of_review:
        done = save_with_draft(opened, edit, author)
    plan = opened.agreed.plan
    for one in cures:
        plan = one.plan(plan)
    if done and plan != opened.agreed.plan:
        done = save(opened.agreed, plan, author, with_last=of_review)
    if done and any(one.freezes for one in cures):
        freeze_now(opened, author)
    if done:
        advance()
    st.rerun()


def _place(one: Finding) -> tuple[str, dict[str, str]]:
    """The page and what to open there."""
    match one.place:
        case Place.SLIDE:
            return pages.REVIEW.path, {"step": "slides", **({"slide": one.at} if one.at else {})}
        case Place.MEETING:
            return pages.REVIEW.path, {"step": "meeting", **({"section": one.at} if one.at else {})}
        case Place.PLAN:
            return pages.ACCOUNT_PLAN.path, {"section": one.at}
        case Place.FREEZE:
            return pages.REVIEW.path, {"step": "freeze"}
        case Place.TEMPLATE:
            return pages.REVIEW.path, {"step": "template"}
    return pages.DATA_HEALTH.path, {}
