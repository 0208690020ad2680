"""Account reviews of the sample: one that was closed, one in the middle of its test, and two that are prepared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from steward.domain.account_reviews.words import AccountReviewAct, ReviewVerdict
from steward.domain.identifiers import slug
from steward.plans.files.changes import entry_id
from steward.plans.files.text import written
from steward.plans.internal import account_reviews as reviews
from steward.plans.internal.account_review_states import KEPT, content_digest, file_of, kept_in
from steward.plans.internal.account_reviews import AccountReview, AccountReviews, Vulnerability
from steward.plans.internal.strategy import Strategy
from steward.sample.plans.quotes import moment
from steward.sample.plans.roles import BILLING, ENGINEERING, EXECUTIVE, INSIDE, MANAGER, PRICING, RETENTION
from steward.sample.plans.scene import Scene
from steward.whole_files import make_folder, swap
from steward.workflow import ledger

COMMENT = b"# Fictional reviews. `python -m steward sample` writes them where there are none.\n"
A, V = AccountReviewAct, ReviewVerdict


@dataclass(frozen=True)
class SampleReview:
    """A review with its vulnerabilities, and each step with the days after the sample's last and its hour."""

    review: AccountReview
    found: tuple[Vulnerability, ...]
    steps: tuple[tuple[AccountReviewAct, int, int], ...]


def write_account_reviews(folder: Path, scene: Scene, plan: Callable[[], Strategy | None]) -> None:
    """The review of an account whose story tells of one, where it has none."""
    home, teller = folder / slug(scene.account_id), _TELLERS.get(scene.profile.story.key)
    if teller is None or (home / reviews.FILE).exists() or (strategy := plan()) is None:
        return
    told = teller(scene, strategy)
    make_folder(home)
    file = AccountReviews(account_id=scene.account_id, reviews=(told.review,), vulnerabilities=told.found)
    swap(home / reviews.FILE, COMMENT + written(file).encode())
    path = home / file_of(told.review.id)
    if told.steps and not path.exists():
        make_folder(path.parent)
        for act, days, hour in told.steps:
            kept = {KEPT: kept_in(told.review, told.found)} if act is A.CLOSE else {}
            ledger.add(
                path,
                scene.ours(EXECUTIVE),
                act.value,
                kept,
                content_digest(told.review, told.found),
                moment(scene, days, hour),
            )


def _closed(s: Scene, strategy: Strategy) -> SampleReview:
    """The parent of a group: strong below, and nobody of ours with who pays."""
    review = _review(
        s, 2, (ENGINEERING, INSIDE), coach=EXECUTIVE,
        focus="Is the plan one for the group, or three plans side by side?",
        learnt="The plan was three plans side by side. The board is the weak spot: two of us know the divisions well,"
        " and nobody has spoken with who pays for a year. Next time: bring the sponsor.",
    )  # fmt: skip
    board = _action(strategy, "board")
    visit = _action(strategy, "Visit")
    found = (
        _found(
            review, "Nobody of us speaks with who pays", "economic buyer: silent", V.ACCEPTED, action=board,
            evidence="The economic buyer was last contacted more than a year ago",
        ),
        _found(
            review, "Goals of theirs are behind pace", "goal behind pace", V.REWORDED, action=visit,
            words="The security standard of the group has nobody of theirs who wants it",
            evidence="“One security standard for the group” is behind pace: one division, three wanted",
        ),
        _found(
            review, "Vantelo may win business here", "competitor: Vantelo", V.DISMISSED,
            reason="Their offer was declined in August; purchasing uses the name to talk about price.",
            evidence="challenger; sells Network for all sites; strong in Price, and a quick first offer",
        ),
        _found(
            review, "The divisions buy by themselves, and the group does not know at which price", "", V.ACCEPTED,
            reason="Nothing before the frame contract is signed: a price list of the group would weaken it.",
            by=s.us(ENGINEERING),
        ),
    )  # fmt: skip
    return SampleReview(review, found, ((A.PRESENT, 2, 8), (A.TEST, 2, 9), (A.IMPROVE, 2, 10), (A.CLOSE, 2, 11)))


