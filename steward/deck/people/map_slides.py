"""The slides of a map: one, of everybody where their names can be read on it, else of those who matter most; a second
where others of them are left."""

from collections.abc import Sequence
from dataclasses import replace

from steward.deck.model import Slide, SlidePart
from steward.deck.people.people import map_fits, map_readable
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Size, Style, line_height
from steward.exhibits import RelationshipMap
from steward.exhibits.map_drawing.choice import chosen
from steward.exhibits.map_drawing.left_out import alt_of, stand, theirs, told_beside
from steward.exhibits.wording import counted, which_of

_ABOVE = 0.2
"""Inches below the caption of a part."""


def map_slides(slide: Slide, room: Box, style: Style) -> list[Slide]:
    """A slide as it is, or those of the people who matter most; each says how many more there are, the notes who."""
    if len(slide.exhibits) != 1 or not isinstance(whole := slide.exhibits[0], RelationshipMap):
        return [slide]
    if map_fits(whole, room, style):
        return [slide]
    _, below = room.split_top(line_height(style.points(Size.HEADING)) + style.inches(_ABOVE))
    found = chosen(whole, lambda part: map_fits(part, below, style))
    found = found or chosen(whole, lambda part: map_readable(part, below, style))
    return [_slide(slide, number, found) for number in range(len(found))] or [slide]


def _slide(slide: Slide, number: int, pictures: Sequence[RelationshipMap]) -> SlidePart:
    whole = slide.exhibits[0]
    assert isinstance(whole, RelationshipMap)
    picture, first = pictures[number], number == 0
    title = slide.title if first else _called(picture, which_of(number + 1, len(pictures)))
    drawn = replace(picture, id=f"{whole.id}:{number + 1}", title=title, alt=alt_of(picture, whole, title))
    return SlidePart(
        id=f"{slide.id}:{number + 1}", whole=slide.id, title=title, subtitle=_caption(whole, number, pictures),
        exhibits=(drawn,), notes=" ".join((slide.notes, *told_beside(whole, pictures))) if first else "",
        so_what=slide.so_what if first else "",
    )  # fmt: skip


def _caption(whole: RelationshipMap, number: int, pictures: Sequence[RelationshipMap]) -> str:
    """`The 9 of 18 people who matter most; and 9 more, told in the notes`."""
    total, counts = len(theirs(whole)), [len(theirs(each)) for each in pictures]
    left = total - sum(counts)
    more = f"and {left:,} more, told in the notes" if left else ""
    if number:
        return f"{more[:1].upper()}{more[1:]}"
    if len(pictures) > 1:
        more = ", ".join(filter(None, (f"{sum(counts[1:]):,} on the next slide", more)))
    return f"The {counts[0]:,} of {total:,} people who matter most; {more}" if more else ""


def _called(picture: RelationshipMap, which: str) -> str:
    """`9 more people: 1 sceptical, 2 for us (2 of 2)`."""
    people = theirs(picture)
    if len(people) == 1:
        return f"And {people[0].name}: {stand(people)} ({which})"
    return f"{counted(len(people), 'more person', 'more people')}: {stand(people)} ({which})"
