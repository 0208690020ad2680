"""NPS surveys: waves twice a year, every quarter for the last eight; scores follow how the account feels."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from steward.sample.chance import day_between, dice, some
from steward.sample.model import Contact, Customer
from steward.sample.survey_words import DETRACTOR, OF_STORY, PASSIVE, PROMOTER
from steward.sample.window import Window

COMMENTS = 0.42
STORY_MONTHS = 12


def response_rows(seed: int, customer: Customer, window: Window) -> Iterator[tuple[object, ...]]:
    """One row for each contact asked in a wave; no score where nobody answered."""
    rng, number = dice(seed, customer.profile.account_id, "surveys"), 0
    quotes = dice(seed, customer.profile.account_id, "agreed")
    leaning = {person.contact_id: rng.gauss(0, 0.75) for person in customer.contacts}
    for sent in waves(window):
        if not customer.is_customer(sent):
            continue
        asked = _asked(rng, customer, sent)
        answering = _answering(rng, customer, asked)
        for contact in asked:
            number += 1
            row = (f"N-{customer.profile.number}-{number:03}", customer.profile.account_id)
            if contact in answering:
                answer = _answer(rng, customer, contact, leaning[contact.contact_id], (sent, window))
                yield (*row, *answer, _may_quote(quotes) if answer[-1] else "")
            else:
                yield (*row, "", contact.contact_id, sent, "", "", "")


def _may_quote(rng: Random) -> str:
    """Most leave the box below their comment alone; some tick yes, a few no."""
    return rng.choices(("", "true", "false"), (0.66, 0.29, 0.05))[0]


def waves(window: Window) -> list[date]:
    """The days on which a wave is sent: in the second month of a quarter."""
    months = [month for month in window.months if month.month in (2, 5, 8, 11)]
    return [month.replace(day=6) for n, month in enumerate(reversed(months)) if n < 8 or month.month in (2, 8)][::-1]


def _asked(rng: Random, customer: Customer, day: date) -> list[Contact]:
    """Ten to twenty-five of those who are there; after a champion has left, fewer know us."""
    present = customer.present(day)
    count = max(10, round(len(present) * rng.uniform(0.75, 0.95)))
    return sorted(some(rng, present, min(count, 25)), key=lambda contact: contact.contact_id)


def _answering(rng: Random, customer: Customer, asked: list[Contact]) -> list[Contact]:
    most, rate = customer.profile.story.most_answers, rng.uniform(0.44, 0.72)
    count = most or max(round(len(asked) * rate), 2)
    return some(rng, asked, count)


def _answer(
    rng: Random, customer: Customer, contact: Contact, leaning: float, wave: tuple[date, Window]
) -> tuple[object, ...]:
    sent, window = wave
    mood = customer.profile.mood(sent, window.until)
    score = min(max(round(mood + leaning + rng.gauss(0, 1.35)), 0), 10)
    answered = min(day_between(rng, sent, sent + timedelta(days=19)), window.until)
    recent = (window.until - sent).days < STORY_MONTHS * 31
    comment = _comment(rng, customer.profile.story.key if recent else "", score)
    return score, contact.contact_id, sent, answered, comment


def _comment(rng: Random, story: str, score: int) -> str:
    """Mostly nothing; in a story mostly what it is about."""
    group = 0 if score >= 9 else 1 if score >= 7 else 2
    if rng.random() > COMMENTS + 0.14 * group + (0.15 if story in OF_STORY else 0):
        return ""
    if story in OF_STORY and rng.random() < 0.7:
        return rng.choice(OF_STORY[story][group])
    return rng.choice((PROMOTER, PASSIVE, DETRACTOR)[group])