def _tested(s: Scene, strategy: Strategy) -> SampleReview:
    """In the middle of the test: what was judged so far, and what is still open."""
    del strategy
    review = _review(
        s, 7, (RETENTION, PRICING, BILLING), coach=EXECUTIVE, focus="Do we keep them if the price stays as it is?"
    )  # fmt: skip
    found = (
        _found(
            review, "Nobody of us speaks with who pays", "economic buyer: silent", V.ACCEPTED,
            evidence="The economic buyer was last contacted more than two years ago",
        ),
        _found(
            review, "Ostrand Telecom may win business here", "competitor: Ostrand Telecom", V.REWORDED,
            words="Procurement has a written offer that is a twelfth cheaper, and no reason to stay",
            evidence="in talks; sells Network for all sites; strong in A twelfth cheaper in the first year",
        ),
        _found(
            review, "Vantelo may win business here", "competitor: Vantelo", V.DISMISSED,
            reason="They cannot serve the coast, and the customer knows it.",
            evidence="challenger; sells SD-WAN; strong in Quick to install",
        ),
        _found(
            review, "They told us they are unhappy, and nobody has answered",
            "unanswered feedback: detractor unanswered", V.OPEN, evidence="3 detractors not settled",
        ),
        _found(
            review, "Requests wait for us", "delivery and billing: request", V.OPEN,
            evidence="“Price index applied before the anniversary” is late",
        ),
        _found(
            review, "The goodwill letter names a sum that accounting has not confirmed", "", V.OPEN, by=s.us(BILLING)
        ),
    )  # fmt: skip
    return SampleReview(review, found, ((A.PRESENT, 7, 8), (A.TEST, 7, 9)))


def _prepared_late(s: Scene, strategy: Strategy) -> SampleReview:
    """In a week: the presenter prepares."""
    del strategy
    focus = "What would make them leave again?"
    return SampleReview(_review(s, 15, (ENGINEERING, RETENTION), coach=EXECUTIVE, focus=focus), (), ())


def _prepared_soon(s: Scene, strategy: Strategy) -> SampleReview:
    """Tomorrow: the reviewers read, because a notice is near."""
    del strategy
    focus = "Four days to the notice date: what do we still not know?"
    return SampleReview(_review(s, 9, (RETENTION, PRICING), coach=EXECUTIVE, focus=focus), (), ())


def _review(
    s: Scene, days: int, reviewers: tuple[str, ...], *, coach: str, focus: str, learnt: str = ""
) -> AccountReview:  # fmt: skip
    held = moment(s, days).date()
    return AccountReview(
        id=entry_id(f"review {held:%Y-%m-%d}"), held_on=held, minutes=90, presenter=s.us(MANAGER), coach=s.us(coach),
        reviewers=tuple(dict.fromkeys(s.us(one) for one in reviewers)), focus=focus, learnt=learnt,
    )  # fmt: skip


def _found(
    review: AccountReview, what: str, rule: str, verdict: ReviewVerdict, *, evidence: str = "", words: str = "",
    reason: str = "", action: str = "", by: str = "",
) -> Vulnerability:  # fmt: skip
    return Vulnerability(
        id=entry_id(what), review=review.id, what=what, evidence=evidence, rule=rule, found_by=by, verdict=verdict,
        words=words, reason=reason, action=action,
    )  # fmt: skip


def _action(strategy: Strategy, word: str) -> str:
    """The action of the plan whose words hold this one."""
    return next((one.id for one in strategy.actions if word in one.action), "")


_TELLERS: Mapping[str, Callable[[Scene, Strategy], SampleReview]] = {
    "parent": _closed,
    "price_dispute": _tested,
    "came_back": _prepared_late,
    "notice_near": _prepared_soon,
}
