"""`plays.toml`: what to do against a risk, by what it comes from: a company's own, else what comes with Steward. A play
that is begun writes its steps into the plan of the account, where they are done like any other action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from steward.errors import PlanNotSaved
from steward.plans.files.changes import entry_id, told_apart
from steward.plans.files.keys import Record, choice, entry, ident, many, number, text
from steward.plans.files.store import COMPANY, CompanyFiles, Opened, Plans, Saved, opened
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Action, Doing, Risk, RiskKind, RiskState, Strategy

FILE = "plays.toml"
SHIPPED = Path(__file__).with_name(FILE)
LONGEST = 730
SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class PlayTemplate(Record):
    """A play against a kind of risk."""

    id: str = ident("Names the play; its steps name it.")
    title: str = text("Play", "What it is called, as the risk says what is done.", required=True)
    kind: RiskKind | None = choice(RiskKind, "Against", "What the risk comes from.", required=True)


@dataclass(frozen=True, kw_only=True)
class PlayStep(Record):
    """One step of a play."""

    identity = ("play", "step")

    play: str = entry("plays", "Of play", "Which play it is of.")
    step: str = text("Step", "What is to be done.", required=True)
    days: float | None = number("After days", "So many days after the play is begun.", low=0, high=LONGEST)


@dataclass(frozen=True, kw_only=True)
class PlaysFile:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    plays: tuple[PlayTemplate, ...] = many(PlayTemplate, "Plays", "What can be played, by kind of risk.")
    steps: tuple[PlayStep, ...] = many(PlayStep, "Steps", "What each play consists of, in this order.", ordered=True)


@dataclass(frozen=True)
class Playbook:
    """A play with its steps, as it can be begun."""

    template: PlayTemplate
    steps: tuple[PlayStep, ...]


def open_plays(plans: Path) -> Opened[PlaysFile]:
    """The company's own, else what comes with Steward. `plans`: the folder `account_plans/`."""
    own = opened_plays(plans)
    return own if own.exists and not own.found.broken else shipped()


def opened_plays(plans: Path) -> Opened[PlaysFile]:
    """The company's own file as it is now, to be changed."""
    return CompanyFiles.whole(plans).open(PlaysFile, FILE, COMPANY)


def plays_in_use(own: PlaysFile) -> PlaysFile:
    """What stands in the fields: a company's own, and what comes with Steward where it wrote none."""
    return own if own.plays or own.steps else replace(shipped().plan, account_id=own.account_id)


def shipped() -> Opened[PlaysFile]:
    """What comes with Steward."""
    return opened(PlaysFile, FILE, COMPANY, SHIPPED.read_bytes())


def playbooks(file: PlaysFile) -> tuple[Playbook, ...]:
    """The plays that have a name, a kind and a step."""
    found = (
        Playbook(one, tuple(step for step in file.steps if step.play == one.id and step.step))
        for one in file.plays
        if one.id and one.title and one.kind
    )
    return tuple(one for one in found if one.steps)


def open_risks(plan: Strategy) -> Mapping[str, Risk]:
    """The risks that nothing became of yet, by what tells them apart."""
    return {name: one for name, one in told_apart(plan.risks).items() if one.status is RiskState.OPEN}


def begin_play(
    plans: Plans, account_id: str, risk: str, play: Playbook, on: date, owner: str, who: str
) -> Saved[Strategy]:
    """Write the steps into the plan as actions against a risk, each once: a step that is open for that risk is not
    begun again. `risk`: what tells it apart; `owner`: whose they are where the risk has no owner.

    Raises PlanNotSaved where the risk is not in the plan, and PlanBroken."""

    def edit(plan: Strategy) -> Strategy:
        found = told_apart(plan.risks).get(risk)
        if found is None:
            raise PlanNotSaved("The risk is not in the plan any more.")
        named = found if found.id else replace(found, id=entry_id(found.risk, [one.id for one in plan.risks]))
        named = named if named.play else replace(named, play=play.template.title)
        risks = tuple(named if one is found else one for one in plan.risks)
        return replace(plan, risks=risks, actions=_with_steps(plan.actions, named, play, on, owner))

    return plans.edit(Strategy, ours.FILE, account_id, edit, who)


def _with_steps(actions: Sequence[Action], risk: Risk, play: Playbook, on: date, owner: str) -> tuple[Action, ...]:
    found = list(actions)
    for step in play.steps:
        if not any(_is_open_step(one, risk, step) for one in found):
            made = Action(
                id=entry_id(step.step, [one.id for one in found]), action=step.step, owner=risk.owner or owner,
                due=_at_work(on + timedelta(days=int(step.days or 0))), risk=risk.id,
            )  # fmt: skip
            found.append(made)
    return tuple(found)


def _is_open_step(one: Action, risk: Risk, step: PlayStep) -> bool:
    return one.risk == risk.id and one.action == step.step and one.status in (Doing.OPEN, Doing.IN_PROGRESS)


def _at_work(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day
