"""The maps of any account: the whole, now and then a part of the house, and the largest opportunity."""

from random import Random

from steward.domain.stakeholders import BuyingRole
from steward.plans.internal.strategy import MapKind, MapView, Reading
from steward.sample.catalogue import BY_ID
from steward.sample.plans.roles import (
    CENTRE,
    CFO,
    CIO,
    COO,
    INFRASTRUCTURE,
    NETWORK,
    PROCUREMENT,
    SECURITY,
    SERVICE,
    SITE_OPS,
    TELECOMS,
)
from steward.sample.plans.scene import OpenOpportunity, Scene

COACH, INFLUENCER, USER = BuyingRole.COACH, BuyingRole.INFLUENCER, BuyingRole.USER


def views(scene: Scene, rng: Random, posts: list[int]) -> tuple[tuple[MapView, ...], list[Reading]]:
    """The whole account; now and then a part of the house; and the largest opportunity, with who matters in it."""
    found, special = [MapView(id="whole-account", name="Whole account")], list[Reading]()
    house = [post for post in (COO, SERVICE, CENTRE, TELECOMS) if scene.is_there(post)]
    if "CCC" in scene.owned and len(house) > 2 and rng.random() < 0.4:
        people = tuple(scene.them(post) for post in (*house, CIO))
        found.append(MapView(id="customer-service", name="Customer service", kind=MapKind.UNIT, people=people))
    if scene.selling and scene.selling[0].amount >= 4_000 and rng.random() < 0.7:
        view, reading = opportunity_map(scene, scene.selling[0], posts)
        found.append(view)
        special += reading
    return tuple(found), special


def opportunity_map(scene: Scene, opportunity: OpenOpportunity, posts: list[int]) -> tuple[MapView, list[Reading]]:
    """The map of one opportunity: those who decide and pay, and those whose product it is."""
    family = BY_ID[opportunity.product_id].family if opportunity.product_id else ""
    owners = {"Voice": (TELECOMS, SERVICE), "Contact centre": (SERVICE, CENTRE), "Security": (SECURITY, NETWORK)}
    first, second = owners.get(family, (NETWORK, SITE_OPS))
    wanted = [post for post in (CIO, CFO, INFRASTRUCTURE, PROCUREMENT, first, second) if scene.is_there(post)]
    key = opportunity.opportunity_id.lower()
    view = MapView(
        id=key, name=opportunity.name, kind=MapKind.OPPORTUNITY, opportunity=opportunity.opportunity_id,
        people=tuple(scene.them(post) for post in wanted),
    )  # fmt: skip
    if first not in wanted or first not in posts:
        return view, []
    note = "Wants this one; it was their idea."
    roles = (USER, INFLUENCER) if opportunity.stage in ("discovery", "qualification") else (INFLUENCER, COACH)
    return view, [Reading(person=scene.them(first), map=key, roles=roles, note=note)]
