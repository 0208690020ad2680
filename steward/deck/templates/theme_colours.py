"""A template's colours and font for whatever else shall look like it, such as the app's own charts."""

from dataclasses import dataclass

from pptx.slide import SlideLayout

from steward.deck.shapes.style import Style
from steward.deck.theme.theme import hex_of, mean_of


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
    return ThemeColours(
        accents=tuple(hex_of(theme.rgb(accent)) for accent in chosen.accents),
        text=hex_of(theme.rgb(chosen.text)),
        muted=hex_of(theme.rgb(chosen.muted)),
        background=hex_of(mean_of(theme.background(layout))),
        font=theme.font,
    )
