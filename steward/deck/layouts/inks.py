"""The colour of text in a template's placeholders: its own as long as it reads, for what it stands on may be ours."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from steward.deck.layouts.ground import ground_of
from steward.deck.layouts.placeholders import TITLES, Slot
from steward.deck.theme.theme import Colour, Page, Theme, legibility

_LARGE = 3.0
"""The contrast of text of 18 points and more, which titles and sentences have."""
_FIRST = qn("a:lvl1pPr")


KnownInks = dict[tuple[int, Page, bool], Colour | None]
"""What was worked out for a layout: by placeholder, what it stands on, and whether it is the title."""


class Inks:
    """The colours of text in the placeholders of one layout, each worked out once. `known`: what decks on the same
    template worked out before."""

    def __init__(self, layout: Any, theme: Theme, known: KnownInks) -> None:
        self._layout, self._theme, self._known = layout, theme, known

    def title(self, slot: Slot, page: Page) -> Colour | None:
        """Of a title, which may stand on a picture or a shape of the template."""
        return self._once(slot, page, title=True)

    def on(self, slot: Slot, page: Page) -> Colour | None:
        """Of what stands on the page, or on our own plate."""
        return self._once(slot, page, title=False)

    def _once(self, slot: Slot, page: Page, *, title: bool) -> Colour | None:
        key = slot.index, page, title
        if key not in self._known:
            ground = ground_of(self._layout, slot.box, self._theme, page) if title else page
            self._known[key] = ink_of(self._layout, slot, self._theme, ground)
        return self._known[key]


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
