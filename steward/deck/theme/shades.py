"""Shades of a theme's accents: series that nobody takes for each other, and cells from faint to strong."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from steward.deck.theme.theme import Colour, Page, Rgb, Theme, contrast, legibility, luminance, mean_of
from steward.deck.theme.tones import BAD, READ, dark_on, seen

_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_SHADES = (-0.25, 0.4, -0.5, 0.6)
_NEARLY = 0.15
"""So much of a shade leaves an accent what it is."""
_MOST, _HARDLY_SEEN = 8, 1.9
"""How many series have a colour of their own, and the contrast with the page without which no line is seen."""
_DEMANDS = ((24.0, True), (20.0, True), (24.0, False), (19.2, False), (15.4, False), (12.3, False), (9.8, False))
"""How far apart any two are at least (in CIELAB), and whether each has to stand out from the page."""
_STRENGTHS = (0.12, 0.3, 0.52, 0.76, 1.0)
_NEAR = 30
"""How many hundredths around a strength are tried, for one on which text reads."""
_REACH = 45.0
"""How far the strongest cell is from the page at least, in steps of lightness from 0 to 100."""


def series_colours(theme: Theme, page: Page, text: Colour) -> tuple[Colour, ...]:
    """The accents in their order, reds last since red says something; where they are few or alike, shades of them. On a
    page of middling grey, on which few colours stand out and are told apart as well, being told apart counts more."""
    chosen: tuple[Colour, ...] = ()
    for apart, stands_out in _DEMANDS:
        chosen = _chosen(theme, page, apart, seen(theme, page) if stands_out else _HARDLY_SEEN)
        if len(chosen) >= _MOST // 2:
            return chosen
    return chosen or (text,)


def _chosen(theme: Theme, page: Page, apart: float, least: float) -> tuple[Colour, ...]:
    chosen: list[Colour] = []
    for colour in _candidates(theme, page, least):
        rgb = theme.rgb(colour)
        if legibility(rgb, page) >= least and all(difference(rgb, theme.rgb(other)) >= apart for other in chosen):
            chosen.append(colour)
    return tuple(chosen[:_MOST])


def _candidates(theme: Theme, page: Page, least: float) -> Iterator[Colour]:
    """The accents that are seen nearly as they are, then those that have to be moved far from the page for that, then
    lighter and darker ones; reds last."""
    own = sorted((_shown(theme, page, name, least) for name in _ACCENTS), key=lambda one: abs(one.brightness) > _NEARLY)
    reds = {one.name for one in own[1:] if BAD.holds(theme, Colour(one.name))}
    for last in (False, True):
        these = [one for one in own if (one.name in reds) is last]
        yield from these
        yield from (Colour(one.name, shade) for shade in _SHADES for one in these)


def _shown(theme: Theme, page: Page, name: str, least: float) -> Colour:
    away = -1 if dark_on(theme, page) else 1
    shades = (Colour(name, away * step / 20) for step in range(15))
    return next((each for each in shades if legibility(theme.rgb(each), page) >= least), Colour(name))


def legible(theme: Theme, page: Page, colour: Colour) -> Colour:
    """The nearest shade of a colour that can be read on a page; the template's own text colour where there is none."""
    away = -1 if dark_on(theme, page) else 1
    begin = round(abs(colour.brightness) * 20) if colour.brightness * away > 0 else 0
    shades = [colour, *(Colour(colour.name, away * step / 20, colour.dull) for step in range(begin, 19))]
    return next((each for each in shades if legibility(theme.rgb(each), page) >= READ), theme.text_on(page))


def tints(theme: Theme, accent: Colour, page: Page, *, dark: bool) -> Iterator[tuple[Colour, Colour]]:
    """Five fills of the accent, each hiding more of the page than the one before, with the text colour that reads on
    it; `dark`: what stands on the page is darker than it."""
    ground = mean_of(page)
    strong = _far_from(theme, accent, lightness(ground), dark=dark)
    for strength in _STRENGTHS:
        near = sorted((step / 100 for step in range(8, 101)), key=lambda each: abs(each - strength))
        fills = [replace(strong, clear=round(1 - each, 2)) for each in near[:_NEAR]]
        inked = [(fill, theme.ink_over(fill, ground)) for fill in fills]
        yield next((pair for pair in inked if _reads(theme, *pair, ground)), inked[0])


def _reads(theme: Theme, fill: Colour, ink: Colour, ground: Rgb) -> bool:
    return contrast(theme.rgb(ink), theme.over(fill, ground)) >= READ


def _far_from(theme: Theme, accent: Colour, ground: float, *, dark: bool) -> Colour:
    """The accent, or as much of its shade as is far enough from the page."""
    ways = (Colour(accent.name, (-1 if dark else 1) * step / 20) for step in range(19))
    far = ((lightness(theme.rgb(each)) - ground) * (-1 if dark else 1) >= _REACH for each in ways)
    return Colour(accent.name, (-1 if dark else 1) * next((step for step, is_far in enumerate(far) if is_far), 18) / 20)


def lightness(rgb: Rgb) -> float:
    """How light a colour seems, in even steps from 0 to 100 (the L of CIELAB)."""
    share = luminance(rgb)
    return 116 * share ** (1 / 3) - 16 if share > 0.008856 else 903.3 * share


def difference(one: Rgb, other: Rgb) -> float:
    """How unlike two colours seem: 2 can just be told apart side by side, 20 across a room."""
    pairs = zip(_lab(one), _lab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _lab(rgb: Rgb) -> Sequence[float]:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, luminance(rgb), z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
