"""Decisions and questions of a past review are as they were noted when its minutes were made, whatever came later."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from steward.briefings.customer.meeting.minutes import minutes
from steward.briefings.customer.reviews.noted_then import noted_then
from steward.briefings.customer.subject import subject
from steward.exhibits import Table
from steward.exhibits.documents import Bulleted, Heading
from steward.plans.customer.review import Decision, Meeting, Outcome, Question, Review, file_of
from steward.plans.files.journal import NAME
from steward.plans.files.store import Plans
from steward.services.reviews.live import today
from steward.services.reviews.opened import OpenedReview, open_review
from steward.workspace import Workspace
from tests.briefings.test_commitments import TABLES
from tests.homes import home, loaded_once, opened_once

HELD = date(2026, 7, 15)
WANTED, PUT_OFF, TAKEN = Outcome.WANTED, Outcome.PUT_OFF, Outcome.TAKEN
ASKED = Question(id="q", question="What does Oslo cost?")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    loaded_once(home(tmp_path, **TABLES))
    return tmp_path


def _review(outcome: Outcome, *asked: Question, held: date = HELD, next_on: date | None = None) -> Review:
    decisions = (Decision(id="d", decision="Do we build a second path?", outcome=outcome),)
    return Review(account_id="A1", meeting=Meeting(held_on=held, next_on=next_on), decisions=decisions, questions=asked)


def _saved(folder: Path, *states: tuple[str, Review], sent: date | None = None) -> OpenedReview:
    """The review after a file was written by hand and saved on these days."""
    plans, quarter = Plans.whole(Workspace.whole(folder).plans), "2026-Q2"
    for _, state in states:
        file = plans.open(Review, file_of(quarter), "A1")
        plans.save(file, replace(state, meeting=replace(state.meeting, minutes_sent_on=sent)), "Kim")
    journal = plans.of("A1") / NAME
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    dated = [{**line, "at": f"{day}T10:00:00+00:00"} for line, (day, _) in zip(lines, states, strict=True)]
    journal.write_text("".join(json.dumps(line) + "\n" for line in dated), encoding="utf-8")
    return open_review(subject(opened_once(Workspace.whole(folder)), "A1", quarter), plans)


def _minutes(opened: OpenedReview) -> tuple[str, list[str], list[str]]:
    """The outcome of the one decision, the questions still to answer, and those answered."""
    parts = minutes(opened.review, opened.held, opened.names).parts
    tables = {one.id: one.text() for one in parts if isinstance(one, Table)}
    answered = [
        list(after.items)
        for one, after in pairwise(parts)
        if isinstance(one, Heading) and one.text == "Answered" and isinstance(after, Bulleted)
    ]
    asked = [row[0] for row in tables.get("minutes.questions", ())]
    return tables["minutes.decisions"][0][1], asked, [words for each in answered for words in each]


def _slide(opened: OpenedReview) -> str:
    """The outcome of the one decision on its slide, empty where it has none."""
    return _told(next(slide for slide in opened.review.slides if slide.id == "decisions").exhibits[0])


def _told(shown: object) -> str:
    assert isinstance(shown, Table)
    return str(shown.rows[0][4]) if len(shown.columns) == 5 else ""


@pytest.mark.parametrize(
    ("sent", "saves", "told"),
    [
        # Its minutes are out: what they did not say is later.
        (HELD, [("2026-07-01", WANTED), ("2026-11-20", TAKEN)], "Open"),
        (HELD, [("2026-07-15", PUT_OFF), ("2026-11-20", TAKEN)], "Postponed"),
        (date(2026, 7, 29), [("2026-07-01", WANTED), ("2026-07-29", TAKEN)], "Taken"),
        (date(2026, 11, 20), [("2026-07-15", PUT_OFF), ("2026-11-20", TAKEN)], "Taken"),
        # Not out yet: what is written within two weeks is what was said.
        (None, [("2026-07-15", PUT_OFF), ("2026-07-29", TAKEN)], "Taken"),
        (None, [("2026-07-15", PUT_OFF), ("2026-07-30", TAKEN)], "Postponed"),
        # Written up late, in two sittings, and then something came of it.
        (None, [("2026-07-01", WANTED), ("2026-11-20", PUT_OFF), ("2026-12-01", TAKEN)], "Taken"),
        (None, [("2026-07-01", WANTED), ("2026-11-20", PUT_OFF), ("2026-12-24", TAKEN)], "Postponed"),
        # Never written up, and nobody knows when it was written by hand.
        (None, [("2026-07-01", WANTED)], "Open"),
        (None, [("2026-11-20", TAKEN)], "Taken"),
    ],
)
def test_minutes_and_deck_tell_the_outcome_that_was_noted_when_the_minutes_were_made(
    folder: Path, sent: date | None, saves: list[tuple[str, Outcome]], told: str
) -> None:
    opened = _saved(folder, *((day, _review(outcome)) for day, outcome in saves), sent=sent)
    assert _minutes(opened)[0] == told
    assert _slide(opened) == told.replace("Open", "")
    assert opened.noted_since is (saves[-1][1] is not opened.held.decisions[0].outcome)
    now = today(opened.subject, Plans.whole(Workspace.whole(folder).plans))
    assert _told(now.exhibits["review.decisions"]) == _slide(opened)


def test_a_question_that_was_answered_later_is_still_to_answer_in_the_minutes(folder: Path) -> None:
    answered = replace(ASKED, answer="€900, as of 20 November 2026.")
    saves = ("2026-07-15", _review(WANTED, ASKED)), ("2026-11-20", _review(WANTED, answered))
    opened = _saved(folder, *saves)
    assert _minutes(opened)[1:] == ([ASKED.question], [])
    slide = next(one for one in opened.review.slides if one.id == "decisions")
    assert f"To answer: {ASKED.question}" in slide.points


def test_a_next_review_that_was_moved_later_is_the_one_that_was_agreed(folder: Path) -> None:
    agreed, moved = date(2026, 10, 14), date(2026, 12, 2)
    saves = ("2026-07-15", _review(TAKEN, next_on=agreed)), ("2026-11-20", _review(TAKEN, next_on=moved))
    assert _saved(folder, *saves).held.meeting.next_on == agreed


def test_a_review_that_is_worked_on_is_as_its_file_says(folder: Path) -> None:
    ahead = date(2026, 12, 20)
    opened = _saved(
        folder, ("2026-07-15", _review(PUT_OFF, held=ahead)), ("2026-11-20", _review(TAKEN, held=ahead)), sent=HELD
    )
    assert _minutes(opened)[0] == "Taken"


def test_what_is_arranged_later_is_shown_with_the_notes_that_the_meeting_left(folder: Path) -> None:
    opened = _saved(folder, ("2026-07-15", _review(PUT_OFF)), ("2026-11-20", _review(TAKEN)))
    arranged = replace(opened.file.plan, meeting=replace(opened.file.plan.meeting, place="Hull"))
    shown = opened.as_held(arranged)
    assert (shown.meeting.place, shown.decisions[0].outcome) == ("Hull", PUT_OFF)


def test_what_was_written_down_only_later_stays_and_was_not_answered_then() -> None:
    """What was taken out was a mistake."""
    gone, new = Question(id="gone", question="Why?"), Question(id="new", question="When?", answer="In May.")
    told = noted_then(_review(TAKEN, ASKED, new), Review(account_id="A1", questions=(ASKED, gone)))
    assert told == _review(TAKEN, ASKED, replace(new, answer=""))
