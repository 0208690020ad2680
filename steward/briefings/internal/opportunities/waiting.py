"""What was changed of opportunities in Steward and waits for the CRM to say the same."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from steward.briefings.internal.scope.book import Book
from steward.exhibits import Cell, Column, Table, Unit, day_text
from steward.exhibits.wording import capital, counted
from steward.plans.internal.opportunities import NewOpportunity, OpportunityChange, OpportunityChanges, OpportunityField
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.crm import crm_terms
from steward.warehouse.rows.internal.opportunities import OpportunityValues, ValueSeen
from steward.warehouse.rows.internal.team import members

EXACT = Decimal(0)
NOTHING = "nothing"
"""How a value is called that is empty, so that one which was cleared is not taken for one that is not known."""


@dataclass(frozen=True)
class Waiting:
    """One change. `written_name`: what the CRM calls the opportunity; `data`: what the import says now; `overtaken`:
    neither what it said then, nor what is wanted."""

    account_id: str
    account: str
    name: str
    written_name: str
    field: OpportunityField
    data: str
    change: OpportunityChange
    overtaken: bool

    @property
    def opportunity_id(self) -> str:
        """Which opportunity it changes."""
        return self.change.opportunity

    @property
    def wanted(self) -> str:
        """What we say."""
        return self.change.wanted

    @property
    def key(self) -> str:
        """What tells it apart from all else that waits."""
        return f"{self.opportunity_id}~{self.field}"


@dataclass(frozen=True)
class Begun:
    """An opportunity begun in Steward that the CRM does not have."""

    account_id: str
    opportunity: NewOpportunity

    @property
    def key(self) -> str:
        """What tells it apart from all else that waits."""
        return f"new~{self.account_id}~{self.opportunity.id or self.opportunity.name}"


@dataclass(frozen=True)
class Waits:
    """All that waits."""

    changes: tuple[Waiting, ...] = ()
    begun: tuple[Begun, ...] = ()

    @property
    def all(self) -> tuple[Waiting | Begun, ...]:
        """In the order of the table."""
        return (*self.changes, *self.begun)

    @property
    def by_key(self) -> Mapping[str, Waiting | Begun]:
        """Each under what tells it apart, in the same order."""
        return {one.key: one for one in self.all}

    def __len__(self) -> int:
        return len(self.changes) + len(self.begun)

    def of(self, opportunity_id: str) -> Mapping[OpportunityField, Waiting]:
        """The changes of one opportunity."""
        return {change.field: change for change in self.changes if change.opportunity_id == opportunity_id}


def waits(book: Book, written: Mapping[str, OpportunityChanges]) -> Waits:
    """What no import has confirmed yet; `written`: the file of each account that has one."""
    if not written:
        return Waits()
    found = opportunity_rows.opportunity_values(book.warehouse, list(written))
    values = {held.opportunity_id: held for held in found}
    seen: dict[str, list[ValueSeen]] = defaultdict(list)
    for one in opportunity_rows.values_seen(book.warehouse, list(written)):
        seen[one.opportunity_id].append(one)
    tolerance = crm_terms(book.warehouse).tolerance
    names = {(held.account_id, plain_name(held.written_name)) for held in found}
    return Waits(
        tuple(
            one for account_id, file in written.items() for one in _waiting(account_id, file, values, seen, tolerance)
        ),
        tuple(
            Begun(account_id, opportunity)
            for account_id, file in written.items()
            for opportunity in file.new
            if (account_id, plain_name(opportunity.name)) not in names
        ),
    )


def _waiting(
    account_id: str,
    file: OpportunityChanges,
    values: Mapping[str, OpportunityValues],
    seen: Mapping[str, Sequence[ValueSeen]],
    tolerance: Decimal,
) -> Iterator[Waiting]:
    for one in file.changes:
        held = values.get(one.opportunity)
        if one.field is None or held is None or held.account_id != account_id:
            continue
        data = value_of(held, one.field)
        if not confirmed(one.field, data, one.wanted, tolerance) and not _was_confirmed(
            one, seen.get(one.opportunity, ()), tolerance
        ):
            theirs = not confirmed(one.field, data, one.imported, tolerance)
            yield Waiting(
                account_id,
                held.account or account_id,
                held.name,
                held.written_name,
                one.field,
                data,
                one,
                theirs or _ended_there(held, file),
            )


def _was_confirmed(change: OpportunityChange, seen: Sequence[ValueSeen], tolerance: Decimal) -> bool:
    """Whether the CRM has said what is wanted since, and went on from there: no longer a change of ours. `seen`:
    of this opportunity."""
    return any(
        one.field == change.field
        and change.on is not None
        and one.day >= change.on
        and confirmed(OpportunityField(one.field), one.now or "", change.wanted, tolerance)
        for one in seen
    )


def _ended_there(held: OpportunityValues, file: OpportunityChanges) -> bool:
    """Whether it was won or lost in the CRM and we did not say so ourselves."""
    ours = any(
        change.opportunity == held.opportunity_id
        and change.field is OpportunityField.STAGE
        and confirmed(OpportunityField.STAGE, held.stage, change.wanted)
        for change in file.changes
    )
    return held.status != "open" and not ours


def value_of(held: OpportunityValues, field: OpportunityField) -> str:
    """What the import says, as it is written in a plan."""
    match field:
        case OpportunityField.STAGE:
            return held.stage
        case OpportunityField.NEXT_STEP:
            return held.next_step or ""
        case OpportunityField.CLOSE_ON:
            return held.close_on.isoformat() if held.close_on else ""
        case OpportunityField.AMOUNT:
            return f"{held.amount.normalize():f}"


def confirmed(field: OpportunityField, data: str, wanted: str, tolerance: Decimal = EXACT) -> bool:
    """Whether the import says what is wanted: amounts as numbers, words without regard to spaces around them.

    `tolerance`: amounts closer than this are the same, because a CRM that holds a year rounds to a cent of the year."""
    if field is OpportunityField.AMOUNT:
        try:
            apart = abs(Decimal(data) - Decimal(wanted))
            return apart == 0 or apart < tolerance
        except InvalidOperation:
            return data == wanted
    return data.strip() == wanted.strip()


def plain_name(name: str) -> str:
    """A name without regard to capitals and spaces, as an import confirms it."""
    return " ".join(name.casefold().split())


def waiting_table(book: Book, found: Waits, accounts: Mapping[str, str]) -> Table | None:
    """A row for each change, and for each opportunity begun here."""
    if not len(found):
        return None
    us = {key: one.name for key, one in members(book.warehouse).items()}
    overtaken = sum(change.overtaken for change in found.changes)
    also = f"; the CRM says something else in {overtaken}" if overtaken else ""
    rows = (
        *(_change(book, change, accounts.get(change.account_id, change.account_id), us) for change in found.changes),
        *(_new(book, one, accounts.get(one.account_id, one.account_id), us) for one in found.begun),
    )
    return Table(
        id="pipeline.waiting",
        title=f"{capital(counted(len(found), 'change'))} {'waits' if len(found) == 1 else 'wait'} for the CRM{also}",
        alt="Table of changes made in Steward with what the CRM says.",
        receipt=book.receipt("waiting changes", "pipeline.toml", "opportunities"),
        note="No figure counts them. They are gone once an import brings the value that is wanted.",
        keys=tuple(one.key for one in found.all),
        columns=(
            Column("Opportunity", wide=True), Column("Account"), Column("What"), Column("The CRM says"),
            Column("We say", wide=True), Column("By"), Column("On"), Column("Note", wide=True),
        ),
        rows=rows,
    )  # fmt: skip


def _change(book: Book, one: Waiting, account: str, us: Mapping[str, str]) -> tuple[Cell, ...]:
    ours = one.change
    note = "The CRM says something else by now" if one.overtaken else ours.note or None
    return (
        one.name, account, str(one.field), said(one.field, one.data, book.money),
        said(one.field, one.wanted, book.money), us.get(ours.by, ours.by), ours.on, note,
    )  # fmt: skip


def _new(book: Book, one: Begun, account: str, us: Mapping[str, str]) -> tuple[Cell, ...]:
    opportunity = one.opportunity
    return (
        opportunity.name, account, "new opportunity", "not there yet", _begun(book, opportunity),
        us.get(opportunity.by, opportunity.by), opportunity.on,
        opportunity.note or None,
    )  # fmt: skip


def said(field: OpportunityField, value: str, money: Unit) -> str:
    """A value as a person reads it; as it is written where it cannot be read."""
    if not value:
        return NOTHING
    try:
        if field is OpportunityField.CLOSE_ON:
            return day_text(date.fromisoformat(value[:10]))
        return money.text(Decimal(value)) if field is OpportunityField.AMOUNT else value
    except (ValueError, InvalidOperation):
        return value


def _begun(book: Book, opportunity: NewOpportunity) -> str:
    amount = f"{book.money.text(opportunity.amount)} a month" if opportunity.amount is not None else ""
    closes = f"closes {day_text(opportunity.close_on)}" if opportunity.close_on else ""
    return ", ".join(filter(None, (str(opportunity.kind or ""), opportunity.stage, amount, closes))) or "–"
