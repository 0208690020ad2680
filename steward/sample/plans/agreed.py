"""The success plan of any account: its industry, goals, commitments and next steps, from what its tables say."""

from collections.abc import Iterator
from random import Random

from steward.plans.customer.success_plan import Goal, PlanPerson, Profile, SuccessPlan
from steward.sample.chance import some
from steward.sample.plans.builders import goal
from steward.sample.plans.commitments import commitments
from steward.sample.plans.industries import INDUSTRIES, Aim, Industry
from steward.sample.plans.measures import last_quarter, minutes_down, sites_with, tickets_opened
from steward.sample.plans.roles import (
    CENTRE,
    CFO,
    CIO,
    CONTROLLER,
    COO,
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
from steward.sample.plans.steps import joint_plan

RHYTHMS = (
    "Business review every quarter; {cio} and {infra} with our team. Working call every second Tuesday.",
    "Review every quarter in {city}; a call on open points every Thursday.",
    "Monthly service call with {infra}; review with {cio} every quarter, once a year in person.",
    "Review twice a year with {cio}; technical meeting every six weeks.",
)
OWNERS = {"answered": SERVICE, "once": SERVICE, "advisers": TELECOMS, "evidence": SECURITY, "findings": SECURITY,
          "apart": SECURITY, "resilience": SECURITY, "measures": SECURITY, "direct": SERVICE, "calls": TELECOMS,
          "bills": CENTRE, "storm": SERVICE, "stops": COO, "lorries": COO, "gate": SITE_OPS, "tills": COO}  # fmt: skip


def agreed(scene: Scene, sentiment: Sentiment) -> SuccessPlan:
    """What was agreed with the customer."""
    industry = INDUSTRIES[scene.profile.industry]
    goals = tuple(_goals(scene, sentiment, industry))
    return SuccessPlan(
        account_id=scene.account_id,
        profile=_profile(scene, industry),
        goals=goals,
        commitments=commitments(scene, sentiment, goals),
        joint_plan=joint_plan(scene, sentiment, goals),
        people=people(scene, sentiment),
    )


def _profile(scene: Scene, industry: Industry) -> Profile:
    rng = scene.dice("profile")
    names = {"name": scene.name, "city": scene.city, "country": scene.profile.country, "sites": len(scene.sites)}
    wanted = some(rng, industry.priorities, rng.randint(2, 3))
    rhythm = rng.choice(RHYTHMS)
    return Profile(
        business=rng.choice(industry.business).format(**names),
        priorities="\n".join(f"{number}. {words}" for number, words in enumerate(wanted, start=1)),
        success=rng.choice(industry.success),
        rhythm=rhythm.format(cio=scene.called(CIO), infra=scene.called(INFRASTRUCTURE), city=scene.city),
    )


def _goals(scene: Scene, sentiment: Sentiment, industry: Industry) -> Iterator[Goal]:
    rng = scene.dice("goals")
    for chosen in some(rng, industry.aims, 2):
        yield _of_industry(scene, sentiment, rng, chosen)
    yield from some(rng, list(_measured(scene)), rng.choice((1, 1, 2)))


def _of_industry(scene: Scene, sentiment: Sentiment, rng: Random, chosen: Aim) -> Goal:
    """A goal of the industry, as far on its way as the account's sentiment has it."""
    site = rng.choice(scene.sites[1:] or scene.sites)
    start, target = _rounded(rng.uniform(*chosen.start), chosen), _rounded(rng.uniform(*chosen.target), chosen)
    now = _rounded(start + (target - start) * rng.uniform(*sentiment.progress), chosen)
    measured = rng.random() < 0.85
    began = scene.day(-rng.randint(9, 15), 20)
    return goal(
        chosen.key,
        chosen.title.format(site=site),
        (chosen.measure.format(site=site), chosen.unit),
        (start, target, min(now, 100) if chosen.unit == "%" else max(now, 0)) if measured else (start, target, None),
        (began, scene.day(rng.choice((3, 6, 9)), 28), scene.day(-rng.randint(0, 2), 25)),
        (scene.them(OWNERS.get(chosen.key, INFRASTRUCTURE), COO, CIO), scene.us(MANAGER)),
        rng.choice(sentiment.notes) if measured else "To be measured with the next report.",
    )


def _rounded(number: float, aim: Aim) -> float:
    found = round(number / aim.step) * aim.step
    return round(found) if float(found).is_integer() else round(found, 1)


def _measured(scene: Scene) -> Iterator[Goal]:
    """Goals whose numbers are in the account's tables."""
    span, before = last_quarter(scene), last_quarter(scene, 4)
    due, since = scene.day(9, 28), max(before[1], scene.profile.joined_on)
    total, infra = len(scene.sites), scene.them(INFRASTRUCTURE, NETWORK)
    down, was = minutes_down(scene, span), minutes_down(scene, before)
    if was > 200 and scene.window.holds(before[0]):
        yield goal(
            "outages", "Fewer minutes lost to outages", ("Minutes of outages a quarter, all sites", "minutes"),
            (was, max(round(was * 0.5 / 10) * 10, 60), down), (before[1], due, span[1]),
            (infra, scene.us(SUPPORT)), "Counted as in the quarterly report.",
        )  # fmt: skip
    for key, title, products, owner in (
        ("second-path", "Every site with a second way out", ("LTE", "BBI"), scene.us(ENGINEERING)),
        ("one-telephone", "One telephone system for all sites", ("UCV",), scene.us(ROLLOUT)),
        ("web", "Web traffic checked at every site", ("SWG",), scene.us(ENGINEERING)),
    ):
        have = sites_with(scene, products, scene.until)
        had = sites_with(scene, products, since)
        if have and had < total:
            yield goal(
                key, title, (f"Sites of {total}", "sites"), (had, total, have), (since, due, scene.until),
                (scene.them(SECURITY, NETWORK) if key == "web" else scene.them(TELECOMS, NETWORK), owner),
            )  # fmt: skip
    earlier = tickets_opened(scene, before, "support")
    if earlier >= 6:
        yield goal(
            "tickets", "Fewer calls to the service desk", ("Support tickets a quarter", "tickets"),
            (earlier, round(earlier * 0.6), tickets_opened(scene, span, "support")), (before[1], due, span[1]),
            (scene.them(CONTROLLER, INFRASTRUCTURE), scene.us(SUPPORT)),
        )  # fmt: skip


def people(scene: Scene, sentiment: Sentiment) -> tuple[PlanPerson, ...]:
    """Who works with us on their side; now and then somebody above them who is in no CRM."""
    rng = scene.dice("people")
    posts = [CIO, INFRASTRUCTURE, CFO, NETWORK, *some(rng, (SECURITY, TELECOMS, COO, SERVICE, CENTRE, SITE_OPS), 3)]
    there = [scene.them(post) for post in posts if scene.is_there(post)]
    listed = [PlanPerson(id=who, confirmed_on=scene.day(-rng.randint(0, 5), rng.randint(3, 26))) for who in there]
    if sentiment.board:
        above = scene.board(rng.choice(("Chief Executive Officer", "Member of the board, Finance and IT")))
        listed.insert(0, PlanPerson(id=above.id, name=above.name, title=above.title, department="Board"))
        listed[1] = PlanPerson(id=scene.them(CIO), reports_to=above.id, confirmed_on=listed[1].confirmed_on)
    return tuple(listed)
