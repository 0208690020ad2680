"""What of the company's offer is worth a look for an account, said as the customer may hear it."""

from steward.plans.customer.success_plan import Goal, Option
from steward.plans.files.changes import entry_id
from steward.sample.catalogue import sellable
from steward.sample.chance import some
from steward.sample.plans.scene import Scene
from steward.sample.product_words import USE_CASES

VOICE = "reach answered once calls direct one-telephone voice bills storm counters recorded"
LINES = (
    "second-path outages minutes plants stops tills lorries depots branches control cold alarms resilience scans"
    " filling drops checkin gate crisis"
)
RULES = "apart findings evidence standard measures control resilience"
SERVES = {
    "LTE": LINES,
    "SIP": VOICE,
    "UCV": VOICE,
    "CCC": "reach answered once calls direct bills storm",
    "CCA": "reach answered once calls direct bills storm",
    "FWM": RULES,
    "SWG": f"web standard findings evidence advisers crews online remote crisis {RULES}",
}
"""For each product, the goals it is of use for: an option that serves none is not one."""
STEPS = ("A workshop of two hours", "A trial at one site for four weeks", "A visit to a site that uses it")


def options(scene: Scene, goals: tuple[Goal, ...]) -> tuple[Option, ...]:
    """One or two things they do not have, each for a goal that it is of use for and that is not reached yet."""
    rng = scene.dice("options")
    left = {goal.id: goal for goal in goals if goal.actual is None or goal.actual != goal.target}
    fits = {
        one: [key for key in SERVES[one.product_id].split() if key in left]
        for one in sellable(set(scene.owned))
        if one.product_id in SERVES and one.product_id not in scene.owned
    }
    found = [one for one, keys in fits.items() if keys]
    return tuple(
        Option(
            id=entry_id(one.name), option=one.name, why=USE_CASES[one.product_id],
            goal=fits[one][0], next_step=rng.choice(STEPS),
        )
        for one in some(rng, found, min(rng.choice((1, 1, 2)), len(found)))
    )  # fmt: skip
