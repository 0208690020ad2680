"""Notes taken while people talk."""

import multiprocessing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.errors import PlanBroken, PlanChangedMeanwhile, PlanNotSaved
from steward.plans.customer import review as reviews
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.meeting_notes import Note, Noted, save_note
from steward.plans.customer.review import Decision, Outcome, Review
from steward.plans.customer.success_plan import Kept, Side, SuccessPlan
from steward.plans.files.store import Plans

DAY = date(2026, 10, 6)
SPAWN = multiprocessing.get_context("forkserver")


def _note(plans: Plans, kind: Noted, words: str, **more: object) -> None:
    save_note(plans, "A1", "2026-Q3", Note(kind=kind, words=words, **more), "Anna", DAY)  # type: ignore[arg-type]


def _success(plans: Plans) -> SuccessPlan:
    return plans.open(SuccessPlan, agreed.FILE, "A1").plan


def _review(plans: Plans) -> Review:
    return plans.open(Review, reviews.file_of("2026-Q3"), "A1").plan


def test_a_commitment_goes_into_the_success_plan_with_day_and_review(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    _note(plans, Noted.COMMITMENT, "Send the report", side=Side.THEIRS, owner="K1", due=date(2026, 11, 1))
    (commitment,) = _success(plans).commitments
    assert (commitment.promise, commitment.side, commitment.owner) == ("Send the report", Side.THEIRS, "K1")
    assert (commitment.made_on, commitment.due, commitment.review) == (DAY, date(2026, 11, 1), "2026-Q3")
    assert commitment.status is Kept.OPEN


def test_a_decision_is_taken_and_a_question_waits(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    _note(plans, Noted.DECISION, "Renew early", side=Side.THEIRS, owner="K1")
    _note(plans, Noted.QUESTION, "Who pays?", owner="P1")
    found = _review(plans)
    assert [(one.decision, one.outcome, one.their_owner, one.our_owner) for one in found.decisions] == [
        ("Renew early", Outcome.TAKEN, "K1", "")
    ]
    assert [(one.question, one.owner, one.answer) for one in found.questions] == [("Who pays?", "P1", "")]


@pytest.mark.parametrize(
    ("outcome", "words", "said"),
    [(Outcome.TAKEN, "", ""), (Outcome.PUT_OFF, "After the budget", "After the budget"), (Outcome.DECLINED, "", "")],
)
def test_a_decision_that_was_wanted_gets_its_outcome_and_is_not_there_twice(
    outcome: Outcome, words: str, said: str, tmp_path: Path
) -> None:
    plans = Plans.whole(tmp_path)
    opened = plans.open(Review, reviews.file_of("2026-Q3"), "A1")
    wanted = Decision(id="d", decision="Renew early?", their_owner="K1", due=DAY)
    plans.save(opened, replace(opened.plan, decisions=(wanted,)), "Anna")
    for _ in range(2):
        _note(plans, Noted.DECISION, words, decides="d", outcome=outcome, owner="P1", number="0123456789abcdef")
    assert _review(plans).decisions == (replace(wanted, outcome=outcome, note=said, our_owner="P1"),)
    assert not _success(plans).commitments
    other = Outcome.DECLINED if outcome is Outcome.TAKEN else Outcome.TAKEN
    with pytest.raises(PlanChangedMeanwhile, match=f"Outcome “{outcome}”, yours “{other}”"):
        _note(plans, Noted.DECISION, "", decides="d", outcome=other, number="fedcba9876543210")
    with pytest.raises(PlanNotSaved, match="no longer in the review"):
        _note(plans, Noted.DECISION, words, decides="gone", outcome=outcome)


def test_the_same_words_twice_are_two_entries(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    _note(plans, Noted.QUESTION, "When?")
    _note(plans, Noted.QUESTION, "When?")
    assert len({one.id for one in _review(plans).questions}) == 2


@pytest.mark.parametrize("kind", Noted)
def test_a_note_that_comes_again_changes_nothing_whatever_became_of_its_entry(kind: Noted, tmp_path: Path) -> None:
    plans, words = Plans.whole(tmp_path), "Send the report"
    for number in ("0123456789abcdef", "fedcba9876543210", "0123456789abcdef"):
        _note(plans, kind, words, number=number)
    entries = [*_success(plans).commitments, *_review(plans).decisions, *_review(plans).questions]
    assert [one.id for one in entries] == ["send-the-report-0123456789abcdef", "send-the-report-fedcba9876543210"]
    file = plans.of("A1") / (agreed.FILE if kind is Noted.COMMITMENT else reviews.file_of("2026-Q3"))
    file.write_text(file.read_text(encoding="utf-8").replace("Send the", "Post the"), encoding="utf-8")
    before, journal = file.read_bytes(), (plans.of("A1") / "journal.jsonl").read_bytes()
    _note(plans, kind, words, number="0123456789abcdef")
    assert (file.read_bytes(), (plans.of("A1") / "journal.jsonl").read_bytes()) == (before, journal)


def test_a_plan_that_is_broken_is_not_saved_over(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    file = plans.of("A1") / agreed.FILE
    file.parent.mkdir(parents=True)
    file.write_text("account_id = A1 [", encoding="utf-8")
    with pytest.raises(PlanBroken):
        _note(plans, Noted.COMMITMENT, "Send the report")
    assert file.read_text(encoding="utf-8") == "account_id = A1 ["


def note_many(folder: Path, who: str) -> None:
    """Take thirty notes as fast as one can."""
    for number in range(30):
        note = Note(kind=Noted.QUESTION, words=f"{who} {number}")
        save_note(Plans.whole(folder), "A1", "2026-Q3", note, who, DAY)


def resend(folder: Path) -> None:
    """The same twenty notes, as a window sends them that got no answer."""
    for number in range(20):
        note = Note(kind=Noted.QUESTION, words="When?", number=f"{number:016x}")
        save_note(Plans.whole(folder), "A1", "2026-Q3", note, "Anna", DAY)


def test_notes_that_two_servers_get_at_once_are_saved_once(tmp_path: Path) -> None:
    both = [SPAWN.Process(target=resend, args=(tmp_path,)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(120)
        assert one.exitcode == 0
    assert sorted(one.id for one in _review(Plans.whole(tmp_path)).questions) == [f"when-{n:016x}" for n in range(20)]


def test_two_who_take_notes_at_once_lose_none(tmp_path: Path) -> None:
    both = [SPAWN.Process(target=note_many, args=(tmp_path, who)) for who in ("Anna", "Ben")]
    for one in both:
        one.start()
    for one in both:
        one.join(120)
        assert one.exitcode == 0
    asked = {one.question for one in _review(Plans.whole(tmp_path)).questions}
    assert asked == {f"{who} {number}" for who in ("Anna", "Ben") for number in range(30)}
