"""Contracts: chains of terms, each renewed by the next."""

from datetime import date, timedelta
from random import Random

from steward.sample.chance import day_between, weighted
from steward.sample.model import Contract, Profile
from steward.sample.window import Window, month_end, shift

MONTHS = {24: 0.25, 36: 0.55, 48: 0.20}
NOTICE = {30: 0.15, 60: 0.25, 90: 0.45, 180: 0.15}
DAY = timedelta(days=1)
TWO_CHAINS_FROM = 90_000


def contracts(rng: Random, profile: Profile, window: Window) -> list[Contract]:
    """The terms of an account: one chain, or two (network; voice and cloud) for a large one."""
    found: list[Contract] = []
    for chain in ("A", "B")[: 1 + (profile.opening_mrr >= TWO_CHAINS_FROM)]:
        found += _chain(rng, profile, window, chain)
    return found


def _chain(rng: Random, profile: Profile, window: Window, chain: str) -> list[Contract]:
    months, notice = weighted(rng, MONTHS), profile.story.notice_days or weighted(rng, NOTICE)
    auto = rng.random() < 0.45
    spans = _spans(profile, window, _last_end(rng, profile, window, chain, months), months)
    return [
        Contract(f"C-{profile.number}-{chain}{n}", chain, start, end, notice, auto, start - DAY * rng.randint(6, 60))
        for n, (start, end) in enumerate(spans, start=1)
    ]


def _last_end(rng: Random, profile: Profile, window: Window, chain: str, months: int) -> date:
    """When the term in force ends; the story's day for the first chain."""
    told = profile.story.contract_left_days
    if told and chain == "A":
        return window.until + DAY * told
    return month_end(day_between(rng, window.until + DAY * 25, shift(window.until, months - 1)))


def _spans(profile: Profile, window: Window, end: date, months: int) -> list[tuple[date, date]]:
    """Terms backwards from the last end to the start of the customer's time, cut where the customer left."""
    story, found = profile.story, list[tuple[date, date]]()
    if story.left:
        return _broken(profile, window, end)
    while end >= profile.joined_on:
        start = shift(end + DAY, -months)
        found.insert(0, (max(start, profile.customer_since), end))
        end = start - DAY
    return found


def _broken(profile: Profile, window: Window, end: date) -> list[tuple[date, date]]:
    """The terms of a customer who left: one to that day, and one from the return on."""
    left = max(window.ago(profile.story.left), profile.joined_on + DAY)
    found = [(max(shift(left, -36), profile.customer_since), left - DAY)]
    if profile.story.returned:
        found.append((window.ago(profile.story.returned), end))
    return found


def in_force(contracts: list[Contract], chain: str, day: date) -> str:
    """The contract that covers a line of `chain` on `day`; of the only chain where there is no other."""
    covering = [c for c in contracts if c.starts_on <= day <= c.ends_on]
    return next((c.contract_id for c in covering if c.chain == chain), covering[0].contract_id if covering else "")
