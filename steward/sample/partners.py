"""Partners of the sample: who stands under whom, their people, their roles, what they register and are paid."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from steward.domain.channel.commission import Basis, Billed, Commission, CommissionPlan, commissions
from steward.domain.channel.roles import PartnerRole, RoleSpan
from steward.sample.chance import day_between, dice, money
from steward.sample.charges import CREDIT, ONE_OFF, RECURRING, charge_rows
from steward.sample.model import Customer
from steward.sample.names import email, people
from steward.sample.opportunities import opportunity_rows
from steward.sample.staff import Staff
from steward.sample.window import Window, shift

DISTRIBUTOR = ("CP01", "Keelbridge Distribution", "TSD")
COUNTRIES = {"CP01": "Netherlands", "CP11": "Germany", "CP12": "United Kingdom", "CP13": "Denmark", "CP14": "France"}
TITLES = ("Account director", "Solution architect", "Partner success manager")
ONE_MORE = 0.32
"""How likely an account that names no partner came by one all the same."""
CHANGED_HANDS = 5
"""The last digit of accounts that went from one partner to another."""
STATED = 6
"""Months of statements there are."""
PERCENT = {"": Decimal(12), "Select": Decimal(15)}
"""Of what is billed, by program: what the plans of the sample pay."""
OLD_PERCENT, FORGOTTEN_CREDIT = 10, 640
SHIFTED, OVERSTATED, LATE = 0, 1, 2
"""What is wrong with the statements of the first accounts: an old rate, a credit left out, a month left out."""

Rows = Iterator[tuple[object, ...]]


def program_of(partner_id: str) -> str:
    """The program a partner is in."""
    return "Select" if partner_id in ("CP11", "CP14") else ""


def commission_plans() -> tuple[CommissionPlan, ...]:
    """What the company pays: more to who is in the program, and two months at once."""
    return (
        CommissionPlan(plan_id="standard", basis=Basis.MRC, percent=PERCENT[""]),
        CommissionPlan(
            plan_id="select", basis=Basis.MRC, percent=PERCENT["Select"], program="Select", upfront_months=Decimal(1)
        ),
    )


def partner_rows(staff: Staff) -> Rows:
    """Every partner; agents stand under the distributor, and one of us looks after each."""
    managers = staff.of("manager")
    yield (*DISTRIBUTOR, "", "", managers[0].person_id)
    for number, (partner_id, name, kind) in enumerate(staff.partners):
        above = DISTRIBUTOR[0] if kind == "agent" else ""
        yield (partner_id, name, kind, above, program_of(partner_id), managers[number % len(managers)].person_id)


def partner_contact_rows(seed: int, staff: Staff) -> Rows:
    """Two or three people of each, one of whom has left."""
    for partner_id, name, _ in (DISTRIBUTOR, *staff.partners[: len(COUNTRIES) - 1]):
        found = partner_people(seed, staff, partner_id)
        for number, (person, title) in enumerate(zip(found, TITLES, strict=True), 1):
            left = shift(date(2026, 6, 30), -number) if partner_id == "CP12" and number == len(TITLES) else ""
            yield (f"{partner_id}-{number}", partner_id, person, title, email(person, name), left)


def partner_people(seed: int, staff: Staff, partner_id: str) -> list[str]:
    """The names of the people of a partner, in the order of their titles; none of them is called like one of us."""
    ours = {person.name for person in staff.people}
    rng = dice(seed, "partner people", partner_id)
    return [one for one in people(rng, COUNTRIES.get(partner_id, "France"), 8) if one not in ours][: len(TITLES)]


@dataclass(frozen=True)
class AccountRoles:
    """The partners of one account."""

    customer: Customer
    spans: tuple[RoleSpan, ...]


def account_roles(seed: int, customers: Sequence[Customer], staff: Staff, window: Window) -> list[AccountRoles]:
    """Who has which part where: every account that names a partner, and some that a partner brought since."""
    found = []
    for customer in customers:
        spans = tuple(_spans(seed, customer, staff, window))
        if spans:
            found.append(AccountRoles(customer, spans))
    return found


def _spans(seed: int, customer: Customer, staff: Staff, window: Window) -> Iterator[RoleSpan]:
    profile = customer.profile
    rng = dice(seed, profile.account_id, "partners")
    own = [key for key, _, _ in staff.partners]
    if profile.partner_id:
        since = max(profile.customer_since, date(2019, 1, 1))
        yield _span(profile.partner_id, PartnerRole.OF_RECORD, since, loa_on=since - timedelta(days=9))
        yield _span(profile.partner_id, PartnerRole.SOURCED, since)
        if profile.story.through_partner:
            yield _span("CP11", PartnerRole.FULFILS, window.ago(20), share=60)
    elif not profile.story.key and rng.random() < ONE_MORE:
        partner_id, since = rng.choice(own), day_between(rng, window.ago(30), window.ago(9))
        if profile.number % 10 == CHANGED_HANDS:
            moved = window.ago(4)
            yield _span(partner_id, PartnerRole.OF_RECORD, since, until=moved - timedelta(days=1))
            following = own[(own.index(partner_id) + 1) % len(own)]
            yield _span(following, PartnerRole.OF_RECORD, moved, loa_on=moved - timedelta(days=12))
        else:
            yield _span(partner_id, PartnerRole.OF_RECORD, since, loa_on=since - timedelta(days=6))
        if rng.random() < 0.5:
            yield _span(partner_id, PartnerRole.SOURCED, since)
    elif not profile.story.key and rng.random() < 0.1:
        yield _span(rng.choice(own), PartnerRole.INFLUENCED, day_between(rng, window.ago(18), window.ago(2)))


def _span(
    partner_id: str, role: PartnerRole, since: date, until: date | None = None, share: float | None = None,
    loa_on: date | None = None,
) -> RoleSpan:  # fmt: skip
    return RoleSpan(partner_id=partner_id, role=role, share=share, from_on=since, to_on=until, loa_on=loa_on)


def role_rows(seed: int, customers: Sequence[Customer], staff: Staff, window: Window) -> Rows:
    """A row for each."""
    for one in account_roles(seed, customers, staff, window):
        for span in one.spans:
            share = "" if span.share is None else f"{span.share:g}"
            about = _open_opportunity(seed, one.customer, window, staff) if span.role is PartnerRole.INFLUENCED else ""
            term = (span.from_on, span.to_on or "", span.loa_on or "", about)
            yield (one.customer.profile.account_id, span.partner_id, str(span.role.value), share, *term)


def _open_opportunity(seed: int, customer: Customer, window: Window, staff: Staff) -> object:
    """The id of the first that is open at an account, where one is."""
    return next((row[0] for row in opportunity_rows(seed, customer, window, staff) if row[3] == "open"), "")


def registration_rows(seed: int, customers: Sequence[Customer], staff: Staff, window: Window) -> Rows:
    """What partners registered in the portal: one of each fate, and one whose protection is about to end."""
    own = [key for key, _, _ in staff.partners]
    us = staff.of("manager")[0].person_id
    until = window.until
    paying = [one for one in customers if one.is_customer(until) and not one.profile.story.key]
    fates = (
        ("approved", 81, 17, "SD-WAN", ""), ("submitted", -5, 0, "Security", ""),
        ("converted", 200, 0, "Voice", "won in June"), ("rejected", 120, 0, "Internet access", "open with us already"),
        ("expired", 260, 0, "Contact centre", ""), ("approved", 30, 60, "Voice", ""),
    )  # fmt: skip
    for number, (customer, (state, days, left, family, why)) in enumerate(zip(paying, fates, strict=False)):
        submitted = until - timedelta(days=days)
        decided = submitted + timedelta(days=2) if state != "submitted" else ""
        protected = until + timedelta(days=left) if state == "approved" else ""
        gone = submitted + timedelta(days=92) if state in ("expired", "converted") else protected
        # The last names what is sold by product, the third the opportunity that came of it.
        product = "UCV" if number == len(fates) - 1 else ""
        about = _open_opportunity(seed, customer, window, staff) if number == 2 else ""
        yield (
            f"DR-{4101 + number}", own[number % len(own)], customer.profile.account_id, state, submitted, about,
            product, "" if product else family, 1_200 + 350 * number, until + timedelta(days=60), decided,
            us if decided else "", why, gone,
        )  # fmt: skip


def statement_rows(seed: int, customers: Sequence[Customer], staff: Staff, window: Window) -> Rows:
    """What was paid in the last months: as the plans say, but for a few accounts."""
    programs, months = {key: program_of(key) for key, _, _ in staff.partners}, window.months[-12:]
    told = months[-STATED:]
    for number, one in enumerate(account_roles(seed, customers, staff, window)):
        billed = _billed(seed, one.customer, window, months)
        for each in commissions(one.spans, commission_plans(), programs, billed):
            if each.month in told and each.amount:
                yield from _stated(number, one.customer, each, told)
        yield from _paid_once_more(one, billed, told)


def _stated(number: int, customer: Customer, each: Commission, told: Sequence[date]) -> Rows:
    """A line of a statement as it was made: right, but for what is wrong with the first accounts."""
    base, amount = each.base, each.amount
    if number == LATE and each.month in told[-3:-2]:
        return
    if number == SHIFTED:
        amount = money(base * OLD_PERCENT / 100)
    if number == OVERSTATED and each.month in told[-2:-1]:
        base = money(base + FORGOTTEN_CREDIT)
        amount = money(base * each.percent / 100)
    yield _line(each.partner_id, customer, each.month, amount, base)


def _paid_once_more(one: AccountRoles, billed: Sequence[Billed], told: Sequence[date]) -> Rows:
    """Who is of record no more was paid once more, for the month after."""
    gone = [span for span in one.spans if span.role is PartnerRole.OF_RECORD and span.to_on]
    for span in gone[:1]:
        after = next((row for row in billed if row.month > (span.to_on or date.max)), None)
        if after is not None and after.recurring > 0 and after.month in told:
            amount = money(after.recurring * PERCENT[""] / 100)
            yield _line(span.partner_id, one.customer, after.month, amount, after.recurring)


def _line(partner_id: str, customer: Customer, month: date, amount: Decimal, base: Decimal) -> tuple[object, ...]:
    return (partner_id, customer.profile.account_id, month, amount, base, f"ST-{month:%Y-%m}-{partner_id}")


def _billed(seed: int, customer: Customer, window: Window, months: Sequence[date]) -> list[Billed]:
    """What an account was charged, by month and kind."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for _, month, amount, _, _, kind in charge_rows(seed, customer, window):
        sums[str(month), str(kind)] += Decimal(str(amount))
    return [Billed(one, *(sums[str(one), kind] for kind in (RECURRING, ONE_OFF, CREDIT))) for one in months]
