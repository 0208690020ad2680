"""A proposal on paper: the need, the services and prices by site, dates and terms, and where it is accepted."""

from collections.abc import Iterator

from steward.briefings.customer.proposal.proposal import Proposal
from steward.exhibits import Column, Table, day_text
from steward.exhibits.documents import DocumentContent, Heading, KeyValues, Markdown, Paragraph, Part


def proposal_paper(found: Proposal) -> DocumentContent:
    """The proposal as a document for the customer."""
    return DocumentContent(
        title=found.account_name,
        subtitle=f"Proposal: {found.title}",
        as_of=found.made_on,
        footer=f"{found.issued.company} · {found.issued.stamp}",
        confidential="",
        parts=tuple(_parts(found)),
    )


def _parts(found: Proposal) -> Iterator[Part]:
    yield Paragraph(f"{found.headline}.")
    if found.need:
        yield Heading(1, "What you want to reach")
        yield Markdown(found.need)
    yield Heading(1, "Services and prices")
    for table in (found.prices, found.ramp, found.totals):
        if table:
            yield table
    yield Heading(1, "Dates and terms")
    yield KeyValues(found.terms)
    if found.clauses:
        yield Heading(1, "Clauses")
        for title, wording in found.clauses:
            yield Heading(2, title)
            yield Markdown(wording)
    yield from _acceptance(found)


def _acceptance(found: Proposal) -> Iterator[Part]:
    """The block that is signed; it names the version, so that another text can be told from it."""
    until = f" until {day_text(found.valid_until)}" if found.valid_until else ""
    yield Heading(1, "Acceptance")
    yield Paragraph(
        f"With this signature {found.account_name} accepts version {found.issued.stamp} of this offer{until}. "
        "Prices are without tax."
    )
    yield Table(
        id="proposal.acceptance",
        title="Signed",
        alt="Two columns to sign in: for the customer and for us.",
        receipt=found.dates.receipt,
        columns=(Column(""), Column(f"For {found.account_name}"), Column(f"For {found.issued.company}")),
        rows=tuple((name, "", "") for name in ("Name", "Title", "Date", "Signature")),
    )
