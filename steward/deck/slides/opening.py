"""The title slide: on the template's own, or on a panel of ours where the template has none.

A layout for content has a small title above much white, which nobody takes for the beginning of anything.
"""

from steward.deck.model import Slide
from steward.deck.native import draw
from steward.deck.shapes.geometry import Box
from steward.deck.slides.corners import HIGH, WIDE, free_corners
from steward.deck.slides.sheet import Sheet
from steward.deck.slides.titles import title_size
from steward.deck.theme.theme import Colour, legibility

_TITLE, _POINTS, _NAMES = 44.0, 20.0, 16.0
_UPPER = 0.52
"""The share of a panel's height above its rule."""
_INSIDE, _APART, _RULE = 0.55, 0.3, (0.9, 0.05)
"""Inches: between a panel's edge and its words, between title and what follows, and of the rule between them."""
_SEEN = 2.0


def draw_opening(sheet: Sheet, slide: Slide) -> None:
    """Title, when and who, and the logos."""
    if sheet.stage.opens:
        _on_its_layout(sheet, slide)
    else:
        _on_a_panel(sheet, slide)


def _on_its_layout(sheet: Sheet, slide: Slide) -> None:
    stage = sheet.stage
    sheet.title(slide.title, title_size([slide.title], stage, sheet.style, _TITLE))
    texts = _texts(slide)
    first, *second = stage.subtitles
    here = texts[:1] if second else texts
    sheet.opening_points(here, first, _POINTS)
    if second:
        sheet.opening_points(texts[1:], second[0], _NAMES)
    for shown, box in zip(slide.exhibits, free_corners(stage, sheet.style), strict=False):
        draw(shown, sheet.canvas, box)


def _on_a_panel(sheet: Sheet, slide: Slide) -> None:
    """In the room of a slide's content: the title large above a rule, below it all else; logos beside the panel."""
    style, room = sheet.style, sheet.around
    wide = style.inches(WIDE)
    panel = Box(room.left, room.top, room.width - (wide + style.inches(_APART) if slide.exhibits else 0), room.height)
    fill, _ = style.palette.tints[-1]
    inside = panel.inset(style.inches(_INSIDE), style.inches(_INSIDE))
    above, below = inside.split_top(round(inside.height * _UPPER), 2 * style.inches(_APART))
    sheet.title_on(fill, slide.title, above, _TITLE)
    sheet.points_on(fill, _texts(slide), below, _POINTS)
    across, thick = map(style.inches, _RULE)
    sheet.canvas.plate(Box(above.left, above.bottom + style.inches(_APART), across, thick), _rule(sheet, fill))
    sheet.canvas.plate(panel, fill)
    rest, high = Box(room.right - wide, room.top, wide, room.height), style.inches(HIGH)
    for shown in slide.exhibits:
        here, rest = rest.split_top(high, style.inches(_APART))
        draw(shown, sheet.canvas, here)


def _texts(slide: Slide) -> list[str]:
    return [text for text in (slide.subtitle, *slide.points) if text]


def _rule(sheet: Sheet, fill: Colour) -> Colour:
    """The first accent that is seen on the panel; else what is written in."""
    theme, ground = sheet.style.theme, (sheet.style.theme.rgb(fill),)
    told = (one for one in sheet.style.palette.accents[1:] if legibility(theme.rgb(one), ground) >= _SEEN)
    return next(told, theme.text_on(ground))
