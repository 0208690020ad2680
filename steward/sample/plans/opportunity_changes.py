"""What account managers changed of opportunities and the CRM does not say yet: a few of them, here and there."""

from dataclasses import replace
from datetime import timedelta

from steward.plans.internal.opportunities import OpportunityChange, OpportunityChanges, OpportunityField
from steward.sample.opportunity_course import STAGES
from steward.sample.plans.scene import OpenOpportunity, Scene

SOME = 0.35


def opportunity_changes_of(scene: Scene) -> OpportunityChanges | None:
    """The file of an account; None where nothing waits."""
    teller = {"bandwidth_outgrown": _more, "champion_left": _later, "nps_falls_spend_rises": _won}.get(
        scene.profile.story.key, _in_life
    )
    changes = teller(scene)
    return OpportunityChanges(account_id=scene.account_id, changes=changes) if changes else None


def _in_life(scene: Scene) -> tuple[OpportunityChange, ...]:
    """One in three has put a date off, or moved an opportunity on, after the last meeting."""
    rng = scene.dice("deal changes")
    growth = [opportunity for opportunity in scene.opportunities if opportunity.kind != "renewal"]
    if not growth or rng.random() > SOME:
        return ()
    opportunity = rng.choice(growth)
    later = STAGES[min(STAGES.index(opportunity.stage) + 1, len(STAGES) - 1)]
    if later == opportunity.stage or rng.random() < 0.5:
        return (_put_off(scene, opportunity, rng.choice((14, 30, 45)), "They said so in the last call."),)
    return (_change(scene, opportunity, OpportunityField.STAGE, opportunity.stage, later),)


def _more(scene: Scene) -> tuple[OpportunityChange, ...]:
    """The larger of the two orders grew by a site after the workshop."""
    opportunity = scene.opportunities[0]
    return (
        _change(
            scene,
            opportunity,
            OpportunityField.AMOUNT,
            f"{opportunity.amount:g}",
            f"{opportunity.amount + 1200:g}",
            "One more site.",
        ),
    )


def _later(scene: Scene) -> tuple[OpportunityChange, ...]:
    """The large opportunity will not close before somebody new is found."""
    opportunity = next(opportunity for opportunity in scene.opportunities if opportunity.close_on < scene.until)
    return (_put_off(scene, opportunity, 170, "Nobody decides it until the new head of stores has begun."),)


def _won(scene: Scene) -> tuple[OpportunityChange, ...]:
    """Its quote was accepted."""
    opportunity = scene.opportunity("SWG")
    if opportunity is None:
        return ()
    change = _change(scene, opportunity, OpportunityField.STAGE, opportunity.stage, "closed won", "Q1 was accepted.")
    return (replace(change, on=scene.ahead(6)),)


def _put_off(scene: Scene, opportunity: OpenOpportunity, days: int, note: str) -> OpportunityChange:
    later = opportunity.close_on + timedelta(days=days)
    return _change(
        scene, opportunity, OpportunityField.CLOSE_ON, opportunity.close_on.isoformat(), later.isoformat(), note
    )


def _change(
    scene: Scene, opportunity: OpenOpportunity, field: OpportunityField, imported: str, wanted: str, note: str = ""
) -> OpportunityChange:
    return OpportunityChange(
        opportunity=opportunity.opportunity_id, field=field, imported=imported, wanted=wanted,
        by=scene.profile.owner_id,
        on=scene.until - timedelta(days=scene.dice(f"changed {opportunity.opportunity_id}").randint(1, 9)), note=note,
    )  # fmt: skip
