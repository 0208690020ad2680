"""What of the company's offer is worth a look for an account, said as the customer may hear it."""

from steward.plans.customer.success_plan import Goal, Option
from steward.plans.files.changes import entry_id
from steward.sample.catalogue import sellable
from steward.sample.chance import some
from steward.sample.plans.scene import Scene

WHY = {
    "LTE": "A site stays reachable when its line is cut.",
    "SIP": "Peaks are carried without lines that stand idle the rest of the year.",
    "UCV": "One way to call, at the desk and on the road.",
    "CCC": "Callers reach who can help, whichever site answers.",
    "CCA": "Shows why people call, so that some need not.",
    "FWM": "Rules are kept in one place, and somebody watches them at night.",
    "SWG": "People are protected wherever they work.",
}
STEPS = ("A workshop of two hours", "A trial at one site for four weeks", "A visit to a site that uses it")


def options(scene: Scene, goals: tuple[Goal, ...]) -> tuple[Option, ...]:
    """One or two things they do not have, tied to a goal; none where they have all of it."""
    rng = scene.dice("options")
    found = [one for one in sellable(set(scene.owned)) if one.product_id in WHY and one.product_id not in scene.owned]
    return tuple(
        Option(
            id=entry_id(one.name), option=one.name, why=WHY[one.product_id],
            goal=rng.choice(goals).id if goals else "", next_step=rng.choice(STEPS),
        )
        for one in some(rng, found, min(rng.randint(0, 2), len(found)))
    )  # fmt: skip
