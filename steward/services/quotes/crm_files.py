"""A quote and its lines as two CSV files that a CRM or CPQ loads, by the names of Salesforce's Quote and QuoteLineItem.

They are of the version that was approved, and of nothing that is ours alone: no list price, no cost. Amounts are of a
month; a line without a billing frequency is paid once, which is how the preset `salesforce` reads it back."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import timedelta

from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.domain.file_names import file_name
from steward.domain.quoting.lines import Action, Line, PriceRow, Quote
from steward.domain.quoting.months import month_begins
from steward.errors import PlanNotFound
from steward.output.task_files import harmless
from steward.plans.customer.offer import OfferFile
from steward.plans.customer.quoted import quoted
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import Submitted
from steward.reproducible_zip import timeless
from steward.services.quotes.opened import version_of
from steward.services.quotes.proposals import is_issued

QUOTE_COLUMNS = (
    "Steward_Id__c", "Steward_Version__c", "Name", "AccountId", "OpportunityId", "Status", "ExpirationDate",
    "Steward_Starts_On__c", "Steward_Term_Months__c", "Description",
)  # fmt: skip
LINE_COLUMNS = (
    "Steward_Id__c", "Quote.Steward_Id__c", "Steward_Line__c", "Steward_Action__c", "Product2.ProductCode",
    "Steward_Site__c", "Quantity", "UnitPrice", "BillingFrequency", "StartDate", "EndDate", "Steward_Replaces__c",
    "Description",
)  # fmt: skip
STATUS = {"approved": "Approved", "presented": "Presented", "accepted": "Accepted", "ordered": "Accepted"}
LONGEST_DESCRIPTION, LONGEST_NAME = 255, 255
ZIP = "application/zip"


def quote_files(plans: Plans, quotes: Sequence[OpenedQuote]) -> bytes:
    """`Quote.csv` and `QuoteLineItem.csv` in one zip, of those among these quotes that are approved and valid.

    Raises PlanNotFound where none is, VersionNotFound."""
    heads: list[Sequence[str]] = []
    lines: list[Sequence[str]] = []
    for quote in quotes:
        submitted = quote.record.submitted
        if submitted is None or not is_issued(quote):
            continue
        offer, _ = version_of(plans, quote, submitted)
        offered = quoted(offer, {**quote.known.contract_ends, **submitted.ends}, quote.today).quote
        heads.append(_head(quote, offer, submitted, offered))
        lines += _lines(quote.reference, offer, offered)
    if not heads:
        raise PlanNotFound("Only a quote that is approved and valid goes to the CRM: there is none.")
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Quote.csv", _written(QUOTE_COLUMNS, heads))
        packed.writestr("QuoteLineItem.csv", _written(LINE_COLUMNS, lines))
    return timeless(package.getvalue())


def files_name(quote: OpenedQuote, account: str) -> str:
    """What the zip of one quote is called."""
    return file_name(f"{account} quote {quote.reference} v{quote.record.version} for the CRM", ".zip", quote.reference)


def _head(quote: OpenedQuote, offer: OfferFile, submitted: Submitted, offered: Quote) -> Sequence[str]:
    said = offer.offer
    return (
        harmless(quote.reference), str(submitted.version), harmless(_line(said.title)[:LONGEST_NAME]),
        harmless(quote.account_id), harmless(said.opportunity), STATUS[quote.state],
        said.valid_until.isoformat() if said.valid_until else "", offered.term.starts_on.isoformat(),
        str(offered.term.months), harmless(_line(said.need)[:LONGEST_DESCRIPTION]),
    )  # fmt: skip


def _lines(reference: str, offer: OfferFile, offered: Quote) -> Iterator[Sequence[str]]:
    """A row for each price: what is paid once stands in a row of its own, without a billing frequency."""
    says = {one.line: one.says for one in offer.lines if one.says}
    for line in offered.lines:
        for row in line.rows:
            for once in (False, True):
                price = row.unit_nrc if once else row.unit_mrc
                if once and not price:
                    continue
                yield _row(reference, line, row, offered, f"{price:f}", says.get(line.line, ""), once=once)


def _row(
    reference: str, line: Line, row: PriceRow, offered: Quote, price: str, says: str, *, once: bool
) -> Sequence[str]:  # fmt: skip
    part = f"{reference}/{line.line}/{row.from_month}" + ("/once" if once else "")
    begins = month_begins(offered.term.starts_on, row.from_month)
    return (
        harmless(part), harmless(reference), harmless(line.line), str(line.action), harmless(line.product),
        harmless(line.site),
        f"{row.quantity:f}", price, "" if once else "Monthly", begins.isoformat(),
        "" if once or line.action is Action.DELETE else _ends(line, row, offered), harmless(" ".join(line.replaces)),
        harmless(_line(says)[:LONGEST_DESCRIPTION]),
    )  # fmt: skip


def _ends(line: Line, row: PriceRow, offered: Quote) -> str:
    """The last day a price holds: of its last month, of the contract it ends with, or of the term."""
    if row.to_month is not None and row.to_month < offered.term.of(line).count:
        return (month_begins(offered.term.starts_on, row.to_month + 1) - timedelta(days=1)).isoformat()
    return (line.ends_on or offered.term.ends_on).isoformat()


def _line(text: str) -> str:
    return " ".join(text.split())


def _written(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8", "replace")
