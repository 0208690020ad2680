"""The sections of a strategy as tables."""

from datetime import date

from steward.briefings.internal.plans.names import StrategySubject
from steward.exhibits import Column, Table, listed
from steward.plans.files.keys import keys_of
from steward.plans.internal.strategy import Action, Doing, Horizon, Likelihood, Risk, RiskState, Swot

OPEN = (Doing.OPEN, Doing.IN_PROGRESS)
OVERDUE = "overdue"
WEIGHT = {Likelihood.HIGH: 0, Likelihood.MEDIUM: 1, Likelihood.LOW: 2, None: 3}


def open_risks(risks: tuple[Risk, ...]) -> list[Risk]:
    """The risks that may still happen, the likeliest and dearest first."""
    found = [risk for risk in risks if risk.status is RiskState.OPEN]
    return sorted(found, key=lambda risk: (WEIGHT[risk.likelihood], -(risk.mrr_at_stake or 0)))


def action_state(one: Action, day: date) -> str:
    """The status as written; an action whose date has passed, and which is not done, is overdue."""
    return OVERDUE if one.status in OPEN and one.due is not None and one.due < day else str(one.status)


def late(about: StrategySubject) -> list[str]:
    """The open actions whose date has passed."""
    return [one.action for one in about.strategy.actions if action_state(one, about.subject.now) == OVERDUE]


def objectives(about: StrategySubject) -> Table | None:
    """What we want to reach, the nearest first."""
    order = sorted(about.strategy.objectives, key=lambda one: list(Horizon).index(one.horizon) if one.horizon else 9)
    columns = (
        Column("Objective", wide=True), Column("Horizon"), Column("Measured by"),
        Column("New MRR", about.subject.money), Column("Due"), Column("Owner"), Column("Status", state=True),
    )  # fmt: skip
    rows = [
        (
            one.objective,
            _word(one.horizon),
            one.measure or None,
            one.new_mrr,
            one.due,
            about.name(one.owner),
            _word(one.status),
        )
        for one in order
    ]
    return about.table("objectives", "What we are after", columns, list(rows))


def risks(about: StrategySubject) -> Table | None:
    """What could go wrong: the open ones first, the likeliest and dearest on top."""
    shown = [*open_risks(about.strategy.risks), *(r for r in about.strategy.risks if r.status is not RiskState.OPEN)]
    columns = (
        Column("Risk", wide=True), Column("Likelihood"), Column("At stake", about.subject.money),
        Column("Play", wide=True), Column("Owner"), Column("Due"), Column("Status", state=True),
    )  # fmt: skip
    rows = [
        (r.risk, _word(r.likelihood), r.mrr_at_stake, r.play or None, about.name(r.owner), r.due, _word(r.status))
        for r in shown
    ]
    return about.table("risks", "What could go wrong, and our plays", columns, list(rows))


def actions(about: StrategySubject) -> Table | None:
    """What we do next, by date; what is done comes last."""
    order = sorted(about.strategy.actions, key=lambda one: (one.status not in OPEN, one.due or date.max))
    columns = (Column("Action", wide=True), Column("Owner"), Column("Due"), Column("Status", state=True))
    rows = [(one.action, about.name(one.owner), one.due, action_state(one, about.subject.now)) for one in order]
    return about.table("actions", "What we do next", columns, list(rows))


def swot(about: StrategySubject) -> Table | None:
    """The four quarters, one a row."""
    keys, swot = keys_of(Swot), about.strategy.swot
    rows = [(keys[name].label, " · ".join(getattr(swot, name)) or None) for name in keys if getattr(swot, name)]
    return about.table("swot", "SWOT", (Column(""), Column("What we see", wide=True)), list(rows))


def competitors(about: StrategySubject) -> Table | None:
    """Who else is there."""
    columns = (
        Column("Competitor"), Column("Footing"), Column("Sells"), Column("Contract ends"),
        Column("Strong in", wide=True), Column("Our answer", wide=True),
    )  # fmt: skip
    rows = [
        (c.name, _word(c.footing), c.products or None, c.contract_ends_on, c.strengths or None, c.answer or None)
        for c in about.strategy.competitors
    ]
    return about.table("competitors", "Who else is there", columns, list(rows))


def whitespace(about: StrategySubject) -> Table | None:
    """What they could buy, the largest first."""
    columns = (
        Column("Product"), Column("State"), Column("Potential", about.subject.money), Column("With"),
        Column("Contract ends"), Column("Willingness"), Column("Introduced to"), Column("Note", wide=True),
    )  # fmt: skip
    order = sorted(about.strategy.whitespace, key=lambda note: -(note.potential_mrr or 0))
    rows = [
        (
            about.name(note.product), _word(note.state), note.potential_mrr, note.competitor or None,
            note.contract_ends_on, _word(note.willingness),
            listed([about.name(key) or key for key in note.introduced_to]) or None, note.note or None,
        )
        for note in order
    ]  # fmt: skip
    return about.table("whitespace", "What they could buy", columns, list(rows))


def team(about: StrategySubject) -> Table | None:
    """Who of us works on the account."""
    columns = (Column("Colleague"), Column("Part", wide=True), Column("Looks after"))
    rows = [
        (about.name(one.colleague), one.part or None, listed([about.name(key) or key for key in one.sponsors]) or None)
        for one in about.strategy.team
    ]
    return about.table("team", "Our team", columns, list(rows))


def governance(about: StrategySubject) -> Table | None:
    """The standing meetings."""
    columns = (Column("Meeting"), Column("Rhythm"), Column("Who", wide=True), Column("Next"))
    rows = [(m.meeting, m.rhythm or None, m.who or None, m.next_on) for m in about.strategy.governance]
    return about.table("governance", "How we keep the account on course", columns, list(rows))


def _word(value: object) -> str | None:
    return str(value) if value is not None else None
