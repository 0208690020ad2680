"""One account beside the lists: where it goes and why, what that costs, who agreed, and what may be done."""

from functools import partial

import streamlit as st

from steward.domain.books.states import TransferEvent
from steward.exhibits import day_text
from steward.services.books import acting, editing
from steward.services.books.desk import (
    BooksBriefing,
    cost_said,
    events_said,
    kept_together,
    may_decide,
    opened,
    relationship_said,
)
from steward.services.books.sides import managers_of, may_place, sides_of
from steward.ui import pages
from steward.ui.kit.acts import do
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.kit.typed import begun
from steward.ui.kit.who import person
from steward.ui.plans.files import plans

ADDRESS = "account_of_books"
T = TransferEvent
DECIDED = {
    T.UPHOLD: "It moves.",
    T.WITHDRAW: "It stays.",
    T.PROPOSE: "It is asked for again.",
    T.ESCALATE: "Escalated.",
}


def work_on(brief: BooksBriefing, account_id: str, author: str) -> None:
    """The panel of one account."""
    with side_panel(ADDRESS):
        st.markdown(f"## {plain(brief.source.account(account_id))}", anchors=False)
        for words in (*_planned(brief, account_id), *relationship_said(brief, account_id)):
            st.markdown(plain(words))
        st.page_link(
            pages.ACCOUNT.path, label="The account", icon=pages.ACCOUNT.icon, query_params={"account": account_id}
        )
        if account_id in brief.transfers:
            _acts(brief, account_id, author)
        _by_hand(brief, account_id, author)
        _happened(brief, account_id)


def _planned(brief: BooksBriefing, account_id: str) -> list[str]:
    one, source = brief.plan.of(account_id), brief.source
    row = source.rows[account_id]
    if one is None or not one.moves:
        lock = next(each.lock for each in source.problem.accounts if each.account_id == account_id)
        why = f": {lock.label.lower()}" if lock else ""
        reason = f". {one.reason}" if one and one.reason else ""
        return [f"It stays with {source.name(row.owner_id or '')}{why}{reason}"]
    state = brief.transfers[account_id].state.label if account_id in brief.transfers else ""
    asked = managers_of(source.us, one)
    held = brief.transfers[account_id].agreed if account_id in brief.transfers else {}
    sides = ", ".join(
        f"{source.name(who) if who else 'Leadership'} {'agreed' if side in held else 'has not agreed yet'}"
        for side, who in asked.items()
    )
    return [f"{source.name(one.from_id)} → {source.name(one.to_id)} · {state}", one.reason, sides]


def _acts(brief: BooksBriefing, account_id: str, author: str) -> None:
    """What may happen to its move, for whoever may say so."""
    one, held = brief.plan.of(account_id), brief.transfers[account_id]
    if one is None:
        return
    me, fy, key = person(), brief.source.fy, f"books.{account_id}"
    mine = [side for side in sides_of(brief.source.us, me, one, leads=brief.may_balance) if side not in held.agreed]
    why = st.text_input("Why", **begun(f"{key}.why", "")) or ""
    with st.container(horizontal=True):
        if brief.asks_managers and T.AGREE in held.allowed and kept_button(
            T.AGREED.label, f"{key}.agree", of=f"{key}.agree", kind="primary", enabled=bool(author and mine),
            says=None if mine else "Its owners’ managers agree; nobody does for another.",
        ):  # fmt: skip
            agree = partial(acting.agree, plans(), opened(workspace(), fy), brief.source, account_id, author, me)
            do(agree, "Agreed.", key)
        if T.CONTEST in held.allowed and kept_button(
            T.CONTEST.label, f"{key}.contest", of=f"{key}.contest", enabled=bool(author)
        ):  # fmt: skip
            contest = partial(
                acting.contest, plans(), opened(workspace(), fy), brief.source, account_id, author, me, why
            )
            do(contest, "Contested: somebody else decides.", key)
        for event in (T.ESCALATE, T.UPHOLD, T.WITHDRAW, T.PROPOSE):
            if event not in held.allowed or not may_decide(brief, event, one, plans()):
                continue
            if kept_button(event.label, f"{key}.{event.name}", of=f"{key}.{event.name}", enabled=bool(author)):
                decide = partial(acting.decide, plans(), opened(workspace(), fy), account_id, event, author, why)
                do(decide, DECIDED[event], key)
    if held.escalates_at:
        st.caption(plain(f"It is escalated by itself on {day_text(held.escalates_at.date())}."))


def _by_hand(brief: BooksBriefing, account_id: str, author: str) -> None:
    """Another owner, with what that costs, or a lock."""
    source, scope = brief.source, workspace().scope
    row = source.rows[account_id]
    now = brief.planned[account_id]
    if not brief.may_change or not may_place(scope, row.owner_id or "", now):
        return
    key = f"books.{account_id}.hand"
    with st.expander("Change by hand", icon=":material/edit:", expanded=False):
        if together := kept_together(brief, account_id):
            st.caption(plain(together))
        people = {book.person_id: source.name(book.person_id) for book in source.problem.books}
        options = [one for one in people if may_place(scope, one)]
        to_id = st.selectbox(
            "Goes to", options, index=options.index(now) if now in options else None, format_func=people.__getitem__,
            key=f"{key}.to",
        )  # fmt: skip
        if to_id and to_id != now:
            st.caption(plain(cost_said(brief, account_id, to_id)))
        why = st.text_input("Reason", **begun(f"{key}.why", "")) or ""
        with st.container(horizontal=True):
            if kept_button(
                "Save", f"{key}.save", of=f"{key}.save", kind="primary", enabled=bool(author and to_id and to_id != now)
            ):
                place = partial(editing.place, plans(), source, account_id, str(to_id), author, person(), why)
                do(place, "Saved.", key)
            locked = (one := brief.plan.of(account_id)) is not None and one.lock is not None
            label = "Take the lock off" if locked else "Lock it where it is"
            if kept_button(label, f"{key}.lock", of=f"{key}.lock", icon=":material/lock:", enabled=bool(author)):
                do(partial(editing.lock, plans(), source, account_id, not locked, author, why), "Saved.", key)


def _happened(brief: BooksBriefing, account_id: str) -> None:
    lines = events_said(brief, account_id)
    if lines:
        with st.expander("What happened", icon=":material/history:"):
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))
