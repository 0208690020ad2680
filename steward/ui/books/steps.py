"""How far the plan of a year is, and what may be done with it next."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from steward.domain.books.states import PlanEvent, PlanState
from steward.services.books import acting, editing
from steward.services.books.desk import BooksBriefing, opened
from steward.ui.kit.acts import do, tell_last
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun
from steward.ui.plans.files import plans

WAY = (
    PlanState.DRAFT, PlanState.BALANCED, PlanState.REVIEW, PlanState.APPROVED, PlanState.PUBLISHED, PlanState.EFFECTIVE,
    PlanState.CLOSED,
)  # fmt: skip
NEXT = {
    PlanState.DRAFT: "Next: work plans out and take one, under Balance.",
    PlanState.BALANCED: "Next: look at every move, change what you know better, and send it to the managers.",
    PlanState.REVIEW: "Next: the managers on both sides agree, or contest; once it is approved, the rest stays.",
    PlanState.APPROVED: "Next: publish it. What is not agreed stays where it is.",
    PlanState.PUBLISHED: "Next: it takes effect on its day. Hand the owners to the CRM.",
    PlanState.EFFECTIVE: "Next: every account is handed over; then the year is closed.",
    PlanState.CLOSED: "Nothing is left to do.",
}


def show_steps(brief: BooksBriefing, author: str) -> None:
    """The way of a plan with where it is, and a button for whoever may take the next step."""
    tell_last()
    state = brief.standing.state
    if not brief.begun:
        _begin(brief, author)
        return
    said = [f"**{plain(one.label)}**" if one is state else plain(one.label) for one in WAY]
    st.markdown(" → ".join(said))
    st.caption(plain(NEXT[state]))
    if not brief.may_balance:
        return
    fy = brief.source.fy
    acts: dict[PlanEvent, tuple[Callable[[], object], str]] = {
        PlanEvent.SEND: (lambda: acting.send(plans(), opened(workspace(), fy), author), "The managers are asked."),
        PlanEvent.APPROVE: (
            lambda: acting.approve(plans(), opened(workspace(), fy), brief.source, author),
            "Approved.",
        ),
        PlanEvent.PUBLISH: (lambda: acting.publish(plans(), opened(workspace(), fy), author), "Published."),
        PlanEvent.CLOSE: (lambda: acting.close(plans(), opened(workspace(), fy), author), "Closed."),
    }
    with st.container(horizontal=True):
        for event in brief.standing.allowed:
            if event in acts and kept_button(
                event.label, f"books.{event.name}", of=f"{fy}.{event}", kind="primary", enabled=bool(author)
            ):
                do(*acts[event])
    if PlanEvent.REOPEN in brief.standing.allowed:
        _send_back(fy, author)


def _begin(brief: BooksBriefing, author: str) -> None:
    fy = brief.source.fy
    if not brief.may_balance:
        st.caption("Leadership begins the plan of a year.")
        return
    act = partial(editing.begin, plans(), brief.source, author)
    if kept_button(f"Begin the plan of {fy}", "books.begin", of=f"{fy}.begin", kind="primary", enabled=bool(author)):
        do(act, "Begun: everybody who has accounts has a book.")


def _send_back(fy: str, author: str) -> None:
    with st.expander("Send back", icon=":material/undo:"):
        why = st.text_input("Why", **begun("books.back", "")) or ""
        if kept_button(PlanEvent.REOPEN.label, "books.reopen", of=f"{fy}.back", enabled=bool(author)):
            do(lambda: acting.send_back(plans(), opened(workspace(), fy), author, why), "Sent back.", "books.back")
