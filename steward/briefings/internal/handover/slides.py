"""A passport on slides, for the meeting in which one owner hands over to the other."""

from collections.abc import Iterator

from steward.briefings.internal.handover.passport import Passport, PassportSection
from steward.briefings.internal.slides import InternalSlide
from steward.exhibits import Table, day_text, without
from steward.exhibits.wording import in_a_line


def passport_slides(found: Passport) -> tuple[InternalSlide, ...]:
    """The slides, one for each thing there is; what there is nothing of stands together at the end."""
    return tuple(_slides(found))


def _slides(found: Passport) -> Iterator[InternalSlide]:
    one = found.handover
    yield InternalSlide(
        id="title",
        opening=True,
        title=f"{found.account}: handover passport",
        subtitle=f"From {one.giver} to {one.receiver} · Internal: not for the customer",
        points=(f"{one.triaged.triage.label}: {one.triaged.triage.means}", f"As of {day_text(one.today)}"),
    )
    for section in found.sections:
        yield from _short(found, section) if section.id == "short" else _of_section(section)
    empty = [section.nothing for section in found.sections if section.is_empty and section.nothing]
    if empty:
        yield InternalSlide(id="nothing", title="Of this there is nothing", points=tuple(empty))


def _short(found: Passport, section: PassportSection) -> Iterator[InternalSlide]:
    """Who hands over to whom, how far they are, and what matters most."""
    yield InternalSlide(id=section.id, title=found.headline, figures=found.figures, points=section.points)


def _of_section(section: PassportSection) -> Iterator[InternalSlide]:
    """What is said of it, then each table on a slide of its own; the charts of health stand together."""
    if section.id == "health" and not section.is_empty:
        said = section.points[0] if section.points else section.title
        yield InternalSlide(id="health", title=said, figures=section.figures, exhibits=section.exhibits)
        return
    if section.points:
        said = in_a_line(*section.points, section.title)
        rest = tuple(one for one in section.points if one != said)
        yield InternalSlide(id=section.id, title=said.removesuffix("."), points=rest or section.points)
    for number, exhibit in enumerate(section.exhibits):
        key = f"{section.id}.{number}" if section.points or number else section.id
        shown = _told_columns(exhibit) if isinstance(exhibit, Table) else exhibit
        yield InternalSlide(id=key, title=exhibit.title or section.title, exhibits=(shown,))


def _told_columns(table: Table) -> Table:
    """Without columns in which no row says anything: on a slide they take the room of those that do."""
    silent = (
        column.name for place, column in enumerate(table.columns) if all(row[place] is None for row in table.rows)
    )
    return without(table, *silent)
