"""One vulnerability beside the list: what the reviewers say of it, and the action of the plan that closes it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.account_reviews.words import AccountReviewState, ReviewVerdict
from steward.exhibits import day_text
from steward.plans.internal.account_reviews import AccountReviews
from steward.services.account_reviews import acting, desk
from steward.services.account_reviews.acting import Vulnerability
from steward.services.account_reviews.desk import ListedReview
from steward.services.plans.files import field_told
from steward.services.scope import owner_of
from steward.ui.kit.acts import do
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.typed import begun
from steward.ui.plans.entry import Entry
from steward.ui.plans.files import plans

ADDRESS = "vulnerability"
S = AccountReviewState
VERDICTS = (ReviewVerdict.ACCEPTED, ReviewVerdict.REWORDED, ReviewVerdict.DISMISSED)


def judge_one(subject: Subject, one: ListedReview, ticked: str | None, author: str) -> None:
    """The one that was picked, in the panel."""
    if not one.found or one.state not in (S.TEST, S.IMPROVE):
        return
    known = {each.id: each for each in one.found}
    hint = "Choose a vulnerability, or tick a row above"
    found = pick(known, [ticked], lambda each: each.said, "Vulnerability", hint, ADDRESS)
    if found is None:
        return
    with side_panel(ADDRESS):
        st.markdown(f"## {plain(found.said)}", anchors=False)
        if found.said != found.what:
            st.caption(plain(f"Proposed as: {found.what}"))
        if found.evidence:
            st.markdown(plain(f"Evidence: {found.evidence}"))
        _verdict(one, found, author)
        if found.verdict.stands:
            _action(subject, one, found, author)


def _verdict(one: ListedReview, found: Vulnerability, author: str) -> None:
    key = f"account_review.{one.key}.{found.id}.judged"
    entry = Entry(key, desk.opened(plans(), one.row.account_id), acting.of_vulnerability(found.id))
    base = entry.base
    first = base.verdict if base.verdict in VERDICTS else None
    verdict = st.segmented_control(
        "Verdict", VERDICTS, format_func=lambda each: each.label, **begun(f"{key}.verdict", first)
    )  # fmt: skip
    words, reason = base.words, base.reason
    if verdict is ReviewVerdict.REWORDED:
        words = st.text_input("In other words", **begun(f"{key}.words", base.words or base.what)) or ""
    if verdict is not None:
        label = "Why it is none" if verdict is ReviewVerdict.DISMISSED else "Why nothing is done about it (if so)"
        reason = st.text_input(label, **begun(f"{key}.reason", base.reason)) or ""
    wanted = replace(base, verdict=verdict or base.verdict, words=words.strip(), reason=reason.strip())
    edited = wanted != base
    clash = entry.clash(wanted, edited, author, partial(field_told, AccountReviews, {}))
    label = "Save mine over it" if clash else "Save the verdict"
    button = f"{key}.save.over" if clash else f"{key}.save"
    if kept_button(label, button, of=key, kind="primary", enabled=bool(author and edited)) and verdict:
        judge = partial(
            acting.judge, plans(), one, found.id, verdict, author, words=words, reason=reason, begun=base,
            over=clash.known if clash else (),
        )  # fmt: skip
        do(lambda: entry.go_on(judge().left), f"{verdict.label}.", key)


def _action(subject: Subject, one: ListedReview, found: Vulnerability, author: str) -> None:
    """The action that closes it: as the plan has it, or a form of a new one."""
    st.markdown("### What is done", anchors=False)
    names = colleague_labels()
    action = one.actions.get(found.action)
    if action is not None:
        due = f" · by {day_text(action.due)}" if action.due else ""
        who = names.get(action.owner, action.owner)
        st.markdown(plain(f"{action.action} · {who}{due} · {action.status}"))
        return
    if found.action:
        st.caption(plain(f"The plan has no action {found.action} any more: name another."))
    key = f"account_review.{one.key}.{found.id}.action"
    words = st.text_input("Action", **begun(f"{key}.words", "")) or ""
    owner = st.selectbox(
        "Who", list(names), format_func=names.__getitem__, **begun(f"{key}.owner", owner_of(subject) or None)
    )
    due = st.date_input("By", format="YYYY-MM-DD", **begun(f"{key}.due", None))
    ready = bool(author and words.strip() and owner and due)
    if kept_button("Put it into the plan", f"{key}.add", of=key, kind="primary", enabled=ready):
        step = partial(acting.put_into_plan, plans(), one, found.id, words, owner or "", due, author)
        do(step, "It stands in the plan, and on the list of actions.", key)


def write_down(one: ListedReview, author: str) -> None:
    """A vulnerability that a reviewer sees and no rule does."""
    if one.state is S.PREVIEW:
        return
    key = f"account_review.{one.key}.new"
    place = st.expander("Write down a vulnerability", icon=":material/add:", key=f"{key}.form", on_change="rerun")
    if not place.open:
        return
    with place:
        what = st.text_input("What could fail", **begun(f"{key}.what", "")) or ""
        evidence = st.text_input("What it rests on", **begun(f"{key}.evidence", "")) or ""
        if kept_button("Write it down", f"{key}.add", of=key, kind="primary", enabled=bool(author and what.strip())):
            do(partial(acting.write_down, plans(), one, what, evidence, author), "Written down.", key)
