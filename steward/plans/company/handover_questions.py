"""`handover_questions.toml`: what no system knows of an account and the owner who leaves it is asked. A company's own
questions lie in its folder; without them those that come with Steward are asked."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from steward.domain.handover.words import Triage
from steward.domain.labels import Labelled
from steward.plans.files.keys import Record, choice, ident, many, number, one, text
from steward.plans.files.store import COMPANY, CompanyFiles, Opened, opened

FILE = "handover_questions.toml"
SHIPPED = Path(__file__).with_name(FILE)
ESCALATES = 16.0
"""Hours at work where the company says nothing: two working days."""


class InterviewPart(Labelled):
    """What a question is about."""

    SORE = "sore spots", "Sore spots"
    PRICING = "pricing story", "Pricing story"
    SOFT = "soft commitments", "Soft commitments"
    PEOPLE = "people", "People"
    COMPETITION = "competition", "Competition"
    NEXT = "next", "What comes next"


@dataclass(frozen=True, kw_only=True)
class InterviewTerms(Record):
    """What holds for every interview."""

    identity = ()

    escalate_hours: float | None = number(
        "Escalated after",
        "Hours at work after which what is contested goes to leadership; empty = 16.",
        low=1,
        high=400,
    )


@dataclass(frozen=True, kw_only=True)
class InterviewQuestion(Record):
    """One question. Its answer stays with its id whatever its words become."""

    id: str = ident("Names the question in the answers.")
    part: InterviewPart | None = choice(InterviewPart, "About", "What it is about.", default=InterviewPart.NEXT)
    question: str = text("Question", "What is asked.", required=True)
    hint: str = text("Hint", "What an answer may hold.")
    least: Triage | None = choice(
        Triage, "Asked from", "P3 = of every account; P2 = of P1 and P2; P1 = of P1 alone.", default=Triage.P3
    )

    def asked_of(self, triage: Triage) -> bool:
        """Whether it is asked of an account that needs so much care."""
        degrees = list(Triage)
        return degrees.index(triage) <= degrees.index(self.least or Triage.P3)


@dataclass(frozen=True, kw_only=True)
class HandoverQuestions:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    asking: InterviewTerms = one(InterviewTerms, "In general", "What holds for every interview.")
    questions: tuple[InterviewQuestion, ...] = many(
        InterviewQuestion, "Questions", "What the owner who leaves is asked, in this order.", ordered=True
    )

    @property
    def escalate_hours(self) -> float:
        """Hours at work until what is contested goes to leadership."""
        return self.asking.escalate_hours or ESCALATES

    def of(self, triage: Triage) -> tuple[InterviewQuestion, ...]:
        """Those that an account is asked for."""
        return tuple(one for one in self.questions if one.id and one.question and one.asked_of(triage))


def open_questions(plans: Path) -> Opened[HandoverQuestions]:
    """The company's own, else what comes with Steward. `plans`: the folder `account_plans/`."""
    own = CompanyFiles.whole(plans).open(HandoverQuestions, FILE, COMPANY)
    return own if own.exists and any(one.id for one in own.plan.questions) else shipped()


@lru_cache(maxsize=1)
def shipped() -> Opened[HandoverQuestions]:
    """What comes with Steward."""
    return opened(HandoverQuestions, FILE, COMPANY, SHIPPED.read_bytes())
