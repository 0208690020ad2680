"""What both sides promised each other over the last quarters, and what became of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from steward.plans.customer.success_plan import Commitment, Goal, Kept
from steward.sample.chance import some, weighted
from steward.sample.plans.builders import they, we
from steward.sample.plans.roles import (
    BILLING,
    CFO,
    CIO,
    CONTROLLER,
    ENGINEERING,
    INFRASTRUCTURE,
    INSIDE,
    NETWORK,
    PAYABLE,
    PROCUREMENT,
    ROLLOUT,
    SECURITY,
    SITE_OPS,
    SUPPORT,
)
from steward.sample.plans.scene import Scene
from steward.sample.plans.sentiment import Sentiment

# What is promised, who keeps it, the product it needs (empty: none).
OURS = (
    ("Root cause of every outage above an hour in writing within five days", SUPPORT, ""),
    ("Maintenance announced ten days ahead, with the sites it touches", SUPPORT, ""),
    ("One page a month on use and outages at {site}", INSIDE, ""),
    ("Failover test at {site} outside working hours", ENGINEERING, ""),
    ("Edge devices at {site} replaced", ROLLOUT, "SDW"),
    ("Spare device stored at {site}", ROLLOUT, "SDW"),
    ("Invoices split by site and cost centre", BILLING, ""),
    ("Firewall rules reviewed together, unused ones removed", ENGINEERING, "FWM"),
    ("Numbers of {site} moved without a gap", ROLLOUT, "UCV"),
    ("Two days of training for the team leads", INSIDE, "CCC"),
    ("Report on blocked web traffic for the security team", ENGINEERING, "SWG"),
    ("Named contact for changes, reachable from 7 to 19 h", SUPPORT, ""),
    ("Drawing of the whole network, kept up to date", ENGINEERING, ""),
    ("Second access circuit for {site} surveyed", ROLLOUT, "DIA"),
    ("Latency between {site} and {city} measured for four weeks", ENGINEERING, "SDW"),
)
THEIRS = (
    ("Access to the comms room at {site} on two days' notice", SITE_OPS),
    ("List of sites and users for the coming year", NETWORK),
    ("Purchase order numbers sent with every change", PAYABLE),
    ("Contact for each site, with a deputy", INFRASTRUCTURE),
    ("Change windows for the fourth quarter confirmed", NETWORK),
    ("Cabling at {site} finished", SITE_OPS),
    ("Priorities for next year's budget shared", CIO),
    ("Security requirements for guests and suppliers written down", SECURITY),
    ("Cost centres for all sites named", CONTROLLER),
    ("Feedback on the monthly report from three sites", NETWORK),
    ("Decision on the term of the wide-area lines", PROCUREMENT),
    ("Numbers for the business case checked by finance", CFO),
)
PARTLY = (
    "Done at two of three sites.", "Two weeks late.", "Delivered, but not complete.", "The rest is still to come.",
)  # fmt: skip
MISSED = (
    "Not done; promised anew with a date.", "Nobody was free for it.", "Waiting for parts.",
    "Overtaken by other work; still wanted.",
)  # fmt: skip


def commitments(scene: Scene, sentiment: Sentiment, goals: tuple[Goal, ...]) -> tuple[Commitment, ...]:
    """Six to ten commitments of the last four quarters, the earliest first."""
    rng = scene.dice("promises")
    mine = [entry for entry in OURS if not entry[2] or entry[2] in scene.owned]
    ours = [_ours(scene, rng, words, role) for words, role, _ in some(rng, mine, rng.randint(3, 5))]
    theirs = [_theirs(scene, rng, words, post) for words, post in some(rng, THEIRS, rng.randint(2, 4))]
    drafts = [*ours, *theirs]
    rng.shuffle(drafts)
    found = [_ended(scene, sentiment, rng, draft, n / len(drafts)) for n, draft in enumerate(drafts)]
    return tuple(_serving(rng, goals, found))


def _place(scene: Scene, rng: Random) -> dict[str, str]:
    return {"site": rng.choice(scene.sites[1:] or scene.sites), "city": scene.city}


def _ours(scene: Scene, rng: Random, words: str, role: str) -> Commitment:
    return we(words.format(**_place(scene, rng)), scene.us(role), (scene.until, scene.until))


def _theirs(scene: Scene, rng: Random, words: str, post: int) -> Commitment:
    owner = scene.them(post, INFRASTRUCTURE, CIO)
    return they(words.format(**_place(scene, rng)), owner, (scene.until, scene.until))


def _ended(scene: Scene, sentiment: Sentiment, rng: Random, draft: Commitment, place: float) -> Commitment:
    """The commitment with its days and what became of it; the last ones are still open, now and then late."""
    made = scene.day(-9 if place < 0.3 else -6 if place < 0.6 else -3 if place < 0.85 else 0, rng.randint(8, 24))
    due = scene.day(_months(scene, made) + rng.choice((2, 3)), rng.randint(5, 28))
    if due > scene.until or (place >= 0.5 and rng.random() < 0.25):
        return _with(draft, made, due, Kept.OPEN, None, "")
    became = weighted(rng, sentiment.kept)
    note = {Kept.PARTLY: PARTLY, Kept.MISSED: MISSED}.get(became, ("",))
    return _with(draft, made, due, became, min(due, scene.until), rng.choice(note))


def _months(scene: Scene, day: date) -> int:
    """How many months a day lies after (or before) the sample's last."""
    return (day.year - scene.until.year) * 12 + day.month - scene.until.month


def _with(draft: Commitment, made: date, due: date, status: Kept, closed: date | None, note: str) -> Commitment:
    return replace(draft, made_on=made, due=due, status=status, closed_on=closed, note=note)


def _serving(rng: Random, goals: tuple[Goal, ...], found: list[Commitment]) -> Iterator[Commitment]:
    """Some commitments name the goal they serve."""
    for one in sorted(found, key=lambda one: (one.due or date.max, one.id)):
        serves = rng.choice(goals).id if goals and rng.random() < 0.4 else ""
        yield replace(one, goal=serves)
