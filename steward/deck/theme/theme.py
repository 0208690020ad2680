"""A template's theme: its colours by name, what its slides stand on, and how wide its text runs."""

import colorsys
import io
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from PIL import Image, UnidentifiedImageError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.slide import SlideLayout, SlideMaster

from steward.errors import PictureRefused
from steward.exhibits.picture_files import KINDS, size_of

Rgb = tuple[float, float, float]
Page = tuple[Rgb, ...]
"""What text stands on: one colour, or samples of a gradient or picture."""
_WHITE, _BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
_AS_WIDE_AS_ARIAL = frozenset({"arial", "helvetica", "helvetica neue", "liberation sans"})
_UNREADABLE = (PictureRefused, UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError)


@dataclass(frozen=True)
class Colour:
    """A theme colour by name, lighter (brightness above 0) or darker (below); `dull` takes most of its hue out.

    Where a theme has no colour for what is meant, `name` is a colour by itself, `#RRGGBB`."""

    name: str
    brightness: float = 0.0
    dull: bool = False
    clear: float = 0.0
    """From 0 (hides what is behind it) to 1."""

    @property
    def fixed(self) -> bool:
        """Whether no theme can change it."""
        return self.name.startswith("#")

    @property
    def xml(self) -> str:
        """Its DrawingML."""
        share = round(100_000 * (1 - abs(self.brightness)))
        lift = f'<a:lumOff val="{100_000 - share}"/>' if self.brightness > 0 else ""
        hue = f'<a:satMod val="{round(_DULL * 100_000)}"/>' if self.dull else ""
        inner = f'<a:lumMod val="{share}"/>{lift}{hue}' if self.brightness else hue
        inner += f'<a:alpha val="{round(100_000 * (1 - self.clear))}"/>' if self.clear else ""
        kind = "a:srgbClr" if self.fixed else "a:schemeClr"
        return f'<{kind} val="{self.name.removeprefix("#")}">{inner}</{kind}>'

    @property
    def fill(self) -> str:
        """A solid fill of it."""
        return f"<a:solidFill>{self.xml}</a:solidFill>"


_DULL = 0.35
_READ = 4.5
"""The contrast from which small words are read."""


class Theme:
    """The colours of a master's theme, by the names its slides use (`tx1`, `bg1`, `accent1` …)."""

    def __init__(self, master: SlideMaster) -> None:
        self._master = master
        self._xml = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
        scheme = self._xml.find(".//" + qn("a:clrScheme"))
        named = {etree.QName(entry).localname: rgb_of(entry[0]) for entry in scheme}
        mapping = dict(master._element.find(qn("p:clrMap")).attrib)
        self._rgb = named | {name: named[slot] for name, slot in mapping.items() if slot in named}

    def rgb(self, colour: Colour) -> Rgb:
        """Red, green and blue from 0 to 1."""
        own = rgb_of_hex(colour.name[1:]) if colour.fixed else self._rgb.get(colour.name, _BLACK)
        hue, light, vivid = colorsys.rgb_to_hls(*own)
        light = light * (1 - abs(colour.brightness)) + max(0.0, colour.brightness)
        return colorsys.hls_to_rgb(hue, light, vivid * (_DULL if colour.dull else 1))

    @property
    def stretch(self) -> float:
        """How much wider than Arial text may run: fonts that are missing are replaced by wider ones."""
        return 1.0 if self.font.lower() in _AS_WIDE_AS_ARIAL else 1.15

    @property
    def font(self) -> str:
        """The name of its font for text, or nothing."""
        found = self._xml.find(f".//{qn('a:minorFont')}/{qn('a:latin')}")
        return "" if found is None else found.get("typeface", "")

    @property
    def body_text(self) -> Colour:
        """The colour the template's designer gave to text."""
        levels = f"{qn('p:txStyles')}/{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
        found = self._master._element.find(f"{levels}/{qn('a:solidFill')}/{qn('a:schemeClr')}")
        plain = found is not None and len(found) == 0 and found.get("val") in self._rgb
        return Colour(found.get("val") if plain else "tx1")

    def text_on(self, page: Page) -> Colour:
        """The template's own text colour if it reads there; else the best of its four."""
        names = [self.body_text, *(Colour(name) for name in ("tx1", "bg1", "tx2", "bg2"))]
        if legibility(self.rgb(names[0]), page) >= _READ:
            return names[0]
        return max(names, key=lambda colour: legibility(self.rgb(colour), page))

    def ink_on(self, fill: Colour) -> Colour:
        """Text or background colour, whichever reads better on a fill."""
        return self.ink_over(fill, _WHITE)

    def ink_read_on(self, fill: Colour) -> Colour:
        """The same; black or white by itself where neither of the theme's can be read there."""
        ink, shown = self.ink_on(fill), self.rgb(fill)
        pair = (ink,) if contrast(self.rgb(ink), shown) >= _READ else (ink, Colour("#000000"), Colour("#FFFFFF"))
        return max(pair, key=lambda one: contrast(self.rgb(one), shown))

    def ink_over(self, fill: Colour, ground: Rgb) -> Colour:
        """The same for a fill through which the ground is seen."""
        shown = self.over(fill, ground)
        return max((Colour("bg1"), Colour("tx1")), key=lambda ink: contrast(self.rgb(ink), shown))

    def over(self, fill: Colour, ground: Rgb) -> Rgb:
        """The colour that is seen of a fill on a ground."""
        red, green, blue = (
            below * fill.clear + own * (1 - fill.clear) for own, below in zip(self.rgb(fill), ground, strict=True)
        )
        return red, green, blue

    def background(self, layout: SlideLayout) -> Page:
        """What text stands on; where nobody knows, the opposite of the text."""
        for owner in (layout, self._master):
            found = owner._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
            if found is not None:
                return self._picture(owner, found) or self._colours(found) or (self._opposite(),)
        return (self.rgb(Colour("bg1")),)

    def _picture(self, owner: SlideLayout | SlideMaster, background: etree._Element) -> Page:
        blip = background.find(f".//{qn('a:blip')}")
        key = None if blip is None else blip.get(qn("r:embed"))
        return samples(owner.part.related_part(key).blob) if key else ()

    def _colours(self, background: etree._Element) -> Page:
        nodes = background.iter(qn("a:schemeClr"), qn("a:srgbClr"), qn("a:sysClr"))
        return tuple(map(self.shown, nodes)) if background.find(f".//{qn('a:blip')}") is None else ()

    def shown(self, node: etree._Element) -> Rgb:
        """The colour that a colour's element gives."""
        if node.tag != qn("a:schemeClr"):
            return rgb_of(node)
        modified = {etree.QName(child).localname: int(child.get("val", "100000")) / 100_000 for child in node}
        hue, light, vivid = colorsys.rgb_to_hls(*self.rgb(Colour(node.get("val", "bg1"))))
        light = light * modified.get("lumMod", 1.0) + modified.get("lumOff", 0.0)
        return colorsys.hls_to_rgb(hue, min(1.0, light), vivid)

    def _opposite(self) -> Rgb:
        return _WHITE if luminance(self.rgb(self.body_text)) < 0.3 else _BLACK


