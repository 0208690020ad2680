"""A template's layouts as stages, and which of them a deck is made from."""

from collections.abc import Iterator
from typing import Any

from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from steward.deck.layouts.placeholders import TITLES, Needs, Slot, Stage
from steward.deck.shapes.geometry import Box

_INSET = 91_440
_TITLE_POINTS = 44.0


class TemplateLayouts:
    """The layouts a deck is made from, all of one master."""

    def __init__(self, presentation: Presentation) -> None:
        choices = [_of_master(presentation, number) for number in range(len(presentation.slide_masters))]
        stages = _best(choices)
        self._content = [stage for stage in stages if stage.holds_content]
        self._openings = [stage for stage in stages if stage.opens]

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


def layout_of(presentation: Presentation, stage: Stage) -> SlideLayout:
    """The layout that a stage describes."""
    master, layout = stage.at
    return presentation.slide_masters[master].slide_layouts[layout]


def page_of(presentation: Presentation) -> Box:
    """The whole slide."""
    return Box(0, 0, int(presentation.slide_width or 9_144_000), int(presentation.slide_height or 6_858_000))


def stage_of(owner: Any, at: tuple[int, int], page: Box) -> Stage:
    """The facts of a layout; of a master, as if it were one."""
    owners: list[Any] = [owner, owner.slide_master] if isinstance(owner, SlideLayout) else [owner]
    titles = [
        shape.element for each in owners for shape in each.placeholders if shape.placeholder_format.type in TITLES
    ]
    styles = [*titles, owners[-1]._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}")]
    insets = (title.find(f".//{qn('a:bodyPr')}").get("lIns") for title in titles)
    inset = next((int(each) for each in insets if each), _INSET)
    sizes = (_first_level(style) for style in styles if style is not None)
    return Stage(at, page, tuple(_slots(owner)), inset, next((size for size in sizes if size), _TITLE_POINTS))


def _of_master(presentation: Presentation, number: int) -> list[Stage]:
    layouts = presentation.slide_masters[number].slide_layouts
    page = page_of(presentation)
    return [stage_of(layout, (number, index), page) for index, layout in enumerate(layouts)]


def _best(masters: list[list[Stage]]) -> list[Stage]:
    """The stages of the master whose plainest content layout suits best; the first on a tie."""

    def cost(stages: list[Stage]) -> float:
        return min((stage.cost(Needs())[0] for stage in stages if stage.holds_content), default=float("inf"))

    return min(masters, key=cost, default=[])


def _slots(owner: Any) -> Iterator[Slot]:
    for shape in owner.placeholders:
        box = _box(shape)
        if box is not None and shape.element.ph_orient != "vert":
            yield Slot(shape.placeholder_format.idx, shape.placeholder_format.type, box)


def _box(shape: Any) -> Box | None:
    """The shape's place, its own or inherited; None where nobody gives one."""
    sides = shape.left, shape.top, shape.width, shape.height
    return None if None in sides else Box(*map(int, sides))


def _first_level(style: Any) -> float | None:
    found = style.find(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    size = None if found is None else found.get("sz")
    return int(size) / 100 if size else None
