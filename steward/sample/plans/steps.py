"""What both sides do next: four to seven steps between the last summer and the next."""

from random import Random

from steward.plans.customer.success_plan import Goal, JointStep, Progress
from steward.sample.chance import some
from steward.sample.plans.builders import step
from steward.sample.plans.roles import (
    CENTRE,
    CIO,
    CONTROLLER,
    ENGINEERING,
    INFRASTRUCTURE,
    MANAGER,
    NETWORK,
    ROLLOUT,
    SECURITY,
    SERVICE,
    SITE_OPS,
    SUPPORT,
    TELECOMS,
)
from steward.sample.plans.scene import Scene
from steward.sample.plans.sentiment import Sentiment

# What, why, theirs, ours; the product it needs. First those that lie behind us, then those under way, then those ahead.
BEHIND = (
    ("Inventory of all lines and devices", "So that both sides speak about the same network.", NETWORK, SUPPORT, ""),
    ("Failover test at {site}", "What was never tried does not work.", NETWORK, ENGINEERING, ""),
    ("New edge devices at {site}", "The old ones are at the end of their support.", NETWORK, ROLLOUT, "SDW"),
    ("Reporting by site agreed", "One page that the management reads.", CONTROLLER, SUPPORT, ""),
    ("Telephone numbers of {site} moved", "The old exchange is switched off.", TELECOMS, ROLLOUT, "UCV"),
)
UNDER_WAY = (
    (
        "Capacity of every site held against the plans for next year",
        "No surprise in the busy season.",
        NETWORK,
        ENGINEERING,
        "",
    ),
    (
        "Firewall rules cleaned up, site by site",
        "A third of the rules are older than five years.",
        SECURITY,
        ENGINEERING,
        "FWM",
    ),
    (
        "Pilot with two teams of the contact centre",
        "To see what calls are about before anything is changed.",
        CENTRE,
        ENGINEERING,
        "CCC",
    ),
    ("Second way out for {site}", "The site must work when a digger finds the cable.", SITE_OPS, ROLLOUT, ""),
    (
        "Voice quality measured at all sites",
        "Complaints come from two sites; the cause is not known.",
        TELECOMS,
        SUPPORT,
        "UCV",
    ),
    ("Web rules aligned between offices and home", "One rule for everybody.", SECURITY, ENGINEERING, "SWG"),
)
AHEAD = (
    (
        "Drawing of the network of 2028",
        "Where the sites, clouds and lines will be in two years.",
        INFRASTRUCTURE,
        ENGINEERING,
        "",
    ),
    (
        "Workshop on the voice of the coming years",
        "Telephones, contact centre and meetings seen together.",
        SERVICE,
        ENGINEERING,
        "",
    ),
    ("Network at {site} renewed", "Moved behind the busy season at your wish.", SITE_OPS, ROLLOUT, ""),
    (
        "Security review of the home workplaces",
        "Half of the staff work outside the offices.",
        SECURITY,
        ENGINEERING,
        "",
    ),
    ("Emergency exercise without {site}", "Who calls whom when the main site is gone.", CIO, SUPPORT, ""),
    ("Budget for next year's steps decided", "So that dates can be kept.", CIO, MANAGER, ""),
)
MEETING = ("Business review in {city}", "Goals, commitments and decisions in one hour.")


def joint_plan(scene: Scene, sentiment: Sentiment, goals: tuple[Goal, ...]) -> tuple[JointStep, ...]:
    """The steps by date; the business review of the next quarter is always one."""
    rng = scene.dice("steps")
    found = [_step(scene, rng, one, goals, (-4, -1), _past(sentiment)) for one in _fitting(scene, rng, BEHIND, (1, 2))]
    found += [
        _step(scene, rng, one, goals, (-1, 2), (Progress.IN_PROGRESS,))
        for one in _fitting(scene, rng, UNDER_WAY, (1, 2))
    ]
    review = scene.day(rng.choice((1, 2)), rng.randint(5, 26))
    found.append(
        step(MEETING[0].format(city=scene.city), MEETING[1], (None, review), (scene.them(CIO), scene.us(MANAGER)))
    )
    found += [_step(scene, rng, one, goals, (3, 8), (Progress.PLANNED,)) for one in _fitting(scene, rng, AHEAD, (1, 3))]
    return tuple(sorted({one.id: one for one in found}.values(), key=lambda one: (one.due or scene.until, one.id)))


def _past(sentiment: Sentiment) -> tuple[Progress, ...]:
    """How steps of the summer ended: where things go badly, some have not."""
    return (Progress.DONE,) if sentiment.key == "good" else (Progress.DONE, Progress.DONE, Progress.IN_PROGRESS)


def _fitting(
    scene: Scene, rng: Random, steps: tuple[tuple[str, str, int, str, str], ...], count: tuple[int, int]
) -> list[tuple[str, str, int, str, str]]:
    fitting = [one for one in steps if not one[4] or one[4] in scene.owned]
    return some(rng, fitting, rng.randint(*count))


def _step(
    scene: Scene,
    rng: Random,
    one: tuple[str, str, int, str, str],
    goals: tuple[Goal, ...],
    months: tuple[int, int],
    states: tuple[Progress, ...],
) -> JointStep:
    what, why, post, role, _ = one
    starts = rng.randint(months[0], months[1] - 1)
    ends = rng.randint(starts + 1, months[1])
    return step(
        what.format(site=rng.choice(scene.sites[1:] or scene.sites)), why,
        (scene.day(starts, rng.randint(2, 20)), scene.day(ends, rng.randint(5, 28))),
        (scene.them(post, INFRASTRUCTURE), scene.us(role)), rng.choice(states),
        rng.choice(goals).id if goals and rng.random() < 0.4 else "",
    )  # fmt: skip
