"""Layouts chosen by what they can hold: names are in any language, and lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.presentation import Presentation
from pptx.slide import SlideLayout, SlideMaster

from steward.deck.geometry import Box

_TITLES = frozenset({KIND.TITLE, KIND.CENTER_TITLE})
_TEXTS = frozenset({KIND.BODY, KIND.OBJECT, KIND.SUBTITLE})
_CONTENTS = _TEXTS | {KIND.TABLE, KIND.CHART}
_FURNITURE = frozenset({KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.HEADER})


@dataclass(frozen=True)
class Slot:
    """A placeholder of a layout."""

    index: int
    kind: KIND
    box: Box


@dataclass(frozen=True)
class Needs:
    """What a slide wants from its layout."""

    blocks: int = 1
    figures: bool = False
    table: bool = False
    text: bool = True


class Stage:
    """A layout seen as room for content."""

    def __init__(self, layout: SlideLayout, page: Box) -> None:
        self.layout = layout
        self.page = page
        self.slots = list(_slots(layout))

    @cached_property
    def title(self) -> Slot | None:
        """Its title."""
        return next((slot for slot in self.slots if slot.kind in _TITLES), None)

    @cached_property
    def contents(self) -> list[Slot]:
        """Its placeholders that are large enough to hold something, those for text in reading order."""
        large = [slot for slot in self.slots if slot.kind in _CONTENTS and self._is_large(slot.box)]
        return sorted(large, key=lambda slot: (slot.box.top // max(1, self.page.height // 8), slot.box.left))

    @cached_property
    def strip(self) -> Slot | None:
        """A low, wide placeholder above another one: room for figures."""
        low = (
            s for s in self.contents if s.box.height < self.page.height * 0.28 and s.box.width > self.page.width * 0.7
        )
        return next((slot for slot in low if len(self.contents) > 1), None)

    @cached_property
    def texts(self) -> list[Slot]:
        """The contents that hold text."""
        return [slot for slot in self.contents if slot.kind in _TEXTS and slot is not self.strip]

    @cached_property
    def region(self) -> Box | None:
        """Where content may go: around all contents, inside the page and below the title."""
        boxes = [slot.box for slot in self.contents]
        if not boxes:
            return None
        region = boxes[0]
        for box in boxes[1:]:
            region = region.around(box)
        return region

    @property
    def room(self) -> Box:
        """Where content may go; the page itself in the last resort."""
        return self.region or self.page.inset(self.page.width // 16, self.page.height // 6)

    @property
    def subtitles(self) -> list[Slot]:
        """Where an opening says who and when: the subtitle first, then other text."""
        texts = [slot for slot in self.slots if slot.kind is KIND.SUBTITLE] or self.texts[:1]
        return texts + [slot for slot in self.texts if slot not in texts][:1]

    def _is_large(self, box: Box) -> bool:
        return box.height > self.page.height * 0.1 and box.width > self.page.width * 0.18

    @property
    def holds_content(self) -> bool:
        """Whether a slide with a title above wide content can be made from it."""
        title, region = self.title, self.region
        if title is None or region is None:
            return False
        return (
            title.box.bottom <= region.top + self.page.height * 0.02
            and title.box.width >= self.page.width * 0.4
            and title.box.height <= self.page.height * 0.35
            and region.width >= self.page.width * 0.6
            and region.height >= self.page.height * 0.42
            and self.page.overlap(region) >= region.area * 0.97
        )

    @property
    def opens(self) -> bool:
        """Whether it is a title slide: a title, something for a subtitle, and nothing else to fill."""
        subtitles = [slot for slot in self.slots if slot.kind is KIND.SUBTITLE]
        return self.title is not None and bool(subtitles)

    def cost(self, needs: Needs) -> tuple[float, int]:
        """How badly it suits, then how little room it has."""
        contents = len(self.contents) - (self.strip is not None)
        others = [slot for slot in self.slots if slot.kind not in _FURNITURE | _TITLES]
        unused = len(others) - len(self.contents)
        typed = sum(slot.kind not in _TEXTS for slot in self.contents if slot is not self.strip)
        spare = max(0, contents - needs.blocks) * 2 + max(0, needs.blocks - contents)
        wrong = (typed > 0) != needs.table if typed or needs.table else False
        strip = (self.strip is not None) != needs.figures
        mute = 100 * (needs.text and not self.texts)
        return spare + unused + 1.5 * strip + 1.5 * wrong + mute, -(self.region.area if self.region else 0)


def _slots(layout: SlideLayout) -> Iterator[Slot]:
    for shape in layout.placeholders:
        box = _box(shape)
        if box is not None and shape.element.ph_orient != "vert":
            yield Slot(shape.placeholder_format.idx, shape.placeholder_format.type, box)


def _box(shape: Any) -> Box | None:
    """The shape's place, its own or inherited; None where nobody gives one."""
    sides = shape.left, shape.top, shape.width, shape.height
    return None if None in sides else Box(*map(int, sides))


class Stages:
    """The layouts a deck is made from, all of one master."""

    def __init__(self, presentation: Presentation) -> None:
        self.page = page_of(presentation)
        self._content, self._openings = _best_master(presentation, self.page)

    @property
    def found(self) -> bool:
        """Whether any layout holds content."""
        return any(stage.texts for stage in self._content)

    def content(self, needs: Needs) -> Stage:
        """The layout that suits best."""
        return min(self._content, key=lambda stage: stage.cost(needs))

    @property
    def opening(self) -> Stage:
        """The title slide's layout; one for content where the template has none."""
        return self._openings[0] if self._openings else self.content(Needs())


def page_of(presentation: Presentation) -> Box:
    """The whole slide."""
    return Box(0, 0, int(presentation.slide_width), int(presentation.slide_height))


def _best_master(presentation: Presentation, page: Box) -> tuple[list[Stage], list[Stage]]:
    """Content and opening layouts of the master whose plainest content layout suits best; the first on a tie."""
    choices = [_stages(master, page) for master in presentation.slide_masters]
    usable = [choice for choice in choices if choice[0]]
    if not usable:
        return [], choices[0][1] if choices else []
    return min(usable, key=lambda choice: min(stage.cost(Needs())[0] for stage in choice[0]))


def _stages(master: SlideMaster, page: Box) -> tuple[list[Stage], list[Stage]]:
    stages = [Stage(layout, page) for layout in master.slide_layouts]
    return [stage for stage in stages if stage.holds_content], [stage for stage in stages if stage.opens]
