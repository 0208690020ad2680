"""A page of middling grey, on which no red and no green can be read: what is told stands on a plate of its own."""

from steward.deck.theme.theme import Colour, Page, Theme, contrast, legibility
from steward.deck.theme.tones import READ, tones

_SURFACES = ("bg1", "bg2", "tx1", "tx2")
_CALM = 7.0
"""How far text stands out from a plate at least."""


def plate_on(theme: Theme, page: Page) -> Colour | None:
    """The theme's colour for a plate; None where words in colours read on the page itself."""
    said = tones(theme, page, READ)
    if min(legibility(theme.rgb(each), page) for each in (said.good, said.watch, said.bad)) >= READ:
        return None
    text = theme.rgb(theme.text_on(page))
    best = max(map(Colour, _SURFACES), key=lambda colour: contrast(theme.rgb(colour), text))
    return best if contrast(theme.rgb(best), text) >= _CALM else None
