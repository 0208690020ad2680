"""A template's colours and font for whatever else shall look like it, such as the app's own charts."""

from dataclasses import dataclass

from pptx.slide import SlideLayout

from steward.deck.style import Style
from steward.deck.theme import Rgb


@dataclass(frozen=True)
class ThemeColours:
    """Colours as `#RRGGBB`: accents that stand out from the background, text that reads on it. `font` may be empty."""

    accents: tuple[str, ...]
    text: str
    muted: str
    background: str
    font: str


def colours_of(style: Style, layout: SlideLayout) -> ThemeColours:
    """The colours of a style on its layout."""
    theme, chosen = style.theme, style.palette
    page = theme.background(layout)
    mean = tuple(sum(part[channel] for part in page) / len(page) for channel in range(3))
    return ThemeColours(
        accents=tuple(_hex(theme.rgb(accent)) for accent in chosen.accents),
        text=_hex(theme.rgb(chosen.text)),
        muted=_hex(theme.rgb(chosen.muted)),
        background=_hex((mean[0], mean[1], mean[2])),
        font=theme.font,
    )


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02X}" for part in rgb)
