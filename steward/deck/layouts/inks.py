"""The colour of text in a template's placeholders: its own as long as it reads, for what it stands on may be ours."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from steward.deck.layouts.placeholders import TITLES, Slot
from steward.deck.theme.theme import Colour, Page, Theme, legibility

_LARGE = 3.0
"""The contrast of text of 18 points and more, which titles and sentences have."""
_FIRST = qn("a:lvl1pPr")


def ink_of(layout: Any, slot: Slot, theme: Theme, page: Page) -> Colour | None:
    """None for the template's own colour where it reads on a page; else the one of the theme that does."""
    fill = next(_fills(layout, slot), None)
    stops = [] if fill is None else [*fill.iter(qn("a:schemeClr"), qn("a:srgbClr"), qn("a:sysClr"))]
    shown = [*map(theme.shown, stops)] or [theme.rgb(Colour("tx1"))]
    return None if min(legibility(each, page) for each in shown) >= _LARGE else theme.text_on(page)


def _fills(layout: Any, slot: Slot) -> Iterator[etree._Element]:
    """What the layout says, then its master's placeholder, then its master."""
    master = layout.slide_master
    here = [each for each in layout.placeholders if each.placeholder_format.idx == slot.index]
    above = [each for each in master.placeholders if (each.placeholder_format.type in TITLES) is (slot.kind in TITLES)]
    style = f"{qn('p:txStyles')}/{qn('p:titleStyle' if slot.kind in TITLES else 'p:bodyStyle')}"
    owners = [*(each.element.find(f".//{qn('a:lstStyle')}") for each in here + above[:1]), master._element.find(style)]
    for owner in owners:
        found = None if owner is None else owner.find(f"{_FIRST}/{qn('a:defRPr')}")
        yield from (
            () if found is None else (each for each in found if each.tag in (qn("a:solidFill"), qn("a:gradFill")))
        )
