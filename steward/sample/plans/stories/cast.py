"""Short ways to write the people of a story; who is in no such post of the account is left out."""

from collections.abc import Iterable

from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Standing, Support, Sway
from steward.plans.internal.strategy import Acquaintance, Influence, MapKind, MapView, Reading
from steward.sample.plans.scene import OpenOpportunity, Scene
from steward.sample.plans.stakeholders import confirmed, coverage

ECONOMIC, DECIDES, CHAMPION, COACH, INFLUENCER, TECHNICAL, USER, RATIFIER, BLOCKER = BuyingRole
MENTOR, SUPPORTER, NEUTRAL, SCEPTIC, OPPOSED = Support
INNER, POLITICAL, OUTSIDE = Standing
NONE, INTRODUCED, WORKING, TRUSTED = Bond
INFLUENCES, CONFLICTS = Sway

ReadAs = tuple[int, tuple[BuyingRole, ...], Support | None, Standing, int, str]
"""Post, roles, support, standing, believed influence, note."""
Known = tuple[str, int, Bond, Bond, int]
"""Our role, their post, how it is, how it should be, confirmed so many months ago."""


def readings(scene: Scene, *rows: ReadAs) -> tuple[Reading, ...]:
    """How we read people; coverage and day as the activities say."""
    return tuple(_reading(scene, row) for row in rows if scene.at(row[0]))


def _reading(scene: Scene, row: ReadAs) -> Reading:
    post, roles, support, standing, believed, note = row
    contact = scene.at(post)
    assert contact
    return Reading(
        person=contact.contact_id, roles=roles, support=support, standing=standing,
        coverage=coverage(scene, contact.contact_id), believed_influence=believed, note=note,
        confirmed_on=confirmed(scene, scene.dice(f"reading {post}"), contact),
    )  # fmt: skip


def on_map(
    scene: Scene, view: str, post: int, roles: tuple[BuyingRole, ...], support: Support | None, note: str
) -> tuple[Reading, ...]:
    """How we read somebody on one map alone."""
    if not scene.at(post):
        return ()
    day = scene.day(0, 14)
    return (Reading(person=scene.them(post), map=view, roles=roles, support=support, note=note, confirmed_on=day),)


def unknown(person: str, roles: tuple[BuyingRole, ...], standing: Standing, believed: int, note: str) -> Reading:
    """Somebody in no CRM whom none of us knows."""
    return Reading(
        person=person, roles=roles, standing=standing, coverage=Coverage.NONE, believed_influence=believed, note=note
    )


def lines(scene: Scene, *rows: tuple[int, Sway, int, str]) -> tuple[Influence, ...]:
    """Who sways whom: from, how, to, how it shows."""
    rng, found = scene.dice("lines"), list[Influence]()
    for start, tie, end, note in rows:
        one, other, day = scene.at(start), scene.at(end), scene.day(-rng.randint(0, 9), rng.randint(2, 26))
        if one and other:
            ends = {"from_person": one.contact_id, "to_person": other.contact_id}
            found.append(Influence(**ends, tie=tie, note=note, confirmed_on=day))
    return tuple(found)


def known(scene: Scene, *rows: Known) -> tuple[Acquaintance, ...]:
    """Who of us knows whom of theirs."""
    found: dict[tuple[str, str], Acquaintance] = {}
    for role, post, bond, wanted, months in rows:
        contact, rng = scene.at(post), scene.dice(f"known {role} {post}")
        if contact:
            pair = scene.us(role), contact.contact_id
            day = scene.day(-months, rng.randint(2, 26))
            found.setdefault(
                pair, Acquaintance(colleague=pair[0], person=pair[1], bond=bond, wanted=wanted, confirmed_on=day)
            )
    return tuple(found.values())


def whole() -> MapView:
    """The map of the whole account."""
    return MapView(id="whole-account", name="Whole account")


def part(scene: Scene, key: str, name: str, posts: Iterable[int], *others: str) -> MapView:
    """The map of a part of the house; `others`: ids of people who are in no CRM."""
    people = tuple(scene.them(post) for post in posts if scene.is_there(post))
    return MapView(id=key, name=name, kind=MapKind.UNIT, people=(*people, *others))


def about(scene: Scene, key: str, opportunity: OpenOpportunity | None, posts: Iterable[int]) -> tuple[MapView, ...]:
    """The map of an opportunity, where there is one."""
    if opportunity is None:
        return ()
    people = tuple(contact.contact_id for post in posts if (contact := scene.at(post)))
    return (
        MapView(
            id=key, name=opportunity.name, kind=MapKind.OPPORTUNITY, opportunity=opportunity.opportunity_id,
            people=people,
        ),
    )  # fmt: skip
