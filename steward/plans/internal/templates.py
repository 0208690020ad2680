"""The beginning of a plan, by kind of account: the standing meetings and first actions that good plans share.

A template holds no goal, risk or reading of anybody: those are to be found out, not filled in.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from steward.plans.customer.success_plan import JointStep, Profile, SuccessPlan
from steward.plans.files.changes import entry_id
from steward.plans.internal.strategy import AccountKind, Action, MapView, Meeting, Position, Strategy, TeamMember


@dataclass(frozen=True)
class Template:
    """What a plan of one kind begins with. `actions`: what is to be done, and within how many days."""

    says: str
    rhythm: str
    meetings: tuple[tuple[str, str, str], ...]
    actions: tuple[tuple[str, int], ...]
    steps: tuple[tuple[str, str, int], ...]


_REVIEW = ("Quarterly business review", "quarterly", "Their sponsor and team, our account team")
_NAMES = ("Name the economic buyer, the decision maker and a champion on the map", 14)
_GOALS = ("Agree at least two goals with baseline, target and date", 30)

TEMPLATES = {
    AccountKind.STRATEGIC: Template(
        "For an account we want to keep and widen over years: goals, joint plan, executive relationships.",
        "A business review every quarter, executives twice a year",
        (
            _REVIEW,
            ("Executive meeting", "twice a year", "Their board member for IT, our executive sponsor"),
            ("Account team", "monthly", "Account manager, sales engineer, support, implementation"),
        ),
        (
            _NAMES,
            _GOALS,
            ("Write down what they could buy from us and who supplies it today", 45),
            ("Name an executive sponsor on our side", 30),
        ),
        (
            ("Agree goals and how they are measured", "So that both sides mean the same by success", 30),
            ("Quarterly business review", "Goals, commitments and decisions in one hour", 90),
        ),
    ),
    AccountKind.GROWTH: Template(
        "For an account that could buy much more: whitespace, new people, opportunities.",
        "A business review every quarter, a working meeting every month",
        (_REVIEW, ("Growth team", "every two weeks", "Account manager, inside account manager, sales engineer")),
        (
            ("Write down what they could buy from us and who supplies it today", 14),
            _NAMES,
            ("Introduce two parts of our offer to people who do not know them", 45),
            _GOALS,
        ),
        (
            ("Workshop on the coming two years", "To see what is planned beyond today's services", 45),
            ("Quarterly business review", "Goals, commitments and decisions in one hour", 90),
        ),
    ),
    AccountKind.AT_RISK: Template(
        "For an account we may lose: what went wrong, who decides, what we do this week.",
        "A call every week until things are right again",
        (
            ("Recovery call", "weekly", "Their owner of the problem, our account manager and support lead"),
            ("Account team", "weekly", "Account manager, manager, support"),
        ),
        (
            ("Call the sponsor and hear what is wrong in their words", 3),
            ("Write down each risk with the money at stake and a play", 7),
            _NAMES,
            ("Bring in an executive sponsor of ours", 10),
        ),
        (
            ("Agree on what has to be put right, and by when", "So that both sides see the same way out", 10),
            ("Meeting on what was put right", "To decide together whether it is enough", 45),
        ),
    ),
}  # fmt: skip


def begun(kind: AccountKind, account_id: str, today: date, owner: str) -> tuple[SuccessPlan, Strategy]:
    """Both files of a new plan of a kind. `owner`: the account's owner among us, or empty."""
    template = TEMPLATES[kind]
    return _success(template, account_id, today, owner), _strategy(template, kind, account_id, today, owner)


def _success(template: Template, account_id: str, today: date, owner: str) -> SuccessPlan:
    steps = (
        JointStep(id=entry_id(what), what=what, why=why, due=today + timedelta(days), our_owner=owner)
        for what, why, days in template.steps
    )
    return SuccessPlan(account_id=account_id, profile=Profile(rhythm=template.rhythm), joint_plan=tuple(steps))


def _strategy(template: Template, kind: AccountKind, account_id: str, today: date, owner: str) -> Strategy:
    actions = (
        Action(id=entry_id(what), action=what, owner=owner, due=today + timedelta(days))
        for what, days in template.actions
    )
    team = (TeamMember(colleague=owner, part="Owns the account"),) if owner else ()
    return Strategy(
        account_id=account_id,
        position=Position(kind=kind),
        actions=tuple(actions),
        team=team,
        governance=tuple(Meeting(meeting=name, rhythm=rhythm, who=who) for name, rhythm, who in template.meetings),
        maps=(MapView(id="whole-account", name="Whole account"),),
    )
