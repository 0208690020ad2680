"""What a slide does not hold at a size that is read goes on on the next one: nothing is cut, no row is left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar, assert_never

from steward.deck.model import Slide, SlidePart
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Style
from steward.deck.slides.laying import holds, is_whole, laid
from steward.deck.slides.low_charts import is_chart, is_low
from steward.exhibits import (
    Bars,
    Bridge,
    Bullets,
    Heatmap,
    Lines,
    OrgChart,
    Picture,
    RelationshipMap,
    SlideExhibit,
    StackedBars,
    Table,
    Timeline,
)
from steward.exhibits.plan_places import whole_extent
from steward.exhibits.wording import which_of

Rows = TypeVar("Rows", Table, Heatmap, Bullets, Timeline)
_MOST = 4
"""So many slides at most; what is longer is counted, and belongs into a workbook."""
_SHORT = 7
"""A table of so many rows at most is not parted where a slide of its own holds it."""
_FEWEST = 3
"""So many rows at least begin beside something else; fewer have a slide with all others."""


@dataclass(frozen=True)
class Pages:
    """The room of a slide before it is made, and the style of its deck; `unbroken`: no word may be wider than its
    column, which a table of many columns cannot always have."""

    room: Callable[[Slide], Box]
    style: Style
    unbroken: bool = True

    def hold(self, slide: Slide) -> bool:
        """Whether all of it has room."""
        return holds(slide, self.room(slide), self.style, unbroken=self.unbroken)

    def squeeze(self, slide: Slide) -> bool:
        """Whether a chart beside something else would be so low that little of it is seen."""
        if len(slide.exhibits) < 2 or not slide.figures or not any(map(is_chart, slide.exhibits)):
            return False
        frames = laid(slide, self.room(slide), self.style).frames
        return any(is_chart(frame.exhibit) and is_low(frame.box, self.style) for frame in frames)

    def most(self, begun: SlidePart, place: int) -> int:
        """How many rows of one exhibit have room on a slide beside all else."""
        return _most(
            _count(begun.exhibits[place]), lambda count: self.hold_exhibit(_with(begun, place, 0, count), place)
        )

    def most_alone(self, begun: SlidePart, exhibit: SlideExhibit, start: int) -> int:
        """How many of its rows have room on a slide of their own."""
        left = _count(exhibit) - start
        return _most(left, lambda count: self.hold(_alone(begun, exhibit, start, start + count)))

    def most_said(self, part: SlidePart, points: Sequence[str]) -> int:
        """How many sentences have room on a slide."""
        return _most(len(points), lambda count: self.hold(replace(part, points=tuple(points[:count]))))

    def hold_exhibit(self, slide: Slide, place: int) -> bool:
        """Whether all of one exhibit has room."""
        frame = laid(slide, self.room(slide), self.style).frames[place]
        return is_whole(frame.exhibit, frame.box, self.style, unbroken=self.unbroken)


def continued(slide: Slide, pages: Pages) -> list[Slide]:
    """The slide as it is where it holds all it says, else it and those that go on with it."""
    if slide.opening:
        return [slide]
    low = pages.squeeze(slide)
    if not low and pages.hold(slide):
        return [slide]
    begun, apart = _first_picture(slide) if low else (_part(slide), [])
    begun, rest = _exhibits_begun(begun, pages)
    rest += [part for one in apart for part in _whole_or_parts(one, pages)]
    begun, sentences = _points_begun(begun, pages)
    rest += sentences
    if not rest:
        return [slide]
    count = len(rest) + 1
    return [begun, *(_numbered(slide, part, number, count) for number, part in enumerate(rest, start=2))]


def _first_picture(slide: Slide) -> tuple[SlidePart, list[SlidePart]]:
    """The slide with its first chart alone, and a slide for each of its other exhibits."""
    whole = _part(slide)
    first = next(place for place, exhibit in enumerate(whole.exhibits) if is_chart(exhibit))
    others = [one for place, one in enumerate(whole.exhibits) if place != first]
    return replace(whole, exhibits=whole.exhibits[first : first + 1]), [
        _alone(slide, one, 0, _count(one)) for one in others
    ]


def _whole_or_parts(part: SlidePart, pages: Pages) -> list[SlidePart]:
    """An exhibit with nothing beside it on as many slides as it takes."""
    if pages.hold(part):
        return [part]
    begun, rest = _exhibits_begun(part, pages)
    return [begun, *rest]


def _exhibits_begun(slide: SlidePart, pages: Pages) -> tuple[SlidePart, list[SlidePart]]:
    """The slide with as much of each exhibit as it holds, and slides with what is left of them."""
    begun, rest = slide, list[SlidePart]()
    for exhibit in slide.exhibits:
        place = [one.id for one in begun.exhibits].index(exhibit.id)
        if not _count(exhibit) or pages.hold_exhibit(begun, place):
            continue
        lenient = replace(pages, unbroken=False)
        if lenient.hold_exhibit(begun, place) and _sizes(begun, place, pages) is None:
            continue
        sizes = _sizes(begun, place, pages) or _sizes(begun, place, lenient)
        if sizes is None:
            continue
        rest += _following(slide, exhibit, sizes)
        begun = _with(begun, place, 0, sizes[0]) if sizes[0] else _without(begun, place)
    return begun, rest


def _sizes(begun: SlidePart, place: int, pages: Pages) -> list[int] | None:
    """How many rows stand on each slide; None where not even one has room, or they are too many."""
    exhibit = begun.exhibits[place]
    alone, shown = len(begun.exhibits) == 1 and not begun.figures, pages.most(begun, place)
    if not alone and (shown < min(_FEWEST, _count(exhibit)) or _better_whole(begun, place, pages)):
        shown = 0
    if alone and not shown:
        return None
    sizes, total = [shown], _count(exhibit)
    while (done := sum(sizes)) < total:
        here = pages.most_alone(begun, exhibit, done)
        if not here or len(sizes) == _MOST:
            return None
        sizes.append(here)
    return _even(begun, place, sizes, pages)


def _better_whole(begun: SlidePart, place: int, pages: Pages) -> bool:
    """Whether all of it stands on a slide of its own: rows of a heat map are compared, and few rows are one table."""
    exhibit = begun.exhibits[place]
    count = _count(exhibit)
    short = isinstance(exhibit, Heatmap) or (isinstance(exhibit, Table) and count <= _SHORT)
    return short and pages.most_alone(begun, exhibit, 0) == count


def _even(begun: SlidePart, place: int, sizes: Sequence[int], pages: Pages) -> list[int]:
    """As many on each slide, where they have room so: no slide with a single row behind a full one."""
    here = [0] if not sizes[0] else []
    even = [*here, *_evenly(sum(sizes), len(sizes) - len(here))]
    exhibit, start = begun.exhibits[place], even[0]
    if start and not pages.hold_exhibit(_with(begun, place, 0, start), place):
        return list(sizes)
    for size in even[1:]:
        if not pages.hold(_alone(begun, exhibit, start, start + size)):
            return list(sizes)
        start += size
    return even


def _evenly(total: int, parts: int) -> list[int]:
    whole, more = divmod(total, parts)
    return [whole + (number < more) for number in range(parts)]


def _following(slide: Slide, exhibit: SlideExhibit, sizes: Sequence[int]) -> list[SlidePart]:
    found, start = list[SlidePart](), sizes[0]
    for size in sizes[1:]:
        found.append(_alone(slide, exhibit, start, start + size))
        start += size
    return found


def _points_begun(begun: SlidePart, pages: Pages) -> tuple[SlidePart, list[SlidePart]]:
    """The slide with as many of its sentences as it holds, and slides with the others."""
    if not begun.points or pages.hold(begun):
        return begun, []
    bare, points = _bare(begun, begun.title), begun.points
    sizes = [pages.most_said(begun, points)]
    while (done := sum(sizes)) < len(points):
        here = pages.most_said(bare, points[done:])
        if not here or len(sizes) == _MOST:
            return begun, []
        sizes.append(here)
    if not begun.exhibits and len(points) >= len(sizes):
        even = _evenly(len(points), len(sizes))
        sizes = even if all(map(pages.hold, _sentences(bare, points, even))) else sizes
    first, *rest = _sentences(bare, points, sizes)
    return replace(begun, points=first.points), rest


def _sentences(bare: SlidePart, points: Sequence[str], sizes: Sequence[int]) -> list[SlidePart]:
    ends = list(accumulate(sizes))
    return [replace(bare, points=tuple(points[end - size : end])) for size, end in zip(sizes, ends, strict=True)]


def _most(total: int, fits: Callable[[int], bool]) -> int:
    """The largest number that fits; 0 where none does."""
    low, high = 0, total
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _part(slide: Slide) -> SlidePart:
    if isinstance(slide, SlidePart):
        return slide
    return SlidePart(
        id=slide.id, whole=slide.id, title=slide.title, subtitle=slide.subtitle, exhibits=tuple(slide.exhibits),
        notes=slide.notes, figures=tuple(slide.figures), points=tuple(slide.points), so_what=slide.so_what,
    )  # fmt: skip


def _with(part: SlidePart, place: int, start: int, end: int) -> SlidePart:
    """With some rows of one exhibit."""
    exhibit = part.exhibits[place]
    exhibits = (*part.exhibits[:place], _rows(exhibit, start, end), *part.exhibits[place + 1 :])
    left = _count(exhibit) - (end - start)
    return replace(
        part, exhibits=exhibits, elsewhere={**part.elsewhere, exhibit.id: left},
        up_to={**part.up_to, exhibit.id: _rows(exhibit, 0, end)},
    )  # fmt: skip


def _without(part: SlidePart, place: int) -> SlidePart:
    return replace(part, exhibits=(*part.exhibits[:place], *part.exhibits[place + 1 :]))


def _alone(slide: Slide, exhibit: SlideExhibit, start: int, end: int) -> SlidePart:
    """Some rows of an exhibit, with nothing beside them. What goes on of the only one has the title of its slide."""
    goes_on = start and len(slide.exhibits) == 1
    title = exhibit.title if exhibit.title and not goes_on else slide.title
    whole = replace(_bare(slide, title), exhibits=(replace(exhibit, title=title),))
    return whole if end - start == _count(exhibit) else _with(whole, 0, start, end)


def _bare(slide: Slide, title: str) -> SlidePart:
    whole = slide.whole if isinstance(slide, SlidePart) else slide.id
    return SlidePart(id=slide.id, whole=whole, title=title, subtitle="", exhibits=(), notes="")


def _numbered(slide: Slide, part: SlidePart, number: int, count: int) -> SlidePart:
    """With a title and an id of its own."""
    title = f"{part.title} ({which_of(number, count)})"
    said = tuple(replace(one, title=title, alt=f"Part {number} of {count}. {one.alt}") for one in part.exhibits)
    return replace(part, id=f"{slide.id}:{number}", title=title, exhibits=said)


def _count(exhibit: SlideExhibit) -> int:
    """How many rows it has that may stand on slides of their own; 0 for what is one picture."""
    match exhibit:
        case Table() | Heatmap():
            return len(exhibit.rows)
        case Bullets():
            return len(exhibit.bullets)
        case Timeline():
            return len(exhibit.spans)
        case Lines() | Bars() | StackedBars() | Bridge() | OrgChart() | RelationshipMap() | Picture():
            return 0
        case _:
            assert_never(exhibit)


def _rows(exhibit: SlideExhibit, start: int, end: int) -> SlideExhibit:
    """The same with some of its rows, on the scale of all of them."""
    match exhibit:
        case Table():
            first = exhibit.first + start
            return replace(exhibit, rows=exhibit.rows[start:end], keys=exhibit.keys[start:end], first=first)
        case Heatmap():
            known = [float(each) for row in exhibit.values for each in row if each is not None]
            span = exhibit.span or ((min(known), max(known)) if known else None)
            return replace(exhibit, rows=exhibit.rows[start:end], values=exhibit.values[start:end], span=span)
        case Bullets():
            return replace(exhibit, bullets=exhibit.bullets[start:end])
        case Timeline():
            days = exhibit.span or whole_extent(exhibit.spans)
            return replace(exhibit, spans=exhibit.spans[start:end], span=days)
        case Lines() | Bars() | StackedBars() | Bridge() | OrgChart() | RelationshipMap() | Picture():
            return exhibit
        case _:
            assert_never(exhibit)
