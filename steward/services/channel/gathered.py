"""Feeds and files on partners brought together: roles, registrations with what speaks against each, commission."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from steward.briefings.internal.channel.registrations import ListedRegistration
from steward.briefings.internal.channel.source import ChannelSource
from steward.briefings.internal.scope.book import Book
from steward.domain.channel.commission import Billed, Commission, commissions
from steward.domain.channel.compared import Ended
from steward.domain.channel.registering import STATES, AccountNow, OpenSale, RegistrationState, conflicts
from steward.domain.channel.roles import ROLES, RoleSpan, of_record
from steward.domain.channel.statements import Stated
from steward.domain.quarters import last_complete_month, month_start, months_back
from steward.plans.company.approvals import calendar_of, open_approvals
from steward.plans.company.commission_plans import CommissionFile, open_commission_plans, plans_of
from steward.plans.files.store import Plans
from steward.plans.internal import registration_states as states
from steward.plans.internal.channel import ChannelFile, Registration, written_spans
from steward.plans.internal.registration_states import standing
from steward.warehouse.rows.internal import channel as rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.channel import EndedRow, PartnerRow, RegistrationRow
from steward.workflow import ledger
from steward.workflow.clock import Calendar, after_business_hours

MONTHS = 12
"""Months of commission that are estimated and held against statements."""
OPEN = (RegistrationState.DRAFT, RegistrationState.SUBMITTED, RegistrationState.UNDER_REVIEW)
"""The states of a registration that something can still speak against."""


def gathered(
    book: Book, shown: Sequence[BookRow], written: Mapping[str, ChannelFile], plans: Plans, today: date
) -> ChannelSource:  # fmt: skip
    """All that is known of partners of these accounts."""
    warehouse, ids = book.warehouse, [row.account_id for row in shown]
    partners = {one.partner_id: one for one in rows.partners(warehouse)}
    spans = spans_of(book, ids, written)
    company = open_commission_plans(plans.folder).plan
    month = month_start(last_complete_month(book.as_of))
    since = months_back(month, MONTHS - 1)
    stated = rows.stated(warehouse, since, month)
    year = months_back(book.as_of, 12)
    return ChannelSource(
        day=book.now, month=month, rows=shown, partners=partners, spans=spans,
        named={key: one for key, one in rows.named_partners(warehouse).items() if key in spans},
        registrations=tuple(_registrations(book, shown, written, plans, partners, spans, company, today)),
        estimates=tuple(_estimates(book, spans, company, partners, since, month)),
        stated=tuple(
            Stated(one.partner_id, one.account_id, one.month, one.amount, one.base)
            for one in stated
            if one.account_id in spans
        ),
        covered=frozenset((one.partner_id, one.month) for one in stated),
        ended=tuple(_ended(rows.ended(warehouse, year, book.as_of), spans)),
        listed=rows.listed(warehouse, str(book.quarter)), paid=bool(plans_of(company)),
    )  # fmt: skip


def to_decide(
    book: Book, shown: Sequence[BookRow], written: Mapping[str, ChannelFile], plans: Plans
) -> tuple[ListedRegistration, ...]:  # fmt: skip
    """The registrations at these accounts that wait for a decision of ours, without anything else of their partners."""
    partners = {one.partner_id: one for one in rows.partners(book.warehouse)}
    spans = spans_of(book, [row.account_id for row in shown], written)
    company = open_commission_plans(plans.folder).plan
    found = _registrations(book, shown, written, plans, partners, spans, company, book.now)
    return tuple(one for one in found if one.to_decide)


def _ended(found: Sequence[EndedRow], spans: Mapping[str, Sequence[RoleSpan]]) -> Iterator[Ended]:
    """What was won or lost at these accounts; sold with whom it or its account names, else with who was of record."""
    for one in found:
        roles = spans.get(one.account_id or "")
        if roles is not None:
            held = of_record(roles, one.closed_on) if one.closed_on else None
            sold_by = one.partner_id or (held.partner_id if held else None)
            yield Ended(sold_by, one.status == "won", one.amount, one.opened_on, one.closed_on)


def spans_of(
    book: Book, account_ids: Sequence[str], written: Mapping[str, ChannelFile]
) -> Mapping[str, tuple[RoleSpan, ...]]:  # fmt: skip
    """Every role of partners at these accounts, those of the feeds first; an entry for each account."""
    found: dict[str, list[RoleSpan]] = {one: [] for one in account_ids}
    for row in rows.roles(book.warehouse):
        if row.account_id in found:
            found[row.account_id].append(
                RoleSpan(
                    partner_id=row.partner_id, role=ROLES[row.role], share=row.share, from_on=row.from_on,
                    to_on=row.to_on, loa_on=row.loa_on, opportunity_id=row.opportunity_id or "",
                )
            )  # fmt: skip
    for account_id, file in written.items():
        if account_id in found:
            found[account_id] += written_spans(file.roles)
    return {key: tuple(spans) for key, spans in found.items()}


def _estimates(
    book: Book, spans: Mapping[str, Sequence[RoleSpan]], company: CommissionFile, partners: Mapping[str, PartnerRow],
    since: date, until: date,
) -> Iterator[tuple[str, Commission]]:  # fmt: skip
    """Commission of every account that a partner has a part in."""
    ids, plans = sorted(key for key, one in spans.items() if one), plans_of(company)
    if not ids or not plans:
        return
    programs = {key: one.program or "" for key, one in partners.items()}
    billed: dict[str, list[Billed]] = defaultdict(list)
    for row in rows.billed(book.warehouse, ids, since, until):
        billed[row.account_id].append(Billed(row.month, row.recurring, row.one_off, row.credits))
    for account_id in ids:
        for one in commissions(spans[account_id], plans, programs, billed[account_id]):
            yield account_id, one


def _registrations(
    book: Book, shown: Sequence[BookRow], written: Mapping[str, ChannelFile], plans: Plans,
    partners: Mapping[str, PartnerRow], spans: Mapping[str, Sequence[RoleSpan]], company: CommissionFile, today: date,
) -> Iterator[ListedRegistration]:  # fmt: skip
    """Those of feeds and those raised here, each with what speaks against it while it is open."""
    names = {row.account_id: row.name for row in shown}
    made = _Lister(partners, names, calendar_of(open_approvals(plans.folder).plan), company.decide_hours)
    found = [made.told(row) for row in rows.registrations(book.warehouse) if row.account_id in names]
    for account_id, file in written.items():
        for raised in file.registrations if account_id in names else ():
            held = ledger.read(plans.of(account_id) / states.file_of(raised.id))
            found.append(made.raised(account_id, raised, standing(held, today)))
    found = [one for one in found if book.knew(one.submitted_on)]
    known = facts_of(book, found, spans, {row.account_id for row in shown if row.active})
    for one in found:
        yield with_conflicts(one, known[one.account_id], today) if one.state in OPEN else one


def with_conflicts(one: ListedRegistration, now: AccountNow, today: date) -> ListedRegistration:
    """A registration with what speaks against it today."""
    against = conflicts(one.registration_id, one.partner_id, one.family, one.opportunity_id, now, today)
    return ListedRegistration(**{**vars(one), "conflicts": against})


def facts_of(
    book: Book, found: Sequence[ListedRegistration], spans: Mapping[str, Sequence[RoleSpan]], customers: set[str]
) -> Mapping[str, AccountNow]:  # fmt: skip
    """What registrations are held against, of each account that has one."""
    ids = {one.account_id for one in found}
    if not ids:
        return {}
    bought: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for row in rows.bought(book.warehouse, book.as_of):
        bought[row.account_id].append((row.family, row.mrr))
    sales: dict[str, list[OpenSale]] = defaultdict(list)
    for sale in rows.open_sales(book.warehouse):
        sales[sale.account_id].append(
            OpenSale(
                sale.opportunity_id, sale.name, sale.family or "", sale.partner_id or "", sale.amount, sale.opened_on
            )
        )
    return {
        one: AccountNow(
            of_record=held.partner_id if (held := of_record(spans.get(one, ()), book.now)) else "",
            customer=one in customers, bought=tuple(bought[one]), sales=tuple(sales[one]),
            claims=tuple(each.claim for each in found if each.account_id == one),
        )
        for one in ids
    }  # fmt: skip


class _Lister:
    """Registrations of both kinds as one, with the names and hours they are told with."""

    def __init__(
        self, partners: Mapping[str, PartnerRow], accounts: Mapping[str, str], calendar: Calendar, hours: float
    ) -> None:  # fmt: skip
        self._partners, self._accounts = partners, accounts
        self._calendar, self._hours = calendar, hours

    def told(self, row: RegistrationRow) -> ListedRegistration:
        """One that a feed tells of; it says a day, which begins with the day's work."""
        opens, zone = self._calendar.opens, ZoneInfo(self._calendar.zone)
        begun = datetime.combine(row.submitted_on, opens, zone) if row.submitted_on else None
        return self._listed(
            row.account_id, row.registration_id, row.partner_id, what=row.family or row.registration_id,
            family=row.family or "", opportunity_id=row.opportunity_id or "", value=row.value, close_on=row.close_on,
            state=STATES[row.state], submitted_on=row.submitted_on, decide_by=self._due(begun),
            protected_until=row.protected_until, reason=row.reason or "",
        )  # fmt: skip

    def raised(self, account_id: str, one: Registration, held: states.RegistrationStanding) -> ListedRegistration:
        """One that was raised here."""
        zone = ZoneInfo(self._calendar.zone)
        return self._listed(
            account_id, one.id, one.partner, what=one.what, family=one.family, opportunity_id=one.opportunity,
            value=None if one.value is None else Decimal(str(one.value)), close_on=one.close_on, state=held.state,
            submitted_on=held.since.astimezone(zone).date() if held.since else None, decide_by=self._due(held.since),
            protected_until=held.protected_until, standing=held,
            reason=str(held.decided.about.get("why") or "") if held.decided else "",
        )  # fmt: skip

    def _due(self, begun: datetime | None) -> datetime | None:
        """On the clocks of the calendar, as whoever decides reads it."""
        due = after_business_hours(begun, self._hours, self._calendar) if begun else None
        return due.astimezone(ZoneInfo(self._calendar.zone)) if due else None

    def _listed(self, account_id: str, registration_id: str, partner_id: str, **said: object) -> ListedRegistration:
        partner = self._partners.get(partner_id)
        return ListedRegistration(
            account_id=account_id, account=self._accounts[account_id], registration_id=registration_id,
            partner_id=partner_id, partner=partner.name if partner else partner_id,
            manager_id=partner.manager_id if partner else None, manager=partner.manager if partner else None,
            **said,  # type: ignore[arg-type]
        )  # fmt: skip
