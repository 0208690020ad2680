"""Decisions of leadership beside its slides: recorded, and followed until they are done or dropped with a reason."""

from datetime import timedelta

import streamlit as st

from steward.briefings.internal.decisions.listed import ListedDecision
from steward.briefings.internal.team.source import TeamSource
from steward.exhibits import day_text
from steward.services import decisions
from steward.services.decisions import LeadershipDecision
from steward.services.team.desk import TeamBrief
from steward.ui.kit import show
from steward.ui.kit.acts import do, tell_last
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import warehouse, workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels, colleague_labels
from steward.ui.kit.pick import pick
from steward.ui.kit.typed import begun
from steward.ui.kit.who import who

KEY, ADDRESS, NEXT = "leadership.decision", "decision", "leadership.picked"
USUALLY = timedelta(days=30)
"""By when a decision is done unless somebody says another day."""
NOT_YOURS = "Decisions are recorded, done and dropped by whoever leads a team."


def record_decision(source: TeamSource, brief: TeamBrief) -> str | None:
    """The form of a new decision, drawn once somebody opens it. Who they are, as far as that was asked."""
    tell_last()
    st.markdown("## Decisions", anchors=False)
    if not decisions.may_decide(workspace()):
        st.caption(NOT_YOURS)
        return None
    place = st.expander("Record a decision", icon=":material/gavel:", key=f"{KEY}.form", on_change="rerun")
    if not place.open:
        return None
    with place:
        author = who()
        new = _form(source, brief)
        ready = bool(author and new.decision.strip() and new.owner and new.due)
        if kept_button("Record it", f"{KEY}.add", of=KEY, kind="primary", icon=":material/check:", enabled=ready):
            do(lambda: decisions.record(workspace(), new, author), "Recorded: it stands on the list of its owner.", KEY)
    return author


def _form(source: TeamSource, brief: TeamBrief) -> LeadershipDecision:
    us = colleague_labels()
    mine = set(source.ids_of(brief.branch))
    accounts = {key: name for key, name in account_labels().items() if key in mine}
    today = warehouse().today
    words = st.text_input("What is decided", **begun(f"{KEY}.words", "")) or ""
    left, middle, right = st.columns(3)
    with left:
        owner = st.selectbox("Who sees to it", list(us), format_func=us.__getitem__, **begun(f"{KEY}.owner", None))
    with middle:
        due = st.date_input("By when", format="YYYY-MM-DD", **begun(f"{KEY}.due", today + USUALLY))
    with right:
        account = st.selectbox(
            "Account", list(accounts), format_func=accounts.__getitem__, placeholder="Of no one account",
            **begun(f"{KEY}.account", None),
        )  # fmt: skip
    note = st.text_area("Note", height=80, **begun(f"{KEY}.note", "")) or ""
    return LeadershipDecision(
        id="", decision=words, owner=owner or "", due=due, about=brief.branch.key, account=account or "",
        quarter=str(brief.quarter), decided_on=today, note=note.strip(),
    )  # fmt: skip


def picked_decision(key: str) -> None:
    """A row of a slide was ticked: it is picked below."""
    st.session_state[NEXT] = key


def follow_decisions(brief: TeamBrief, asked: str | None, *, listed: bool) -> None:
    """What was decided of this branch before, `listed` where no slide lists it, and what is said of the one that is
    picked. `asked`: who they are."""
    known = {one.said.id: one for one in brief.decided}
    if not known:
        show.empty("Nothing was decided here before.")
        return
    ticked = [show.table(one, selectable=True, headed=True, whole=True) for one in (brief.decisions,) if one and listed]
    from_slide = st.session_state.pop(NEXT, None)
    hint = "Choose a decision, or tick a row above"
    one = pick(known, [*ticked, from_slide], _named, "Decision", hint, ADDRESS)
    if one:
        _work_on(one, asked)


def _named(one: ListedDecision) -> str:
    return f"{one.said.decision} · {one.owner} · {one.outcome.label}"


def _work_on(one: ListedDecision, asked: str | None) -> None:
    st.markdown(f"### {plain(one.said.decision)}", anchors=False)
    due = f"by {day_text(one.said.due)}" if one.said.due else "without a day"
    st.caption(plain(" · ".join(filter(None, (one.whose, one.owner, due, one.outcome.label, one.said.note)))))
    if not one.is_open or not decisions.may_decide(workspace()):
        return
    author = who() if asked is None else asked
    place, today = f"{KEY}.{one.said.id}", warehouse().today
    why = st.text_input("Why it is dropped", **begun(f"{place}.why", "")) or ""
    with st.container(horizontal=True):
        if kept_button(
            "Done", f"{place}.done", of=place, kind="primary", icon=":material/check:", enabled=bool(author)
        ):
            do(lambda: decisions.finish(workspace(), one.said.id, today, author), f"Done: {one.said.decision}", KEY)
        ready = bool(author and why.strip())
        if kept_button("Drop it", f"{place}.drop", of=place, icon=":material/close:", enabled=ready):
            do(
                lambda: decisions.drop(workspace(), one.said.id, today, author, why),
                f"Dropped: {one.said.decision}",
                KEY,
            )