_WHOLE = (0.0, 0.0, 1.0, 1.0)


@lru_cache(maxsize=16)
def samples(blob: bytes, part: tuple[float, float, float, float] = _WHOLE) -> Page:
    """The mean colours of the quarters of a picture, or of the part of it between its left, top, right and bottom as
    shares; none for one that cannot be read."""
    try:
        size_of(blob)
        with Image.open(io.BytesIO(blob), formats=KINDS) as picture:
            whole = _eight_bit(picture).convert("RGB")
            wide, high = whole.size
            box = (part[0] * wide, part[1] * high, part[2] * wide, part[3] * high)
            pixels = whole.resize((2, 2), Image.Resampling.BOX, box).tobytes()
    except _UNREADABLE:
        return ()
    return tuple((pixels[i] / 255, pixels[i + 1] / 255, pixels[i + 2] / 255) for i in range(0, 12, 3))


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Pillow cuts 16-bit greys off at 255 instead of scaling them, so that they would all be white."""
    return picture.convert("I").point(lambda grey: grey / 256).convert("L") if picture.mode.startswith("I") else picture


def contrast(one: Rgb, other: Rgb) -> float:
    """The WCAG contrast ratio, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legibility(rgb: Rgb, page: Page) -> float:
    """The contrast with the least favourable part of a page."""
    return min(contrast(rgb, part) for part in page)


def luminance(rgb: Rgb) -> float:
    """How light a colour seems, from 0 to 1."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rgb_of(node: etree._Element) -> Rgb:
    """The colour of an `a:srgbClr` or `a:sysClr`; black for the rare others."""
    digits = node.get("lastClr") or node.get("val") or ""
    if len(digits) != 6 or node.tag not in (qn("a:srgbClr"), qn("a:sysClr")):
        return _BLACK
    return rgb_of_hex(digits)


def rgb_of_hex(digits: str) -> Rgb:
    """The colour of `RRGGBB`."""
    return int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255


def hex_of(rgb: Rgb) -> str:
    """`#RRGGBB`."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02X}" for part in rgb)


def mean_of(page: Page) -> Rgb:
    """One colour for the whole of a page."""
    red, green, blue = (sum(part[channel] for part in page) / len(page) for channel in range(3))
    return red, green, blue
