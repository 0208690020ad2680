"""`reviews/<quarter>/debrief.toml`: what is ours alone about a review: what colleagues bring to it, reminders while
presenting, and how it went."""

from dataclasses import dataclass
from datetime import date

from steward.plans.customer.review import FOLDER
from steward.plans.files.keys import Record, colleague, day, ident, many, markdown, number, one, text

FILE = "debrief.toml"


def file_of(quarter: object) -> str:
    """The file of a quarter's debrief, below the folder of its account."""
    return f"{FOLDER}/{quarter}/{FILE}"


@dataclass(frozen=True, kw_only=True)
class Rating(Record):
    """The review rated on four questions, 1 = not at all, 5 = fully."""

    identity = ()

    right_people: float | None = number("Right people", "Were the people in the room who decide?", low=1, high=5)
    their_goals: float | None = number(
        "Their goals", "Did we talk about their goals more than about us?", low=1, high=5
    )
    decided: float | None = number("Decided", "Was something decided that moves us on?", low=1, high=5)
    come_again: float | None = number("Come again", "Would they say the hour was worth it?", low=1, high=5)


@dataclass(frozen=True, kw_only=True)
class Notes(Record):
    """What we take from it."""

    identity = ()

    went_well: str = markdown("What went well", "What to do again.")
    went_badly: str = markdown("What did not", "What to do differently next time.")
    between_the_lines: str = markdown("Between the lines", "What was meant and not said.")


@dataclass(frozen=True, kw_only=True)
class Reminder(Record):
    """Something to bear in mind while a slide is shown; only the presenter's window shows it."""

    id: str = ident()
    slide: str = text("Slide", "The id of the slide, such as service; empty = all the time.")
    reminder: str = text("Reminder", "What to bear in mind, or better not to say.", required=True)


@dataclass(frozen=True, kw_only=True)
class Homework(Record):
    """What one of us brings to the review; it stands in their week until it is in."""

    id: str = ident()
    colleague: str = colleague("Who", "Which of us brings it.", required=True)
    what: str = text("What", "What they bring: the outages explained, the open invoices, a demo.", required=True)
    due: date | None = day("Until", "The day by which it is needed.")
    brought_on: date | None = day("In since", "The day it came; empty = not in yet.")


@dataclass(frozen=True, kw_only=True)
class Debrief:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    rating: Rating = one(Rating, "Rating", "How the review went, on four questions.")
    notes: Notes = one(Notes, "Notes", "What we take from it.")
    reminders: tuple[Reminder, ...] = many(Reminder, "Reminders", "What the presenter bears in mind, slide by slide.")
    homework: tuple[Homework, ...] = many(Homework, "From colleagues", "What colleagues bring to the review.")
