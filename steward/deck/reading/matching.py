"""Which slide of a deck that came back is which of those that were drawn, whatever was moved, copied or renamed."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.deck.receipts.made import is_strip
from steward.deck.receipts.model import FigureDrawn, SlideDrawn, Spot
from steward.deck.receipts.slide_objects import TITLE, Object

_SAME_NAME, _SAME_TEXT, _SAME_ID = 4, 2, 1


@dataclass(frozen=True)
class SlideNow:
    """A slide as it is now: its number, PowerPoint's id, its part and what is on it."""

    number: int
    key: str
    part: str
    objects: Sequence[Object]

    @property
    def title(self) -> str:
        """Its title, or the first text on it."""
        texts = [" ".join(each.lines) for each in sorted(self.objects, key=lambda one: one.place != TITLE)]
        return next(filter(None, texts), "")


@dataclass(frozen=True)
class Pair:
    """A slide as it was drawn and as it is; `copy`: of one that is there as well."""

    drawn: SlideDrawn
    now: SlideNow
    copy: bool = False


@dataclass(frozen=True)
class Matched:
    """The slides found again, those that are gone, and those that somebody added."""

    pairs: tuple[Pair, ...]
    gone: tuple[SlideDrawn, ...]
    added: tuple[SlideNow, ...]


def matched(drawn: Sequence[SlideDrawn], now: Sequence[SlideNow]) -> Matched:
    """The likeliest pairs first, each slide once; then copies of slides that are there."""
    scores = {(one, other): _score(was, here) for one, was in enumerate(drawn) for other, here in enumerate(now)}
    ranked = sorted((each for each in scores if scores[each]), key=lambda each: (-scores[each], *each))
    pairs: list[Pair] = []
    gone, new = set(range(len(drawn))), set(range(len(now)))
    for one, other in ranked:
        if one in gone and other in new:
            pairs.append(Pair(drawn[one], now[other]))
            gone.discard(one)
            new.discard(other)
    for one, other in ranked:
        if other in new and scores[one, other] >= _SAME_NAME:
            pairs.append(Pair(drawn[one], now[other], copy=True))
            new.discard(other)
    pairs.sort(key=lambda pair: pair.now.number)
    return Matched(tuple(pairs), tuple(drawn[each] for each in sorted(gone)), tuple(now[each] for each in sorted(new)))


def _score(was: SlideDrawn, now: SlideNow) -> int:
    """How much of the one is on the other."""
    names = {exhibit.spot.name for exhibit in was.exhibits} & {each.name for each in now.objects}
    before = {text for words in was.words for text in words.texts} | {figure.label for figure in was.figures}
    after = {text for each in now.objects for text in each.lines}
    return len(names) * _SAME_NAME + len(before & after) * _SAME_TEXT + (was.key == now.key) * _SAME_ID


def object_at(spot: Spot, now: SlideNow) -> Object | None:
    """The object that stands there: by its name, where it is the only one of it; else by its id."""
    named = [each for each in now.objects if each.name == spot.name]
    if len(named) == 1:
        return named[0]
    return next((each for each in named or now.objects if each.key == spot.key), None)


def column_of(figure: FigureDrawn, strip: Object) -> int | None:
    """The column a figure stands in: where it was, if it still says so; else where its label is."""
    labels = strip.shown.rows[0] if is_strip(strip) or strip.shown.rows else ()
    if figure.spot.place < len(labels) and labels[figure.spot.place] == figure.label:
        return figure.spot.place
    if figure.label in labels:
        return labels.index(figure.label)
    return None
