"""Who the customers are: name, place, owner, size and how they feel, before anything happens to them."""

from dataclasses import replace
from datetime import date
from random import Random

from steward.sample.chance import day_between, dice, weighted
from steward.sample.model import Profile
from steward.sample.names import companies
from steward.sample.places import COUNTRIES
from steward.sample.staff import Staff
from steward.sample.stories import NONE, STORIES, Story
from steward.sample.window import Window, shift

FIRST_NUMBER = 1001
CHILD_SUFFIXES = {"UK & Ireland": "UK", "Benelux & France": "Benelux", "Southern Europe": "Iberia"}

# Growth a year: how likely, and between what bounds.
TRAJECTORIES = {(-0.17, -0.05): 0.19, (-0.02, 0.03): 0.12, (0.05, 0.15): 0.43, (0.15, 0.36): 0.26}
# MRR when the sample opens: how likely, and between what bounds.
SIZES = {(19_000, 41_000): 0.20, (56_000, 92_000): 0.52, (92_000, 140_000): 0.20, (140_000, 205_000): 0.08}


def profiles(seed: int, accounts: int, window: Window, staff: Staff) -> list[Profile]:
    """So many accounts: first those with a story, then the others."""
    named = companies(dice(seed, "companies"), max(accounts - len(STORIES), 0))
    chosen = [(story.name, story.country, story.industry, story) for story in STORIES[:accounts]]
    found: list[Profile] = []
    for name, country, industry, story in [*chosen, *((*company, NONE) for company in named)]:
        rng = dice(seed, "account", len(found))
        found.append(_profile(rng, (name, country, industry), _told(story, window), found, (window, staff)))
    return found


def _profile(
    rng: Random, who: tuple[str, str, str], story: Story, before: list[Profile], setting: tuple[Window, Staff]
) -> Profile:
    name, country, industry = who
    window, staff = setting
    number, region = FIRST_NUMBER + len(before), COUNTRIES[country].region
    opening = story.opening_mrr or round(rng.uniform(*weighted(rng, SIZES)))
    parent = _parent(rng, story, before)
    if parent and not story.parent:
        name, industry = f"{parent.name} {CHILD_SUFFIXES.get(region, region)}", parent.industry
    joined = window.first if story.key or rng.random() < 0.82 else _new_logo(rng, window)
    now = story.mood_now if story.key else min(max(rng.gauss(8.55, 0.65), 6.8), 9.5)
    return Profile(
        number=number,
        account_id=f"NW-{number}",
        name=name,
        country=country,
        region=region,
        industry=industry,
        segment="enterprise" if opening >= 90_000 else "upper mid-market" if opening >= 50_000 else "mid-market",
        owner_id=staff.looks_after("account manager", sum(p.region == region for p in before), region).person_id,
        parent_id=parent.account_id if parent else "",
        partner_id=_partner(rng, story, staff),
        customer_since=joined if joined > window.first else day_between(rng, shift(joined, -130), shift(joined, -20)),
        joined_on=joined,
        opening_mrr=opening,
        growth=story.growth or tuple(_yearly(rng) for _ in range(10)),
        mood_before=story.mood_before if story.key else min(now + rng.gauss(-0.1, 0.4), 9.6),
        mood_now=now,
        story=story,
    )


def _told(story: Story, window: Window) -> Story:
    """A story of leaving needs a window in which the customer was there before."""
    return story if story.left < len(window.months) - 1 else replace(story, left=0, returned=0)


def _yearly(rng: Random) -> float:
    """Growth wanted in one year."""
    return round(rng.uniform(*weighted(rng, TRAJECTORIES)), 3)


def _parent(rng: Random, story: Story, before: list[Profile]) -> Profile | None:
    """The story's own parent; for the others now and then the account before, unless that is a child itself."""
    if story.parent:
        return next((profile for profile in before if profile.name == story.parent), None)
    if story.key or rng.random() > 0.05 or before[-1].parent_id or before[-1].story.key:
        return None
    return before[-1]


def _partner(rng: Random, story: Story, staff: Staff) -> str:
    sold_by_partner = story.through_partner or (not story.key and rng.random() < 0.11)
    return rng.choice(staff.partners)[0] if sold_by_partner else ""


def _new_logo(rng: Random, window: Window) -> date:
    """The first of some month well inside the window."""
    span = len(window.months)
    return shift(window.first, rng.randint(min(4, span - 1), max(span - 5, 0)))
