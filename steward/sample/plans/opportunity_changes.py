"""What account managers changed of opportunities and the CRM does not say yet: a few of them, here and there."""

from datetime import timedelta

from steward.plans.internal.opportunities import OpportunityChange, OpportunityChanges, OpportunityField
from steward.sample.opportunity_course import STAGES
from steward.sample.plans.scene import OpenOpportunity, Scene

SOME = 0.35


def deal_changes(scene: Scene) -> OpportunityChanges | None:
    """The file of an account; None where nothing waits."""
    teller = {"bandwidth_outgrown": _more, "champion_left": _later}.get(scene.profile.story.key, _in_life)
    changes = teller(scene)
    return OpportunityChanges(account_id=scene.account_id, changes=changes) if changes else None


def _in_life(scene: Scene) -> tuple[OpportunityChange, ...]:
    """One in three has put a date off, or moved a deal on, after the last meeting."""
    rng = scene.dice("deal changes")
    growth = [deal for deal in scene.deals if deal.kind != "renewal"]
    if not growth or rng.random() > SOME:
        return ()
    deal = rng.choice(growth)
    later = STAGES[min(STAGES.index(deal.stage) + 1, len(STAGES) - 1)]
    if later == deal.stage or rng.random() < 0.5:
        return (_put_off(scene, deal, rng.choice((14, 30, 45)), "They said so in the last call."),)
    return (_change(scene, deal, OpportunityField.STAGE, deal.stage, later),)


def _more(scene: Scene) -> tuple[OpportunityChange, ...]:
    """The larger of the two orders grew by a site after the workshop."""
    deal = scene.deals[0]
    return (
        _change(scene, deal, OpportunityField.AMOUNT, f"{deal.amount:g}", f"{deal.amount + 1200:g}", "One more site."),
    )


def _later(scene: Scene) -> tuple[OpportunityChange, ...]:
    """The large deal will not close before somebody new is found."""
    deal = next(deal for deal in scene.deals if deal.close_on < scene.until)
    return (_put_off(scene, deal, 170, "Nobody decides it until the new head of stores has begun."),)


def _put_off(scene: Scene, deal: OpenOpportunity, days: int, note: str) -> OpportunityChange:
    later = deal.close_on + timedelta(days=days)
    return _change(scene, deal, OpportunityField.CLOSE_ON, deal.close_on.isoformat(), later.isoformat(), note)


def _change(
    scene: Scene, deal: OpenOpportunity, field: OpportunityField, imported: str, wanted: str, note: str = ""
) -> OpportunityChange:
    return OpportunityChange(
        opportunity=deal.opportunity_id, field=field, imported=imported, wanted=wanted, by=scene.profile.owner_id,
        on=scene.until - timedelta(days=scene.dice(f"changed {deal.opportunity_id}").randint(1, 9)), note=note,
    )  # fmt: skip
