"""The slides of a map: one, of everybody where their names can be read on it, else of those who matter most; a second
where others of them are left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from steward.deck.model import Slide, SlidePart
from steward.deck.people.map_choice import by_importance, chosen
from steward.deck.people.people import map_fits, map_readable
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Size, Style, line_height
from steward.domain.stakeholders import Support
from steward.exhibits import MapPerson, RelationshipMap
from steward.exhibits.map_drawing.scene import said
from steward.exhibits.wording import counted, which_of

STANDS: Mapping[str, tuple[Support | None, ...]] = {
    "opposed": (Support.OPPOSED,), "sceptical": (Support.SCEPTIC,), "for us": (Support.MENTOR, Support.SUPPORTER),
    "neutral": (Support.NEUTRAL,), "not known": (None,),
}  # fmt: skip
"""How people stand towards us, in the words of a title; what presses most first."""
MOST_SAID = 3
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
    drawn = replace(picture, id=f"{whole.id}:{number + 1}", title=title, alt=_alt(picture, whole, title))
    return SlidePart(
        id=f"{slide.id}:{number + 1}", whole=slide.id, title=title, subtitle=_caption(whole, number, pictures),
        exhibits=(drawn,), notes=" ".join((slide.notes, *_told(whole, pictures))) if first else "",
        so_what=slide.so_what if first else "",
    )  # fmt: skip


def _caption(whole: RelationshipMap, number: int, pictures: Sequence[RelationshipMap]) -> str:
    """`The 9 of 18 people who matter most; and 9 more, told in the notes`."""
    total, counts = len(_theirs(whole)), [len(_theirs(each)) for each in pictures]
    left = total - sum(counts)
    more = f"and {left:,} more, told in the notes" if left else ""
    if number:
        return f"{more[:1].upper()}{more[1:]}"
    if len(pictures) > 1:
        more = ", ".join(filter(None, (f"{sum(counts[1:]):,} on the next slide", more)))
    return f"The {counts[0]:,} of {total:,} people who matter most; {more}" if more else ""


def _called(picture: RelationshipMap, which: str) -> str:
    """`9 more people: 1 sceptical, 2 for us (2 of 2)`."""
    theirs = _theirs(picture)
    if len(theirs) == 1:
        return f"And {theirs[0].name}: {_stand(theirs)} ({which})"
    return f"{counted(len(theirs), 'more person', 'more people')}: {_stand(theirs)} ({which})"


def _stand(theirs: Sequence[MapPerson]) -> str:
    """How they stand towards us, what presses most first; of one alone without a number."""
    told = [(sum(one.support in meant for one in theirs), words) for words, meant in STANDS.items()]
    found = [(count, words) for count, words in told if count][:MOST_SAID]
    return ", ".join(words if len(theirs) == 1 else f"{count:,} {words}" for count, words in found)


def _alt(picture: RelationshipMap, whole: RelationshipMap, called: str) -> str:
    theirs, total = len(_theirs(picture)), len(_theirs(whole))
    ours = len(picture.people) - theirs
    return f"Relationship map. {called}. {theirs:,} of {counted(total, 'person', 'people')} and {ours} of us."


def _told(whole: RelationshipMap, pictures: Sequence[RelationshipMap]) -> Iterator[str]:
    """Who stands on none of them, and the lines that are drawn on none."""
    shown = {one.key for each in pictures for one in each.people}
    drawn = {line for each in pictures for line in each.lines}
    names = {one.key: one.name for one in whole.people}
    left = [one for one in by_importance(whole) if one.key not in shown]
    left += [one for one in whole.people if one.ours and one.key not in shown]
    if left:
        yield f"Not drawn: {'; '.join(map(_who, left))}."
    yield from (said(line, names) for line in whole.lines if line not in drawn)


def _who(one: MapPerson) -> str:
    """`Callum Dunstable, Security Analyst (not known)`."""
    name = ", ".join(filter(None, (one.name, one.title)))
    return f"{name} ({'one of us' if one.ours else _stand([one])})"


def _theirs(picture: RelationshipMap) -> list[MapPerson]:
    return [one for one in picture.people if not one.ours]
