"""What leaves with a quote for our own people: the approval memo, and the day it expires for a calendar."""

from datetime import UTC
from uuid import NAMESPACE_URL, uuid5

from steward.briefings.internal.quotes.briefing import QuoteBriefing
from steward.briefings.internal.quotes.memo import approval_memo
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.domain.file_names import file_name
from steward.exhibits import Table
from steward.exhibits.as_tables import as_table
from steward.exhibits.calendar_events import Appointment
from steward.output.calendar_files import invitation_file
from steward.output.document import document
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import APPROVED, IN_APPROVAL, PRESENTED
from steward.services.quotes import desk

CAN_EXPIRE = (IN_APPROVAL, APPROVED, PRESENTED)


def memo(plans: Plans, brief: QuoteBriefing, account: str) -> bytes:
    """The approval memo as a .docx. Raises VersionNotFound."""
    return document(approval_memo(brief, account, _differences(plans, brief.quote)))


def memo_name(quote: OpenedQuote, account: str) -> str:
    """What its file is called: `Acme internal approval memo A1-Q1 v2.docx`."""
    words = f"{account} internal approval memo {quote.reference} v{quote.record.version}"
    return file_name(words, ".docx", quote.reference)


def can_expire(quote: OpenedQuote) -> bool:
    """Whether there is a day on which an open version is over."""
    return quote.state in CAN_EXPIRE and quote.offer.plan.offer.valid_until is not None


def expiry(quote: OpenedQuote, account: str) -> bytes:
    """The last day it can be accepted on, as an entry for a calendar: that of a later version takes its place."""
    last, until = quote.record.submitted, quote.offer.plan.offer.valid_until
    if last is None or until is None:
        return b""
    return invitation_file(
        Appointment(
            uid=str(uuid5(NAMESPACE_URL, f"steward:quote:{quote.account_id}:{quote.quote_id}")),
            sequence=last.version,
            stamp=last.at.astimezone(UTC),
            title=f"{account}: “{quote.title}” expires",
            day=until,
            starts_at=None,
            zone=None,
            minutes=0,
            place="",
            description=f"Quote {quote.reference}, version {last.version}: the last day it can be accepted on.",
            organizer=None,
            guests=(),
        )
    )


def expiry_name(quote: OpenedQuote, account: str) -> str:
    """What that file is called."""
    return file_name(f"{account} quote {quote.reference} expires", ".ics", quote.reference)


def _differences(plans: Plans, quote: OpenedQuote) -> tuple[Table, ...]:
    """What leads from the last other version to this one, in sums and line by line."""
    before = desk.versions(quote)
    if not before:
        return ()
    bridge, lines = desk.version(plans, quote, before[-1])
    return tuple(one for one in (as_table(bridge), lines) if one)
