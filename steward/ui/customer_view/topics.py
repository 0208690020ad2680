"""The topics of the customer's view, each drawn in one way: on our page, which is the preview, and in their window."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from steward.briefings.customer.subject import Subject
from steward.exhibits import day_text
from steward.services import customer
from steward.services.design import shown as designs
from steward.services.owed import open_between_us
from steward.services.quotes.proposals import seen_by_customer
from steward.services.requests import shown as requests
from steward.ui.delivery.files import delivery_status, download_status
from steward.ui.kit import show
from steward.ui.kit.audience import is_theirs
from steward.ui.kit.cache import kept
from steward.ui.kit.escape import plain
from steward.ui.kit.page import show_briefing
from steward.ui.kit.selection import saying_no
from steward.ui.kit.views import choose_view
from steward.ui.plans.document import download_success_plan
from steward.ui.plans.files import plans, success_plan
from steward.ui.reviews.frozen import frozen_material, topic_of
from steward.ui.reviews.readiness import opened_review


def show_summary(subject: Subject) -> None:
    """The quarter on one page."""
    with saying_no():
        opened = opened_review(subject)
    told = frozen_material(subject) or kept(
        lambda: customer.material(replace(opened.names, subject=subject)),
        "material", subject.account_id, subject.quarter, opened.file.digest, opened.agreed.digest,
    )  # fmt: skip
    short = customer.in_short(told, opened.held)
    show.headline(short.headline, f"{subject.account.name} · {subject.quarter.spoken}")
    if short.table:
        show.exhibits([short.table])
    show.figures(told.summary.figures)
    show.points("What went well", told.summary.outcomes)
    if short.table is None:
        show.points("What did not", told.summary.misses)
        show.points("To decide", told.summary.asks)
    show.missing(told.summary.missing)


def show_success_plan(subject: Subject) -> None:
    """What we agreed on with them."""
    plan = success_plan(subject.account_id)
    with saying_no():
        opened = opened_review(subject)
    frozen = frozen_material(subject)
    brief = frozen.success if frozen else customer.success_plan(opened.names)
    show.headline(brief.headline, f"Success plan · {subject.account.name}")
    if not brief.written:
        show.empty("Goals, commitments and next steps will stand here once we have agreed on them.")
    if not is_theirs():
        download_success_plan(subject, plan)
    show.figures(brief.figures)
    show.paragraphs(brief.profile)
    asked_for = (brief.promises, brief.roadmap, brief.offerings)
    show.exhibits([exhibit for exhibit in brief.exhibits if exhibit not in asked_for])
    if between := None if frozen else open_between_us(subject, plans()):
        show.exhibits([between])


def show_design(subject: Subject) -> None:
    """What they need, how we mean to meet it, and what is still to be said."""
    shown = designs.shown(subject, plans())
    if not shown:
        show.headline("No design is shared yet", f"Design · {subject.account.name}")
        show.empty("Requirements, options and open questions will stand here once we have worked them out.")
        return
    chosen = _one_of("design", "Design", {one.design_id: one.title for one in shown})
    brief = designs.brief(subject, next(one for one in shown if one.design_id == chosen))
    show.headline(brief.headline, f"Design · {subject.account.name}")
    show.figures(brief.figures)
    show.paragraphs((("What you need", brief.need),) if brief.need else ())
    show.exhibits(brief.exhibits)


def show_proposals(subject: Subject) -> None:
    """What we offered them that they have: prices, dates and terms of each."""
    with saying_no():
        found = {one.issued.reference: one for one in seen_by_customer(plans(), subject)}
    if not found:
        show.headline("Nothing is offered at the moment", f"Proposals · {subject.account.name}")
        show.empty("An offer stands here once it was sent.")
        return
    chosen = found[_one_of("offer", "Offer", {reference: one.title for reference, one in found.items()})]
    show.headline(chosen.headline, f"{chosen.title} · {subject.account.name} · {chosen.issued.stamp}")
    show.figures(chosen.figures)
    show.paragraphs(chosen.wanted)
    show.exhibits(chosen.exhibits)
    show.paragraphs(chosen.clauses)


def show_delivery(subject: Subject) -> None:
    """What is on order, by when, what moved and why, and what we need of them."""
    with saying_no():
        found = delivery_status(subject)
    brief = found.brief
    show.headline(brief.headline, f"Delivery · {subject.account.name} · {day_text(found.day)}")
    if not is_theirs():
        download_status(subject, found)
    show.figures(brief.figures)
    if not brief.exhibits and not brief.missing:
        show.empty("What you order stands here, with the day it is promised for and how far it is.")
    show.exhibits(brief.exhibits)
    show.missing(brief.missing)


def show_requests(subject: Subject) -> None:
    """What they asked of us, and where it stands."""
    with saying_no():
        brief = requests.brief(subject, plans())
    if brief is None:
        show.headline("Nothing you asked of us is open", f"Requests · {subject.account.name}")
        show.empty("What you ask of us stands here, with who sees to it and whose turn it is.")
        return
    show.headline(brief.headline, f"Requests · {subject.account.name}")
    show.figures(brief.figures)
    show.exhibits(brief.exhibits)


def _one_of(name: str, label: str, titles: Mapping[str, str]) -> str:
    """Which of several is shown; one alone is no choice, and the page's heading names it."""
    only, *others = titles
    return choose_view(name, label, {key: plain(title) for key, title in titles.items()}) if others else only


def _topic(topic: str) -> Callable[[Subject], None]:
    def draw(subject: Subject) -> None:
        with saying_no():
            briefing: Any = topic_of(subject, topic)
        show_briefing(briefing, f"{subject.account.name} · {subject.quarter.spoken}")

    return draw


DRAWN: Mapping[str, Callable[[Subject], None]] = {
    "summary": show_summary,
    "success": show_success_plan,
    "spend": _topic("spend"),
    "service": _topic("service"),
    "adoption": _topic("adoption"),
    "design": show_design,
    "voice": _topic("voice"),
    "proposals": show_proposals,
    "delivery": show_delivery,
    "requests": show_requests,
}
