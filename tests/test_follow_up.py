"""From a review to its files: invitation, minutes, debrief, tasks, and the deck for leadership."""

import csv
import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import docx
import pytest
from icalendar import Calendar, Event
from pptx import Presentation
from reviews_made import BUSY, account
from typer.testing import CliRunner

from steward.briefings.customer.meeting.meeting_time import zone_said
from steward.briefings.customer.meeting.minutes import minutes
from steward.briefings.customer.review import Slide
from steward.briefings.customer.reviews.slide_library import NAMES
from steward.briefings.internal.book.account import account as account_briefing
from steward.briefings.internal.leadership.leadership import leadership
from steward.cli import app
from steward.errors import MeetingNotPlanned
from steward.exhibits import Table
from steward.exhibits.documents import Bulleted
from steward.output.calendar_files import reminders_file, tasks_file
from steward.output.task_files import task_csv
from steward.plans.customer.meeting_notes import Note, Noted, save_note
from steward.plans.customer.review import Attendee, Decision, Meeting, Outcome, Question, Review, SlideChoice, file_of
from steward.plans.customer.success_plan import FILE, Side, SuccessPlan
from steward.plans.files.keys import Kind, keys_of, sections_of
from steward.plans.files.store import Plans
from steward.plans.files.text import written
from steward.plans.internal import debrief, strategy
from steward.plans.internal.account import account_plan
from steward.plans.internal.debrief import Debrief, Homework, Notes, Rating, Reminder
from steward.plans.internal.strategy import Strategy
from steward.services.health import of_account as account_health
from steward.services.reviews.decks import leadership_deck, leadership_name
from steward.services.reviews.follow_up import debrief_document, invitation, minutes_document, open_tasks
from steward.services.reviews.opened import OpenedReview, open_review
from steward.workspace import Workspace
from tests.examples import EVERYTHING, first

QUARTER = "2026-Q3"
CANARY = "zqcanaryzq"
MEETING = Meeting(
    held_on=date(2026, 10, 6), starts_at="14:00", zone="Europe/London", minutes=90, place="Studio 3",
    purpose="Agree on the next step", next_on=date(2027, 1, 14),
)  # fmt: skip
HELD = Review(
    account_id=BUSY,
    meeting=MEETING,
    slides=(SlideChoice(id="service", minutes=5),),
    attendees=(
        Attendee(person="K-1002-01"),
        Attendee(person="P106", part="opens"),
        Attendee(person="Jo Guest", side=Side.THEIRS),
    ),
    decisions=(
        Decision(id="d1", decision="Upgrade four sites", outcome=Outcome.TAKEN, our_owner="P106", note="At once."),
        Decision(id="d2", decision="Extend the term"),
    ),
    questions=(
        Question(id="q1", question="What does a burst cost?", owner="P106", due=date(2026, 9, 20)),
        Question(id="q2", question="Who is on call?", answer="Ben, day and night."),
    ),
)
WRITTEN = Debrief(
    account_id=BUSY,
    rating=Rating(right_people=4, decided=2),
    notes=Notes(went_well=f"They spoke {CANARY}", between_the_lines=f"They look around {CANARY}"),
    reminders=(Reminder(id="r", slide="service", reminder=f"Not Leeds {CANARY}"),),
    homework=(Homework(id="h", colleague="P106", what=f"Why they were down {CANARY}"),),
)


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    """The sample with one review held, and a canary in every word of debriefs and strategies."""
    for name in ("data", "account_plans"):
        shutil.copytree(sample_home / name, tmp_path / name)
    plans = Plans.whole(tmp_path / "account_plans")
    shutil.rmtree(plans.of(BUSY) / "reviews", ignore_errors=True)
    plans.save(plans.open(Review, file_of(QUARTER), BUSY), HELD, "Ida")
    plans.save(plans.open(Debrief, debrief.file_of(QUARTER), BUSY), WRITTEN, "Ida")
    note = Note(kind=Noted.COMMITMENT, words="Send the rollout plan", side=Side.OURS, owner="P106")
    save_note(plans, BUSY, QUARTER, note, "Ida", date(2026, 10, 6))
    path = plans.of(BUSY) / strategy.FILE
    path.write_text(written(_singing(plans.open(Strategy, strategy.FILE, BUSY).plan)), encoding="utf-8")
    return tmp_path


