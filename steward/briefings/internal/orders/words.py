"""What is wrong with a first invoice, in a sentence that can be said to whoever sends it."""

from steward.briefings.internal.orders.line import Line
from steward.domain.ordering.first_invoice import Outcome
from steward.exhibits import day_text


def wrong_in_words(line: Line) -> str:
    """`Invoice I-1005-202608 charges 3,273.27 and should be 3,030.81: the price is another.`"""
    row, wanted = line.row, f"{line.should_be / 100:,.2f}"
    name = f"Invoice {row.invoice_id}" if row.invoice_id else "The first invoice"
    charged = f"{(row.charged or 0) / 100:,.2f}"
    match line.outcome:
        case Outcome.MISSING:
            return f"No invoice bills it yet; {wanted} should have been billed."
        case Outcome.CORRECTED:
            return f"{name} charges {charged} and should be {wanted}: {_credit_in_words(line)} corrects it."
        case Outcome.UNEXPECTED:
            return f"{name} charges {charged} for what will not be delivered."
        case Outcome.START_DATE:
            due = f"the contract bills from {day_text(line.due_from)}" if line.due_from else "nothing is due yet"
            return f"{name} charges {charged} and should be {wanted}: it bills from another day; {due}."
        case Outcome.QUANTITY:
            return f"{name} charges {charged} and should be {wanted}: it bills another quantity than {row.quantity:g}."
    return f"{name} charges {charged} and should be {wanted}: the price is another."


def invoices_of(line: Line) -> str | None:
    """`I-1005-202608, credit I-1005-202610`: its first invoice, and what corrected that."""
    row = line.row
    credit = row.credited_by or f"{row.credited_in:%b %Y}" if row.credited_in else ""
    return ", ".join(filter(None, (row.invoice_id, credit and f"credit {credit}"))) or None


def _credit_in_words(line: Line) -> str:
    """`the credit of 242.46 on I-1005-202610`; by its month where it has no number."""
    row = line.row
    place = f"on {row.credited_by}" if row.credited_by else f"of {row.credited_in:%b %Y}"
    return f"the credit {place}, with {-(row.credited or 0) / 100:,.2f} in all,"


def asked_in_words(line: Line) -> str:
    """`Settled: 242.46 credited of 242.46`, of the request that corrects its first invoice; nothing where none is."""
    if line.asked is None:
        return ""
    record = line.asked.record
    claim, open_cents = record.claim, record.claim.open
    if not claim.claimed:
        return record.state_said
    decided = ((claim.credited, "credited"), (claim.declined, "declined"), (claim.withdrawn, "withdrawn"))
    parts = (*decided, (open_cents, "open"))
    told = ", ".join(f"{cents / 100:,.2f} {what}" for cents, what in parts if cents)
    return f"{record.state_said}: {told} of {claim.claimed / 100:,.2f}"
