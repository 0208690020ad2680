"""A template's own slides: which of them are kept because they hold tokens or tags, and where ours go between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from steward.deck.layouts.template_layouts import page_of, stage_of
from steward.deck.own_slides.tokens import names_in_tree, paragraph_text
from steward.deck.shapes.geometry import Box

Each = TypeVar("Each")
MARKER = "slides"
_SHARED = frozenset(
    {RT.SLIDE, RT.SLIDE_LAYOUT, RT.SLIDE_MASTER, RT.NOTES_MASTER, RT.HANDOUT_MASTER, RT.THEME, RT.COMMENTS, RT.TAGS}
)


@dataclass(frozen=True)
class OwnSlides:
    """The slides kept of a template: how many stand before ours and after, and each one's number in the template.

    `opens`: the first of them is a title slide, and takes the place of ours."""

    before: int = 0
    after: int = 0
    numbers: tuple[int, ...] = ()
    opens: bool = False

    def in_order(self, theirs: Sequence[Each], ours: Sequence[Each], *, opening: bool) -> tuple[Each, ...]:
        """Ours between the template's; where ours begin with a title slide (`opening`), that one before all."""
        first, rest = ours[:opening], ours[opening:]
        return (*first, *theirs[: self.before], *rest, *theirs[self.before :])


def choose(presentation: Presentation) -> tuple[OwnSlides, list[Any]]:
    """The slides to keep, and their parts."""
    numbered = list(enumerate(presentation.slides, start=1))
    marks = [number for number, slide in numbered if _is_marker(slide)]
    kept = [(number, slide) for number, slide in numbered if number not in marks and _is_kept(slide)]
    before = [number for number, _ in kept if not marks or number < marks[0]]
    opens = bool(before) and _is_title(kept[0][1], page_of(presentation))
    own = OwnSlides(len(before), len(kept) - len(before), tuple(number for number, _ in kept), opens)
    return own, [slide.part for _, slide in kept]


def trees_of(part: Any) -> Iterator[tuple[Any, etree._Element]]:
    """The XML of a slide and of all that belongs to it alone: notes, charts, diagrams."""
    seen: set[Any] = set()
    waiting = [part]
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        root = tree_of(each)
        if root is not None:
            yield each, root
        waiting += [r.target_part for r in each.rels.values() if not r.is_external and r.reltype not in _SHARED]


def tree_of(part: Any) -> etree._Element | None:
    """A part's XML; None for pictures and workbooks."""
    if hasattr(part, "_element"):
        root: etree._Element = part._element
        return root
    return etree.fromstring(part.blob) if part.content_type.endswith("+xml") else None


def keep_tree(part: Part, root: etree._Element) -> None:
    """Give a part its changed XML, where it does not hold it itself."""
    if not hasattr(part, "_element"):
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def holds_tokens(part: Any) -> bool:
    """Whether a slide, or what belongs to it, holds any token."""
    return any(names_in_tree(root) for _, root in trees_of(part))


def _is_kept(slide: Any) -> bool:
    """Hidden slides are for whoever makes the template."""
    return slide._element.get("show") not in ("0", "false") and holds_tokens(slide.part)


def _is_marker(slide: Any) -> bool:
    """Whether the slide says `{{slides}}` and nothing else."""
    said = [paragraph_text(each).strip() for each in slide._element.iter(qn("a:p"))]
    return [text.replace(" ", "").casefold() for text in said if text] == ["{{" + MARKER + "}}"]


def _is_title(slide: Any, page: Box) -> bool:
    layout = slide.slide_layout
    return layout._element.get("type") == "title" or stage_of(layout, (0, 0), page).opens
