"""A passport as Word document and as PowerPoint deck, both for our own eyes."""

from steward.briefings.customer.subject import subject
from steward.briefings.internal.handover.document import passport_content
from steward.briefings.internal.handover.passport import Passport
from steward.briefings.internal.handover.slides import passport_slides
from steward.briefings.internal.scope.book import Book
from steward.deck import Content, deck_of
from steward.exhibits import RelationshipMap
from steward.exhibits.documents import Part
from steward.output.document import document
from steward.output.document.maps import map_on_paper
from steward.plans.files.store import Plans
from steward.services.file_names import file_on
from steward.services.reviews.templates import own_template

__all__ = ["file_name_of", "passport_deck", "passport_document"]


def passport_document(found: Passport) -> bytes:
    """The passport as a .docx."""
    return document(passport_content(found, tuple(_pictures(found))))


def passport_deck(book: Book, plans: Plans, found: Passport) -> bytes:
    """The passport as a .pptx, on the company's own template where it has one. Raises TemplateRefused."""
    content = Content(
        title=f"{found.account}: handover passport",
        subject="Handover passport, internal",
        author=book.warehouse.facts.company,
        period=f"{found.handover.move.fy} · Internal",
        as_of=found.handover.today,
        slides=passport_slides(found),
    )
    return deck_of(content, own_template(plans, None))


def file_name_of(book: Book, found: Passport, suffix: str) -> str:
    """What the file is called; it says for whom it is."""
    about = subject(book.warehouse, found.handover.row.account_id, str(book.quarter))
    return file_on(about, "internal handover passport", suffix)


def _pictures(found: Passport) -> list[Part]:
    """The map, or who matters most on it."""
    maps = [one for section in found.sections for one in section.exhibits if isinstance(one, RelationshipMap)]
    return [part for one in maps for part in map_on_paper(one)]
