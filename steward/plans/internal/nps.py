"""`voice.toml`: what we did about the answers of a survey that were bad; ours alone, as an answer has a name here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from steward.plans.files.keys import Record, choice, colleague, day, many, markdown, text

FILE = "voice.toml"


class FollowUpState(StrEnum):
    """How far we are with somebody who was unhappy."""

    OPEN = "open"
    CONTACTED = "contacted"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class FollowUp(Record):
    """What we do about one answer, until it is closed."""

    identity = ("response",)

    response: str = text("Answer", "The response_id of the survey's answer.", required=True)
    owner: str = colleague("Owner", "Which of us sees to it.")
    due: date | None = day("By when", "The day by which they have heard from us.")
    status: FollowUpState = choice(
        FollowUpState, "Status", "closed = they know what was done about it.", default=FollowUpState.OPEN
    )
    done: str = markdown("What was done", "What they told us, and what we did about it.")
    by: str = colleague("By", "Which of us spoke to them.")
    on: date | None = day("On", "The day we spoke to them.")


@dataclass(frozen=True, kw_only=True)
class NpsNotes:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    follow_ups: tuple[FollowUp, ...] = many(FollowUp, "Follow-ups", "What we do about answers of 0 to 6.")
