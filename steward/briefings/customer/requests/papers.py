"""Requests on paper, for the customer: the list of where each stands, and a letter on what they dispute."""

from collections.abc import Iterator

from steward.briefings.customer.requests.requests import CustomerRequests, cents, claims_table, foreign_table
from steward.briefings.customer.requests.told import ToldRequest
from steward.briefings.customer.subject import Subject
from steward.exhibits import Unit, day_text, money
from steward.exhibits.documents import Bulleted, DocumentContent, Heading, KeyValues, Markdown, Paragraph, Part


def status_content(about: Subject, found: CustomerRequests) -> DocumentContent:
    """Where everything stands; a chapter without anything to say is left out."""
    tables = (
        ("Open", found.waiting),
        ("Disputed", found.claims),
        ("Disputed in another currency", found.foreign_claims),
        ("Done lately", found.done),
    )
    parts: list[Part] = [Paragraph(f"{found.headline}.")]
    for heading, table in tables:
        parts += [Heading(1, heading), table] if table else []
    return DocumentContent(
        title=found.account_name, subtitle=f"Your requests, {day_text(about.now)}", as_of=about.now,
        footer=f"{found.account_name} · requests · {day_text(about.now)}", confidential="", parts=tuple(parts),
    )  # fmt: skip


def dispute_letter(about: Subject, one: ToldRequest) -> DocumentContent:
    """What they dispute, what we found, and what follows."""
    return DocumentContent(
        title=about.account.name, subtitle=f"Your dispute: {one.title}", as_of=about.now,
        footer=f"{about.warehouse.facts.company} · {one.said.id} · {day_text(about.now)}", confidential="",
        parts=tuple(_letter(about, one)),
    )  # fmt: skip


def _letter(about: Subject, one: ToldRequest) -> Iterator[Part]:
    unit = money(one.currency, 2) if one.currency else cents(about)
    yield Paragraph(f"Dear {one.asked_by or about.account.name},")
    asked = f" on {day_text(one.asked_on)}" if one.asked_on else ""
    on = f" ({one.about})" if one.about else ""
    yield Paragraph(f"You disputed {unit.text(one.claim.claimed / 100)}{on}{asked}: {one.title}.")
    if one.said.customer_text.strip():
        yield Heading(1, "What we found")
        yield Markdown(one.said.customer_text)
    yield Heading(1, "What we decided")
    yield Bulleted(tuple(_decided(one, unit)))
    if table := claims_table(about, [one]) or foreign_table(about, [one]):
        yield table
    yield Heading(1, "What follows")
    yield from _follows(one, unit)
    yield KeyValues(tuple((name, said) for name, said in (("Your contact", one.owner), ("Our reference", one.said.id))))


def _decided(one: ToldRequest, unit: Unit) -> Iterator[str]:
    claim = one.claim
    for cents_, words in (
        (claim.credited, "is credited to you"), (claim.declined, "is not credited"),
        (claim.withdrawn, "you withdrew"), (claim.open, "is not decided yet"),
    ):  # fmt: skip
        if cents_:
            yield f"{unit.text(cents_ / 100)} {words}."


def _follows(one: ToldRequest, unit: Unit) -> Iterator[Part]:
    if one.said.need.strip():
        yield Paragraph(f"We need from you: {one.said.need.strip()}")
    if one.said.promised_for and one.claim.open:
        yield Paragraph(f"You hear from us by {day_text(one.said.promised_for)}.")
    if one.claim.credited:
        yield Paragraph(f"{unit.text(one.claim.credited / 100)} stands as a credit on one of your next invoices.")
    if one.claim.declined:
        yield Paragraph("If you see it otherwise, tell us: we look at it again.")
