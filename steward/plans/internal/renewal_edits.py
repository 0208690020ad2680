"""What is written of one contract, its forecast and plays, as a part of `renewals.toml`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from steward.plans.files.changes import entry_id
from steward.plans.files.together import PlanPart, in_place
from steward.plans.internal.renewals import Play, RenewalForecast, Renewals


@dataclass(frozen=True)
class WrittenRenewal:
    """What is written of one contract. `forecast` None: nobody set one."""

    forecast: RenewalForecast | None
    plays: tuple[Play, ...] = ()


def of_contract(contract_id: str) -> PlanPart[Renewals, WrittenRenewal]:
    """The contract of this id."""
    return PlanPart(lambda plan: _said(plan, contract_id), lambda plan, now: _with(plan, contract_id, now))


def _said(plan: Renewals, contract_id: str) -> WrittenRenewal:
    return WrittenRenewal(
        next((one for one in plan.calls if one.contract == contract_id), None),
        tuple(play for play in plan.plays if play.contract == contract_id),
    )


def _with(plan: Renewals, contract_id: str, now: WrittenRenewal) -> Renewals:
    others = [one.id for one in plan.plays if one.contract != contract_id]
    return replace(
        plan,
        calls=in_place(plan.calls, lambda one: one.contract == contract_id, [now.forecast] if now.forecast else []),
        plays=in_place(plan.plays, lambda one: one.contract == contract_id, _named(now.plays, others)),
    )


def _named(plays: Sequence[Play], taken: Sequence[str]) -> list[Play]:
    """Each play with an id of its own."""
    found: list[Play] = []
    for play in plays:
        used = [*taken, *(one.id for one in found)]
        found.append(play if play.id and play.id not in used else replace(play, id=entry_id(play.play, used)))
    return found
