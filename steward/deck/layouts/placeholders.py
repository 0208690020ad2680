"""A layout seen as room for content: its placeholders by what they can hold, never by name."""

from dataclasses import dataclass, replace
from functools import cached_property

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from steward.deck.shapes.geometry import Box

TITLES = frozenset({KIND.TITLE, KIND.CENTER_TITLE})
FURNITURE = frozenset({KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.HEADER})
_TEXTS = frozenset({KIND.BODY, KIND.OBJECT, KIND.SUBTITLE})
_CONTENTS = _TEXTS | {KIND.TABLE, KIND.CHART}


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


@dataclass(frozen=True)
class Stage:
    """A layout's facts. `at` counts its master and itself; `text_inset` is from a placeholder's edge to its text."""

    at: tuple[int, int]
    page: Box
    slots: tuple[Slot, ...]
    text_inset: int
    title_points: float

    @cached_property
    def title(self) -> Slot | None:
        """Its title."""
        return next((slot for slot in self.slots if slot.kind in TITLES), None)

    @cached_property
    def contents(self) -> list[Slot]:
        """Its placeholders that are large enough to hold something, in reading order."""
        large = [slot for slot in self.slots if slot.kind in _CONTENTS and self._is_large(slot.box)]
        return sorted(large, key=lambda slot: (slot.box.top // max(1, self.page.height // 8), slot.box.left))

    @cached_property
    def strip(self) -> Slot | None:
        """A low, wide placeholder above another one: room for figures."""
        page = self.page
        low = [s for s in self.contents if s.box.height < page.height * 0.28 and s.box.width > page.width * 0.7]
        return low[0] if low and len(self.contents) > 1 else None

    @cached_property
    def texts(self) -> list[Slot]:
        """The contents that hold text."""
        return [slot for slot in self.contents if slot.kind in _TEXTS and slot is not self.strip]

    @cached_property
    def region(self) -> Box | None:
        """The box around all contents."""
        if not self.contents:
            return None
        region = self.contents[0].box
        for slot in self.contents[1:]:
            region = region.around(slot.box)
        return region

    @property
    def room(self) -> Box:
        """Where content may go so that it lines up with the template's text; the page in the last resort."""
        region = self.region or self.page.inset(self.page.width // 16, self.page.height // 6)
        return region.inset(self.text_inset, 0)

    @property
    def subtitles(self) -> list[Slot]:
        """Where an opening says who and when: the subtitle first, then other text."""
        texts = [slot for slot in self.slots if slot.kind is KIND.SUBTITLE] or self.texts[:1]
        return texts + [slot for slot in self.texts if slot not in texts][:1]

    def grown(self, slot: Slot, height: int) -> Box:
        """The slot's box made this high, as far as the page and the other placeholders leave room."""
        box, margin = slot.box, self.page.height // 16
        extra = max(0, height - box.height)
        if self.title is not None and box.top < self.title.box.top:
            top = min(box.top, max(margin, box.top - extra))
            return replace(box, top=top, height=box.bottom - top)
        floor = min(
            [other.box.top for other in self.slots if other.box.top >= box.bottom] + [self.page.bottom - margin]
        )
        return replace(box, height=max(box.height, min(box.height + extra, floor - box.top)))

    @property
    def holds_content(self) -> bool:
        """Whether a slide with a title above wide content can be made from it."""
        title, region, page = self.title, self.region, self.page
        if title is None or region is None:
            return False
        above = title.box.bottom <= region.top + page.height * 0.02 and title.box.height <= page.height * 0.35
        wide = title.box.width >= page.width * 0.4 and region.width >= page.width * 0.6
        return above and wide and region.height >= page.height * 0.42 and page.overlap(region) >= region.area * 0.97

    @property
    def opens(self) -> bool:
        """Whether it is a title slide: a title, and something for a subtitle."""
        return self.title is not None and any(slot.kind is KIND.SUBTITLE for slot in self.slots)

    def cost(self, needs: Needs) -> tuple[float, int]:
        """How badly it suits, then how little room it has."""
        contents = len(self.contents) - (self.strip is not None)
        others = [slot for slot in self.slots if slot.kind not in FURNITURE | TITLES]
        unused = len(others) - len(self.contents)
        typed = any(slot.kind not in _TEXTS for slot in self.contents if slot is not self.strip)
        spare = max(0, contents - needs.blocks) * 2 + max(0, needs.blocks - contents)
        wrong = 1.5 * (typed != needs.table) + 1.5 * ((self.strip is not None) != needs.figures)
        mute = 100 * (needs.text and not self.texts)
        return spare + unused + wrong + mute, -(self.region.area if self.region else 0)

    def _is_large(self, box: Box) -> bool:
        return box.height > self.page.height * 0.1 and box.width > self.page.width * 0.18
