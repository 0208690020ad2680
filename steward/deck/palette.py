"""Theme colours put to use: what reads on this template's background, and which accents are told apart."""

import colorsys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.slide import SlideLayout, SlideMaster

Rgb = tuple[float, float, float]
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))


@dataclass(frozen=True)
class Colour:
    """A theme colour by name, lighter (brightness above 0) or darker (below)."""

    name: str
    brightness: float = 0.0

    @property
    def xml(self) -> str:
        """Its DrawingML."""
        share = round(100_000 * (1 - abs(self.brightness)))
        lift = f'<a:lumOff val="{100_000 - share}"/>' if self.brightness > 0 else ""
        inner = f'<a:lumMod val="{share}"/>{lift}' if self.brightness else ""
        return f'<a:schemeClr val="{self.name}">{inner}</a:schemeClr>'

    @property
    def fill(self) -> str:
        """A solid fill of it."""
        return f"<a:solidFill>{self.xml}</a:solidFill>"


class Theme:
    """The colours of a master's theme, by the names its slides use (`tx1`, `bg1`, `accent1` …)."""

    def __init__(self, master: SlideMaster) -> None:
        self._master = master
        scheme = etree.fromstring(master.part.part_related_by(RT.THEME).blob).find(".//" + qn("a:clrScheme"))
        named = {etree.QName(entry).localname: _rgb(entry[0]) for entry in scheme}
        mapping = dict(master._element.find(qn("p:clrMap")).attrib)
        self._rgb = named | {name: named[slot] for name, slot in mapping.items() if slot in named}

    def rgb(self, colour: Colour) -> Rgb:
        """Red, green and blue from 0 to 1."""
        hue, light, vivid = colorsys.rgb_to_hls(*self._rgb.get(colour.name, (0.0, 0.0, 0.0)))
        share = 1 - abs(colour.brightness)
        return colorsys.hls_to_rgb(hue, light * share + max(0.0, colour.brightness), vivid)

    def ink_on(self, fill: Colour) -> Colour:
        """Text or background colour, whichever reads better on a fill."""
        return max((Colour("bg1"), Colour("tx1")), key=lambda ink: contrast(self.rgb(ink), self.rgb(fill)))

    def background(self, layout: SlideLayout) -> Rgb:
        """What text stands on; the theme's own background where it is a picture."""
        for owner in (layout, self._master):
            found = owner._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
            if found is not None:
                return self._mean(found) or self.rgb(Colour("bg1"))
        return self.rgb(Colour("bg1"))

    def _mean(self, background: etree._Element) -> Rgb | None:
        seen = [self._named(node) for node in background.iter(qn("a:schemeClr"), qn("a:srgbClr"), qn("a:sysClr"))]
        channels = zip(*seen, strict=True)
        return tuple(sum(each) / len(seen) for each in channels) if seen else None  # type: ignore[return-value]

    def _named(self, node: etree._Element) -> Rgb:
        if node.tag != qn("a:schemeClr"):
            return _rgb(node)
        modified = {etree.QName(child).localname: int(child.get("val", "100000")) / 100_000 for child in node}
        hue, light, vivid = colorsys.rgb_to_hls(*self.rgb(Colour(node.get("val", "bg1"))))
        light = light * modified.get("lumMod", 1.0) + modified.get("lumOff", 0.0)
        return colorsys.hls_to_rgb(hue, min(1.0, light), vivid)


@dataclass(frozen=True)
class Palette:
    """The colours one deck is drawn in."""

    text: Colour
    muted: Colour
    neutral: Colour
    faint: Colour
    accents: tuple[Colour, ...]
    good: Colour
    bad: Colour
    tints: tuple[tuple[Colour, Colour], ...]
    """Fills from lightest to strongest for shaded cells, each with the text colour that reads on it."""


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
        good=next((accent for accent in accents if contrast(theme.rgb(accent), page) >= 4.5), text),
        bad=_warning(theme, page) or text,
        tints=tuple(_tints(theme, accents[0], page)),
    )


def contrast(one: Rgb, other: Rgb) -> float:
    """The WCAG contrast ratio, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(node: etree._Element) -> Rgb:
    digits = node.get("lastClr") or node.get("val") or "000000"
    digits = digits if len(digits) == 6 and node.tag != qn("a:prstClr") else "000000"
    return int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255


def _most_legible(theme: Theme, page: Rgb) -> Colour:
    """The theme's text colour if it reads; else the best of its four."""
    names = [Colour(name) for name in ("tx1", "bg1", "tx2", "bg2")]
    if contrast(theme.rgb(names[0]), page) >= 4.5:
        return names[0]
    return max(names, key=lambda colour: contrast(theme.rgb(colour), page))


def _faded(theme: Theme, page: Rgb, text: Colour, amounts: Sequence[float], least: float) -> Colour:
    """The text colour moved towards the page as far as it still reads."""
    direction = 1 if _luminance(theme.rgb(text)) < _luminance(page) else -1
    for amount in amounts:
        faded = Colour(text.name, direction * amount)
        if contrast(theme.rgb(faded), page) >= least:
            return faded
    return text


def _accents(theme: Theme, page: Rgb, text: Colour) -> tuple[Colour, ...]:
    """The theme's accents that stand out from the page and from each other, in its order."""
    chosen: list[Colour] = []
    for colour in map(Colour, _ACCENTS):
        rgb = theme.rgb(colour)
        near = any(_distance(rgb, theme.rgb(other)) < 0.18 for other in chosen)
        if contrast(rgb, page) >= 1.9 and not near:
            chosen.append(colour)
    return tuple(chosen) or (text,)


def _distance(one: Rgb, other: Rgb) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


def _warning(theme: Theme, page: Rgb) -> Colour | None:
    """A red or orange of the theme, dark enough to read as text."""
    for accent in map(Colour, _ACCENTS):
        hue, _, vivid = colorsys.rgb_to_hls(*theme.rgb(accent))
        if (hue < 0.09 or hue > 0.94) and vivid > 0.35 and contrast(theme.rgb(accent), page) >= 4.0:
            return accent
    return None


def _tints(theme: Theme, accent: Colour, page: Rgb) -> Iterator[tuple[Colour, Colour]]:
    """Five strengths of the accent, weakest nearest to the page."""
    light_page = _luminance(page) > 0.4
    steps = (0.88, 0.7, 0.5, 0.25, 0.0) if light_page else (-0.6, -0.4, -0.2, 0.0, 0.25)
    for step in steps:
        fill = Colour(accent.name, step)
        yield fill, theme.ink_on(fill)
