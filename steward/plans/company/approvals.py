"""`approval_rules.toml`: which quotes somebody must approve, who holds the roles, and the standard clauses. A company's
own rules lie in its folder; without them those that come with Steward hold.

A file that is half understood would let a quote pass that was to be looked at: where anything is wrong in it, nothing
can be submitted until it is right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from steward.domain.quoting.policy import Aggregate, Metric, Mode, Operator, PolicyRule
from steward.plans.files.keys import Record, choice, colleague, day, ident, many, markdown, number, one, text
from steward.plans.files.store import COMPANY, CompanyFiles, Opened, opened
from steward.workflow.clock import Calendar

FILE = "approval_rules.toml"
MOST_HOURS = 1_000
GRADES = ("", "A", "B", "C", "D")
SHIPPED = Path(__file__).with_name(FILE)


@dataclass(frozen=True, kw_only=True)
class Asking(Record):
    """How approvals are asked for."""

    identity = ()

    payment_days: float | None = number("Payment", "Within how many days an invoice is paid as a rule.", low=0)
    zone: str = text("Time zone", "In which the hours of an approver are counted; empty = UTC.")
    country: str = text("Country", "Whose public holidays are no working days, such as DE; empty = none.")
    evidence: str = text("Evidence", "The least grade of evidence that a quote is accepted with: A, B, C or D.")


@dataclass(frozen=True, kw_only=True)
class ApprovalRule(Record):
    """Somebody must approve where this holds."""

    id: str = ident("Names the rule, in every version of the policy.")
    metric: Metric | None = choice(Metric, "Reads", "What of a quote.", required=True)
    aggregate: Aggregate | None = choice(Aggregate, "Of", "The quote, or its lines.", default=Aggregate.WHOLE)
    operator: Operator | None = choice(Operator, "Is", "How it is held against the value.", required=True)
    value: float | None = number("Value", "The limit; discount and margin in percent.")
    role: str = text("Role", "Who must approve.", required=True)
    chain: str = text("Chain", "Steps of one chain are asked in turn; chains do not wait for one another.")
    step: float | None = number("Step", "The lowest is asked first, equal ones at once.", low=1, high=99)
    mode: Mode | None = choice(Mode, "How many", "Of those who hold the role.", default=Mode.ANY)
    hours: float | None = number("Hours", "At work, until it goes to who comes next.", low=0, high=MOST_HOURS)
    escalate_to: str = text("Goes to", "The role it goes to when the hours are over.")
    tolerance: float | None = number("Tolerance", "By how much it may become worse and an approval stands.", low=0)
    starts_on: date | None = day("From", "The day it holds from; empty = always.")


@dataclass(frozen=True, kw_only=True)
class Approver(Record):
    """Somebody who holds a role."""

    identity = ("role", "person")

    role: str = text("Role", "As the rules call it.", required=True)
    person: str = colleague("Who", "Which of us.", required=True)
    delegate: str = colleague("Delegate", "Who decides in their place.")
    away_until: date | None = day("Until", "The last day the delegate decides; empty = for good.")


@dataclass(frozen=True, kw_only=True)
class StandardClause(Record):
    """A clause as our contracts have it."""

    id: str = ident("Names the clause in quotes.")
    title: str = text("Title", "What it is about.", required=True)
    wording: str = markdown("Wording", "The standard wording.")
    owner: str = text("Owner", "The role that answers for it.")


@dataclass(frozen=True, kw_only=True)
class ApprovalFile:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    asking: Asking = one(Asking, "In general", "How approvals are asked for.")
    rules: tuple[ApprovalRule, ...] = many(ApprovalRule, "Rules", "When somebody must approve.")
    approvers: tuple[Approver, ...] = many(Approver, "Approvers", "Who holds which role.")
    clauses: tuple[StandardClause, ...] = many(StandardClause, "Standard clauses", "The clauses of our contracts.")


def open_approvals(plans: Path) -> Opened[ApprovalFile]:
    """The company's own, else what comes with Steward. `plans`: the folder `account_plans/`."""
    own = CompanyFiles.whole(plans).open(ApprovalFile, FILE, COMPANY)
    return own if own.exists else shipped()


def shipped() -> Opened[ApprovalFile]:
    """What comes with Steward."""
    return opened(ApprovalFile, FILE, COMPANY, SHIPPED.read_bytes())


def rules_of(file: ApprovalFile) -> tuple[PolicyRule, ...]:
    """The rules as a quote is held against them; one that is not whole cannot be read, and is a problem of the file."""
    return tuple(rule for one in file.rules if (rule := _rule(one)) is not None)


def wrong_in(file: Opened[ApprovalFile]) -> tuple[str, ...]:
    """What of it cannot be followed, in words; nothing is submitted while there is anything."""
    plan = file.plan
    whole = [one.said for one in file.problems]
    named: Mapping[str, int] = {one.id: sum(other.id == one.id for other in plan.rules) for one in plan.rules}
    whole += [f"Rule “{one.id or '?'}” has no value or no name." for one in plan.rules if _rule(one) is None]
    whole += [f"Two rules are called “{name}”." for name, times in named.items() if name and times > 1]
    whole += _wrong_in_general(plan.asking)
    return tuple(whole)


def calendar_of(file: ApprovalFile) -> Calendar:
    """When approvers are at work; where the file names no zone or country there is, Monday to Friday in UTC."""
    asking = file.asking
    zone = asking.zone if Calendar(zone=asking.zone or "UTC").is_known else ""
    country = asking.country if Calendar(country=asking.country).is_known else ""
    return Calendar(zone=zone or "UTC", country=country)


def _wrong_in_general(asking: Asking) -> Iterator[str]:
    if asking.evidence.strip().upper() not in GRADES:
        yield f"The evidence “{asking.evidence[:20]}” is none of A, B, C and D."
    if not Calendar(zone=asking.zone or "UTC").is_known:
        yield f"There is no time zone “{asking.zone[:40]}”."
    if not Calendar(country=asking.country).is_known:
        yield f"There are no public holidays of “{asking.country[:40]}”: say a country as in DE."


def _rule(one: ApprovalRule) -> PolicyRule | None:
    if not one.id or one.metric is None or one.operator is None or one.value is None or not one.role:
        return None
    scale = -2 if one.metric.is_share else 0
    return PolicyRule(
        rule=one.id, metric=one.metric, operator=one.operator, value=_scaled(one.value, scale), role=one.role,
        aggregate=one.aggregate or Aggregate.WHOLE, chain=one.chain, step=int(one.step or 1), mode=one.mode or Mode.ANY,
        hours=16 if one.hours is None else one.hours, escalate_to=one.escalate_to,
        tolerance=_scaled(one.tolerance or 0, scale), starts_on=one.starts_on,
    )  # fmt: skip


def _scaled(value: float, places: int) -> float:
    """A number of the file, its point moved: 33.3 % is 0.333, and 33.3 / 100 is a little less."""
    return float(Decimal(str(value)).scaleb(places))
