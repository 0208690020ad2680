"""The slides of a map: one where its names can be read on one, else one for each unit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from steward.deck.model import Slide, SlidePart
from steward.deck.people.map_parts import MapPart, parts
from steward.deck.people.people import map_fits
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Size, Style, line_height
from steward.domain.stakeholders import Support
from steward.exhibits import MapPerson, RelationshipMap
from steward.exhibits.wording import counted, which_of

STANDS: Mapping[str, tuple[Support | None, ...]] = {
    "opposed": (Support.OPPOSED,), "sceptical": (Support.SCEPTIC,), "for us": (Support.MENTOR, Support.SUPPORTER),
    "neutral": (Support.NEUTRAL,), "not known": (None,),
}  # fmt: skip
"""How people stand towards us, in the words of a title; what presses most first."""
MOST_SAID = 3
_ABOVE = 0.35
"""Inches around the heading and the caption of a part."""


def map_slides(slide: Slide, room: Box, style: Style) -> list[Slide]:
    """A slide as it is, or the parts of the map on it; each says whose unit it is and who leads out of it."""
    if len(slide.exhibits) != 1 or not isinstance(whole := slide.exhibits[0], RelationshipMap):
        return [slide]
    if map_fits(whole, room, style):
        return [slide]
    _, below = room.split_top(3 * line_height(style.points(Size.HEADING)) + style.inches(_ABOVE))
    found = parts(whole, lambda part: map_fits(part, below, style))
    return [slide] if len(found) < 2 else [_slide(slide, part, number, len(found)) for number, part in enumerate(found)]


def _slide(slide: Slide, part: MapPart, number: int, count: int) -> SlidePart:
    called = _called(part, number, count)
    picture = replace(part.picture, id=f"{part.picture.id}:{number + 1}", title=called, alt=_alt(part, called))
    title = slide.title if number == 0 else called
    notes = " ".join(filter(None, (slide.notes if number == 0 else "", *part.lines_out)))
    key = f"{slide.id}:{number + 1}"
    return SlidePart(
        id=key, whole=slide.id, title=title, subtitle=part.caption, exhibits=(picture,), notes=notes,
        so_what=slide.so_what if number == 0 else "",
    )  # fmt: skip


def _called(part: MapPart, number: int, count: int) -> str:
    """`Anders Dahlström and 5 more: 1 opposed, 2 for us (2 of 3)`."""
    theirs = [one for one in part.picture.people if not one.ours]
    more = f" and {len(theirs) - 1:,} more" if len(theirs) > 1 else ""
    heads = [one.name for one in part.heads if not one.ours] or [one.name for one in theirs]
    return f"{heads[0]}{more}: {_stand(theirs)} ({which_of(number + 1, count)})"


def _stand(theirs: Sequence[MapPerson]) -> str:
    """How they stand towards us, what presses most first; of one alone without a number."""
    told = [(sum(one.support in meant for one in theirs), words) for words, meant in STANDS.items()]
    found = [(count, words) for count, words in told if count][:MOST_SAID]
    return ", ".join(words if len(theirs) == 1 else f"{count:,} {words}" for count, words in found)


def _alt(part: MapPart, called: str) -> str:
    theirs = sum(not one.ours for one in part.picture.people)
    ours = len(part.picture.people) - theirs
    return f"Relationship map. {called}. {counted(theirs, 'person', 'people')} and {ours} of us."
