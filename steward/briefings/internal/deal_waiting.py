"""What was changed of opportunities in Steward and waits for the CRM to say the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from steward.briefings.book import Book
from steward.briefings.wording import capital, counted
from steward.exhibits import NOT_KNOWN, Cell, Column, Table, Unit, day_text
from steward.plans.pipeline import DealChange, DealChanges, DealField, NewDeal
from steward.warehouse import deal_rows
from steward.warehouse.deal_rows import DealValues
from steward.warehouse.team_rows import members


@dataclass(frozen=True)
class Waiting:
    """One change. `data`: what the import says now; `overtaken`: neither what it said then, nor what is wanted."""

    account_id: str
    opportunity_id: str
    name: str
    field: DealField
    data: str
    wanted: str
    by: str
    on: date | None
    note: str
    overtaken: bool


@dataclass(frozen=True)
class Begun:
    """An opportunity begun in Steward that the CRM does not have."""

    account_id: str
    deal: NewDeal


@dataclass(frozen=True)
class Waits:
    """All that waits."""

    changes: tuple[Waiting, ...] = ()
    begun: tuple[Begun, ...] = ()

    def __len__(self) -> int:
        return len(self.changes) + len(self.begun)

    def of(self, opportunity_id: str) -> Mapping[DealField, Waiting]:
        """The changes of one opportunity."""
        return {one.field: one for one in self.changes if one.opportunity_id == opportunity_id}


def waits(book: Book, written: Mapping[str, DealChanges]) -> Waits:
    """What no import has confirmed yet; `written`: the file of each account that has one."""
    if not written:
        return Waits()
    found = deal_rows.deal_values(book.warehouse, list(written))
    values = {one.opportunity_id: one for one in found}
    names = {(one.account_id, _plain(one.name)) for one in found}
    return Waits(
        tuple(one for account_id, file in written.items() for one in _waiting(account_id, file, values)),
        tuple(
            Begun(account_id, deal)
            for account_id, file in written.items()
            for deal in file.new
            if (account_id, _plain(deal.name)) not in names
        ),
    )


def _waiting(account_id: str, file: DealChanges, values: Mapping[str, DealValues]) -> Iterator[Waiting]:
    for one in file.changes:
        held = values.get(one.opportunity)
        if one.field is None or held is None or held.account_id != account_id:
            continue
        data = value_of(held, one.field)
        if not confirmed(one.field, data, one.wanted):
            yield _made(account_id, held, one, one.field, data)


def _made(account_id: str, held: DealValues, one: DealChange, field: DealField, data: str) -> Waiting:
    return Waiting(
        account_id=account_id,
        opportunity_id=held.opportunity_id,
        name=held.name,
        field=field,
        data=data,
        wanted=one.wanted,
        by=one.by,
        on=one.on,
        note=one.note,
        overtaken=not confirmed(field, data, one.imported) or held.status != "open",
    )


def value_of(held: DealValues, field: DealField) -> str:
    """What the import says, as it is written in a plan."""
    match field:
        case DealField.STAGE:
            return held.stage
        case DealField.NEXT_STEP:
            return held.next_step or ""
        case DealField.CLOSE_ON:
            return held.close_on.isoformat() if held.close_on else ""
        case DealField.AMOUNT:
            return f"{held.amount.normalize():f}"


def confirmed(field: DealField, data: str, wanted: str) -> bool:
    """Whether the import says what is wanted: amounts as numbers, words without regard to spaces around them."""
    if field is DealField.AMOUNT:
        try:
            return Decimal(data) == Decimal(wanted)
        except InvalidOperation:
            return data == wanted
    return data.strip() == wanted.strip()


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def waiting_table(book: Book, found: Waits, accounts: Mapping[str, str]) -> Table | None:
    """A row for each change, and for each opportunity begun here."""
    if not len(found):
        return None
    us = {key: one.name for key, one in members(book.warehouse).items()}
    overtaken = sum(one.overtaken for one in found.changes)
    also = f"; the CRM says something else in {overtaken}" if overtaken else ""
    rows = (
        *(_change(book, one, accounts.get(one.account_id, one.account_id), us) for one in found.changes),
        *(_new(book, one, accounts.get(one.account_id, one.account_id), us) for one in found.begun),
    )
    return Table(
        id="pipeline.waiting",
        title=f"{capital(counted(len(found), 'change'))} {'waits' if len(found) == 1 else 'wait'} for the CRM{also}",
        alt="Table of changes made in Steward with what the CRM says.",
        receipt=book.receipt("waiting changes", "pipeline.toml", "opportunities"),
        note="No figure counts them. They are gone once an import brings the value that is wanted.",
        columns=(
            Column("Opportunity", wide=True), Column("Account"), Column("What"), Column("The CRM says"),
            Column("We say", wide=True), Column("By"), Column("On"), Column("Note", wide=True),
        ),
        rows=rows,
    )  # fmt: skip


def _change(book: Book, one: Waiting, account: str, us: Mapping[str, str]) -> tuple[Cell, ...]:
    note = "The CRM says something else by now" if one.overtaken else one.note or None
    return (
        one.name, account, str(one.field), said(one.field, one.data, book.money) or NOT_KNOWN,
        said(one.field, one.wanted, book.money) or NOT_KNOWN, us.get(one.by, one.by), one.on, note,
    )  # fmt: skip


def _new(book: Book, one: Begun, account: str, us: Mapping[str, str]) -> tuple[Cell, ...]:
    deal = one.deal
    return (
        deal.name, account, "new opportunity", "not there yet", _begun(book, deal), us.get(deal.by, deal.by), deal.on,
        deal.note or None,
    )  # fmt: skip


def said(field: DealField, value: str, money: Unit) -> str:
    """A value as a person reads it; as it is written where it is none."""
    try:
        if value and field is DealField.CLOSE_ON:
            return day_text(date.fromisoformat(value[:10]))
        return money.text(Decimal(value)) if value and field is DealField.AMOUNT else value
    except (ValueError, InvalidOperation):
        return value


def _begun(book: Book, deal: NewDeal) -> str:
    amount = f"{book.money.text(deal.amount)} a month" if deal.amount is not None else ""
    closes = f"closes {day_text(deal.close_on)}" if deal.close_on else ""
    return ", ".join(filter(None, (str(deal.kind or ""), amount, closes))) or "–"
