"""One contract's forecast and plays set in `renewals.toml`, without touching what others wrote of other contracts."""

from dataclasses import dataclass, replace

from steward.errors import PlanChangedMeanwhile
from steward.plans.files.changes import entry_id
from steward.plans.files.store import Opened, Plans
from steward.plans.internal.renewals import FILE, Play, RenewalForecast, Renewals


@dataclass(frozen=True)
class Said:
    """What is written of one contract. `forecast` None: nobody set one."""

    forecast: RenewalForecast | None
    plays: tuple[Play, ...] = ()


def said_of(plan: Renewals, contract_id: str) -> Said:
    """What a plan says of a contract."""
    return Said(
        next((one for one in plan.calls if one.contract == contract_id), None),
        tuple(play for play in plan.plays if play.contract == contract_id),
    )


def set_renewal(
    plans: Plans, account_id: str, contract_id: str, was: Said, now: Said, who: str
) -> Opened[Renewals]:  # fmt: skip
    """Write `now` of a contract in the place of `was`; whoever saved another contract meanwhile keeps what they saved.

    Raises PlanChangedMeanwhile where somebody else wrote of this contract since, PlanBroken or PlanNotSaved."""

    def edit(plan: Renewals) -> Renewals:
        if said_of(plan, contract_id) != was:
            raise PlanChangedMeanwhile(f"Somebody else changed what is written of {contract_id}; it is shown now.")
        return _with(plan, contract_id, now)

    return plans.edit(Renewals, FILE, account_id, edit, who)


def _with(plan: Renewals, contract_id: str, now: Said) -> Renewals:
    """The plan with what is written of one contract replaced, in its place where it had one."""
    others = [one for one in plan.calls if one.contract != contract_id]
    places = [number for number, one in enumerate(plan.calls) if one.contract == contract_id] or [len(others)]
    forecasts = [*others[: places[0]], *([now.forecast] if now.forecast else []), *others[places[0] :]]
    kept = [one for one in plan.plays if one.contract != contract_id]
    return replace(plan, calls=tuple(forecasts), plays=(*kept, *_named(now.plays, [one.id for one in kept])))


def _named(plays: tuple[Play, ...], taken: list[str]) -> list[Play]:
    """Each play with an id of its own."""
    found: list[Play] = []
    for play in plays:
        used = [*taken, *(one.id for one in found)]
        found.append(play if play.id and play.id not in used else replace(play, id=entry_id(play.play, used)))
    return found
