"""What is done to an account review: begun, moved on, its vulnerabilities judged, and their actions put into the plan.

Words are edits of `account_reviews.toml`; each step is a line of the review's ledger, written under the account's lock
to what whoever pressed had seen. What is closed is kept by the line that closes it, and nothing here changes it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from steward.briefings.internal.account_reviews.listed import ListedReview
from steward.briefings.internal.account_reviews.proposed import Proposed
from steward.domain.account_reviews.words import AccountReviewAct, AccountReviewState, ReviewVerdict
from steward.domain.clocks import moment_of
from steward.domain.colleagues import OneOfUs, may_be_same
from steward.errors import PlanChangedMeanwhile, PlanNotFound, PlanNotSaved, StepNotAllowed
from steward.plans.files.changes import entry_id
from steward.plans.files.entries import entry
from steward.plans.files.store import Plans, Saved
from steward.plans.files.together import PlanPart, merged, whose
from steward.plans.internal import strategy as ours
from steward.plans.internal.account_review_states import (
    ACCOUNT_REVIEW,
    FOLDER,
    KEPT,
    ReviewStanding,
    content_digest,
    file_of,
    kept_in,
    standing,
    unjudged,
)
from steward.plans.internal.account_reviews import FILE, AccountReview, AccountReviews, Vulnerability
from steward.plans.internal.strategy import Action, Doing, Strategy
from steward.services.account_reviews.desk import opened
from steward.workflow import ledger

__all__ = [
    "AccountReview", "AccountReviewAct", "AccountReviewState", "ReviewVerdict", "Vulnerability", "begin",
    "change", "done",
    "judge", "may_be_same",
    "next_acts", "of_review", "of_vulnerability", "put_into_plan", "said", "take_step", "why_not", "write_down",
]  # fmt: skip
Said = TypeVar("Said")
A, S = AccountReviewAct, AccountReviewState
SAID: Mapping[AccountReviewAct, str] = {
    A.PRESENT: "Begin to present",
    A.TEST: "Begin the test",
    A.IMPROVE: "Go on to improve",
    A.CLOSE: "Close the review",
    A.TAKE_BACK: "Take back the last step",
    A.CALL_OFF: "Call it off",
}


DONE: Mapping[AccountReviewAct, str] = {
    A.PRESENT: "The plan is being presented.",
    A.TEST: "The test is begun: what rules see is written down.",
    A.IMPROVE: "Everything is judged.",
    A.CLOSE: "The review is closed, and stays as it is.",
    A.TAKE_BACK: "The last step is taken back.",
    A.CALL_OFF: "It is called off.",
}


def done(act: AccountReviewAct) -> str:
    """What is said once it happened."""
    return DONE[act]


def said(act: AccountReviewAct) -> str:
    """What a button of it says."""
    return SAID[act]


def begin(plans: Plans, account_id: str, new: AccountReview, who: str, us: Sequence[OneOfUs]) -> str:
    """Name who presents, who helps and who tests: its id. `us`: all of us, who can be named. Raises PlanNotSaved,
    StepNotAllowed."""
    _named(new, us)
    made: list[str] = []

    def added(file: AccountReviews) -> AccountReviews:
        if any(_standing(plans, account_id, file, one.id).state.is_open for one in file.reviews):
            raise StepNotAllowed("A review of this account is under way: close it first.")
        folder = plans.of(account_id) / FOLDER
        taken = [one.id for one in file.reviews]
        taken += [path.name for path in folder.iterdir()] if folder.is_dir() else []
        made[:] = [entry_id(f"review {new.held_on:%Y-%m-%d}", taken)]
        return replace(file, reviews=(*file.reviews, replace(new, id=made[0])))

    plans.edit(AccountReviews, FILE, account_id, added, who)
    return made[0]


def of_review(review_id: str) -> PlanPart[Any, Any]:
    """What is said of one review, as a part of the file."""
    return entry("reviews", review_id)


def of_vulnerability(found_id: str) -> PlanPart[Any, Any]:
    """One vulnerability, as a part of the file."""
    return entry("vulnerabilities", found_id)


def change(
    plans: Plans, seen: ListedReview, now: AccountReview, who: str, *, begun: AccountReview | None = None,
    over: Collection[AccountReview] = (),
) -> Saved[AccountReviews]:  # fmt: skip
    """Another day, other people, what is asked of them or what was learnt. `begun`: what of it was shown when that was
    begun, else what was seen; `over`: what somebody else saved since that whoever changes it knows.

    Raises PlanNotSaved, PlanChangedMeanwhile, StepNotAllowed."""
    _named(now, seen.us)
    return _beside(plans, seen, of_review(seen.review.id), begun or seen.review, now, who, over)


def write_down(plans: Plans, seen: ListedReview, what: str, evidence: str, who: str) -> None:
    """A vulnerability that a reviewer found. Raises PlanNotSaved, StepNotAllowed."""
    if not what.strip():
        raise PlanNotSaved("Say in a line what could fail.")
    if seen.state not in (S.PRESENT, S.TEST, S.IMPROVE):
        raise StepNotAllowed("Vulnerabilities are found while a plan is presented and tested.")

    def added(file: AccountReviews) -> AccountReviews:
        found = Vulnerability(
            id=entry_id(what, [one.id for one in file.vulnerabilities]), review=seen.review.id, what=what.strip(),
            evidence=evidence.strip(), found_by=who,
        )  # fmt: skip
        return replace(file, vulnerabilities=(*file.vulnerabilities, found))

    _edit(plans, seen, added, who)


def judge(
    plans: Plans, seen: ListedReview, found_id: str, verdict: ReviewVerdict, who: str, *, words: str = "",
    reason: str = "", begun: Vulnerability | None = None, over: Collection[Vulnerability] = (),
) -> Saved[AccountReviews]:  # fmt: skip
    """Accept a vulnerability, as it stands or in other words, or dismiss it with a reason; `reason` of one that stands:
    why nothing is done about it. `begun`: it as it was shown when that was begun, else as it was seen; `over`: what
    somebody else said of it since that whoever judges it knows.

    Raises PlanNotSaved, PlanChangedMeanwhile, StepNotAllowed, PlanNotFound."""
    if seen.state not in (S.TEST, S.IMPROVE):
        raise StepNotAllowed("Vulnerabilities are judged in the test.")
    if verdict is ReviewVerdict.DISMISSED and not reason.strip():
        raise StepNotAllowed("Say why it is none.")
    if verdict is ReviewVerdict.REWORDED and not words.strip():
        raise StepNotAllowed("Say it in other words.")
    first = begun or _found(seen.found, found_id)
    wanted = replace(first, verdict=verdict, words=words.strip(), reason=reason.strip())

    def fits(now: AccountReviews) -> None:
        if _found(now.found_in(seen.review.id), found_id).action and not verdict.stands:
            raise StepNotAllowed("An action of the plan closes it already: drop that in the plan first.")

    return _beside(plans, seen, of_vulnerability(found_id), first, wanted, who, over, fits)


def put_into_plan(
    plans: Plans, seen: ListedReview, found_id: str, words: str, owner: str, due: date | None, who: str
) -> str:
    """Write what is done about a vulnerability into the action plan, and name it there: the action's id. An open action
    with the same words is that one. Raises PlanNotSaved, StepNotAllowed, PlanNotFound."""
    found = _found(seen.found, found_id)
    _still_open(plans, seen)
    now = _found(opened(plans, seen.row.account_id).plan.found_in(seen.review.id), found_id)
    if not now.verdict.stands:
        raise StepNotAllowed("Only what was accepted becomes an action.")
    if now.action != found.action:
        raise PlanChangedMeanwhile("Somebody else put an action for it into the plan meanwhile: look at it.")
    if not (words.strip() and owner.strip() and due):
        raise StepNotAllowed("An action needs words, who does it, and a day.")
    made: list[str] = []

    def acted(plan: Strategy) -> Strategy:
        same = [one.id for one in plan.actions if one.id and one.action == words.strip() and one.status in _GOING]
        made[:] = same[:1] or [entry_id(words, [one.id for one in plan.actions])]
        if same:
            return plan
        action = Action(id=made[0], action=words.strip(), owner=owner, due=due)
        return replace(plan, actions=(*plan.actions, action))

    plans.edit(Strategy, ours.FILE, seen.row.account_id, acted, who)
    _beside(plans, seen, of_vulnerability(found_id), now, replace(now, action=made[0]), who)
    return made[0]


_GOING = (Doing.OPEN, Doing.IN_PROGRESS)


def next_acts(one: ListedReview) -> tuple[AccountReviewAct, ...]:
    """What may happen to it now, that which leads on first."""
    allowed = ACCOUNT_REVIEW.allowed(one.state.value)
    return tuple(act for act in A if act.value in allowed and (act is not A.TAKE_BACK or one.standing.can_take_back))


def why_not(one: ListedReview, act: AccountReviewAct) -> tuple[str, ...]:
    """What has to be done before a step, in words."""
    if act is A.IMPROVE and (left := one.judged(ReviewVerdict.OPEN)):
        return (f"{left} of {len(one.found)} vulnerabilities are still to be judged.",)
    if act is A.CLOSE:
        return tuple(f"“{each.said}” {each.lacks}." for each in one.found if each.lacks)
    if act is A.PRESENT:
        why = _own_plan(one.review, one.us) if one.review.reviewers else "Name who tests the plan."
        return (why,) if why else ()
    return ()


def take_step(
    plans: Plans, seen: ListedReview, act: AccountReviewAct, who: str, today: date, *,
    proposed: Sequence[Proposed] = (), why: str = "",
) -> None:  # fmt: skip
    """Write that something happened today to what was seen. `proposed`: the weak spots that the rules see, which the
    test begins with. Raises StepNotAllowed, PlanNotSaved."""
    if not who.strip():
        raise StepNotAllowed("Say who you are first.")
    if act is A.CALL_OFF and not why.strip():
        raise StepNotAllowed("Say why.")
    ACCOUNT_REVIEW.after(seen.state.value, act.value)
    if act is A.TEST:
        _begin_test(plans, seen, proposed, who)
    account_id, review_id = seen.row.account_id, seen.review.id
    with plans.alone(account_id, file_of(review_id)) as folder:
        path, file = folder / file_of(review_id), opened(plans, account_id).plan
        now = _standing(plans, account_id, file, review_id)
        if now.last != seen.standing.last:
            raise StepNotAllowed("Somebody else took a step meanwhile: look at it, and try again.")
        if act is A.TAKE_BACK and not now.can_take_back:
            raise StepNotAllowed("The last step cannot be taken back.")
        ACCOUNT_REVIEW.after(now.state.value, act.value)
        wrong = why_not(replace(seen, standing=now), act) if act is not A.CLOSE else tuple(unjudged(file, review_id))
        if wrong:
            raise StepNotAllowed(" ".join(wrong))
        about: dict[str, object] = {"why": why.strip()} if why.strip() else {}
        about |= {KEPT: kept_in(now.review, now.found)} if act is A.CLOSE else {}
        ledger.add(path, who, act.value, about, content_digest(now.review, now.found), moment_of(today))


def _begin_test(plans: Plans, seen: ListedReview, proposed: Sequence[Proposed], who: str) -> None:
    """Write down what the rules see with its evidence of today; what stands there already is not written twice."""

    def added(file: AccountReviews) -> AccountReviews:
        known = {one.rule for one in file.found_in(seen.review.id)}
        taken = [one.id for one in file.vulnerabilities]
        new: list[Vulnerability] = []
        for one in proposed:
            if one.key not in known:
                made = entry_id(one.what, [*taken, *(each.id for each in new)])
                new.append(
                    Vulnerability(id=made, review=seen.review.id, what=one.what, evidence=one.evidence, rule=one.key)
                )
        return replace(file, vulnerabilities=(*file.vulnerabilities, *new))

    _edit(plans, seen, added, who)


def _found(among: Sequence[Vulnerability], found_id: str) -> Vulnerability:
    """Raises PlanNotFound."""
    found = next((one for one in among if one.id == found_id), None)
    if found is None:
        raise PlanNotFound(f"The review has no vulnerability “{found_id[:60]}”.")
    return found


def _beside(
    plans: Plans, seen: ListedReview, part: PlanPart[AccountReviews, Said], begun: Said, wanted: Said, who: str,
    over: Collection[Said] = (), fits: Callable[[AccountReviews], None] = lambda now: None,
) -> Saved[AccountReviews]:  # fmt: skip
    """What is wanted of a part in the place of what it was begun with, beside what others saved of it meanwhile.
    `fits`: raises where the file, as it is now, does not go with it."""

    def edited(file: AccountReviews) -> AccountReviews:
        if part.of(file) is None:
            raise PlanChangedMeanwhile("Somebody else took it out of the file meanwhile.")
        fits(file)
        by = whose(plans, opened(plans, seen.row.account_id), who)
        return merged(part, begun, wanted, file, by, over)

    return _edit(plans, seen, edited, who)


def _edit(
    plans: Plans, seen: ListedReview, edit: Callable[[AccountReviews], AccountReviews], who: str
) -> Saved[AccountReviews]:
    """Edit the file of an account's reviews, of which this one is not over."""
    if not who.strip():
        raise PlanNotSaved("Nothing is saved without a name: say who you are first.")

    def edited(file: AccountReviews) -> AccountReviews:
        _still_open(plans, seen)
        return edit(file)

    return plans.edit(AccountReviews, FILE, seen.row.account_id, edited, who)


