"""The people of any account as we read them: roles, support, coverage and bonds from the activities, lines, maps."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Standing, Support, Sway
from steward.plans.internal.strategy import Acquaintance, Influence, MapView, Reading
from steward.sample.model import Contact
from steward.sample.plans.motives import mind
from steward.sample.plans.relationships import acquaintances
from steward.sample.plans.roles import (
    CATEGORY,
    CENTRE,
    CFO,
    CIO,
    CONTROLLER,
    COO,
    DESK,
    ENGINEER,
    INFRASTRUCTURE,
    NETWORK,
    PROCUREMENT,
    SECURITY,
    SERVICE,
    SITE_OPS,
    TELECOMS,
)
from steward.sample.plans.scene import Scene
from steward.sample.plans.sentiment import Sentiment
from steward.sample.plans.views import views

ECONOMIC, DECIDES, CHAMPION, COACH, INFLUENCER, TECHNICAL, USER, RATIFIER, BLOCKER = BuyingRole
Roles = dict[int, tuple[BuyingRole, ...]]

# Who does what in a purchase differs from company to company.
CASTS: tuple[Roles, ...] = (
    {CFO: (ECONOMIC,), CIO: (DECIDES,), INFRASTRUCTURE: (CHAMPION, INFLUENCER), PROCUREMENT: (RATIFIER,)},
    {CIO: (ECONOMIC, DECIDES), NETWORK: (CHAMPION, TECHNICAL), INFRASTRUCTURE: (INFLUENCER,), CFO: (RATIFIER,)},
    {COO: (ECONOMIC,), CIO: (DECIDES,), SECURITY: (CHAMPION, TECHNICAL), PROCUREMENT: (INFLUENCER,)},
    {CFO: (ECONOMIC, RATIFIER), INFRASTRUCTURE: (DECIDES,), NETWORK: (CHAMPION,), CIO: (INFLUENCER,)},
)
USUAL: Roles = {
    NETWORK: (TECHNICAL,), SECURITY: (TECHNICAL, INFLUENCER), TELECOMS: (USER,), ENGINEER: (USER, COACH),
    COO: (INFLUENCER,),
    CATEGORY: (INFLUENCER,), DESK: (USER,), SERVICE: (USER, INFLUENCER), CENTRE: (USER,), CONTROLLER: (INFLUENCER,),
    SITE_OPS: (USER,), PROCUREMENT: (INFLUENCER,),
    INFRASTRUCTURE: (INFLUENCER,), CFO: (INFLUENCER,), CIO: (INFLUENCER,),
}  # fmt: skip
KEY = (CIO, CFO, INFRASTRUCTURE, NETWORK, PROCUREMENT, SECURITY)
MORE = (COO, TELECOMS, SERVICE, CONTROLLER, DESK, SITE_OPS, CENTRE, CATEGORY, ENGINEER)
INNER = {CIO: 0.7, CFO: 0.9, COO: 0.7, INFRASTRUCTURE: 0.15}
HEADS = (CIO, CFO, COO, INFRASTRUCTURE, PROCUREMENT, SECURITY, SERVICE)

WAYS = (
    (INFRASTRUCTURE, CIO, "Is asked before anybody answers us."),
    (NETWORK, INFRASTRUCTURE, "Writes every recommendation."),
    (CFO, CIO, "Holds the money for everything above the budget."), (PROCUREMENT, CFO, "Reports savings every month."),
    (SECURITY, CIO, "Can stop a project with one sentence."), (SERVICE, COO, "Speaks for the customers in the house."),
    (CONTROLLER, CFO, "Prepares the figures."), (COO, CIO, "Plants and shops come before offices."),
    (ENGINEER, NETWORK, "Tests what we bring."), (SITE_OPS, COO, "Calls when a site stands still."),
    (CATEGORY, PROCUREMENT, "Writes the tenders."), (CENTRE, SERVICE, "Knows what the advisers need."),
    (TELECOMS, INFRASTRUCTURE, "Twenty years of telephones."), (CIO, CFO, "They came to the company together."),
)  # fmt: skip
QUARRELS = (
    (PROCUREMENT, INFRASTRUCTURE, "Price against quality, in every meeting."),
    (SECURITY, NETWORK, "Who owns the firewall rules was never settled."),
    (CFO, CIO, "The budget of this year was cut in March."),
    (COO, CIO, "Sites want it now, IT wants it right."),
    (SERVICE, TELECOMS, "Whose telephones are they?"),
)


@dataclass(frozen=True)
class Circle:
    """Everybody a strategy speaks of, and the lines between them."""

    readings: tuple[Reading, ...]
    influence: tuple[Influence, ...]
    acquaintances: tuple[Acquaintance, ...]
    maps: tuple[MapView, ...]


def circle(scene: Scene, sentiment: Sentiment) -> Circle:
    """The people of an account as we read them."""
    rng = scene.dice("circle")
    cast = rng.choice([cast for cast in CASTS if _speaks(scene, cast)] or CASTS[:1])
    posts = _posts(scene, rng)
    readings = [_reading(scene, sentiment, rng, cast, post) for post in posts]
    if sentiment.board:
        readings.append(_above(scene))
    maps, special = views(scene, rng, posts)
    return Circle(
        readings=(*readings, *special),
        influence=_lines(scene, sentiment, rng, posts),
        acquaintances=acquaintances(scene, [reading.person for reading in readings], _wanted(scene, cast)),
        maps=maps,
    )


def _speaks(scene: Scene, cast: Roles) -> bool:
    """Whether the champion of a cast is somebody we were in touch with."""
    champion = next(post for post, roles in cast.items() if CHAMPION in roles)
    return scene.is_there(champion) and scene.times(scene.them(champion)) > 1


def _posts(scene: Scene, rng: Random) -> list[int]:
    """Six to thirteen people; those who left lately are still on the map."""
    more = [post for post in MORE if _known(scene.at(post), scene.until)]
    count = min(rng.randint(1, 5) + (scene.profile.segment == "enterprise") * 2, len(more))
    chosen = sorted(rng.sample(more, count))
    return [*(post for post in KEY if _known(scene.at(post), scene.until)), *chosen]


def _known(contact: Contact | None, until: date) -> bool:
    return contact is not None and (contact.left_on is None or (until - contact.left_on).days < 500)


def _reading(scene: Scene, sentiment: Sentiment, rng: Random, cast: Roles, post: int) -> Reading:
    contact = scene.at(post)
    assert contact is not None
    roles, support = cast.get(post, USUAL.get(post, ())), rng.choice(sentiment.support.get(post, sentiment.others))
    if sentiment.key == "bad":
        roles = _without_champion(roles) if post != PROCUREMENT else (BLOCKER,)
        support = Support.NEUTRAL if CHAMPION in cast.get(post, ()) else support
    if sentiment.key == "mixed" and CHAMPION in roles:
        support = Support.SUPPORTER
    inner = rng.random() < INNER.get(post, 0) and not (sentiment.key != "good" and support.supportive)
    return Reading(
        person=contact.contact_id,
        roles=roles,
        support=support if rng.random() < 0.93 else None,
        standing=Standing.INNER_CIRCLE
        if inner
        else Standing.POLITICAL_STRUCTURE
        if post in HEADS
        else Standing.OUTSIDE,
        coverage=coverage(scene, contact.contact_id),
        believed_influence=rng.choice((4, 5) if inner else (3, 4) if post in HEADS else (1, 2, 3)),
        note=mind(rng, post, support) if rng.random() < 0.75 else "",
        confirmed_on=confirmed(scene, rng, contact),
    )


def _without_champion(roles: tuple[BuyingRole, ...]) -> tuple[BuyingRole, ...]:
    return tuple(role for role in roles if role is not CHAMPION) or (INFLUENCER,)


def _above(scene: Scene) -> Reading:
    return Reading(
        person=scene.board().id, roles=(RATIFIER,), standing=Standing.INNER_CIRCLE, coverage=Coverage.NONE,
        believed_influence=5, note="In no CRM; seen once at a fair. Signs what is above a year's budget.",
        confirmed_on=scene.day(-8, 14),
    )  # fmt: skip


def coverage(scene: Scene, contact_id: str) -> Coverage:
    """How well we cover somebody: by how often anybody of us was in touch in the last year."""
    times = scene.times(contact_id)
    return (
        Coverage.NONE
        if not times
        else Coverage.BRIEF
        if times < 3
        else Coverage.SEVERAL
        if times < 6
        else Coverage.IN_DEPTH
    )


def confirmed(scene: Scene, rng: Random, contact: Contact) -> date | None:
    """A day soon after we were last in touch; long ago, or never, where we were not."""
    last = scene.last_touch(contact.contact_id)
    if last is None:
        return scene.day(-rng.randint(7, 14), rng.randint(2, 26)) if rng.random() < 0.6 else None
    day = last + timedelta(days=rng.randint(0, 6))
    return min(day, scene.until, contact.left_on or scene.until)


def _lines(scene: Scene, sentiment: Sentiment, rng: Random, posts: list[int]) -> tuple[Influence, ...]:
    """Four to nine lines of influence, and conflicts where the mood is not at its best."""
    ways = [way for way in WAYS if way[0] in posts and way[1] in posts]
    chosen = rng.sample(ways, min(rng.randint(4, 8), len(ways)))
    quarrels = [way for way in QUARRELS if way[0] in posts and way[1] in posts]
    fights = rng.sample(quarrels, min({"good": rng.randint(0, 1), "mixed": 1, "bad": 2}[sentiment.key], len(quarrels)))
    found = [_line(scene, rng, Sway.INFLUENCES, way) for way in chosen]
    found += [_line(scene, rng, Sway.CONFLICTS_WITH, way) for way in fights]
    if sentiment.board:
        above, cio = scene.board().id, scene.them(CIO)
        found.append(
            Influence(
                from_person=above, to_person=cio, note="Their choice for the post.", confirmed_on=scene.day(-8, 14)
            )
        )
    return tuple(found)


def _line(scene: Scene, rng: Random, tie: Sway, way: tuple[int, int, str]) -> Influence:
    start, end = scene.at(way[0]), scene.at(way[1])
    assert start and end
    note = way[2] if rng.random() < 0.6 else ""
    day = scene.day(-rng.randint(0, 10), rng.randint(2, 26))
    return Influence(from_person=start.contact_id, tie=tie, to_person=end.contact_id, note=note, confirmed_on=day)


def _wanted(scene: Scene, cast: Roles) -> dict[str, Bond]:
    """Those who decide should trust us; our champion does so already or ought to."""
    deciding = {scene.them(post): Bond.WORKING for post, roles in cast.items() if {ECONOMIC, DECIDES} & set(roles)}
    champions = {scene.them(post): Bond.TRUSTED for post, roles in cast.items() if CHAMPION in roles}
    return deciding | champions
