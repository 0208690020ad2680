"""Quotes, approvals and signatures as other systems tell them: rows of accounts, as they were loaded."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, TypeVar

from steward.warehouse.reader import Warehouse


class ImportedHead(NamedTuple):
    """A quote of the CPQ without its lines. `reference`: the written quote it stands for, None where it names none of
    its account; `net_amount`: what the CPQ itself says all of it costs over the term; `currency`: which the quote
    names for itself."""

    account_id: str
    quote_id: str
    quote_number: str
    status: str
    title: str
    kind: str | None
    opportunity_id: str | None
    starts_on: date | None
    term_months: int | None
    valid_until: date | None
    payment_days: float | None
    owner_id: str | None
    is_primary: bool
    net_amount: Decimal | None
    stands_for: str | None
    reference: str | None
    currency: str | None = None
    lines_say_no_currency: bool = False


Row = TypeVar("Row", bound=NamedTuple)


def heads(warehouse: Warehouse, accounts: Sequence[str]) -> list[ImportedHead]:
    """The quotes of some accounts, by number."""
    return _of_accounts(warehouse, ImportedHead, "imported_quotes", accounts, "account_id, quote_number, quote_id")


class ImportedPrice(NamedTuple):
    """One price of a line, as the customer may see it."""

    quote_id: str
    line_id: str
    line: str
    action: str
    action_said: str | None
    product_id: str
    site_id: str | None
    quantity: float | None
    unit_mrc: Decimal | None
    unit_nrc: Decimal | None
    starts_on: date | None
    ends_on: date | None
    from_month: int | None
    to_month: int | None
    replaces_subscription_id: str | None


def prices(warehouse: Warehouse, accounts: Sequence[str]) -> list[ImportedPrice]:
    """The lines of the quotes of some accounts, those of one line together."""
    order = "quote_id, line, from_month nulls first, starts_on nulls first, line_id"
    return _of_accounts(warehouse, ImportedPrice, "imported_quote_lines", accounts, order)


class ImportedCost(NamedTuple):
    """What the same price is by our list and costs us: ours alone, and apart from what the customer may see."""

    quote_id: str
    line: str
    list_mrc: Decimal | None
    list_nrc: Decimal | None
    cost_mrc: Decimal | None
    cost_nrc: Decimal | None
    floor_mrc: Decimal | None


def costs(warehouse: Warehouse, accounts: Sequence[str]) -> list[ImportedCost]:
    """List, cost and floor of the lines of the quotes of some accounts, in the order of `prices`."""
    order = "quote_id, line, from_month nulls first, starts_on nulls first, line_id"
    return _of_accounts(warehouse, ImportedCost, "imported_quote_costs", accounts, order)


class WorkItem(NamedTuple):
    """What the approval system says of one approver. `reference`: the written quote it is about."""

    account_id: str | None
    reference: str | None
    work_item_id: str
    quote_number: str
    status: str
    version: int | None
    role: str | None
    chain: str | None
    condition: str | None
    assigned_to: str | None
    decided_at: datetime | None
    comments: str | None
    auto_reviewed: bool


def work_items(warehouse: Warehouse, accounts: Sequence[str]) -> list[WorkItem]:
    """Those about quotes of some accounts, the first decided first."""
    return _of_accounts(warehouse, WorkItem, "imported_approvals", accounts, "decided_at nulls last, work_item_id")


class ImportedEnvelope(NamedTuple):
    """What the signature system says of one envelope. `version`, `digest`: of the text in it, where it names them."""

    account_id: str | None
    reference: str | None
    envelope_id: str
    quote_number: str
    status: str
    version: int | None
    digest: str | None
    recipient: str | None
    sent_at: datetime | None
    delivered_at: datetime | None
    completed_at: datetime | None
    declined_at: datetime | None
    declined_reason: str | None

    @property
    def happened_at(self) -> datetime | None:
        """When the last of it happened."""
        known = [one for one in (self.sent_at, self.delivered_at, self.completed_at, self.declined_at) if one]
        return max(known, default=None)


def envelopes(warehouse: Warehouse, accounts: Sequence[str]) -> list[ImportedEnvelope]:
    """Those about quotes of some accounts, the last to happen last."""
    found = _of_accounts(warehouse, ImportedEnvelope, "imported_envelopes", accounts, "envelope_id")
    return sorted(found, key=lambda one: one.happened_at or datetime.min)


class NamedQuote(NamedTuple):
    """A number that an approval or an envelope names: whose it is, which quote of the CPQ, and which written one."""

    quote_number: str
    account_id: str | None
    quote_id: str | None
    reference: str | None


def named(warehouse: Warehouse) -> list[NamedQuote]:
    """Each of them once."""
    sql = f"select {', '.join(NamedQuote._fields)} from internal.quote_numbers order by 1"
    return warehouse.rows(NamedQuote, sql)


def _of_accounts(
    warehouse: Warehouse, kind: type[Row], relation: str, accounts: Sequence[str], order: str
) -> list[Row]:
    columns = ", ".join(kind._fields)
    sql = (
        f"select {columns} from internal.{relation} where account_id in (select unnest($1::varchar[])) order by {order}"
    )
    return warehouse.rows(kind, sql, [list(accounts)])
