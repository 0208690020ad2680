"""`attention.toml`: how the accounts that need somebody are ranked: a company's own rules, and what comes with us."""

from dataclasses import dataclass
from pathlib import Path

from steward.domain.attention import AttentionRules
from steward.domain.reasons import Reason
from steward.plans.files.keys import Record, choice, many, number, one
from steward.plans.files.reading import PlanProblem
from steward.plans.files.store import COMPANY, CompanyFiles, opened

FILE = "attention.toml"
SHIPPED = Path(__file__).with_name(FILE)


@dataclass(frozen=True, kw_only=True)
class Weighing(Record):
    """What counts for more."""

    identity = ()

    within_days: float | None = number("Presses within", "Days before its day from which a line presses.", low=0)
    pressing: float | None = number("Pressing counts", "Times its points.", low=0)
    strategic: float | None = number("Strategic counts", "Times all points of a strategic account.", low=0)


@dataclass(frozen=True, kw_only=True)
class ReasonPoints(Record):
    """What a reason counts for."""

    identity = ("reason",)

    reason: Reason | None = choice(Reason, "Reason", "Why somebody is needed.", required=True)
    points: float | None = number("Points", "What it counts for, once for an account; 0 leaves it out.", low=0)


@dataclass(frozen=True, kw_only=True)
class AttentionFile:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    weighing: Weighing = one(Weighing, "Weighing", "What counts for more.")
    reasons: tuple[ReasonPoints, ...] = many(ReasonPoints, "Reasons", "What each reason counts for.")


@dataclass(frozen=True)
class RulesInUse:
    """The rules in use, and what is wrong in the company's own file."""

    rules: AttentionRules
    problems: tuple[PlanProblem, ...] = ()


def attention_rules(plans: Path) -> RulesInUse:
    """The company's own with what it leaves out as it comes with Steward. `plans`: the folder `account_plans/`."""
    own = CompanyFiles.whole(plans).open(AttentionFile, FILE, COMPANY)
    if not own.exists or own.found.broken:
        return RulesInUse(_rules(shipped(), shipped()), own.problems)
    return RulesInUse(_rules(shipped(), own.plan), own.problems)


def shipped() -> AttentionFile:
    """What comes with Steward."""
    return opened(AttentionFile, FILE, COMPANY, SHIPPED.read_bytes()).plan


def _rules(default: AttentionFile, own: AttentionFile) -> AttentionRules:
    said = [*default.reasons, *own.reasons]
    points = {str(one.reason): one.points for one in said if one.reason and one.points is not None}

    def number_of(name: str) -> float:
        own_value = getattr(own.weighing, name)
        return float(getattr(default.weighing, name) if own_value is None else own_value)

    return AttentionRules(points, number_of("within_days"), number_of("pressing"), number_of("strategic"))
