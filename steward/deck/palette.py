"""Theme colours put to use: what reads on this template's background, and which accents are told apart."""

import colorsys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pptx.slide import SlideLayout

from steward.deck.theme import Colour, Page, Rgb, Theme, legibility, luminance
from steward.exhibits import Mood

_SURFACES = ("bg1", "bg2", "tx2", "tx1")
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))


@dataclass(frozen=True)
class Palette:
    """The colours one deck is drawn in."""

    text: Colour
    muted: Colour
    neutral: Colour
    faint: Colour
    accents: tuple[Colour, ...]
    good: Colour
    watch: Colour
    bad: Colour
    page: Colour
    """The theme colour nearest to the background, for the gaps between shaded cells."""
    tints: tuple[tuple[Colour, Colour], ...]
    """Fills from lightest to strongest for shaded cells, each with the text colour that reads on it."""


def of_mood(found: Palette, mood: Mood) -> Colour:
    """What a mood is drawn in."""
    return {
        Mood.GOOD: found.good, Mood.NEUTRAL: found.neutral, Mood.WATCH: found.watch, Mood.BAD: found.bad,
    }[mood]  # fmt: skip


def palette(theme: Theme, layout: SlideLayout) -> Palette:
    """The palette for slides of this layout."""
    page = theme.background(layout)
    text = _most_legible(theme, page)
    accents = _accents(theme, page, text)
    return Palette(
        text=text,
        muted=_faded(theme, page, text, (0.35, 0.25, 0.15), 5.0),
        neutral=_faded(theme, page, text, (0.5, 0.4, 0.3), 3.0),
        faint=_faded(theme, page, text, (0.85, 0.7, 0.5, 0.35), 1.2),
        accents=accents,
        good=_welcome(theme, page) or text,
        watch=_amber(theme, page) or accents[min(1, len(accents) - 1)],
        bad=_warning(theme, page) or text,
        page=min((Colour(name) for name in _SURFACES), key=lambda c: _distance(theme.rgb(c), page[0])),
        tints=tuple(_tints(theme, accents[0], page)),
    )


def _most_legible(theme: Theme, page: Page) -> Colour:
    """The template's own text colour if it reads; else the best of its four."""
    names = [theme.body_text, *(Colour(name) for name in ("tx1", "bg1", "tx2", "bg2"))]
    if legibility(theme.rgb(names[0]), page) >= 4.5:
        return names[0]
    return max(names, key=lambda colour: legibility(theme.rgb(colour), page))


def _light(page: Page) -> float:
    return sum(map(luminance, page)) / len(page)


def _faded(theme: Theme, page: Page, text: Colour, amounts: Sequence[float], least: float) -> Colour:
    """The text colour moved towards the page as far as it still reads, never beyond it."""
    direction = 1 if luminance(theme.rgb(text)) < _light(page) else -1
    for amount in amounts:
        faded = Colour(text.name, direction * amount, dull=True)
        beyond = (_light(page) - luminance(theme.rgb(faded))) * direction < 0
        if not beyond and legibility(theme.rgb(faded), page) >= least:
            return faded
    return text


def _accents(theme: Theme, page: Page, text: Colour) -> tuple[Colour, ...]:
    """The theme's accents that stand out from the page and from each other, in its order; then stronger ones."""
    away = -1 if _light(page) > 0.3 else 1
    chosen: list[Colour] = []
    for strength in (0.0, 0.25, 0.5):
        for colour in (Colour(name, away * strength) for name in _ACCENTS):
            rgb = theme.rgb(colour)
            near = any(_distance(rgb, theme.rgb(other)) < 0.18 for other in chosen)
            if legibility(rgb, page) >= 1.9 and not near and colour.name not in {other.name for other in chosen}:
                chosen.append(colour)
    return tuple(chosen) or (text,)


def _distance(one: Rgb, other: Rgb) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


def _welcome(theme: Theme, page: Page) -> Colour | None:
    """An accent that reads as text and warns of nothing: its own or, away from the page, a stronger shade."""
    away = -1 if _light(page) > 0.3 else 1
    for colour in (Colour(name, away * strength) for name in _ACCENTS for strength in (0.0, 0.25, 0.4)):
        hue, _, vivid = colorsys.rgb_to_hls(*theme.rgb(colour))
        if 0.25 < hue < 0.72 and vivid > 0.2 and legibility(theme.rgb(colour), page) >= 4.5:
            return colour
    return None


def _amber(theme: Theme, page: Page) -> Colour | None:
    """An orange or yellow of the theme that stands out from the page."""
    for accent in map(Colour, _ACCENTS):
        hue, _, vivid = colorsys.rgb_to_hls(*theme.rgb(accent))
        if 0.07 < hue < 0.18 and vivid > 0.35 and legibility(theme.rgb(accent), page) >= 1.9:
            return accent
    return None


def _warning(theme: Theme, page: Page) -> Colour | None:
    """A red or orange of the theme, dark enough to read as text."""
    for accent in map(Colour, _ACCENTS):
        hue, _, vivid = colorsys.rgb_to_hls(*theme.rgb(accent))
        if (hue < 0.09 or hue > 0.94) and vivid > 0.35 and legibility(theme.rgb(accent), page) >= 4.0:
            return accent
    return None


def _tints(theme: Theme, accent: Colour, page: Page) -> Iterator[tuple[Colour, Colour]]:
    """Five strengths of the accent, weakest nearest to the page."""
    light_page = _light(page) > 0.4
    steps = (0.88, 0.7, 0.5, 0.25, 0.0) if light_page else (-0.6, -0.4, -0.2, 0.0, 0.25)
    for step in steps:
        fill = Colour(accent.name, step)
        yield fill, theme.ink_on(fill)
