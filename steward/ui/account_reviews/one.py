"""One account's reviews on a page: the one under way, step by step, or a new one; those closed to be read."""

from functools import partial

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.account_reviews.cadence import ReviewTurn
from steward.domain.account_reviews.words import AccountReviewState
from steward.errors import StewardError
from steward.exhibits import day_text, listed
from steward.exhibits.wording import in_a_line
from steward.services import vulnerabilities
from steward.services.account_reviews import acting, papers
from steward.services.account_reviews.acting import AccountReviewAct
from steward.services.account_reviews.desk import AccountReviewBook, ListedReview
from steward.services.scope import acting_book
from steward.services.vulnerabilities import Proposals
from steward.ui.account_reviews.judging import judge_one, write_down
from steward.ui.account_reviews.people import begin_review, call_off, change_review
from steward.ui.kit import show
from steward.ui.kit.acts import do, tell_last
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import warehouse
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.pick import pick
from steward.ui.kit.selection import saying_no
from steward.ui.plans.cache import kept_with_plans, state_of
from steward.ui.plans.files import plans

ADDRESS = "account_review"
S, A = AccountReviewState, AccountReviewAct
NEXT = {
    S.PREVIEW: "The reviewers read the paper; the presenter prepares with the coach.",
    S.PRESENT: "The presenter tells the plan, and nobody interrupts. What strikes a reviewer is written down below.",
    S.TEST: "The reviewers say of each vulnerability whether it is one.",
    S.IMPROVE: "Each that was accepted gets an action of the plan, or a reason why none is needed.",
}


TURNS = {ReviewTurn.DUE: "and it is due this quarter", ReviewTurn.WAITING: "and it waits its turn"}


def show_account_review(subject: Subject, brief: AccountReviewBook, author: str) -> None:
    """Everything the page shows below the account's head."""
    tell_last()
    with saying_no():
        one = _chosen(brief)
        found = _proposals(subject) if one is None or _before_test(one) else None
    if one is None:
        show.headline(_none_said(brief), f"Account review · {subject.account.name}")
    else:
        show.headline(_headline(one), f"Account review · {subject.account.name}")
        _show(subject, one, found or Proposals(()), author)
    if not any(each.state.is_open for each in brief.listed.values()):
        begin_review(subject, author, open_at_once=one is None)
    if found is not None:
        table = papers.proposals_table(subject, found.found)
        if table:
            show.table(table, headed=True, whole=True)
        show.nothing_of({"vulnerabilities that rules see": table})


def _proposals(subject: Subject) -> Proposals:
    """What the rules see, worked out again only where a load or a file it rests on changed."""
    book = acting_book(warehouse())
    return kept_with_plans(
        f"vulnerabilities in {book.quarter}",
        lambda plan_cache: vulnerabilities.written(plan_cache, (), book),
        lambda plan_cache: vulnerabilities.of_account(subject, plan_cache),
        subject.account_id,
        subject.quarter,
        *(state_of(file) for file in vulnerabilities.COMPANY_FILES),
        alone=(subject.account_id,),
    )


def _before_test(one: ListedReview) -> bool:
    return one.state in (S.PREVIEW, S.PRESENT)


def _chosen(brief: AccountReviewBook) -> ListedReview | None:
    """The one of the address, else the one under way, else the last; a choice only where there are several."""
    found = sorted(brief.listed.values(), key=lambda one: (one.state.is_open, str(one.review.held_on)), reverse=True)
    known = {one.review.id: one for one in found}
    if len(known) < 2:
        return next(iter(found), None)
    wanted = pick(known, (), _named, "Review", "The one under way, else the last", ADDRESS)
    return wanted or found[0]


def _named(one: ListedReview) -> str:
    day = day_text(one.review.held_on) if one.review.held_on else one.review.id
    return f"{day} · {one.state.label}"


def _none_said(brief: AccountReviewBook) -> str:
    candidate = next(iter(brief.candidates), None)
    if candidate is None:
        return "No plan of a kind is written yet, so there is nothing to test"
    turn = TURNS.get(brief.turns[candidate.account_id], "")
    return f"Nobody has tested this plan yet{f', {turn}' if turn else ''}"


