"""`_company/discovery/<family>.toml`: what to ask for a product family; five sets come with Steward.

The customer is asked these questions, so they may read them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from math import isfinite
from pathlib import Path

from steward.domain.design.words import Family, NeededFor
from steward.plans.files.keys import Kind, Record, choice, ident, key, many, one, text
from steward.plans.files.reading import PlanProblem
from steward.plans.files.store import COMPANY, CompanyFiles, Opened, opened

FOLDER = "discovery"
SHIPPED = Path(__file__).with_name(FOLDER)


def file_of(family: Family) -> str:
    """The file of a family's questions, below the company's folder."""
    return f"{FOLDER}/{family.value}.toml"


class AnswerKind(StrEnum):
    """What an answer is."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes or no"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, kw_only=True)
class SetAbout(Record):
    """What the set is for."""

    identity = ()

    title: str = text("Title", "What the set is called.")
    intro: str = text("Introduction", "What to say before one asks.")


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """One question."""

    id: str = ident("Tells the question apart; answers name it, so it stays when the words change.")
    question: str = text("Question", "As one asks it.", required=True)
    topic: str = text("Topic", "Below which heading it stands.")
    kind: AnswerKind = choice(AnswerKind, "Answer", "What is answered.", default=AnswerKind.TEXT)
    unit: str = text("Unit", "Of a number: Mbps, users, minutes.")
    choices: tuple[str, ...] = key(Kind.LIST, "Choices", "Of a choice: what can be chosen.")
    needed_for: NeededFor | None = choice(
        NeededFor, "Needed for", "What cannot be done without an answer.", required=True
    )
    feeds: str = text("Feeds", "What the answer decides: size, price, dates.")


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    about: SetAbout = one(SetAbout, "About", "What the set is for.")
    questions: tuple[Question, ...] = many(Question, "Questions", "What is asked, in this order.", ordered=True)


@dataclass(frozen=True)
class AskedSet:
    """The questions of a family in use. `own`: the company wrote them; `problems`: what is wrong in its file."""

    family: Family
    questions: tuple[Question, ...]
    own: bool = False
    problems: tuple[PlanProblem, ...] = ()


def open_questions(plans: Path, family: Family) -> Opened[QuestionSet]:
    """The company's own file as it is now; `plans`: the folder `account_plans/`."""
    return CompanyFiles.whole(plans).open(QuestionSet, file_of(family), COMPANY)


@cache
def shipped(family: Family) -> QuestionSet:
    """What comes with Steward."""
    content = (SHIPPED / f"{family.value}.toml").read_bytes()
    return opened(QuestionSet, file_of(family), COMPANY, content).plan


def in_use(own: QuestionSet, family: Family) -> QuestionSet:
    """A company's own set in place of what comes with Steward; that where it has no question."""
    return own if any(one.id and one.needed_for for one in own.questions) else shipped(family)


def questions(plans: Path, family: Family) -> AskedSet:
    """The questions in use; those without an id or a gate cannot be asked for."""
    own = open_questions(plans, family)
    used = in_use(own.plan, family) if own.exists and not own.found.broken else shipped(family)
    asked = tuple(one for one in used.questions if one.id and one.needed_for)
    return AskedSet(family, asked, used is own.plan, own.problems)


def all_questions(plans: Path) -> Mapping[Family, AskedSet]:
    """Those of every family."""
    return {family: questions(plans, family) for family in Family}


def is_number(value: str) -> bool:
    """Whether an answer is a number as it would be written back, or none: it may be asked for in a field for numbers.

    >>> is_number("40"), is_number("2.5"), is_number(""), is_number("about 40"), is_number("40.0"), is_number("nan")
    (True, True, True, False, False, False)
    """
    with suppress(ValueError):
        return not value or (isfinite(float(value)) and number_text(float(value)) == value)
    return False


def number_text(value: float) -> str:
    """A number as an answer holds it: `40`, `2.5`."""
    return f"{value:.12g}"


def is_day(value: str) -> bool:
    """Whether an answer is a day as calendars write it, or none.

    >>> is_day("2026-10-01"), is_day(""), is_day("in autumn")
    (True, True, False)
    """
    with suppress(ValueError):
        return not value or date.fromisoformat(value).isoformat() == value
    return False
