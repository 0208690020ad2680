"""Who presents, who helps, who tests and when: the form of a new review, and of one that is under way."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.account_reviews.words import AccountReviewState
from steward.domain.colleagues import OneOfUs
from steward.domain.labels import with_written
from steward.plans.internal.account_reviews import MINUTES, AccountReviews
from steward.services.account_reviews import acting, desk
from steward.services.account_reviews.acting import AccountReview, AccountReviewAct
from steward.services.account_reviews.desk import ListedReview
from steward.services.plans.files import field_told
from steward.services.scope import owner_of
from steward.ui.kit.acts import do
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import warehouse
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.typed import begun
from steward.ui.plans.entry import Entry
from steward.ui.plans.files import plans


def begin_review(subject: Subject, author: str, *, open_at_once: bool) -> None:
    """The form of a new one, drawn once somebody opens it."""
    key = f"account_review.new.{subject.account_id}"
    place = st.expander(
        "Plan a review", open_at_once, icon=":material/add:", key=f"{key}.form", on_change="rerun"
    )  # fmt: skip
    if not place.open:
        return
    with place:
        us = desk.colleagues(warehouse())
        said = _fields(AccountReview(presenter=owner_of(subject)), key, us)
        ready = bool(author and said.held_on and said.presenter and said.reviewers)
        if kept_button("Plan the review", f"{key}.add", of=key, kind="primary", enabled=ready):
            do(partial(acting.begin, plans(), subject.account_id, said, author, us), "The review is planned.", key)
        if not ready:
            st.caption("It needs a day, who presents, and at least one colleague who tests the plan.")


def change_review(one: ListedReview, author: str) -> None:
    """Another day, other people; once it is tested also what was learnt."""
    key = f"account_review.{one.key}.people"
    tested = one.state in (AccountReviewState.TEST, AccountReviewState.IMPROVE)
    label = "People, day and what was learnt" if tested else "People and day"
    place = st.expander(label, icon=":material/edit:", key=f"{key}.form", on_change="rerun")
    if not place.open:
        return
    with place:
        entry = Entry(key, desk.opened(plans(), one.row.account_id), acting.of_review(one.review.id))
        base = entry.base
        said = _fields(base, key, one.us)
        if tested:
            learnt = st.text_area("What we learnt", **begun(f"{key}.learnt", base.learnt)) or ""
            said = replace(said, learnt=learnt.strip())
        edited = said != base
        clash = entry.clash(said, edited, author, partial(field_told, AccountReviews, colleague_labels()))
        label, button = ("Save mine over it", f"{key}.save.over") if clash else ("Save", f"{key}.save")
        if kept_button(label, button, of=key, kind="primary", enabled=bool(author) and edited):
            over = clash.known if clash else ()
            change = partial(acting.change, plans(), one, said, author, begun=base, over=over)
            do(lambda: entry.go_on(change().left), "Saved.", key)


def call_off(one: ListedReview, author: str) -> None:
    """End a review that will not be held, with a reason."""
    if AccountReviewAct.CALL_OFF not in acting.next_acts(one):
        return
    key = f"account_review.{one.key}.off"
    place = st.expander("Call it off", icon=":material/event_busy:", key=f"{key}.form", on_change="rerun")
    if not place.open:
        return
    with place:
        why = st.text_input("Why it is called off", **begun(f"{key}.why", "")) or ""
        act = AccountReviewAct.CALL_OFF
        if kept_button(acting.said(act), f"{key}.do", of=key, enabled=bool(author and why.strip())):
            do(partial(acting.take_step, plans(), one, act, author, warehouse().today, why=why), acting.done(act), key)


def _fields(first: AccountReview, key: str, us: Sequence[OneOfUs]) -> AccountReview:
    """Who was named by a name and not by an id stays choosable as written; whoever presents neither coaches nor
    tests."""
    written = (first.presenter, first.coach, *first.reviewers)
    names = with_written(colleague_labels(), written)
    left, right = st.columns(2)
    with left:
        held = st.date_input("On", format="YYYY-MM-DD", **begun(f"{key}.on", first.held_on))
        presenter = st.selectbox(
            "Presenter", list(names), format_func=names.__getitem__,
            **begun(f"{key}.presenter", first.presenter or None),
        )  # fmt: skip
    others = [one for one in names if not acting.may_be_same(us, presenter or "", one)]
    with right:
        minutes = st.number_input(
            "Minutes", min_value=15.0, max_value=480.0, step=15.0, format="%.0f",
            **begun(f"{key}.minutes", float(first.minutes or MINUTES), (15.0, 480.0)),
        )  # fmt: skip
        entry = begun(f"{key}.coach", first.coach or None)
        if st.session_state[entry["key"]] not in others:
            st.session_state[entry["key"]] = None
        coach = st.selectbox(
            "Coach", others, format_func=names.__getitem__, placeholder="Nobody",
            help="Helps the presenter prepare, and leads the review.", **entry,
        )  # fmt: skip
    entry = begun(f"{key}.reviewers", list(first.reviewers))
    st.session_state[entry["key"]] = [one for one in st.session_state[entry["key"]] if one in others]
    reviewers = st.multiselect(
        "Reviewers", others, format_func=names.__getitem__, help="They read the paper and test the plan.", **entry
    )
    focus = st.text_input(
        "Focus", help="What the presenter asks the reviewers to look at.", **begun(f"{key}.focus", first.focus)
    ) or ""  # fmt: skip
    return replace(
        first, held_on=held, minutes=_minutes(first, minutes), presenter=presenter or first.presenter,
        coach=coach or "", reviewers=tuple(reviewers), focus=focus.strip(),
    )  # fmt: skip


def _minutes(first: AccountReview, shown: float | None) -> float | None:
    """What stands there; nothing where nothing was written and the usual is shown."""
    return first.minutes if shown == float(first.minutes or MINUTES) else shown
