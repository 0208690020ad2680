"""The design on paper, for the customer: what they need, the options, what each delivers, and what is still open."""

from collections.abc import Iterator

from steward.briefings.customer.design.design import CustomerDesign
from steward.exhibits import Table, day_text
from steward.exhibits.documents import DocumentContent, Heading, Markdown, Part


def design_content(design: CustomerDesign) -> DocumentContent:
    """The customer's copy; a chapter without anything to say is left out."""
    return DocumentContent(
        title=design.account_name,
        subtitle=f"{design.title}, {day_text(design.as_of)}",
        as_of=design.as_of,
        footer=f"{design.account_name} · {design.title} · {day_text(design.as_of)}",
        confidential="",
        parts=tuple(_parts(design)),
    )


def _parts(design: CustomerDesign) -> Iterator[Part]:
    if design.need:
        yield Heading(1, "What you need")
        yield Markdown(design.need)
    yield from _chapter("Requirements", design.requirements)
    yield from _chapter("Options", design.options)
    yield from _chapter("What is delivered", design.materials)
    yield from _chapter("Your sites today", design.sites)
    yield from _chapter("Not included", design.exclusions)
    yield from _chapter("Still to be answered", design.open_questions)


def _chapter(heading: str, table: Table | None) -> Iterator[Part]:
    if table:
        yield Heading(1, heading)
        yield table
