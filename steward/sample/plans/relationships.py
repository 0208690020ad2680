"""Who of us knows whom of theirs, by the activities of the last year, and how it should be."""

from random import Random

from steward.domain.stakeholders import Bond
from steward.plans.internal.strategy import Acquaintance
from steward.sample.plans.roles import CFO, CIO, ENGINEERING, EXECUTIVE, INFRASTRUCTURE, MANAGER, NETWORK, SECURITY
from steward.sample.plans.scene import Scene


def acquaintances(scene: Scene, people: list[str], wanted: dict[str, Bond]) -> tuple[Acquaintance, ...]:
    """Five to ten relationships, those of the last year's activities first; and those we want and do not have."""
    rng, pairs = scene.dice("bonds"), scene.meetings
    often = sorted(((n, ours, theirs) for (ours, theirs), n in pairs.items() if theirs in people), reverse=True)
    found = {(ours, theirs): _bond(n) for n, ours, theirs in often[: rng.randint(5, 8)]}
    for theirs in wanted:
        if not any(known == theirs for _, known in found):
            sender = scene.us(EXECUTIVE if wanted[theirs] is Bond.WORKING else MANAGER)
            found[sender, theirs] = _bond(pairs.get((sender, theirs), 0))
    for role, post in (
        (MANAGER, INFRASTRUCTURE),
        (MANAGER, CIO),
        (ENGINEERING, NETWORK),
        (MANAGER, CFO),
        (ENGINEERING, SECURITY),
    ):
        if len(found) < 5 and scene.them(post) in people:
            pair = (scene.us(role), scene.them(post))
            found.setdefault(pair, _bond(pairs.get(pair, 0)))
    return tuple(_known_by(scene, rng, pair, bond, wanted.get(pair[1])) for pair, bond in found.items())


def _bond(times: int) -> Bond:
    return Bond.NONE if not times else Bond.INTRODUCED if times == 1 else Bond.WORKING if times < 6 else Bond.TRUSTED


def _known_by(scene: Scene, rng: Random, pair: tuple[str, str], bond: Bond, wanted: Bond | None) -> Acquaintance:
    goal = max(bond, wanted or bond, key=lambda one: one.strength)
    if goal is bond and bond in (Bond.NONE, Bond.INTRODUCED):
        goal = Bond.WORKING
    day = scene.day(-rng.randint(0, 7), rng.randint(2, 26))
    return Acquaintance(colleague=pair[0], person=pair[1], bond=bond, wanted=goal, confirmed_on=day)
