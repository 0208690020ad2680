"""Proposals: of a version that was approved, as the customer reads it, on a page, on paper, as slides and by mail."""

from email.utils import formataddr
from pathlib import Path

from steward.briefings.customer.proposal.paper import proposal_paper
from steward.briefings.customer.proposal.proposal import Issued, Names, Proposal, proposal
from steward.briefings.customer.proposal.slides import proposal_slides
from steward.briefings.customer.subject import Subject
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.deck import Content, deck_of
from steward.domain.file_names import file_name
from steward.errors import PlanNotFound
from steward.exhibits import day_text
from steward.output.document.writer import document
from steward.output.mail_drafts import Attachment, mail_draft
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import ACCEPTED, APPROVED, ORDERED, PRESENTED
from steward.services.quotes.opened import quotes_of, version_of
from steward.warehouse.rows.customer import addresses

ISSUED = (APPROVED, PRESENTED, ACCEPTED, ORDERED)
SEEN = (PRESENTED, ACCEPTED, ORDERED)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def is_issued(quote: OpenedQuote) -> bool:
    """Whether there is a version that was approved and still holds: what a proposal is made of."""
    return quote.state in ISSUED


def proposal_of(plans: Plans, about: Subject, quote: OpenedQuote) -> Proposal:
    """The proposal of the version that was approved last. Raises PlanNotFound, VersionNotFound."""
    submitted = quote.record.submitted
    if submitted is None or not is_issued(quote):
        raise PlanNotFound("A proposal is made of a quote that is approved and valid.")
    offer, _ = version_of(plans, quote, submitted)
    to = addresses.who(_people(about, offer.offer.recipient), about.account_id, offer.offer.recipient)
    issued = Issued(
        quote.reference, submitted.version, submitted.content, about.warehouse.facts.company, recipient=to.written_name
    )
    names = Names(quote.known.products, quote.known.sites, {**quote.known.contract_ends, **submitted.ends})
    return proposal(about, offer, names, issued, quote.today)


def seen_by_customer(plans: Plans, about: Subject) -> tuple[Proposal, ...]:
    """Every proposal that the customer has, the last version of each."""
    quotes = quotes_of(plans, about.warehouse, [about.account_id])
    return tuple(proposal_of(plans, about, quote) for quote in quotes if quote.state in SEEN)


def paper(found: Proposal) -> bytes:
    """The proposal as a .docx."""
    return document(proposal_paper(found))


def deck(found: Proposal, template: Path | None = None) -> bytes:
    """The proposal as a .pptx. Raises TemplateRefused."""
    content = Content(
        title=f"{found.account_name}: {found.title}",
        subject="Proposal",
        author=found.issued.company,
        period=found.issued.stamp,
        as_of=found.made_on,
        slides=proposal_slides(found),
    )
    return deck_of(content, template)


def mail(about: Subject, quote: OpenedQuote, found: Proposal) -> bytes:
    """A draft to whom it goes, with the paper attached. Nothing is sent."""
    recipient = quote.offer.plan.offer.recipient
    to = addresses.who(_people(about, recipient), about.account_id, recipient)
    until = f"\n\nIt is valid until {day_text(found.valid_until)}." if found.valid_until else ""
    name = to.written_name
    words = (
        f"Dear {name or found.account_name},\n\nour proposal “{found.title}” is attached: {found.headline}.{until} "
        f"Please accept it by signing its last page; it is version {found.issued.stamp}.\n"
    )
    file = Attachment(paper_name(found), WORD, paper(found))
    address = formataddr((name, to.email)) if to.email else ""
    return mail_draft(address, f"Proposal: {found.title} ({found.issued.stamp})", words, (file,))


def paper_name(found: Proposal, suffix: str = ".docx") -> str:
    """What its files are called: `Brimfull Studios proposal NW-1002-Q1 v1.docx`."""
    words = f"{found.account_name} proposal {found.issued.reference} v{found.issued.version}"
    return file_name(words, suffix, found.issued.reference)


def _people(about: Subject, key: str) -> addresses.People:
    return addresses.people(about.warehouse, [about.account_id], [key])
