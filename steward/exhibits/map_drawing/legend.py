"""What has to be explained: of every look on a map one sample, drawn as on the map, and its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Support, Tie
from steward.exhibits.map_drawing.text import Measure
from steward.exhibits.people import MapLine, MapPerson, RelationshipMap

Sample = MapPerson | MapLine | BuyingRole
ROW, SAMPLE, LINE_SAMPLE, SPACE = 1.9, 2.4, 3.4, 1.5
"""The height of a row, the width of a sample and of a line's, the space behind words: in ems."""


@dataclass(frozen=True)
class Entry:
    """A sample and what it means."""

    sample: Sample
    words: str
    signed: bool = False
    """Whether the sample shows the sign of its support."""

    @property
    def sample_width(self) -> float:
        """In ems."""
        return LINE_SAMPLE if isinstance(self.sample, MapLine) else SAMPLE


@dataclass(frozen=True)
class Section:
    """Entries about one thing."""

    heading: str
    entries: tuple[Entry, ...]


def legend(exhibit: RelationshipMap) -> list[Section]:
    """Only what occurs on the map."""
    theirs = [person for person in exhibit.people if not person.ours]
    sections = (
        Section("Support", tuple(_support(theirs))),
        Section("Role", tuple(_roles(theirs))),
        Section("Ring", tuple(_coverage(theirs))),
        Section("Shape", tuple(_shapes(exhibit))),
        Section("Lines", tuple(_lines(exhibit.lines))),
        Section("Knows", tuple(_bonds(exhibit.lines))),
    )
    return [section for section in sections if section.entries]


def _sample(support: Support | None = None, **looks: object) -> MapPerson:
    plain = {"key": "", "name": "", "title": "", "x": 0.0, "y": 0.0, "support": support}
    return MapPerson(**(plain | looks))  # type: ignore[arg-type]


def _support(people: Sequence[MapPerson]) -> Iterator[Entry]:
    found = {person.support for person in people}
    yield from (Entry(_sample(one), one.value.capitalize(), True) for one in Support if one in found)
    if None in found:
        yield Entry(_sample(), "Not known", True)


def _roles(people: Sequence[MapPerson]) -> Iterator[Entry]:
    found = {role for person in people for role in person.roles}
    return (Entry(role, role.value.capitalize()) for role in BuyingRole if role in found)


_COVERED = {
    Coverage.NONE: "No contact",
    Coverage.BRIEF: "Brief contact",
    Coverage.SEVERAL: "Several contacts",
    Coverage.IN_DEPTH: "In depth",
}


def _coverage(people: Sequence[MapPerson]) -> Iterator[Entry]:
    found = {person.coverage for person in people}
    yield from (Entry(_sample(coverage=one), _COVERED[one]) for one in Coverage if one in found)
    if None in found and len(found) > 1:
        yield Entry(_sample(), "Coverage not known")


def _shapes(exhibit: RelationshipMap) -> Iterator[Entry]:
    if any(person.key_player for person in exhibit.people):
        yield Entry(_sample(key_player=True), "Key player")
    if any(person.doubt for person in exhibit.people):
        yield Entry(_sample(doubt="?"), "Left, or not confirmed lately")
    if any(person.ours and not person.partner for person in exhibit.people):
        yield Entry(_sample(ours=True), "One of us")
    if any(person.partner for person in exhibit.people):
        yield Entry(_sample(ours=True, partner="partner"), "Of a partner")


_BONDS = {
    Bond.NONE: "No relationship yet",
    Bond.INTRODUCED: "Introduced",
    Bond.WORKING: "Working",
    Bond.TRUSTED: "Trusted",
}


def _lines(lines: Sequence[MapLine]) -> Iterator[Entry]:
    found = {line.tie for line in lines}
    ties = (Tie.REPORTS_TO, Tie.INFLUENCES, Tie.CONFLICTS_WITH)
    yield from (Entry(_tie(tie), tie.value.capitalize()) for tie in ties if tie in found)
    if any(line.doubt for line in lines):
        yield Entry(_tie(Tie.REPORTS_TO, doubt="?"), "Not confirmed lately")


def _bonds(lines: Sequence[MapLine]) -> Iterator[Entry]:
    """How well we know them."""
    known = [line.bond for line in lines if line.tie is Tie.KNOWS]
    yield from (Entry(_tie(Tie.KNOWS, one), _BONDS[one]) for one in Bond if one in known)
    if None in known:
        yield Entry(_tie(Tie.KNOWS), "How well is not known")


def _tie(tie: Tie, bond: Bond | None = None, doubt: str = "") -> MapLine:
    return MapLine(start="", end="", tie=tie, bond=bond, doubt=doubt)


@dataclass(frozen=True)
class Laid:
    """A heading or an entry at its place: its left edge and the middle of its row."""

    what: Entry | str
    x: float
    y: float


def laid_out(sections: Sequence[Section], width: float, size: float, measure: Measure) -> tuple[list[Laid], float]:
    """Each section in a row of its own, or several; and the height of all."""
    indent = max((measure(section.heading, size, True) for section in sections), default=0.0) + size
    laid: list[Laid] = []
    y = 0.0
    for section in sections:
        x = indent
        laid.append(Laid(section.heading, 0.0, y + ROW * size / 2))
        for entry in section.entries:
            wide = _width(entry, size, measure)
            if x > indent and x + wide > width:
                x, y = indent, y + ROW * size
            laid.append(Laid(entry, x, y + ROW * size / 2))
            x += wide + SPACE * size
        y += ROW * size
    return laid, y


def run_on(sections: Sequence[Section], width: float, size: float, measure: Measure) -> tuple[list[Laid], float]:
    """All sections after one another, in as few rows as may be; a heading stays with its first entry."""
    laid: list[Laid] = []
    x = y = 0.0
    for section in sections:
        heading = measure(section.heading, size, True) + size
        for entry in section.entries:
            before = heading if entry is section.entries[0] else 0.0
            wide = before + _width(entry, size, measure)
            if x and x + wide > width:
                x, y = 0.0, y + ROW * size
            if before:
                laid.append(Laid(section.heading, x, y + ROW * size / 2))
            laid.append(Laid(entry, x + before, y + ROW * size / 2))
            x += wide + SPACE * size
    return laid, y + ROW * size if laid else 0.0


def _width(entry: Entry, size: float, measure: Measure) -> float:
    return entry.sample_width * size + measure(entry.words, size, False)
