"""Our strategy for one account: where we stand, what we are after, what could go wrong, what we do next."""

from dataclasses import dataclass

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.health.health_override import override_of
from steward.briefings.internal.plans import strategy_tables as tables
from steward.briefings.internal.plans.names import StrategySubject
from steward.briefings.internal.plans.strategy_money import at_stake, brought, could_buy
from steward.briefings.internal.plans.strategy_tables import OPEN, late, open_risks
from steward.exhibits import COUNT, PERCENT, Better, Figure, Receipt, Table, Unit, listed
from steward.exhibits.wording import capital, counted
from steward.plans.files.keys import keys_of
from steward.plans.internal.completeness import completeness
from steward.plans.internal.strategy import FILE, Position

SCORE = Unit("percent", suffix=PERCENT.suffix)


@dataclass(frozen=True, kw_only=True)
class StrategyBriefing(InternalBriefing):
    """The strategy of one account. `words`: its paragraphs as (heading, Markdown)."""

    account_name: str
    words: tuple[tuple[str, str], ...]
    objectives: Table | None
    risks: Table | None
    actions: Table | None
    swot: Table | None
    competitors: Table | None
    whitespace: Table | None
    team: Table | None
    governance: Table | None


def strategy(about: StrategySubject) -> StrategyBriefing:
    """Brief on the strategy of one account."""
    return StrategyBriefing(
        quarter=about.subject.quarter,
        as_of=about.subject.as_of,
        account_name=about.subject.account.name,
        headline=_headline(about),
        figures=_figures(about),
        words=position_words(about.strategy.position),
        objectives=tables.objectives(about),
        risks=tables.risks(about),
        actions=tables.actions(about),
        swot=tables.swot(about),
        competitors=tables.competitors(about),
        whitespace=tables.whitespace(about),
        team=tables.team(about),
        governance=tables.governance(about),
    )


def _headline(about: StrategySubject) -> str:
    risks, money = open_risks(about.strategy.risks), about.subject.money
    stake = at_stake(risks, brought(about.subject)).total
    overdue = late(about)
    said = [
        f"{counted(len(risks), 'open risk')} with {money.compact(stake)} a month at stake" if stake else "",
        f"{counted(len(overdue), 'action')} overdue" if overdue else "",
    ]
    if any(said):
        return capital(listed(list(filter(None, said))))
    open_ones = [one for one in about.strategy.objectives if one.status in OPEN]
    return capital(f"{counted(len(open_ones), 'open objective')}, nothing overdue")


def _figures(about: StrategySubject) -> tuple[Figure, ...]:
    plan, money = about.strategy, about.subject.money
    stake = at_stake(plan.risks, brought(about.subject))
    wanted = [one.new_mrr for one in plan.objectives if one.status in OPEN and one.new_mrr is not None]
    potential = [note.potential_mrr for note in could_buy(plan.whitespace) if note.potential_mrr is not None]
    return (
        _figure(about, "at_stake", "MRR at stake", stake.total, money,
                "No open risk names an amount.", note=stake.note, better=Better.LOWER),
        _figure(about, "objectives", "New MRR we are after", sum(wanted) if wanted else None, money,
                "No open objective names an amount."),
        _figure(about, "whitespace", "Whitespace noted", sum(potential) if potential else None, money,
                "No whitespace note names an amount."),
        _figure(about, "overdue", "Actions overdue", len(late(about)), COUNT, "", better=Better.LOWER),
        _figure(about, "complete", "Plan complete", completeness(about.success, plan).score, SCORE, ""),
    )  # fmt: skip


def _figure(
    about: StrategySubject, key: str, label: str, value: float | None, unit: Unit, why: str, *, note: str = "",
    better: Better = Better.HIGHER,
) -> Figure:  # fmt: skip
    receipt = Receipt("account plan", about.subject.as_of, FILE)
    return about.subject.figure(
        f"strategy.{key}", label, value, unit, receipt, why=why, note=note if value is not None else "", better=better
    )  # fmt: skip


def position_words(position: Position) -> tuple[tuple[str, str], ...]:
    """Where we stand and what we are after, as (heading, Markdown)."""
    keys = keys_of(Position)
    texts = ((keys[name].label, getattr(position, name)) for name in ("ambition", "situation", "strategy", "value"))
    return tuple((label, said) for label, said in texts if said)


def override_text(about: StrategySubject) -> str:
    """The health set by hand, with author, day, reason and end, or what it lacks; nothing where there is none or it
    has run out."""
    override, subject = about.strategy.health_override, about.subject
    if subject.is_past and override.set_on and override.set_on > subject.as_of:
        return ""
    found = override_of(override, about.name(override.author) or "", subject.now)
    if not found or not (found.problem or found.holds):
        return ""
    return found.problem or f"Health set to {found.health}{found.who_and_when}, {found.until}: {found.why}."
