"""`designs/<id>/engineering.toml`: what is ours alone about a design: who works on it, the risks, who signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from steward.domain.design.words import TechnicalResult
from steward.plans.customer.design import FOLDER, Requirement
from steward.plans.files.keys import Record, choice, colleague, day, ident, many, markdown, number, one, text
from steward.plans.internal.strategy import Likelihood

FILE = "engineering.toml"


def file_of(design_id: str) -> str:
    """The file beside a design's own, below the folder of its account."""
    return f"{FOLDER}/{design_id}/{FILE}"


@dataclass(frozen=True, kw_only=True)
class Request(Record):
    """What we ask of a sales engineer."""

    identity = ()

    engineer: str = colleague("Sales engineer", "Who designs it and signs the review.")
    asked_by: str = colleague("Asked by", "Who needs it.")
    asked_on: date | None = day("Asked on", "The day it was asked for.")
    needed_by: date | None = day("Needed by", "The day by which it has to be designed.")
    what: str = markdown("What", "What is to be done: a workshop, a survey, a proof of concept.")
    result: TechnicalResult = choice(
        TechnicalResult, "Technical result", "Whether they chose our design.", default=TechnicalResult.OPEN
    )
    result_why: str = text("Why", "What decided it.")


@dataclass(frozen=True, kw_only=True)
class Work(Record):
    """The hours one of us gives to it."""

    identity = ("colleague",)

    colleague: str = colleague("Who", "Which of us.", required=True)
    role: str = text("Role", "What they do: design, survey, proof of concept.")
    hours_available: float | None = number("Hours they have", "For it, until it is needed.", low=0)
    hours_planned: float | None = number("Hours planned", "What it should take.", low=0)
    hours_spent: float | None = number("Hours spent", "What it took so far.", low=0)


@dataclass(frozen=True, kw_only=True)
class Risk(Record):
    """What may go wrong."""

    id: str = ident()
    risk: str = text("Risk", "What may happen.", required=True)
    likelihood: Likelihood | None = choice(Likelihood, "Likelihood", "How likely it is.")
    answer: str = text("Answer", "What we do about it.")
    owner: str = colleague("Owner", "Who sees to it.")


@dataclass(frozen=True, kw_only=True)
class BuildRisk(Record):
    """What may keep us from building at a site in time."""

    id: str = ident()
    site: str = text("Site", "The id of the site.", required=True)
    what: str = text("What", "A new building, a permit, a wayleave, no duct.", required=True)
    days: float | None = number("Days", "By how much it may be later.", low=0)
    answer: str = text("Answer", "What we do about it.")


@dataclass(frozen=True, kw_only=True)
class SignOff(Record):
    """The review of the design. Steward writes it when it is signed; `events.jsonl` is what counts."""

    identity = ()

    signed_by: str = text("Signed by", "Who signed it.")
    signed_on: date | None = day("Signed on", "The day it was signed.")
    digest: str = text("Fingerprint", "Of what was signed; a change of it opens the review again.", goes_along=True)
    conditions: str = markdown("Conditions", "Under which the signature holds.")


@dataclass(frozen=True, kw_only=True)
class MustException(Record):
    """A must that the offered option does not meet, and who answers for that."""

    identity = ("requirement",)

    requirement: str = text("Requirement", "The id of the requirement.", required=True)
    reason: str = text("Reason", "Why we offer it all the same; without one it is no exception.")
    signed_by: str = colleague("Signed by", "Who answers for it; without a name it is no exception.")
    signed_on: date | None = day("Signed on", "The day it was signed; without one it is no exception.")
    wording: str = text(
        "Signed for", "The requirement word for word, as it was signed; rewritten since, it is no exception.",
        goes_along=True,
    )  # fmt: skip

    def lacks(self, requirement: str) -> str:
        """Why it does not count for a requirement as it is worded now; empty where it does."""
        if not self.signed_by:
            return "nobody signed its exception"
        if not self.reason.strip():
            return "its exception has no reason"
        if self.signed_on is None:
            return "its exception has no day"
        if self.wording.split() == requirement.split():
            return ""
        return f"its exception was signed for {f'“{self.wording}”' if self.wording else 'no wording that it names'}"


def signed_for(
    before: Iterable[MustException], after: Iterable[MustException], required: Mapping[str, str]
) -> tuple[MustException, ...]:  # fmt: skip
    """Exceptions as they are to be saved: one that is signed, or signed anew, is for its requirement as it is worded
    now. `required`: the wording by id."""
    signed = {(one.requirement, one.signed_by, one.signed_on) for one in before if one.signed_by and one.wording}
    return tuple(
        one
        if not one.signed_by or (one.requirement, one.signed_by, one.signed_on) in signed
        else replace(one, wording=required.get(one.requirement, ""))
        for one in after
    )


@dataclass(frozen=True, kw_only=True)
class Engineering:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    request: Request = one(Request, "Request", "What we ask of a sales engineer, and how it ended.")
    work: tuple[Work, ...] = many(Work, "Hours", "Who works on it, and how long.")
    risks: tuple[Risk, ...] = many(Risk, "Risks", "What may go wrong.")
    build_risks: tuple[BuildRisk, ...] = many(BuildRisk, "Build risks", "What may hold up a site.")
    sign_off: SignOff = one(SignOff, "Sign-off", "Who reviewed the design, and under which conditions.")
    exceptions: tuple[MustException, ...] = many(
        MustException, "Exceptions", "Musts that are not met, each with who answers for it."
    )

    def excepted(self, requirements: Iterable[Requirement]) -> frozenset[str]:
        """Those of the requirements, as they are worded now, for which somebody signed an exception."""
        required = {one.id: one.requirement for one in requirements}
        return frozenset(
            one.requirement
            for one in self.exceptions
            if one.requirement in required and not one.lacks(required[one.requirement])
        )
