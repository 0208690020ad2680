"""`renewals.toml`: our forecast of each renewal and the plays for it. Ours alone: customer code never imports it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from steward.domain.renewals import Category
from steward.plans.files.keys import Record, choice, colleague, day, ident, many, money, text

FILE = "renewals.toml"


class PlayState(StrEnum):
    """How a play goes."""

    PLANNED = "planned"
    UNDER_WAY = "under way"
    WORKED = "worked"
    FAILED = "did not work"
    DROPPED = "dropped"

    @property
    def going(self) -> bool:
        """Whether somebody still has something to do."""
        return self in (PlayState.PLANNED, PlayState.UNDER_WAY)


@dataclass(frozen=True, kw_only=True)
class RenewalForecast(Record):
    """What a person forecasts of the renewal of one contract."""

    identity = ("contract",)

    contract: str = text("Contract", "The contract_id of the contract that ends.", required=True)
    category: Category | None = choice(
        Category,
        "Category",
        f"What will come of it. On screen: {' · '.join(one.label for one in Category)}.",
    )
    expected_mrr: float | None = money("Expected", "What it will bring after a renewal at less.")
    swing_mrr: float | None = money(
        "Swing",
        "How much can still be won; empty = all of it, none where churn is expected, what it will bring where a "
        "downsell is.",
    )
    note: str = text("Note", "Why.")
    set_by: str = colleague("Set by", "Who says so.", goes_along=True)
    set_on: date | None = day("Set on", "When.", goes_along=True)


@dataclass(frozen=True, kw_only=True)
class Play(Record):
    """What somebody does so that a contract renews."""

    id: str = ident()
    play: str = text("Play", "What is done.", required=True)
    contract: str = text("Contract", "The contract_id of the contract it is for.", required=True)
    owner: str = colleague("Owner", "Which of us does it.")
    due: date | None = day("Due", "By when.")
    status: PlayState = choice(PlayState, "Status", "How it goes.", default=PlayState.PLANNED)
    saved_mrr: float | None = money("Saved", "What would have been lost a month without it.")


@dataclass(frozen=True, kw_only=True)
class Renewals:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    calls: tuple[RenewalForecast, ...] = many(
        RenewalForecast, "Forecasts", "What will come of each contract that ends, as a person sees it."
    )
    plays: tuple[Play, ...] = many(Play, "Plays", "What we do so that contracts renew, and what each saved.")
