"""`reviews/<quarter>/review.toml`: one quarterly business review, as it is prepared and as it went.

Everything in it may be shown to the customer; what is ours alone stands beside it in `debrief.toml`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from steward.plans.customer.success_plan import Side
from steward.plans.files.keys import (
    Kind,
    Record,
    choice,
    colleague,
    day,
    ident,
    key,
    many,
    markdown,
    number,
    one,
    person,
    text,
)
from steward.plans.files.shapes import LINE, PLACE, TIME, ZONE

FOLDER = "reviews"


def file_of(quarter: object) -> str:
    """The file of a quarter's review, below the folder of its account."""
    return f"{FOLDER}/{quarter}/review.toml"


class Shown(StrEnum):
    """When a slide is part of the review."""

    ALWAYS = "always"
    NEVER = "never"
    WHEN = "when"


class SlideKind(StrEnum):
    """Where a slide's content comes from."""

    TOPIC = "topic"
    TEXT = "text"
    PICTURE = "picture"


class Repeat(StrEnum):
    """What a slide is repeated for."""

    PRODUCT = "product"
    SITE = "site"


class Covers(StrEnum):
    """Whose review it is."""

    ACCOUNT = "account"
    FAMILY = "family"


class Outcome(StrEnum):
    """What became of a decision we wanted."""

    WANTED = "wanted"
    TAKEN = "taken"
    PUT_OFF = "put off"
    DECLINED = "declined"

    @property
    def spoken(self) -> str:
        """As pages, slides and minutes call it; what a file holds stays what it was."""
        return _SPOKEN[self]


_SPOKEN = {
    Outcome.WANTED: "Open",
    Outcome.TAKEN: "Taken",
    Outcome.PUT_OFF: "Postponed",
    Outcome.DECLINED: "Not taken",
}


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """When, where and how long."""

    identity = ()

    held_on: date | None = day("Date", "The day of the meeting.")
    starts_at: str = text("Starts at", "The time of day, as 14:00.", shape=TIME)
    minutes: float | None = number("Minutes", "How long it lasts; 60 where nothing is said.", low=1, high=1440)
    zone: str = text(
        "Time zone", "Such as Europe/Berlin; without it the time is local to whoever reads it.", shape=ZONE
    )
    place: str = text("Place", "A room, or the link of a call.", shape=PLACE)
    purpose: str = text(
        "Purpose", "What the meeting is to achieve, in a sentence; it stands in the invitation.", shape=LINE
    )
    next_on: date | None = day("Next review", "The day of the next review, as agreed.")
    covers: Covers = choice(
        Covers,
        "Covers",
        "family = its figures are those of all accounts below this one together.",
        default=Covers.ACCOUNT,
    )
    partner: str = text(
        "With a partner", "The name of a partner who holds it with us, as it stands on the title.", shape=LINE
    )
    partner_logo: str = text("Their logo", "The file of their logo, below `pictures/` of the review.")
    minutes_sent_on: date | None = day("Minutes sent", "The day the minutes went out; empty = not sent yet.")


@dataclass(frozen=True, kw_only=True)
class Attendee(Record):
    """Somebody who takes part."""

    identity = ("person",)

    person: str = key(Kind.ANYBODY, "Who", "A contact, a colleague, or a name.", required=True)
    side: Side | None = choice(Side, "Side", "Needed only for a name that is in no list.")
    email: str = text("Email", "Where the invitation goes; needed only for who is in no list.")
    part: str = text("Part", "What they do in the meeting: opens, presents the service, decides.")


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """A decision we want in the meeting, and what became of it."""

    id: str = ident()
    decision: str = text("Decision", "What is to be decided, so that it can be answered with yes or no.", required=True)
    outcome: Outcome = choice(Outcome, "Outcome", "What became of it.", default=Outcome.WANTED)
    their_owner: str = person("Their owner", "Who at the customer sees to it.")
    our_owner: str = colleague("Our owner", "Which of us sees to it.")
    due: date | None = day("By when", "The day by which it is put into practice.")
    note: str = text("Note", "What was said; the customer reads it.")
    done_on: date | None = day("Done on", "The day it was put into practice; empty = not yet.")


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """A question that was asked and is to be answered."""

    id: str = ident()
    question: str = text("Question", "What was asked.", required=True)
    owner: str = key(Kind.ANYBODY, "Owner", "Who answers it.")
    due: date | None = day("By when", "The day by which it is answered.")
    answer: str = text("Answer", "The answer, once there is one.")


@dataclass(frozen=True, kw_only=True)
class SlideChoice(Record):
    """How one slide of the storyline is shown. The order of the entries is the order of the slides."""

    id: str = ident("The topic, such as service; for slides of your own, an id of your own.")
    kind: SlideKind = choice(
        SlideKind, "Kind", "topic = from the data and the plan; text and picture = your own.", default=SlideKind.TOPIC
    )
    shown: Shown = choice(Shown, "Shown", "when = only if the condition holds.", default=Shown.ALWAYS)
    when: str = text("Condition", "A figure and a limit, such as service.sla_budget_used > 70.")
    title: str = text("Title", "Your own title in place of the proposed one.")
    so_what: str = text("Key message", "What the figures mean for the customer, in a line.")
    rests_on: str = text(
        "Rests on", "The proposal that the line was accepted against; Steward writes it.", goes_along=True
    )
    exhibits: tuple[str, ...] = key(Kind.LIST, "Exhibits", "Which charts or tables of the topic, by id; two at most.")
    repeat: Repeat | None = choice(Repeat, "Repeat for each", "One slide for each product or site instead of one.")
    minutes: float | None = number("Minutes", "How long it is talked about.", low=0, high=240)
    words: str = markdown("Text", "What a slide of your own says; a paragraph for each point.")
    picture: str = text("Picture", "The file of a picture in the review's folder.")
    alt: str = text("Alt text", "What the picture shows, for readers who cannot see it.")


@dataclass(frozen=True, kw_only=True)
class FrozenAs(Record):
    """Which frozen state of the figures the review reads."""

    identity = ()

    number: float | None = number(
        "Number", "The file in frozen/ that is read; empty = today's figures.", low=1, high=9999
    )
    frozen_on: date | None = day("Frozen on", "The day the figures were frozen.", goes_along=True)
    frozen_by: str = text("Frozen by", "Who froze them.", goes_along=True)
    digest: str = text(
        "Fingerprint", "Tells whether the frozen figures still are as they were; Steward writes it.", goes_along=True
    )


@dataclass(frozen=True, kw_only=True)
class Review:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    meeting: Meeting = one(Meeting, "Meeting", "When and where we meet, and when again.")
    frozen: FrozenAs = one(FrozenAs, "Frozen", "Which figures the review reads: frozen ones, or today's.")
    attendees: tuple[Attendee, ...] = many(Attendee, "Attendees", "Who takes part on both sides.")
    decisions: tuple[Decision, ...] = many(Decision, "Decisions", "What is to be decided, and what was.")
    questions: tuple[Question, ...] = many(Question, "Questions", "What was asked and needs an answer.")
    slides: tuple[SlideChoice, ...] = many(
        SlideChoice, "Slides", "Which slides, in which order, and what they say.", ordered=True
    )
