"""`forecast/<person>/<quarter>-<number>/call.toml`: what somebody says of a quarter. Ours alone."""

import re
from dataclasses import dataclass, fields

from steward.domain.forecasting.items import ForecastCategory, Numbers
from steward.domain.requests.claims import cents_of
from steward.plans.files.keys import Kind, Record, choice, key, many, money, one, text

FOLDER = "forecast"
FILE, LEDGER = "call.toml", "events.jsonl"
_CALL = re.compile(r"(\d{4}-Q[1-4])-(\d{1,3})")
QUESTIONS = ("why_now", "why_amount", "who_else", "what_blocks")
"""What is asked of each opportunity that is committed."""


@dataclass(frozen=True, order=True)
class CallRef:
    """Which call: of whom, for which quarter, the how manieth."""

    person_id: str
    quarter: str
    number: int

    @property
    def id(self) -> str:
        """What tells it from every other call."""
        return f"{self.person_id}/{self.name}"

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"{self.quarter}-{self.number}"

    @property
    def file(self) -> str:
        """Its file, below the folder of its person."""
        return f"{self.name}/{FILE}"

    @property
    def ledger(self) -> str:
        """What happened to it."""
        return f"{self.name}/{LEDGER}"

    def frozen(self, digest: str) -> str:
        """The items it was submitted with."""
        return f"{self.name}/frozen-{digest[:16]}.json"


def call_named(person_id: str, name: str) -> CallRef | None:
    """The call that a folder holds; None where it holds none.

    >>> call_named("P1", "2026-Q4-2")
    CallRef(person_id='P1', quarter='2026-Q4', number=2)
    """
    found = _CALL.fullmatch(name)
    return CallRef(person_id, found[1], int(found[2])) if found else None


@dataclass(frozen=True, kw_only=True)
class CalledNumbers(Record):
    """What somebody says of the quarter, in place of what the opportunities come to. Won is in it."""

    identity = ()

    commit: float | None = money("Commit", "What they stand in for; empty = what the opportunities come to.")
    most_likely: float | None = money("Most likely", "What they expect; empty = what the opportunities come to.")
    best: float | None = money("Best", "What can still come; empty = what the opportunities come to.")

    def over(self, items: Numbers) -> Numbers | None:
        """What is said, what is not said being what the opportunities come to; None where nothing is said."""
        told = (self.commit, self.most_likely, self.best)
        if all(each is None for each in told):
            return None
        return Numbers(*(own if said is None else cents_of(said) for said, own in zip(told, items, strict=True)))


@dataclass(frozen=True, kw_only=True)
class CallNote(Record):
    """What is to be known of the whole call."""

    identity = ()

    said: str = text("Note", "What whoever reads the call should know.")


@dataclass(frozen=True, kw_only=True)
class OpportunityCall(Record):
    """What its seller says of one opportunity; its amount and date stay the CRM's."""

    identity = ("opportunity",)

    opportunity: str = key(Kind.OPPORTUNITY, "Opportunity", "Which one.", required=True)
    category: ForecastCategory | None = choice(
        ForecastCategory,
        "Category",
        f"In place of the CRM's. On screen: {' · '.join(each.label for each in ForecastCategory)}.",
    )
    why_now: str = text("Why this quarter", "What makes them sign in it.")
    why_amount: str = text("Why this number", "What the amount rests on.")
    who_else: str = text("Who else is buying", "Who besides the contact wants it, and who pays.")
    what_blocks: str = text("What blocks it", "What has to happen first, and who does it.")

    @property
    def answered(self) -> int:
        """How many of the four questions have an answer."""
        return sum(bool(getattr(self, each).strip()) for each in QUESTIONS)

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is said of it any more."""
        return all(not getattr(self, each.name) for each in fields(self) if each.name != "opportunity")


@dataclass(frozen=True, kw_only=True)
class CallFile:
    """The whole file. `account_id` is the person_id of whose call it is."""

    account_id: str
    note: CallNote = one(CallNote, "Note", "What is to be known of the whole call.")
    new_business: CalledNumbers = one(CalledNumbers, "New business", "What is said of new business.")
    renewals: CalledNumbers = one(CalledNumbers, "Renewals", "What is said of renewals.")
    opportunities: tuple[OpportunityCall, ...] = many(
        OpportunityCall, "Opportunities", "What is said of single opportunities."
    )

    def said_of(self, opportunity_id: str) -> OpportunityCall:
        """What is said of an opportunity; nothing of one that stands nowhere."""
        own = (each for each in self.opportunities if each.opportunity == opportunity_id)
        return next(own, OpportunityCall(opportunity=opportunity_id))