def _headline(one: ListedReview) -> str:
    stands, left = len(one.standing_ones), sum(bool(each.lacks) for each in one.found)
    when = f" on {day_text(one.review.held_on)}" if one.review.held_on else ""
    match one.state:
        case S.PREVIEW:
            return f"The plan is presented{when}"
        case S.PRESENT:
            return "The plan is being presented"
        case S.TEST:
            return f"The plan is tested: {left} of {len(one.found)} vulnerabilities to settle"
        case S.IMPROVE:
            return f"{stands} vulnerabilities accepted, {left} still without an action or a reason"
        case S.CALLED_OFF:
            return f"The review planned{when} was called off"
    acted = sum(bool(each.action) for each in one.standing_ones)
    became = f"{acted} became actions"
    many = f"Reviewed{when}: {stands} of {len(one.found)}"
    return in_a_line(f"{many} vulnerabilities accepted, {became}", f"{many} accepted, {became}")


def _show(subject: Subject, one: ListedReview, found: Proposals, author: str) -> None:
    names = colleague_labels()
    said = one.review
    told = (
        ("Presenter", names.get(said.presenter, said.presenter)), ("Coach", names.get(said.coach, said.coach)),
        ("Reviewers", listed([names.get(each, each) for each in said.reviewers])),
        ("Focus", said.focus),
    )  # fmt: skip
    st.caption(plain(" · ".join([one.state.label, *(f"{name}: {words}" for name, words in told if words)])))
    if one.standing.broken:
        lines = ", ".join(map(str, one.standing.broken))
        show.notice(f"Its record was changed by hand: line {lines} of events.jsonl.")
    if one.standing.changed_since and one.state is S.CLOSED:
        show.notice("Its file was changed since it was closed. What stands here is what was closed.")
    if said.learnt.strip() and not one.state.is_open:
        st.markdown(f"**What we learnt.** {plain(said.learnt)}")
    if one.state in NEXT:
        st.markdown(f"{NEXT[one.state]} {papers.course(one)}")
    _acts(one, found, author)
    _papers(subject, one, found)
    table = papers.vulnerabilities_table(subject, one)
    ticked = show.table(table, selectable=one.state.is_open, headed=True, whole=True) if table else None
    if not _before_test(one):
        show.nothing_of({"vulnerabilities": table})
    if one.state.is_open:
        judge_one(subject, one, ticked, author)
        write_down(one, author)
        change_review(one, author)
        call_off(one, author)


def _acts(one: ListedReview, found: Proposals, author: str) -> None:
    """A button for each step, and what has to be done before."""
    key = f"account_review.{one.key}"
    acts = [act for act in acting.next_acts(one) if act is not A.CALL_OFF]
    if not acts:
        return
    lacking = [each for act in acts for each in acting.why_not(one, act)]
    with st.container(horizontal=True):
        for act in acts:
            ready = bool(author) and not acting.why_not(one, act)
            if kept_button(
                acting.said(act), f"{key}.{act}", of=key, kind="secondary" if act is A.TAKE_BACK else "primary",
                enabled=ready,
            ):  # fmt: skip
                step = partial(acting.take_step, plans(), one, act, author, warehouse().today, proposed=found.found)
                do(step, acting.done(act), key)
    if not author:
        st.caption("Say who you are above to go on.")
    elif lacking:
        st.caption(plain(" ".join(lacking[:3]) + (f" And {len(lacking) - 3} more." if len(lacking) > 3 else "")))


def _papers(subject: Subject, one: ListedReview, found: Proposals) -> None:
    """What the reviewers read, and the day for their calendars."""
    with st.container(horizontal=True):
        try:
            name = papers.paper_name(subject, one)
        except StewardError as problem:
            show.problem(problem)
            return
        offer(
            "Paper for reviewers (Word)", lambda: papers.paper(subject, plans(), one, found.found), name, papers.WORD,
            what="the paper of an account review", accounts=(subject.account_id,), icon="description",
            key="account_review.paper",
        )  # fmt: skip
        if one.review.held_on and one.state.is_open:
            offer(
                "Date (.ics)", lambda: papers.appointment(subject, one), papers.paper_name(subject, one, ".ics"),
                papers.CALENDAR, what="the day of an account review", accounts=(subject.account_id,), icon="event",
                key="account_review.day",
            )  # fmt: skip
