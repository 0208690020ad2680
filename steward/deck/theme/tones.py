"""Colours that mean something on a template's page: its own green, amber and red, or such as it could have.

A word has to be read and a bar only seen: on a page of middling grey the red of a word is far darker than a bar's.
"""

import colorsys
from collections.abc import Iterator
from dataclasses import dataclass

from steward.deck.theme.theme import Colour, Page, Theme, hex_of, legibility, luminance, mean_of

_ACCENTS = tuple(Colour(f"accent{number}") for number in range(1, 7))
_STEPS = 40


@dataclass(frozen=True)
class Tone:
    """A range of hues, from 0 to 1 around the circle, and which of them is made where a theme has none."""

    first: float
    last: float
    vivid: float
    made: tuple[float, float, float]
    """Hue, lightness and saturation on a white page."""

    def holds(self, theme: Theme, colour: Colour) -> bool:
        """Whether a colour is of this tone."""
        hue, _, vivid = colorsys.rgb_to_hls(*theme.rgb(colour))
        return (hue - self.first) % 1 <= self.last - self.first and vivid > self.vivid


GOOD = Tone(0.22, 0.48, 0.2, (0.40, 0.30, 0.62))
WATCH = Tone(0.07, 0.18, 0.35, (0.105, 0.45, 0.85))
BAD = Tone(-0.06, 0.045, 0.35, (0.01, 0.46, 0.62))
_DARKEST, _LIGHTEST = 0.16, 0.86
"""Beyond these no hue is seen any more."""
_BRIGHT = 0.8
"""How saturated a light colour has to be for its hue to be seen."""
READ = 4.5
"""The contrast with the page of what is to be read."""


@dataclass(frozen=True)
class Tones:
    """Well, to be watched, badly: as words or as fills."""

    good: Colour
    watch: Colour
    bad: Colour


def tones(theme: Theme, page: Page, least: float) -> Tones:
    """The three, so far apart from the page."""
    return Tones(*(_toned(theme, page, tone, least) for tone in (GOOD, WATCH, BAD)))


def seen(theme: Theme, page: Page) -> float:
    """The contrast of what is only to be seen: less on a page on which even text stands out little."""
    return min(3.0, legibility(theme.rgb(theme.text_on(page)), page) * 0.41)


def _toned(theme: Theme, page: Page, tone: Tone, least: float) -> Colour:
    """The theme's own colour of a tone if it reads on the page, or a shade of it; else one that is made."""
    away = -1 if dark_on(theme, page) else 1
    for strength in (0.0, 0.25, 0.4):
        for accent in (Colour(each.name, away * strength) for each in _ACCENTS):
            if tone.holds(theme, accent) and legibility(theme.rgb(accent), page) >= least:
                return accent
    hue, light, vivid = tone.made
    made = (colorsys.hls_to_rgb(hue, each, vivid if away < 0 else _BRIGHT) for each in _lightnesses(light, away))
    shades = list(map(hex_of, made))
    reading = (shade for shade in map(Colour, shades) if legibility(theme.rgb(shade), page) >= least)
    return next(reading, Colour(shades[-1]))


def dark_on(theme: Theme, page: Page) -> bool:
    """Whether what stands on the page is darker than it, as the template's own text is."""
    return luminance(theme.rgb(theme.text_on(page))) < luminance(mean_of(page))


def _lightnesses(begin: float, away: int) -> Iterator[float]:
    """From where a tone looks best, further and further away from the page."""
    end = _DARKEST if away < 0 else _LIGHTEST
    return (begin + (end - begin) * step / _STEPS for step in range(_STEPS + 1))
