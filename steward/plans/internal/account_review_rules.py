"""`account_review_rules.toml`: which accounts are reviewed by colleagues, and how often: a company's own rules, and
what comes with us."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steward.plans.files.keys import Record, choice, many, number, one
from steward.plans.files.reading import PlanProblem
from steward.plans.files.store import COMPANY, CompanyFiles, opened
from steward.plans.internal.strategy import AccountKind

FILE = "account_review_rules.toml"
SHIPPED = Path(__file__).with_name(FILE)


@dataclass(frozen=True, kw_only=True)
class ReviewLimits(Record):
    """How many, and how long before."""

    identity = ()

    a_quarter: float | None = number(
        "A quarter", "How many an account manager holds in a quarter at most; 0 = no limit.", low=0
    )
    preview_days: float | None = number("Preview", "Days before a review on which its reviewers have the paper.", low=0)


@dataclass(frozen=True, kw_only=True)
class ReviewRhythm(Record):
    """How often accounts with a kind of plan are reviewed."""

    identity = ("kind",)

    kind: AccountKind | None = choice(AccountKind, "Kind of plan", "Of which accounts.", required=True)
    every_days: float | None = number("Every", "Days from one review to the next; 0 = never.", low=0)


@dataclass(frozen=True, kw_only=True)
class AccountReviewRules:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    limits: ReviewLimits = one(ReviewLimits, "Limits", "How many, and how long before.")
    rhythms: tuple[ReviewRhythm, ...] = many(ReviewRhythm, "Rhythms", "How often accounts are reviewed.")


@dataclass(frozen=True)
class ReviewRulesInUse:
    """The rules in use: days by kind of plan, how many a quarter (None: no limit), days of preview; and what is wrong
    in the company's own file."""

    every: Mapping[AccountKind, int]
    a_quarter: int | None
    preview_days: int
    problems: tuple[PlanProblem, ...] = ()


def account_review_rules(plans: Path) -> ReviewRulesInUse:
    """The company's own with what it leaves out as it comes with Steward. `plans`: the folder `account_plans/`."""
    own = CompanyFiles.whole(plans).open(AccountReviewRules, FILE, COMPANY)
    if not own.exists or own.found.broken:
        return _rules(own.problems, shipped())
    return _rules(own.problems, shipped(), own.plan)


def shipped() -> AccountReviewRules:
    """What comes with Steward."""
    return opened(AccountReviewRules, FILE, COMPANY, SHIPPED.read_bytes()).plan


def _rules(problems: tuple[PlanProblem, ...], *files: AccountReviewRules) -> ReviewRulesInUse:
    """The later file goes before the earlier, key by key."""
    every: dict[AccountKind, int] = {}
    limits = {"a_quarter": 0, "preview_days": 0}
    for file in files:
        every |= {each.kind: int(each.every_days) for each in file.rhythms if each.kind and each.every_days is not None}
        said = {name: getattr(file.limits, name) for name in limits}
        limits |= {name: int(value) for name, value in said.items() if value is not None}
    kept = {kind: days for kind, days in every.items() if days}
    return ReviewRulesInUse(kept, limits["a_quarter"] or None, limits["preview_days"], problems)
