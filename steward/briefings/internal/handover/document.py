"""A passport on paper: what the new owner takes along to the first meetings."""

from collections.abc import Iterator, Sequence

from steward.briefings.internal.handover.passport import Passport, PassportSection
from steward.exhibits import Table, day_text, without
from steward.exhibits.documents import Bulleted, Callout, DocumentContent, Heading, KeyValues, Paragraph, Part
from steward.exhibits.people import RelationshipMap

CONFIDENTIAL = "Internal: not for the customer"
ON_SCREEN = ("Asked for", "Went", "Comes from", "Whose")
"""Columns that paper has no room for."""


def passport_content(found: Passport, pictures: Sequence[Part] = ()) -> DocumentContent:
    """The whole of it. `pictures`: the map of the account, with what is told beside it."""
    one = found.handover
    title = f"{found.account}: handover passport"
    return DocumentContent(
        title=title,
        subtitle=f"From {one.giver} to {one.receiver}, {day_text(one.today)}",
        as_of=one.today,
        footer=f"{title} · {day_text(one.today)}",
        confidential=CONFIDENTIAL,
        parts=tuple(_parts(found, pictures)),
    )


def _parts(found: Passport, pictures: Sequence[Part]) -> Iterator[Part]:
    one = found.handover
    yield KeyValues(
        (
            ("From", one.giver),
            ("To", one.receiver),
            ("From the day", day_text(one.move.effective_on) if one.move.effective_on else "not set"),
            ("Triage", f"{one.triaged.triage.label}: {one.triaged.triage.means}"),
            ("State", one.standing.state.label),
        )
    )
    if one.standing.fallen:
        yield Callout("It was changed since it was signed, and has to be signed again.")
    for section in found.sections:
        yield Heading(1, section.title)
        yield from _section(section, pictures)


def _section(section: PassportSection, pictures: Sequence[Part]) -> Iterator[Part]:
    if section.is_empty:
        yield Paragraph(section.nothing)
        return
    if section.figures:
        yield KeyValues(tuple((each.label, each.text) for each in section.figures))
    if section.points:
        yield Bulleted(section.points)
    for exhibit in section.exhibits:
        if isinstance(exhibit, RelationshipMap):
            yield from pictures
        elif isinstance(exhibit, Table):
            yield without(exhibit, *ON_SCREEN)
