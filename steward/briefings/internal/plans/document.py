"""The whole account plan on paper, for our own eyes."""

from collections.abc import Mapping, Sequence
from datetime import date

from steward.briefings.customer.plans.document import success_chapters
from steward.briefings.customer.plans.records import Chapter, Telling, labels, printed, titles
from steward.briefings.internal.health.health_override import override_of
from steward.briefings.internal.plans.strategy_money import at_stake
from steward.briefings.internal.plans.strategy_tables import action_state, open_risks
from steward.exhibits import Unit, day_text
from steward.exhibits.documents import Callout, DocumentContent, Heading, KeyValues, Paragraph, Part, Quarters
from steward.plans.customer import success_plan
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.keys import keys_of
from steward.plans.internal.strategy import FILE, HealthOverride, Horizon, Position, Strategy, Swot

CONFIDENTIAL = "Internal: not for the customer"
ORDER = (
    "health_override", "position", "profile", "goals", "commitments", "joint_plan", "options", "heard",
    "objectives", "swot", "people", "readings", "influence", "maps", "acquaintances", "competitors", "risks",
    "whitespace", "actions", "team", "governance",
)  # fmt: skip
"""The order a manager reads in: what somebody decided against the score comes before all else."""


def plan_content(
    account_name: str,
    success: SuccessPlan | None,
    strategy: Strategy | None,
    names: Mapping[str, str],
    as_of: date,
    currency_unit: Unit,
    pictures: Sequence[Part] = (),
    brings: float | None = None,
    computed: str = "",
) -> DocumentContent:
    """The whole plan; a file that is not there (None) is named at the end as not written. `pictures`: the maps;
    `brings`: the account's MRR, None where it is not known; `computed`: the health by the rules, in words."""
    success, strategy = success or SuccessPlan(account_id=""), strategy or Strategy(account_id="")
    agreed = Telling(success_plan.FILE, as_of, names, currency_unit, titles(success))
    ours = Telling(FILE, as_of, names, currency_unit, titles(strategy))
    chapters = success_chapters(success, agreed) | _chapters(strategy, ours, pictures, brings, computed)
    if not chapters["health_override"].parts:
        del chapters["health_override"]
    return DocumentContent(
        title=account_name,
        subtitle=f"Account plan, {day_text(as_of)}",
        as_of=as_of,
        footer=f"{account_name} · {day_text(as_of)}",
        confidential=CONFIDENTIAL,
        parts=printed([chapters[name] for name in ORDER if name in chapters]),
    )


def _chapters(
    strategy: Strategy, telling: Telling, pictures: Sequence[Part], brings: float | None, computed: str
) -> dict[str, Chapter]:  # fmt: skip
    """The sections of a strategy by name; most are one table."""
    tables = {
        name: (telling.table(name, getattr(strategy, name)),) if getattr(strategy, name) else ()
        for name in ("readings", "influence", "acquaintances", "competitors", "team", "governance", "maps")
    }
    told: dict[str, tuple[Part, ...]] = tables | {
        "position": _position(strategy.position, telling),
        "objectives": _objectives(strategy, telling),
        "swot": _swot(strategy.swot),
        "maps": (*tables["maps"], *pictures),
        "risks": _risks(strategy, telling, brings),
        "actions": _actions(strategy, telling),
        "whitespace": _whitespace(strategy, telling),
        "health_override": _override(strategy.health_override, telling, computed),
    }
    return {name: Chapter(label, told[name]) for name, label in labels(Strategy).items()}


def _position(position: Position, telling: Telling) -> tuple[Part, ...]:
    key = keys_of(Position)["kind"]
    kind = (KeyValues(((key.label, telling.text(key, position.kind)),)),) if position.kind else ()
    return (*kind, *telling.words(position, ("situation", "ambition", "strategy", "value")))


def _objectives(strategy: Strategy, telling: Telling) -> tuple[Part, ...]:
    """The objectives by horizon, the nearest first."""
    parts: list[Part] = []
    for horizon in (*Horizon, None):
        found = [one for one in strategy.objectives if one.horizon is horizon]
        if found:
            parts.append(Heading(2, str(horizon) if horizon else "Without a horizon"))
            parts.append(telling.table("objectives", found, without=("horizon",)))
    return tuple(parts)


def _swot(swot: Swot) -> tuple[Part, ...]:
    keys = keys_of(Swot)
    quarters = tuple((keys[name].label, getattr(swot, name)) for name in keys)
    return (Quarters(quarters),) if any(items for _, items in quarters) else ()


def _risks(strategy: Strategy, telling: Telling, brings: float | None) -> tuple[Part, ...]:
    """The open ones first, the likeliest and dearest on top, with what is at stake in all."""
    if not strategy.risks:
        return ()
    still_open = open_risks(strategy.risks)
    rest = [risk for risk in strategy.risks if risk not in still_open]
    stake = at_stake(still_open, brings)
    assert telling.money is not None
    said = "" if stake.total is None else f"{telling.money.text(stake.total)} a month at stake {stake.note}."
    return (telling.table("risks", [*still_open, *rest], title=said),)


def _actions(strategy: Strategy, telling: Telling) -> tuple[Part, ...]:
    """What we do next; what is overdue says so."""
    if not strategy.actions:
        return ()
    states = {"status": [action_state(one, telling.as_of) for one in strategy.actions]}
    return (telling.table("actions", strategy.actions, instead=states),)


def _whitespace(strategy: Strategy, telling: Telling) -> tuple[Part, ...]:
    """The largest potential first."""
    order = sorted(strategy.whitespace, key=lambda note: -(note.potential_mrr or 0))
    return (telling.table("whitespace", order),) if order else ()


def _override(override: HealthOverride, telling: Telling, computed: str) -> tuple[Part, ...]:
    """The health set by hand, never without saying until when, or what it lacks to count; then the computed one."""
    found = override_of(override, telling.name(override.author), telling.as_of)
    if not found:
        return ()
    why = f"{found.why}. " if found.why else ""
    end = f"It holds {found.until}." if found.holds else f"It {found.until}."
    label = keys_of(HealthOverride)["health"].label
    said = Callout(f"{label} set to {found.health}{found.who_and_when}: {why}{found.problem or end}")
    return (said, Paragraph(f"Computed: {computed}.")) if computed else (said,)
