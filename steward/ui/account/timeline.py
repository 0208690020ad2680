"""The timeline of one account on a page: what has a day to come, then what happened, by month; each leads to its
source."""

from collections.abc import Mapping, Sequence
from typing import assert_never

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.identifiers import slug
from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.services import timeline
from steward.services.timeline import EventKind, Timeline, TimelineEvent
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.filters import press_several
from steward.ui.kit.lineage import exhibit_from
from steward.ui.kit.shown import filtered
from steward.ui.pages import PageOf
from steward.ui.plans import files as plan_files

FIRST, MORE = 30, 60
"""Lines that are shown at first, and so many more at a time."""
KINDS = "kinds"
LATELY = 5
"""Lines on the account's own page."""
ICONS = {
    EventKind.CONTACT: ":material/call:",
    EventKind.OUTAGE: ":material/error:",
    EventKind.SURVEY: ":material/reviews:",
    EventKind.OPPORTUNITY: ":material/sell:",
    EventKind.CONTRACT: ":material/contract:",
    EventKind.OWNER: ":material/swap_horiz:",
    EventKind.REVIEW: ":material/slideshow:",
    EventKind.PLAN: ":material/edit_note:",
}


def timeline_of(subject: Subject) -> Timeline:
    """All of it, and of it what was chosen."""
    whole = _whole(subject)
    kinds = _choose(whole.kinds)
    return whole.of(kinds) if kinds else whole


def show_lately(subject: Subject) -> None:
    """The last few things that happened, with the way to all of them."""
    whole = _whole(subject)
    if not whole.past:
        return
    st.markdown("## Lately", anchors=False)
    for one in whole.past[:LATELY]:
        _line(one, subject.account_id)
    st.page_link(
        pages.TIMELINE.path, label=_counted(whole), icon=pages.TIMELINE.icon,
        query_params={"account": subject.account_id},
    )  # fmt: skip


def _counted(whole: Timeline) -> str:
    """`All 287 events, 2 of them ahead`: the page below them counts what is ahead by itself."""
    ahead = f", {len(whole.ahead)} of them ahead" if whole.ahead else ""
    return f"All {counted(len(whole.past) + len(whole.ahead), 'event')}{ahead}"


def _whole(subject: Subject) -> Timeline:
    names = plan_files.choices(subject.account_id, plan_files.success_plan(subject.account_id).plan)
    return timeline.brief(subject, plan_files.plans(), {**names.people, **names.colleagues})


def _choose(kinds: Mapping[EventKind, int]) -> Sequence[EventKind]:
    """Which kinds, kept in the URL and on other accounts; none chosen means all."""
    labels = {one.lower(): f"{one} {kinds.get(one, 0)}" for one in EventKind}
    icons = {one.lower(): icon for one, icon in ICONS.items()}
    picked = press_several(KINDS, "Show", labels, [one.lower() for one in kinds], icons)
    found = [one for one in EventKind if one.lower() in picked]
    filtered("Kinds", ", ".join(found))
    return found


def show_timeline(brief: Timeline, account_id: str) -> None:
    """Ahead first, then back from today."""
    if not brief.events:
        show.empty("Nothing has happened at this account yet: no call, outage, survey, opportunity, contract or save.")
        return
    if not brief.ahead and not brief.past:
        show.empty("Nothing of what is chosen has happened at this account.")
        return
    if brief.ahead:
        st.markdown("## Ahead", anchors=False)
        for one in brief.ahead:
            _line(one, account_id)
    held = f"timeline.shown.{account_id}"
    shown = st.session_state.get(held, FIRST)
    month = ""
    for one in brief.past[:shown]:
        if (now := f"{one.day:%B %Y}") != month:
            st.markdown(f"## {now}", anchors=False)
            month = now
        _line(one, account_id)
    if (left := len(brief.past) - shown) > 0:
        label = f"Show {min(left, MORE)} more ({left} of {len(brief.past)} so far left)"
        st.button(label, key="timeline.more", on_click=lambda: st.session_state.update({held: shown + MORE}))
    exhibit_from(brief.events)


def _line(one: TimelineEvent, account_id: str) -> None:
    source = source_of(one, account_id)
    day, words, opens = st.columns([1.2, 8, 1], vertical_alignment="center")
    day.caption(day_text(one.day))
    words.markdown(f"{ICONS[one.kind]} {plain(one.words)}" + (f" :gray[· {plain(one.people)}]" if one.people else ""))
    if source:
        page, asked = source
        opens.page_link(page.path, label="Open", query_params=asked)


def source_of(one: TimelineEvent, account_id: str) -> tuple[PageOf, Mapping[str, str]] | None:
    """The page where an event's source is told, and what its address asks for; None where its line says all of it."""
    here = {"account": account_id}
    quarter = next((str(each) for each in warehouse().quarters if each.start <= one.day <= each.end), "")
    then = {"quarter": quarter} if quarter else {}
    match one.kind:
        case EventKind.CONTACT:
            logged_here = one.key.startswith(f"{slug(account_id)}/")
            return (pages.TOUCHES, {"view": "logged", "logged": one.key, "mine": "0"}) if logged_here else None
        case EventKind.OUTAGE:
            return pages.ACCOUNT_SERVICE, {**here, **then}
        case EventKind.SURVEY:
            return pages.NPS, {"only": account_id, **then}
        case EventKind.OPPORTUNITY:
            return pages.COMMERCIAL, {**here, "deal": one.key}
        case EventKind.CONTRACT:
            return pages.COMMERCIAL, {**here, "contract": one.key}
        case EventKind.OWNER:
            return pages.TARGETS, then
        case EventKind.REVIEW:
            return pages.REVIEW, {**here, "quarter": one.key}
        case EventKind.PLAN:
            return pages.PLAN_HISTORY, {**here, "file": one.key}
    assert_never(one.kind)
