"""Theme colours put to use: what reads on this template's background, and which accents are told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.slide import SlideLayout

from steward.deck.theme.plates import plate_on
from steward.deck.theme.shades import series_colours, tints
from steward.deck.theme.theme import Colour, Page, Rgb, Theme, hex_of, legibility, luminance, mean_of
from steward.deck.theme.tones import READ, Tones, dark_on, seen, tones
from steward.exhibits import Mood

_SURFACES = ("bg1", "bg2", "tx2", "tx1")
_NEAR = 0.08
"""How far a colour may be from the page and still be taken for it, in RGB."""
PALER = (0.55, 0.45, 0.35, 0.25, 0.15)
TOLD_APART = 1.45
"""The least contrast of what was before with the page: it is to be seen, and not to be read."""


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
    """Of words that say how something went."""
    fills: Tones
    """Of bars that say it."""
    ground: Page
    """What is told stands on: the page, or the plate."""
    behind: Page
    """What title and foot stand on."""
    plate: Colour | None
    """The colour of the plate; None where there is none."""
    page: Colour
    """The theme colour that the background has, or its own, for the gaps between shaded cells."""
    on_light: bool
    """Whether what stands on the page is darker than it."""
    tints: tuple[tuple[Colour, Colour], ...]
    """Fills from lightest to strongest for shaded cells, each with the text colour that reads on it."""

    paler: tuple[tuple[Colour, Colour], ...]
    """A shade of each colour of a series that is half-way to the page, or as far as it can still be told from it."""

    def pale(self, colour: Colour) -> Colour:
        """What was before, beside what is in this colour."""
        return dict(self.paler).get(colour, colour)


def of_mood(found: Palette, mood: Mood) -> Colour:
    """What a word of a mood is written in."""
    return {
        Mood.GOOD: found.good, Mood.NEUTRAL: found.muted, Mood.WATCH: found.watch, Mood.BAD: found.bad,
    }[mood]  # fmt: skip


def palette(theme: Theme, layout: SlideLayout, *, plated: bool = False) -> Palette:
    """The palette for slides of this layout; `plated`: for what stands on a plate where the page itself lets nothing be
    read in colour."""
    behind = theme.background(layout)
    plate = plate_on(theme, behind) if plated else None
    page = (theme.rgb(plate),) if plate else behind
    text = theme.text_on(page)
    accents = series_colours(theme, page, text)
    said = tones(theme, page, READ)
    neutral = _faded(theme, page, text, (0.5, 0.4, 0.3), seen(theme, page))
    fills = tones(theme, page, seen(theme, page))
    return Palette(
        text=text,
        muted=_faded(theme, page, text, (0.35, 0.25, 0.15), 5.0),
        neutral=neutral,
        faint=_faded(theme, page, text, (0.85, 0.7, 0.5, 0.35), 1.2),
        accents=accents,
        good=said.good,
        watch=said.watch,
        bad=said.bad,
        fills=fills,
        ground=page,
        behind=behind,
        plate=plate,
        page=_surface(theme, page),
        on_light=dark_on(theme, page),
        paler=tuple(
            (colour, _paler(theme, page, colour)) for colour in (*accents, neutral, fills.good, fills.watch, fills.bad)
        ),
        tints=tuple(tints(theme, accents[0], page, dark=dark_on(theme, page))),
    )


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


def _paler(theme: Theme, page: Page, colour: Colour) -> Colour:
    """A colour moved towards the page as far as it is still told from it."""
    away = 1 if dark_on(theme, page) else -1
    shades = (Colour(colour.name, away * amount) for amount in PALER)
    return next((one for one in shades if legibility(theme.rgb(one), page) >= TOLD_APART), colour)


def _surface(theme: Theme, page: Page) -> Colour:
    mean = mean_of(page)
    nearest = min(map(Colour, _SURFACES), key=lambda colour: _distance(theme.rgb(colour), mean))
    return nearest if _distance(theme.rgb(nearest), mean) < _NEAR else Colour(hex_of(mean))


def _distance(one: Rgb, other: Rgb) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)