def _singing(plan: Strategy) -> Strategy:
    """The strategy with the canary behind every text."""
    changed: dict[str, Any] = {}
    for name, section in sections_of(Strategy).items():
        texts = [key for key, told in keys_of(section.record).items() if told.kind in (Kind.TEXT, Kind.MARKDOWN)]
        value = getattr(plan, name)
        sung = [
            replace(one, **{key: f"{getattr(one, key)} {CANARY}" for key in texts if getattr(one, key)})
            for one in (value if section.many else (value,))
        ]
        changed[name] = tuple(sung) if section.many else sung[0]
    return replace(plan, **changed)


def plans_of(home: Path) -> Plans:
    return Plans.whole(Workspace.whole(home).plans)


def opened(home: Path) -> OpenedReview:
    return open_review(account(home, BUSY, QUARTER), plans_of(home))


def invited(home: Path) -> Event:
    return Calendar.from_ical(invitation(opened(home), plans_of(home)).content).events[0]


def move(home: Path, **changed: Any) -> None:
    """Save the review with another meeting."""
    plans = plans_of(home)
    base = plans.open(Review, file_of(QUARTER), BUSY)
    plans.save(base, replace(base.plan, meeting=replace(base.plan.meeting, **changed)), "Ida")


def words(content: bytes) -> str:
    """Every word of a Word file's body."""
    body = docx.Document(io.BytesIO(content)).element.body
    return " ".join(" ".join(node.text for node in body.iter() if node.tag.endswith("}t") and node.text).split())


def parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a package, and of the packages inside it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            yield name, part
            if part.startswith(b"PK"):
                yield from ((f"{name}!{inner}", blob) for inner, blob in parts(part))


def test_the_invitation_says_what_the_review_says(home: Path) -> None:
    made, event = invitation(opened(home), plans_of(home)), invited(home)
    assert event["dtstart"].dt.isoformat() == "2026-10-06T13:00:00+00:00"
    assert event["dtend"].dt.isoformat() == "2026-10-06T14:30:00+00:00"
    said = str(event["description"])
    for expected in (
        "Agree on the next step",
        "14:00 to 15:30 (London, BST)",
        "Agenda\n- ",
        "To decide: Extend the term",
    ):
        assert expected in said
    assert "Upgrade four sites" not in said
    assert sorted(one.params["CN"] for one in event["attendee"]) == ["Fiona Fairhurst", "Nikhil Deshmukh"]
    assert str(event["organizer"]).endswith("@northweave.example")
    assert made.told == ("No email address is known of Jo Guest; they are named in the text only.",)
    assert "Jo Guest" in said


def test_an_invitation_moves_with_the_meeting_and_only_then(home: Path) -> None:
    """The same UID; a new version for a new day, place or length, none for another decision; by hand, too."""
    first = invited(home)
    assert invitation(opened(home), plans_of(home)).content == invitation(opened(home), plans_of(home)).content
    plans = plans_of(home)
    base = plans.open(Review, file_of(QUARTER), BUSY)
    slides = (SlideChoice(id="service", minutes=7),)
    plans.save(base, replace(base.plan, decisions=HELD.decisions[:1], slides=slides), "Ida")
    assert invited(home)["sequence"] == first["sequence"]
    move(home, held_on=date(2026, 10, 8))
    moved = invited(home)
    assert moved["sequence"] == first["sequence"] + 1
    path = plans.of(BUSY) / file_of(QUARTER)
    path.write_text(path.read_text(encoding="utf-8").replace("Studio 3", "Studio 4"), encoding="utf-8")
    by_hand = invited(home)
    assert (str(by_hand["location"]), by_hand["sequence"]) == ("Studio 4", moved["sequence"] + 1)
    move(home, starts_at="15:00")
    last = invited(home)
    assert last["sequence"] > by_hand["sequence"]
    assert {str(one["uid"]) for one in (first, moved, by_hand, last)} == {str(first["uid"])}


@pytest.mark.parametrize(
    ("changed", "said"),
    first(
        2,
        [
            ({"starts_at": "after lunch"}, "“after lunch” is no time of day, so the invitation is for the whole day."),
            (
                {"zone": "Middle Earth"},
                "“Middle Earth” is no time zone such as Europe/Berlin, so everybody reads 14:00",
            ),
            ({"starts_at": ""}, "No time of day is written, so the invitation is for the whole day."),
            (
                {"zone": ""},
                "No time zone is written such as Europe/Berlin, so everybody reads 14:00 as their own time.",
            ),
        ],
    ),
)
def test_what_is_not_known_of_the_time_is_said(changed: dict[str, str], said: str, home: Path) -> None:
    move(home, **changed)
    told = invitation(opened(home), plans_of(home)).told
    assert any(one.startswith(said) for one in told), told


