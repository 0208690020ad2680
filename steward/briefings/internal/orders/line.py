"""One line of an order on a day, with what people wrote about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steward.briefings.internal.requests.listed import WrittenRequest
from steward.domain.ordering import billing, first_invoice, lateness
from steward.domain.ordering.booking import Booking, booking
from steward.domain.ordering.first_invoice import Billed, Outcome
from steward.domain.ordering.states import NOT_TO_COME, OVER
from steward.plans.customer.delivery import LineWords
from steward.plans.internal.orders import LineCare
from steward.warehouse.rows.internal.orders import OrderLine

NOBODY_SAID, NOT_KNOWN = "not said", "not known"


@dataclass(frozen=True, kw_only=True)
class UnknownLine:
    """A line that people write of and the order system does not have, or has no longer. `quote`: the version it was
    accepted with, of one that is in the order as it was begun here."""

    account: str
    line: str
    what: str
    quote: str = ""

    @property
    def said(self) -> str:
        """In words."""
        if self.quote:
            line = f"line {self.line} ({self.what})"
            return f"{self.quote} was accepted with {line}; the order system’s order has none such."
        return f"The order system has no line {self.line}, of which {self.what} is written."


@dataclass(frozen=True)
class Line:
    """A line as the order system has it, beside our care for it and what the customer was told. `asked`: the request
    that corrects its first invoice. Money in cents."""

    row: OrderLine
    today: date
    care: LineCare | None = None
    told: LineWords | None = None
    asked: WrittenRequest | None = None

    @property
    def key(self) -> str:
        """Its id."""
        return self.row.order_line_id

    @property
    def name(self) -> str:
        """What is delivered where."""
        return f"{self.row.product}, {self.row.site}" if self.row.site else self.row.product

    @property
    def unread(self) -> str:
        """That nobody knows what it does, in a sentence; empty where it is known."""
        if self.row.action != NOT_KNOWN:
            return ""
        return (
            f"{self.name}: “{self.row.action_said}” is none of add, change, disconnect. Its price is in no sum, and its"
            " first invoice is not checked."
        )

    @property
    def is_open(self) -> bool:
        """Whether it is still to be delivered."""
        return self.row.state not in OVER

    @property
    def cause(self) -> str:
        """Who has to act: as we wrote it, else as the order system says of its last move."""
        said = self.care.cause if self.care and self.care.cause else self.row.cause
        return str(said) if said else ""

    @cached_property
    def days_late(self) -> int:
        """Against the first promise."""
        return lateness.days_late(self.row.first_promised_on, self.row.completed_on, self.row.state, self.today)

    @cached_property
    def slipped(self) -> int:
        """By how many days it is late while it is still to come."""
        return self.days_late if self.row.completed_on is None else 0

    @cached_property
    def put_off_by(self) -> int:
        """By how many days after the first promise it is promised now, of one to come that is not late yet."""
        row = self.row
        if row.promised_on is None or row.first_promised_on is None or not self.is_open or self.slipped:
            return 0
        return max(0, (row.promised_on - row.first_promised_on).days) if row.completed_on is None else 0

    @cached_property
    def expected_on(self) -> date | None:
        """When it will be there by the pace of its milestones; of one that is to come."""
        row = self.row
        if not self.is_open:
            return None
        return lateness.expected_on(row.late_by, row.waits_since, row.ends_planned, self.today)

    @cached_property
    def at_risk(self) -> bool:
        """Whether its milestones say that the day of now will be missed."""
        return lateness.at_risk(self.row.promised_on, self.expected_on, self.row.state, self.today)

    @cached_property
    def booking(self) -> Booking:
        """What became of its monthly price."""
        return booking(self.row.state, self.row.billing_started_on, self.today)

    @cached_property
    def due_from(self) -> date | None:
        """From when the contract lets it be billed; None where that is still to come."""
        row = self.row
        return billing.bills_from(row.billing_basis, row.committed_on, row.completed_on, row.accepted_on)

    @cached_property
    def leak(self) -> int:
        """What was not billed since it was accepted."""
        accepted = None if self.row.state in NOT_TO_COME else self.row.accepted_on
        return billing.leak(self.row.mrc, accepted, self.booking is Booking.BILLED, self.today)

    @cached_property
    def days_early(self) -> int:
        """By how many days it is billed before the contract lets it."""
        if self.row.state in NOT_TO_COME or not self.row.mrc:
            return 0
        return billing.days_early(self.row.billing_started_on, self.due_from, self.today)

    @cached_property
    def early(self) -> int:
        """What was billed too early."""
        return billing.billed_early(self.row.mrc, self.days_early)

    @cached_property
    def outcome(self) -> Outcome:
        """What the check of its first invoice came to."""
        found = first_invoice.check(self._billed)
        return Outcome.CORRECTED if found.wrong and self.row.credited_in else found

    @cached_property
    def should_be(self) -> int:
        """What its first invoice should have been."""
        return first_invoice.expected(self._billed)

    @property
    def wrong_by(self) -> int:
        """By how much its first invoice is too high, or below zero too low."""
        return (self.row.charged or 0) - self.should_be if self.outcome.wrong else 0

    @property
    def in_jeopardy(self) -> bool:
        """Whether somebody wrote that it is in danger, and not that it is settled."""
        return bool(self.care and self.care.jeopardy and self.care.settled_on is None and self.is_open)

    @property
    def status(self) -> str:
        """How it stands, in a word that has a colour."""
        if self.row.state in NOT_TO_COME:
            return self.row.state
        if not self.is_open:
            return "late" if lateness.on_time(self.row.first_promised_on, self.row.completed_on) is False else "done"
        if self.slipped:
            return "late"
        return "at risk" if self.at_risk or self.in_jeopardy else "on pace"

    @property
    def differing(self) -> tuple[str, ...]:
        """Where what we wrote, what the customer was told and what the order system says are not one thing, a sentence
        each."""
        return tuple(_differing(self.row, self.care, self.told, is_open=self.is_open))

    @property
    def says_otherwise(self) -> str:
        """All of it together; empty where everything agrees."""
        return " ".join(self.differing)

    @property
    def _billed(self) -> Billed:
        row = self.row
        return Billed(
            row.invoice_mrc, row.invoice_nrc, row.quantity, self.due_from, row.billing_started_on, row.invoice_month,
            row.charged, row.dead, row.unchecked,
        )  # fmt: skip


def _differing(row: OrderLine, care: LineCare | None, told: LineWords | None, *, is_open: bool) -> Iterator[str]:
    said_day, said = (told.promised_on, told.cause) if told else (None, None)
    ours = care.cause if care else None
    if said_day and row.promised_on and said_day < row.promised_on and is_open:
        yield f"The customer was told {said_day:%-d %b}, the order system says {row.promised_on:%-d %b}."
    if ours and row.cause and str(ours) != row.cause:
        yield f"We say the cause is {ours}, the order system says {row.cause}."
    if ours and said and ours is not said:
        yield f"We say the cause is {ours}, the customer was told {said}."
    elif said and not ours and row.cause and str(said) != row.cause:
        yield f"The customer was told the cause is {said}, the order system says {row.cause}."


def lines_of(
    rows: Iterable[OrderLine], today: date, care: Mapping[str, LineCare], told: Mapping[str, LineWords],
    asked: Mapping[str, WrittenRequest] | None = None,
) -> tuple[Line, ...]:  # fmt: skip
    """Each row with what was written of it."""
    held = asked or {}
    return tuple(
        Line(row, today, care.get(key), told.get(key), held.get(key)) for row in rows if (key := row.order_line_id)
    )
