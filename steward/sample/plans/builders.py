"""Short ways to write the entries of a plan, each with an id made from its words."""

from dataclasses import replace
from datetime import date

from steward.plans.customer.success_plan import Commitment, Goal, Heard, JointStep, Kept, Progress, Side
from steward.plans.files.changes import entry_id
from steward.plans.internal.strategy import (
    Action,
    Competitor,
    Doing,
    Footing,
    Horizon,
    Likelihood,
    Objective,
    Risk,
    RiskKind,
    RiskState,
)
from steward.sample.model import Contract

Days = tuple[date, date]


def goal(
    key: str,
    title: str,
    measured: tuple[str, str],
    numbers: tuple[float | None, float | None, float | None],
    days: tuple[date, date, date | None],
    owners: tuple[str, str],
    note: str = "",
) -> Goal:
    """A goal. `measured`: by what, in which unit; `numbers` and `days`: baseline, target, actual; theirs, ours."""
    return Goal(
        id=key, title=title, measure=measured[0], unit=measured[1],
        baseline=numbers[0], baseline_on=days[0] if numbers[0] is not None else None, target=numbers[1], due=days[1],
        actual=numbers[2], actual_on=days[2] if numbers[2] is not None else None,
        their_owner=owners[0], our_owner=owners[1], note=note,
    )  # fmt: skip


def valued(found: Goal, worth: float, agreed: date, by: str) -> Goal:
    """The goal with what a unit of it is worth to them in a year, as they agreed on a day."""
    return replace(found, worth=worth, worth_agreed_on=agreed, worth_agreed_by=by)


def told(
    said: str, on: date, did: str, owner: str, due: date | None, status: Progress = Progress.PLANNED, to: str = ""
) -> Heard:
    """What they told us, and what changed because of it. `to`: the goal it serves."""
    return Heard(id=entry_id(said), said=said, heard_on=on, did=did, our_owner=owner, due=due, status=status, goal=to)


def we(
    words: str, owner: str, days: Days, status: Kept = Kept.OPEN, closed: date | None = None, to: str = "",
    note: str = "",
) -> Commitment:  # fmt: skip
    """What we promised. `days`: made on, due; `to`: the goal it serves."""
    return _commitment(Side.OURS, words, owner, days, status, closed, to, note)


def they(
    words: str, owner: str, days: Days, status: Kept = Kept.OPEN, closed: date | None = None, to: str = "",
    note: str = "",
) -> Commitment:  # fmt: skip
    """What they promised. `days`: made on, due; `to`: the goal it serves."""
    return _commitment(Side.THEIRS, words, owner, days, status, closed, to, note)


def _commitment(
    side: Side, words: str, owner: str, days: Days, status: Kept, closed: date | None, to: str, note: str
) -> Commitment:
    return Commitment(
        id=entry_id(words), promise=words, side=side, owner=owner, made_on=days[0], due=days[1], status=status,
        closed_on=closed, goal=to, note=note,
    )  # fmt: skip


def step(
    what: str,
    why: str,
    days: tuple[date | None, date | None],
    owners: tuple[str, str],
    status: Progress = Progress.PLANNED,
    to: str = "",
) -> JointStep:
    """A step of the joint plan. `days`: from (None = a milestone), until; `owners`: theirs, ours."""
    return JointStep(
        id=entry_id(what), what=what, why=why, goal=to, starts_on=days[0], due=days[1],
        their_owner=owners[0], our_owner=owners[1], status=status,
    )  # fmt: skip


def aim(
    key: str,
    objective: str,
    horizon: Horizon,
    measure: str,
    due: date,
    owner: str,
    new_mrr: float | None = None,
    status: Doing = Doing.OPEN,
) -> Objective:
    """An objective of ours."""
    return Objective(
        id=key, objective=objective, horizon=horizon, measure=measure, new_mrr=new_mrr, due=due, owner=owner,
        status=status,
    )  # fmt: skip


def risk(
    key: str,
    what: str,
    nature: tuple[RiskKind, Likelihood],
    stake: float | None,
    play: str,
    owner: str,
    due: date | None,
    status: RiskState = RiskState.OPEN,
    of: Contract | None = None,
) -> Risk:
    """A risk and what we play against it. `of`: the contract that would be lost."""
    return Risk(
        id=key, risk=what, kind=nature[0], likelihood=nature[1], mrr_at_stake=stake, play=play, owner=owner, due=due,
        status=status, contract=of.contract_id if of else "",
    )  # fmt: skip


def act(what: str, owner: str, due: date | None, status: Doing = Doing.OPEN, to: str = "", against: str = "") -> Action:
    """What one of us does next. `to`: an objective, `against`: a risk."""
    return Action(
        id=entry_id(what), action=what, owner=owner, due=due, status=status, objective=to, risk=against
    )  # fmt: skip


def rival(
    name: str, footing: Footing, products: str, strengths: str, answer: str, ends: date | None = None
) -> Competitor:
    """Who else is there."""
    return Competitor(
        name=name, footing=footing, products=products, contract_ends_on=ends, strengths=strengths, answer=answer
    )
