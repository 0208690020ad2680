"""The minutes of a review on paper: who met, what was looked at, decided, promised and asked. The customer reads it."""

from collections.abc import Iterator

from steward.briefings.customer.meeting.meeting_time import zone_said
from steward.briefings.customer.plans.commitment_states import state_of
from steward.briefings.customer.plans.commitments import commitments_then, who_keeps
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import CustomerReview, Slide
from steward.briefings.customer.reviews.meeting_slides import length, side_of, who_does
from steward.briefings.customer.reviews.slide_library import NAMES
from steward.domain.clocks import time_of_day
from steward.exhibits import Column, Table, day_text, listed
from steward.exhibits.documents import Bulleted, DocumentContent, Heading, KeyValues, Paragraph, Part
from steward.exhibits.tables import Cell
from steward.plans.customer.review import Decision, Review
from steward.plans.customer.success_plan import Side

MEETING_ITSELF = ("title", "agenda", "decisions", "appendix", "definitions")


def minutes(review: CustomerReview, held: Review, names: PlanSubject) -> DocumentContent:
    """The minutes of one review, made of what the customer saw and of what was written down in it."""
    quarter, as_of = review.quarter.spoken, review.as_of
    return DocumentContent(
        title=review.account_name,
        subtitle=f"Minutes of the business review {quarter}",
        as_of=as_of,
        footer=f"{review.account_name} · business review {quarter}",
        confidential="",
        parts=(
            *_meeting(review, held, names),
            *_looked_at(review),
            *_chapter("Decided", _decisions(held, names)),
            *_chapter(f"Commitments made in {quarter}", _commitments(names)),
            *_chapter("Still to answer", _questions(held, names)),
            *_next(held),
        ),
    )


def _chapter(name: str, table: Table | None) -> tuple[Part, ...]:
    return (Heading(1, name), table) if table else (Heading(1, name), Paragraph("Nothing."))


def _meeting(review: CustomerReview, held: Review, names: PlanSubject) -> Iterator[Part]:
    pairs = [("When", _when(held)), ("Where", held.meeting.place), ("Purpose", held.meeting.purpose)]
    for side, whose in ((Side.THEIRS, review.account_name), (Side.OURS, review.company)):
        team = [_called(one.person, one.part, names) for one in held.attendees if side_of(one, names) is side]
        pairs.append((f"For {whose}", listed(team)))
    pairs.append(("Figures as of", day_text(review.as_of)))
    pairs.append(("Figures of", f"{listed(review.together)} together" if review.together else ""))
    yield KeyValues(tuple((name, said) for name, said in pairs if said))


def _called(person: str, part: str, names: PlanSubject) -> str:
    return f"{names.attendee(person)} ({part})" if part else names.attendee(person)


def _when(held: Review) -> str:
    if held.meeting.held_on is None:
        return "No day is written"
    begins = time_of_day(held.meeting.starts_at)
    hour = f", {begins:%H:%M}" if begins else ""
    zone = zone_said(held.meeting.zone, held.meeting.held_on, begins) if begins else ""
    zone = f" ({zone})" if zone else ""
    return f"{day_text(held.meeting.held_on)}{hour}{zone}, {length(held)} minutes"


def _looked_at(review: CustomerReview) -> Iterator[Part]:
    """The topics in order, each with what it comes to: said once, and what went wrong by name."""
    shown = [slide for slide in review.slides if slide.id not in MEETING_ITSELF]
    if shown:
        yield Heading(1, "What we looked at")
        yield Bulleted(tuple(map(_topic, shown)))


def _topic(slide: Slide) -> str:
    """A topic's name and its key message, or its title where nobody wrote one; of a person's own slide its title."""
    name = NAMES.get(slide.id) or slide.subtitle.partition(" · ")[2]
    if slide.id == "challenges":
        told = [f"{row[0]}." for shown in slide.exhibits if isinstance(shown, Table) for row in shown.rows]
        return f"{name}: {' '.join((*told, *slide.points, slide.so_what))}".strip()
    said = slide.so_what or (slide.title if name else "")
    return f"{name or slide.title}: {said}" if said else slide.title


def _decisions(held: Review, names: PlanSubject) -> Table | None:
    rows = [_decision(one, names) for one in held.decisions]
    columns = (
        Column("Decision", wide=True), Column("Outcome"), Column("You"), Column("Us"), Column("By when"),
        Column("Note", wide=True),
    )  # fmt: skip
    return _table("minutes.decisions", "decisions", columns, rows, names)


def _decision(one: Decision, names: PlanSubject) -> tuple[Cell, ...]:
    owners = (who_does(one, key, names) or None for key in (one.their_owner, one.our_owner))
    return one.decision, one.outcome.spoken, *owners, one.due, one.note or None


def _commitments(names: PlanSubject) -> Table | None:
    rows: list[tuple[Cell, ...]] = [
        (
            one.promise, "you" if one.side is Side.THEIRS else "us", who_keeps(names, one) or None, one.made_on,
            one.due, str(state_of(one, names.day)), one.note or None,
        )
        for one in commitments_then(names)
    ]  # fmt: skip
    columns = (
        Column("Commitment", wide=True), Column("By"), Column("Who"), Column("Made on"), Column("Due"),
            Column("Status"),
        Column("Note", wide=True),
    )  # fmt: skip
    return _table("minutes.promises", "commitments", columns, rows, names)


def _questions(held: Review, names: PlanSubject) -> Table | None:
    rows: list[tuple[Cell, ...]] = [
        (one.question, names.doer(one.owner) or None, one.due) for one in held.questions if not one.answer
    ]
    columns = (Column("Question", wide=True), Column("Who answers"), Column("By when"))
    return _table("minutes.questions", "questions", columns, rows, names)


def _next(held: Review) -> Iterator[Part]:
    answered = [f"{one.question} {one.answer}" for one in held.questions if one.answer]
    if answered:
        yield Heading(1, "Answered")
        yield Bulleted(tuple(answered))
    yield Heading(1, "Next review")
    yield Paragraph(day_text(held.meeting.next_on) if held.meeting.next_on else "No day is agreed yet.")


def _table(
    key: str, what: str, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]], names: PlanSubject
) -> Table | None:  # fmt: skip
    """The rows without the columns that nobody filled; None where there are none."""
    if not rows:
        return None
    filled = [n for n in range(len(columns)) if any(row[n] is not None for row in rows)]
    return Table(
        id=key,
        title="",
        alt=f"Table of {what}.",
        receipt=names.subject.receipt("agenda", "review.toml"),
        columns=tuple(columns[n] for n in filled),
        rows=tuple(tuple(row[n] for n in filled) for row in rows),
    )