def test_without_a_day_nobody_is_invited(home: Path) -> None:
    move(home, held_on=None)
    with pytest.raises(MeetingNotPlanned, match="The review of Q3 2026 has no day yet, so nobody can be invited"):
        invitation(opened(home), plans_of(home))


def test_the_minutes_tell_what_was_shown_decided_promised_and_asked(home: Path) -> None:
    found, said = opened(home), words(minutes_document(opened(home)))
    for expected in (
        "6 Oct 2026, 14:00 (London, BST), 90 minutes", "Nikhil Deshmukh and Jo Guest", "Fiona Fairhurst (opens)",
        "Upgrade four sites", "Taken", "At once.", "Open", "Send the rollout plan", "What does a burst cost?",
        "Who is on call? Ben, day and night.", "14 Jan 2027",
    ):  # fmt: skip
        assert expected in said, expected
    untold = ("title", "agenda", "decisions", "appendix", "definitions")
    shown = [said.find(NAMES[slide.id]) for slide in found.review.slides if slide.id not in untold]
    assert shown == sorted(shown)
    assert -1 not in shown


def test_the_minutes_say_once_what_a_topic_comes_to_and_what_went_wrong_by_name(home: Path) -> None:
    found = opened(home)
    kept = [replace(slide, so_what=f"Line of {slide.id}.") for slide in found.review.slides if slide.id != "summary"]
    own = Slide(id="mine", title="Our new office", so_what="It is nearer to you.")
    part = Slide(id="s.1", title="T", subtitle="Usage · Hull", so_what="Full.")
    review = replace(found.review, slides=(*kept, own, part))
    [parts] = [one for one in minutes(review, found.held, found.names).parts if isinstance(one, Bulleted)][:1]
    for slide in kept:
        if slide.id not in ("title", "agenda", "decisions", "appendix", "definitions"):
            [line] = [one for one in parts.items if f"Line of {slide.id}." in one]
            assert slide.title not in line or slide.id == "challenges"
            assert line.startswith(f"{NAMES[slide.id]}: ")
    [worse] = [one for one in parts.items if one.startswith(NAMES["challenges"])]
    [told] = [slide.exhibits[0] for slide in kept if slide.id == "challenges"]
    assert isinstance(told, Table) and len(told.rows) > 1
    assert all(f"{row[0]}." in worse for row in told.rows)
    assert parts.items[-2:] == ("Our new office: It is nearer to you.", "Hull: Full.")


ZONES = {
    "Europe/Copenhagen": "Copenhagen, CEST", "America/Argentina/Buenos_Aires": "Buenos Aires, UTC\N{MINUS SIGN}3",
    "Asia/Kathmandu": "Kathmandu, UTC+5:45", "UTC": "UTC", "Etc/GMT-3": "UTC+3", "Berlin time": "Berlin time", " ": "",
}  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_a_time_zone_is_told_as_people_say_it(zone: str) -> None:
    assert zone_said(zone, date(2026, 10, 20), time(14)) == ZONES[zone]


def test_the_debrief_says_that_it_is_ours_and_what_is_overdue(home: Path) -> None:
    content = debrief_document(opened(home), plans_of(home))
    said = words(content)
    assert f"They spoke {CANARY}" in said
    assert "Were the people in the room who decide? 4 of 5" in said
    assert "3.0 of 5 on average, over 2 answers of 4" in said
    assert "Ducts to the comms rooms cleared at two studios" in said
    assert any(b"Internal: not for the customer" in part for _, part in parts(content))


def test_nothing_of_ours_is_in_minutes_invitation_or_tasks(home: Path) -> None:
    """The canary sings in the strategy and the debrief of this account, and is heard in what may show it."""
    found, plans = opened(home), plans_of(home)
    tasks = open_tasks(found.subject.warehouse, plans, [BUSY])
    assert tasks
    for content in (
        invitation(found, plans).content, tasks_file(tasks), reminders_file(tasks), task_csv(tasks),
        *(part for _, part in parts(minutes_document(found))),
    ):  # fmt: skip
        assert CANARY.encode() not in content
        assert CANARY.encode("utf-16-le") not in content
    ours = leadership_deck(found.subject, account_plan(plans, BUSY), plans, account_health(found.subject, plans))
    assert any(CANARY.encode() in part for _, part in parts(ours))


