"""An exhibit as the browser draws it: people, lines, legend, and the looks and sizes all drawings share."""

from dataclasses import asdict
from typing import Any

from steward.exhibits import MapLine, MapPerson, RelationshipMap
from steward.exhibits import people_looks as looks
from steward.exhibits.map_drawing import card, figures
from steward.exhibits.map_drawing.legend import Entry, legend
from steward.exhibits.map_drawing.text import one_line


def content(exhibit: RelationshipMap) -> dict[str, Any]:
    """As JSON."""
    return {
        "people": [_person(person) for person in exhibit.people],
        "lines": [_line(line) for line in exhibit.lines],
        "looks": _looks() | _sizes(),
        "alt": one_line(exhibit.alt),
        "legend": [{"heading": one.heading, "entries": list(map(_entry, one.entries))} for one in legend(exhibit)],
    }


def _person(person: MapPerson) -> dict[str, Any]:
    look, (fill, sign) = looks.SUPPORT[person.support], looks.square_of(person.partner)
    return {
        "key": person.key,
        "name": one_line(person.name),
        "title": one_line(person.title),
        "x": person.x,
        "y": person.y,
        "ours": person.ours,
        "fill": fill if person.ours else look.fill,
        "ink": looks.OURS_INK if person.ours else look.ink,
        "sign": sign if person.ours else look.sign,
        "badges": looks.badges(person.roles),
        "ring": person.coverage.share if person.coverage else None,
        "doubt": one_line(person.doubt),
        "heavy": person.key_player,
        "hover": [one_line(told) for told in (*person.hover, *_why(person))],
    }


def _why(person: MapPerson) -> tuple[str, ...]:
    """Why somebody is in doubt, if nothing else on them says it."""
    return (person.doubt,) if person.doubt and not any(person.doubt in told for told in person.hover) else ()


def _line(line: MapLine) -> dict[str, Any]:
    width = figures.look_of(line).width
    return {"start": line.start, "end": line.end, "tie": line.tie.value, "width": width, "doubt": one_line(line.doubt)}


def _entry(entry: Entry) -> dict[str, Any]:
    """A sample of the legend: a person, a line, or the letters of a role."""
    sample = entry.sample
    if isinstance(sample, MapLine):
        return {"words": entry.words, "line": _line(sample)}
    if isinstance(sample, MapPerson):
        shown = _person(sample)
        return {"words": entry.words, "person": shown if entry.signed or sample.ours else {**shown, "sign": ""}}
    return {"words": entry.words, "badge": looks.BADGES[sample]}


def _looks() -> dict[str, Any]:
    return {
        "ties": {tie.value: asdict(look) for tie, look in looks.TIES.items()},
        "line": looks.LINE,
        "faint": looks.FAINT,
        "ring": looks.RING,
        "badge": looks.BADGE,
        "badgeInk": looks.BADGE_INK,
        "outline": looks.OUTLINE,
        "keyOutline": looks.KEY_OUTLINE,
        "doubtOutline": looks.DOUBT_OUTLINE,
    }


def _sizes() -> dict[str, Any]:
    """In ems of a name, as `steward.exhibits.map_drawing` has them."""
    return {
        "nominal": figures.NOMINAL,
        "outlineGap": figures.GAP,
        "disc": card.DISC,
        "ringRadius": card.RING,
        "ringWidth": card.RING_WIDTH,
        "reach": card.REACH,
        "title": card.TITLE,
        "lineHeight": card.LINE,
        "above": card.ABOVE,
        "textGap": card.GAP,
        "below": card.BELOW,
        "badgeWidth": figures.BADGE_WIDTH,
        "badgeHeight": figures.BADGE_HEIGHT,
        "badgeText": figures.BADGE_TEXT,
        "corners": figures.CORNERS,
        "cornerX": figures.CORNER_X,
        "cornerY": figures.CORNER_Y,
    }
