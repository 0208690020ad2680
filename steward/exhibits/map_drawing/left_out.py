"""What is told of a map beside its pictures: how people stand, who is on none, which lines are drawn on none."""

from collections.abc import Iterator, Mapping, Sequence

from steward.domain.stakeholders import Support
from steward.exhibits.map_drawing.choice import by_importance
from steward.exhibits.map_drawing.scene import said
from steward.exhibits.people import MapPerson, RelationshipMap
from steward.exhibits.wording import counted

STANDS: Mapping[str, tuple[Support | None, ...]] = {
    "opposed": (Support.OPPOSED,), "sceptical": (Support.SCEPTIC,), "for us": (Support.MENTOR, Support.SUPPORTER),
    "neutral": (Support.NEUTRAL,), "not known": (None,),
}  # fmt: skip
"""How people stand towards us, in the words of a title; what presses most first."""
MOST_SAID = 3


def stand(people: Sequence[MapPerson]) -> str:
    """How they stand towards us, what presses most first; of one alone without a number."""
    told = [(sum(one.support in meant for one in people), words) for words, meant in STANDS.items()]
    found = [(count, words) for count, words in told if count][:MOST_SAID]
    return ", ".join(words if len(people) == 1 else f"{count:,} {words}" for count, words in found)


def alt_of(picture: RelationshipMap, whole: RelationshipMap, called: str) -> str:
    """A picture of some people of a map in words."""
    shown, total = len(theirs(picture)), len(theirs(whole))
    ours = len(picture.people) - shown
    return f"Relationship map. {called}. {shown:,} of {counted(total, 'person', 'people')} and {ours} of us."


def told_beside(whole: RelationshipMap, pictures: Sequence[RelationshipMap]) -> Iterator[str]:
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
    return f"{name} ({'one of us' if one.ours else stand([one])})"


def theirs(picture: RelationshipMap) -> list[MapPerson]:
    """The people of the customer."""
    return [one for one in picture.people if not one.ours]