def _still_open(plans: Plans, seen: ListedReview) -> None:
    """Raises StepNotAllowed where it was closed or called off, whatever was seen."""
    account_id = seen.row.account_id
    now = _standing(plans, account_id, opened(plans, account_id).plan, seen.review.id)
    if not now.state.is_open:
        raise StepNotAllowed(f"The review is {now.state.value}, and stays as it is.")


def _standing(plans: Plans, account_id: str, file: AccountReviews, review_id: str) -> ReviewStanding:
    review = next((one for one in file.reviews if one.id == review_id), None)
    if review is None:
        raise PlanNotFound(f"There is no review “{review_id[:60]}” of this account.")
    held = ledger.read(plans.of(account_id) / file_of(review_id))
    return standing(review, file.found_in(review_id), held)


def _named(review: AccountReview, us: Sequence[OneOfUs]) -> None:
    """Raises StepNotAllowed where nobody presents it, where it has no day, or where somebody tests their own plan."""
    if not review.presenter.strip() or review.held_on is None:
        raise StepNotAllowed("Say who presents the plan, and on which day.")
    if not review.reviewers:
        raise StepNotAllowed("Name at least one colleague who tests the plan.")
    if why := _own_plan(review, us):
        raise StepNotAllowed(why)


def _own_plan(review: AccountReview, us: Sequence[OneOfUs]) -> str:
    """That somebody tests or coaches the plan they present, by whatever name they are called; empty where nobody
    does."""
    if any(may_be_same(us, review.presenter, one) for one in review.reviewers):
        return "Nobody tests the plan they present."
    return "Nobody coaches themselves." if may_be_same(us, review.presenter, review.coach) else ""
