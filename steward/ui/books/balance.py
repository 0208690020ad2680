"""Working the three plans out, how far that is, and taking one."""

import streamlit as st

from steward.briefings.internal.books.worked import WorkedPlan
from steward.briefings.internal.scope.book import Book
from steward.domain.books.states import PlanState
from steward.services.books import editing, runs
from steward.services.books.desk import BooksBriefing, opened
from steward.ui.kit import show
from steward.ui.kit.acts import do
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.reader import reader
from steward.ui.plans.files import plans

LOOK = 1.0
PLANS = 3


def show_balance(book: Book, brief: BooksBriefing, author: str) -> None:
    """Today's books beside the plans."""
    del book
    if not brief.may_balance:
        st.caption("Leadership balances the books.")
        return
    for words in brief.blocked:
        st.error(plain(f"No books keep every rule. {words}"), icon=":material/block:")
    _work_out(brief, author)
    show.exhibits([one for one in (brief.compared,) if one])
    show.nothing_of({"books beside each other": brief.compared})
    if brief.standing.state in (PlanState.DRAFT, PlanState.BALANCED) and brief.begun:
        for one in brief.worked:
            _offer(brief, one, author)


def _work_out(brief: BooksBriefing, author: str) -> None:
    fy, home = brief.source.fy, workspace()
    if runs.is_running(home, fy):
        _progress(fy)
        return
    if brief.worked and not all(one.current for one in brief.worked):
        show.notice("Figures or rules have changed since these plans were worked out: work them out again.")
    label = "Work the plans out again" if brief.worked else "Work three plans out"
    if kept_button(label, "books.work", of=fy, icon=":material/balance:", enabled=bool(author)):
        runs.begin(home, fy, reader().email)
        st.rerun()


@st.fragment(run_every=LOOK)
def _progress(fy: str) -> None:
    """How far it is; whoever comes back to the page later sees the same."""
    home = workspace()
    if not runs.is_running(home, fy):
        st.rerun()
    there = runs.how_many(home, fy)
    st.progress(there / 3, f"{there} of {PLANS} plans are there. You may leave this page meanwhile.")
    if kept_button("Cancel", "books.cancel", of=fy, icon=":material/close:"):
        runs.cancel(home, fy)
        st.rerun()


def _offer(brief: BooksBriefing, one: WorkedPlan, author: str) -> None:
    fy = brief.source.fy
    moves = sum(
        brief.source.rows[key].owner_id != owner for key, owner in one.owners.items() if key in brief.source.rows
    )
    label = f"Take “{one.kind.label}”: {moves} to move"
    if kept_button(
        label, f"books.take.{one.kind.name}", of=f"{fy}.{one.kind.name}", enabled=bool(author) and one.current
    ):
        do(
            lambda: editing.take(plans(), opened(workspace(), fy), brief.source, one, author),
            f"“{one.kind.label}” is the plan now.",
        )
