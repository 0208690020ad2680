"""The laws of account reviews: whose turn it is, and that what was closed stays as it was closed."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from steward.domain.account_reviews.cadence import Candidate, ReviewTurn, first_of, turns
from steward.domain.account_reviews.words import AccountReviewAct, AccountReviewState, ReviewVerdict
from steward.errors import StepNotAllowed
from steward.plans.internal.account_review_states import (
    ACCOUNT_REVIEW,
    KEPT,
    content_digest,
    kept_in,
    kept_of,
    standing,
)
from steward.plans.internal.account_reviews import AccountReview, Vulnerability
from steward.workflow import ledger
from steward.workflow.ledger import Ledger, LedgerEvent

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
days = st.dates(date(2025, 1, 1), LAST)
words = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
A, S = AccountReviewAct, AccountReviewState


@st.composite
def books(draw: st.DrawFn) -> list[Candidate]:
    return [
        Candidate(
            account_id=f"A{number}", owner_id=draw(st.sampled_from("PQR")), strategic=draw(st.booleans()),
            mrr=Decimal(draw(st.integers(0, 5))), every=draw(st.none() | st.sampled_from((90, 180, 365))),
            last=draw(st.none() | days), under_way=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 12)))
    ]  # fmt: skip


@given(books(), st.integers(1, 4))
def test_nobody_holds_more_in_a_quarter_than_the_rules_say_but_for_what_is_begun(
    found: list[Candidate], most: int
) -> None:
    told = turns(found, (FIRST, LAST), most)
    for owner in "PQR":
        own = [one for one in found if one.owner_id == owner]
        used = sum(one.under_way or (one.last is not None and one.last >= FIRST) for one in own)
        assert sum(told[one.account_id] is ReviewTurn.DUE for one in own) <= max(0, most - used)


@given(books(), st.none() | st.integers(1, 3), st.randoms(use_true_random=False))
def test_each_account_has_one_turn_whatever_the_order_and_who_else_looks(
    found: list[Candidate], most: int | None, chance: st.random_module
) -> None:  # fmt: skip
    told, other = turns(found, (FIRST, LAST), most), list(found)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert turns(other, (FIRST, LAST), most) == told and set(told) == {one.account_id for one in found}
    own = [one for one in found if one.owner_id == "P"]
    alone = turns(own, (FIRST, LAST), most)
    assert alone == {one.account_id: told[one.account_id] for one in own}, "who sees less sees the same turns"


@given(books(), st.none() | st.integers(1, 3))
def test_nothing_is_due_before_its_day_and_of_one_owner_the_strategic_come_first(
    found: list[Candidate], most: int | None
) -> None:
    told = turns(found, (FIRST, LAST), most)
    for one in found:
        if told[one.account_id] in (ReviewTurn.DUE, ReviewTurn.WAITING):
            assert one.every is not None and not one.under_way
            assert one.last is None or one.last + timedelta(days=one.every) <= LAST
    waiting = {one.owner_id for one in first_of(found, told, ReviewTurn.WAITING) if one.strategic}
    assert not [one for one in first_of(found, told, ReviewTurn.DUE) if not one.strategic and one.owner_id in waiting]


def _found(number: int, verdict: ReviewVerdict, said: str) -> Vulnerability:
    return Vulnerability(id=f"v{number}", review="r", what=said or "w", verdict=verdict, reason=said, words=said)


vulnerabilities = st.lists(st.tuples(st.sampled_from(ReviewVerdict), words), max_size=4).map(
    lambda rows: tuple(_found(number, *row) for number, row in enumerate(rows))
)
reviews = st.builds(
    AccountReview, id=st.just("r"), held_on=st.none() | days, presenter=words, coach=words, learnt=words,
    minutes=st.none() | st.integers(15, 480).map(float), reviewers=st.lists(words.filter(bool), max_size=3).map(tuple),
)  # fmt: skip


def _ledger(*events: tuple[str, str, dict[str, object]]) -> Ledger:
    at = datetime(2026, 10, 2, tzinfo=UTC)
    made = tuple(
        LedgerEvent(at=at + timedelta(hours=number), who="Bo", event=name, about=about, content=content)
        for number, (name, content, about) in enumerate(events)
    )
    return Ledger(made, (), tuple(range(1, len(made) + 1)))


@given(reviews, vulnerabilities, reviews, vulnerabilities)
def test_what_was_closed_is_told_as_it_was_closed_whatever_becomes_of_its_file(
    review: AccountReview, found: tuple[Vulnerability, ...], later: AccountReview, others: tuple[Vulnerability, ...]
) -> None:
    kept = {KEPT: kept_in(review, found)}
    steps = [(act.value, "", dict[str, object]()) for act in (A.PRESENT, A.TEST, A.IMPROVE)]
    closed = _ledger(*steps, (A.CLOSE.value, content_digest(review, found), dict(kept)))
    told = standing(later, others, closed)
    assert told.state is S.CLOSED and (told.review, told.found) == (review, found)
    assert told.changed_since == ((later, sorted(others, key=lambda one: one.id)) != (review, list(found)))
    assert kept_of(kept[KEPT], later) == (review, found)


@given(st.lists(st.sampled_from([*(act.value for act in A), "nonsense"]), max_size=10))
def test_the_state_is_the_fold_of_what_could_happen(names: list[str]) -> None:
    state = S.PREVIEW.value
    for name in names:
        try:
            state = ACCOUNT_REVIEW.after(state, name)
        except StepNotAllowed:
            continue
    told = standing(AccountReview(id="r"), (), _ledger(*((name, "", {}) for name in names)))
    assert told.state.value == state


def test_a_changed_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    for act in (A.PRESENT, A.TEST):
        ledger.add(path, "Bo", act.value)
    path.write_text(path.read_text().replace('"Bo"', '"Al"', 1))
    assert standing(AccountReview(id="r"), (), ledger.read(path)).broken


def test_only_what_is_judged_with_its_due_is_settled() -> None:
    rows = (
        ((ReviewVerdict.OPEN, "", "", ""), "is not judged yet"),
        ((ReviewVerdict.DISMISSED, "", " ", ""), "is dismissed without a reason"),
        ((ReviewVerdict.DISMISSED, "", "We know them.", ""), ""),
        ((ReviewVerdict.REWORDED, "", "", "act"), "is reworded without other words"),
        ((ReviewVerdict.ACCEPTED, "", "", ""), "is accepted and has neither an action nor a reason why none is needed"),
        ((ReviewVerdict.ACCEPTED, "", "Too late.", ""), ""),
        ((ReviewVerdict.REWORDED, "Other.", "", "act"), ""),
    )
    for (verdict, said, reason, action), expected in rows:
        one = Vulnerability(id="v", what="W", verdict=verdict, words=said, reason=reason, action=action)
        assert one.lacks == expected
