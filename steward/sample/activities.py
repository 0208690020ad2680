"""Calls, mails and meetings with customers."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from steward.plans.internal.activities import steward_id
from steward.sample.chance import at_work, day_between, dice, poisson, weighted
from steward.sample.model import Contact, Customer
from steward.sample.opportunities import opportunity_rows
from steward.sample.staff import Employee, Staff
from steward.sample.window import Window, month_end

SUBJECTS = {
    "call": (
        "Weekly catch-up",
        "Open tickets",
        "Follow-up on the proposal",
        "Site list for the rollout",
        "Feedback on the last outage",
        "Budget for next year",
        "Introduction of a new colleague",
        "Next steps on the pilot",
    ),
    "mail": (
        "Minutes of our call",
        "Updated price list",
        "Maintenance announcement",
        "Usage report",
        "Answer to your question on notice periods",
        "Reference customer as promised",
        "Agenda for next week",
        "Invitation to the user day",
        "Signed order form",
    ),
    "meeting": (
        "Service review",
        "Network roadmap workshop",
        "Security workshop",
        "On-site visit",
        "Demo: contact centre insights",
        "Lunch",
        "Architecture review",
    ),
}
STORY_SUBJECTS = {
    "bandwidth_outgrown": ("Capacity at the studios", "Offer: next bandwidth step", "Utilisation report"),
    "price_dispute": ("Disputed invoices", "Credit notes", "Price review", "Meeting with procurement on rates"),
    "chronic_site": ("Plant: outage again", "Second path to the plant", "Service improvement plan"),
    "nps_falls_spend_rises": ("Rollout plan", "New order", "Complaint on response times"),
    "model_account": ("Joint roadmap", "Reference visit", "Pilot results", "Business case contact centre"),
    "came_back": ("Return plan", "Migration of hotels", "Season readiness"),
    "through_partner": ("Joint call with the partner", "Partner: forecast"),
    "notice_near": ("Contract: terms from January", "Renewal options"),
}  # fmt: skip
KINDS = {"call": 0.38, "mail": 0.42, "meeting": 0.20}
WHO = {
    "account manager": 0.66,
    "inside account manager": 0.16,
    "sales engineer": 0.12,
    "support": 0.04,
    "executive": 0.02,
}


BACK_FROM_THE_CRM = ("bandwidth_outgrown", "model_account")
"""Accounts whose last call was logged in Steward, and came back from the CRM."""


def activity_rows(seed: int, customer: Customer, window: Window, staff: Staff) -> Iterator[tuple[object, ...]]:
    """The activities of an account, the earliest first; the last call of some was logged in Steward."""
    found = list(_rows(seed, customer, window, staff))
    back = last_call(found) if customer.profile.story.key in BACK_FROM_THE_CRM else None
    rng = dice(seed, customer.profile.account_id, "activities in detail")
    sales = [one for one in opportunity_rows(seed, customer, window, staff) if one[3] == "open"]
    for row in found:
        logged = steward_id(customer.profile.account_id, logged_id(row)) if row is back else ""
        yield (*row, *_detail(rng, customer, row, sales), logged, _uid(row))


WITH_ANOTHER = 0.4
"""How often a meeting has a second of them in it."""
BY_SUBJECT = {
    "Network roadmap workshop": ("SDW", "DIA"),
    "Security workshop": ("FWM", "SWG"),
    "Demo: contact centre insights": ("CCA",),
    "Offer: next bandwidth step": ("SDW", "DIA"),
    "Business case contact centre": ("CCC", "CCA"),
}
OF_A_SALE = ("Follow-up on the proposal", "Next steps on the pilot", "Offer: next bandwidth step", "New order")


def _detail(
    rng: Random, customer: Customer, row: tuple[object, ...], sales: Sequence[tuple[object, ...]]
) -> tuple[object, ...]:
    """Who began it, when it ended, how long it was, who else was there, and what it was about."""
    moment, kind, subject = row[2], row[3], str(row[6])
    assert isinstance(moment, datetime)
    direction = weighted(rng, {"out": 0.7, "in": 0.3})
    minutes = rng.choice((10, 15, 20, 30) if kind == "call" else (45, 60, 90))
    others = [one.contact_id for one in customer.present(moment.date()) if one.contact_id != row[4]]
    product = rng.choice(BY_SUBJECT[subject]) if subject in BY_SUBJECT else ""
    begun = [one[0] for one in sales if isinstance(one[10], date) and one[10] <= moment.date()]
    sale = begun[0] if begun and subject in OF_A_SALE else ""
    if kind == "mail":
        return direction, "", "", "", sale, product
    second = rng.choice(others) if kind == "meeting" and others and rng.random() < WITH_ANOTHER else ""
    return direction, moment + timedelta(minutes=minutes), minutes, second, sale, product


def _uid(row: tuple[object, ...]) -> str:
    """The Message-ID of a mail."""
    return f"<{str(row[0]).lower()}@mail.northweave.example>" if row[3] == "mail" else ""


def last_call(rows: Sequence[tuple[object, ...]]) -> tuple[object, ...] | None:
    """The latest call with somebody who has a name."""
    return next((row for row in reversed(rows) if row[3] == "call" and row[4]), None)


def logged_id(row: tuple[object, ...]) -> str:
    """The id that Steward gave what came back as this row."""
    return f"logged-{str(row[0]).lower()}"


def _rows(seed: int, customer: Customer, window: Window, staff: Staff) -> Iterator[tuple[object, ...]]:
    rng, number = dice(seed, customer.profile.account_id, "activities"), 0
    for month in window.months:
        for moment in _moments(rng, customer, month, window):
            number += 1
            kind, subject = _what(rng, customer, moment.date(), window)
            yield (
                f"A-{customer.profile.number}-{number:04}",
                customer.profile.account_id,
                moment,
                kind,
                _with(rng, customer, moment.date(), kind),
                _by(rng, customer, staff).person_id,
                subject,
            )


def _moments(rng: Random, customer: Customer, month: date, window: Window) -> list[datetime]:
    """Working minutes of a month, none while the account is quiet."""
    quiet_from = window.until - timedelta(days=customer.profile.story.quiet_days or -1)
    days = [day_between(rng, month, month_end(month)) for _ in range(poisson(rng, _rate(customer, month, window)))]
    moments = [at_work(rng, day) for day in days]
    return sorted(moment for moment in moments if window.first <= moment.date() < quiet_from)


def _rate(customer: Customer, month: date, window: Window) -> float:
    """How often a month: more for a larger account, little after a champion left, hardly for those who are gone."""
    story, usual = customer.profile.story, 1.5 + float(customer.mrr(month_end(month))) / 48_000
    if not customer.is_customer(month_end(month)):
        return 1.0 if story.returned and month >= window.ago(story.returned + 3) else 0.12 if story.left else 0.5
    if story.champion_left and month > window.ago(story.champion_left):
        return usual * 0.25
    if story.quiet_days and month > window.ago(12):
        return usual * 0.4
    return usual * (1.5 if story.key == "model_account" else 1)


def _what(rng: Random, customer: Customer, day: date, window: Window) -> tuple[str, str]:
    """Its kind and subject; in the last nine months often that of the story."""
    kind, own = weighted(rng, KINDS), STORY_SUBJECTS.get(customer.profile.story.key)
    if own and day >= window.ago(9) and rng.random() < 0.5:
        return kind, rng.choice(own)
    if kind == "meeting" and day.month % 3 == 1 and rng.random() < 0.6:
        return kind, "Quarterly business review"
    return kind, rng.choice(SUBJECTS[kind])


def _with(rng: Random, customer: Customer, day: date, kind: str) -> str:
    """Whom: mostly the champion and those who work with us daily; a mail now and then goes to a shared mailbox."""
    if kind == "mail" and rng.random() < 0.07:
        return ""
    present = customer.present(day)
    chosen: Contact = rng.choices(present, [_closeness(customer, contact) for contact in present])[0]
    return chosen.contact_id


def _closeness(customer: Customer, contact: Contact) -> float:
    usual = {1: 0.5, 2: 1.3, 3: 2.0, 4: 1.0}[contact.level]
    return 7.0 if contact is customer.champion else usual


def _by(rng: Random, customer: Customer, staff: Staff) -> Employee:
    """Who of us: the owner, or a colleague who serves the region."""
    profile = customer.profile
    role = weighted(rng, WHO)
    if role == "account manager":
        return next(person for person in staff.of(role) if person.person_id == profile.owner_id)
    return staff.looks_after(role, profile.number, profile.region)