def test_no_other_customer_is_in_the_files_of_one(home: Path) -> None:
    found = opened(home)
    tasks = open_tasks(found.subject.warehouse, plans_of(home), [BUSY])
    assert {task.account_id for task in tasks} == {BUSY}
    stranger = replace(HELD, attendees=(Attendee(person="K-1001-01"),))
    base = plans_of(home).open(Review, file_of(QUARTER), BUSY)
    plans_of(home).save(base, stranger, "Ida")
    assert b"kjersti" not in invitation(opened(home), plans_of(home)).content.lower()


def test_a_task_for_every_open_commitment_and_question_of_both_sides(home: Path) -> None:
    found, plans = opened(home), plans_of(home)
    tasks = {task.subject: task for task in open_tasks(found.subject.warehouse, plans, [BUSY])}
    plan = plans.open(SuccessPlan, FILE, BUSY).plan
    assert len(tasks) == sum(one.status == "open" for one in plan.commitments) + 1
    asked = tasks["To answer: What does a burst cost?"]
    assert (asked.overdue, asked.owner, asked.due) == (True, "Fiona Fairhurst", date(2026, 9, 20))
    theirs = tasks["Fiona Ainscough promised: Ducts to the comms rooms cleared at two studios"]
    assert (theirs.owner_id, theirs.overdue) == ("P106", True)
    assert len({task.uid for task in tasks.values()}) == len(tasks)


def test_the_deck_for_leadership_says_what_the_pages_say(home: Path) -> None:
    """Its figures are the pages' own; every foot says Internal, and so does the file's name."""
    about, plan = account(home, BUSY, QUARTER), account_plan(plans_of(home), BUSY)
    health = account_health(about, plans_of(home))
    found = leadership(about, plan, health)
    pages = {figure.id: figure.text for figure in account_briefing(about).figures}
    shown = {figure.id: figure.text for slide in found.slides for figure in slide.figures}
    assert {key: text for key, text in shown.items() if key in pages} == {
        key: pages[key] for key in shown if key in pages
    }
    assert {"account.mrr", "voice.nps", "account.days_to_renewal"} <= set(shown)
    slides = list(Presentation(io.BytesIO(leadership_deck(about, plan, plans_of(home), health))).slides)
    texts = [" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides]
    assert all("Internal" in text for text in texts)
    assert "internal" in leadership_name(about)
    assert [slide.id for slide in found.slides][:3] == ["title", "health", "map"]
    assert found.slides[1].title == health.headline
    assert shown["health.score"] in found.slides[1].title


@pytest.mark.every
def test_the_deck_for_leadership_opens_for_every_account(sample_home: Path) -> None:
    from reviews_made import accounts

    for about in list(accounts(sample_home))[: None if EVERYTHING else 8]:
        plan = account_plan(plans_of(sample_home), about.account_id)
        health = account_health(about, plans_of(sample_home))
        assert leadership(about, plan, health).slides[0].title.startswith(about.account.name)
        plans = plans_of(sample_home)
        assert leadership_deck(about, plan, plans, health) == leadership_deck(about, plan, plans, health)


def run(*arguments: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, list(arguments))
    return told.exit_code, told.output


def test_the_command_line_writes_every_file(home: Path, tmp_path: Path) -> None:
    at, out = ("--home", str(home)), tmp_path / "out"
    assert run("invite", BUSY, "--quarter", QUARTER, "-o", str(out / "i.ics"), *at)[0] == 0
    assert run("minutes", BUSY, "-o", str(out / "m.docx"), *at)[0] == 0
    assert run("minutes", BUSY, "--debrief", "-o", str(out / "d.docx"), *at)[0] == 0
    code, said = run("tasks", "--csv", str(out / "t.csv"), "--ics", str(out / "t.ics"), *at)
    assert code == 0
    assert run("deck", BUSY, "--internal", "-o", str(out / "l.pptx"), *at)[0] == 0
    rows = list(csv.DictReader((out / "t.csv").open(encoding="utf-8", newline="")))
    assert f"{len(rows)} tasks, {sum(row['Priority'] == 'High' for row in rows)} overdue" in said
    assert len(Calendar.from_ical((out / "t.ics").read_bytes()).todos) == len(rows) > 20
    assert words((out / "m.docx").read_bytes()) == words(minutes_document(opened(home)))


def test_the_command_line_says_no_in_a_sentence(home: Path, tmp_path: Path) -> None:
    for arguments in (
        ("invite", "NW-1003", "--quarter", "2025-Q1", "-o", str(tmp_path / "x.ics")),
        ("tasks", "NW-nobody"),
        ("deck", "--all", "--internal"),
    ):
        code, said = run(*arguments, "--home", str(home))
        assert code == 1
        assert "Traceback" not in said
        assert not (tmp_path / "x.ics").exists()
