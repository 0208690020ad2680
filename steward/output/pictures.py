"""Maps and org charts as pictures for documents and mails: `picture(exhibit)` is a PNG on white."""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise
from math import ceil, hypot

from PIL import Image, ImageDraw, ImageFont

from steward.exhibits import MapPerson, OrgChart, Post, RelationshipMap
from steward.exhibits.map_drawing.card import Extent
from steward.exhibits.map_drawing.routes import Point
from steward.exhibits.map_drawing.scene import Pen, Scene, map_scene, org_scene
from steward.exhibits.map_drawing.shapes import Area, Stroke, Words
from steward.exhibits.people_looks import INK, PAGE

Font = ImageFont.FreeTypeFont
WHITE = "#FFFFFF"
_COLOURS = {INK: "#1F2937", PAGE: WHITE}
FINER = 3
"""How much finer a picture is drawn than it is kept: lines come out smooth."""
MARGIN, HALO = 0.022, 0.16
CARD_EMS, LARGEST, SMALLEST = 9.6, 0.0135, 0.0058
"""The width of a card in ems of its text, and the limits of text as shares of the picture's width."""
_DASHES = {"dash": (3.2, 2.2), "dot": (1.1, 1.9)}
_FAMILIES = {
    True: ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf", "NotoSansCJK-Bold.ttc"),
    False: ("LiberationSans-Regular.ttf", "DejaVuSans.ttf", "NotoSansCJK-Regular.ttc"),
}
INTERNAL = "Internal: not for the customer"
_NOBODY = "There is nobody on this map yet."


def picture(exhibit: RelationshipMap | OrgChart, width: int = 1600, largest: float = LARGEST) -> bytes:
    """A PNG so many pixels wide, as high as the exhibit needs; text shrinks where many stand side by side.

    `largest`: the most that its names have, as a share of the width."""
    room = width * (1 - 2 * MARGIN)
    people = _people(exhibit)
    size = name_size(exhibit, width, largest)
    pen = Pen(size, min(room / Extent.of(people).columns, size * 1.3 * CARD_EMS), _measured)
    scene = map_scene(exhibit, pen, room) if isinstance(exhibit, RelationshipMap) else org_scene(exhibit, pen)
    scene = scene if people else _empty(size, room)
    return _saved(_Paper(_for_us(scene, size) if isinstance(exhibit, RelationshipMap) else scene, width).drawn())


def name_size(exhibit: RelationshipMap | OrgChart, width: int, largest: float = LARGEST) -> float:
    """The size of names in pixels, in a picture so many wide."""
    room = width * (1 - 2 * MARGIN) / Extent.of(_people(exhibit)).columns
    return min(width * largest, max(width * SMALLEST, room / CARD_EMS))


def _people(exhibit: RelationshipMap | OrgChart) -> Sequence[MapPerson | Post]:
    return exhibit.people if isinstance(exhibit, RelationshipMap) else exhibit.posts


def _for_us(scene: Scene, size: float) -> Scene:
    """A map says on the picture itself that it is not for the customer: pictures are passed on without their file."""
    words = Words(INTERNAL, 0, scene.height + size * 1.4, size, bold=True, left=True)
    return replace(scene, height=scene.height + size * 2.6, layers=(*scene.layers, (words,)))


def _empty(size: float, room: float) -> Scene:
    return Scene(room, size * 4, ((Words(_NOBODY, room / 2, size * 2, size),),), ())


def _saved(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


class _Paper:
    """A scene on its way to be a picture."""

    def __init__(self, scene: Scene, width: int) -> None:
        self.scene, self.width = scene, width
        self.height = ceil(scene.height + 2 * MARGIN * width)
        self.image = Image.new("RGB", (width * FINER, self.height * FINER), WHITE)
        self.pen = ImageDraw.Draw(self.image)
        self.left, self.top = (width - scene.width) / 2, MARGIN * width

    def drawn(self) -> Image.Image:
        """The picture at its own size."""
        for mark in chain(*self.scene.layers):
            if isinstance(mark, Area):
                self.pen.polygon(self._placed(mark.points), fill=_colour(mark.fill))
            elif isinstance(mark, Stroke):
                self._stroke(mark)
            else:
                self._words(mark)
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def _placed(self, points: Sequence[Point]) -> list[Point]:
        return [((x + self.left) * FINER, (y + self.top) * FINER) for x, y in points]

    def _stroke(self, mark: Stroke) -> None:
        width, points = max(1, round(mark.width * FINER)), self._placed(mark.points)
        pieces = [points] if mark.dash == "solid" else dashes(points, *(part * width for part in _DASHES[mark.dash]))
        for piece in pieces:
            self.pen.line(piece, fill=_colour(mark.colour), width=width, joint="curve")

    def _words(self, mark: Words) -> None:
        """Names keep a margin of the page's colour, so that lines behind them do not run through their letters."""
        [place] = self._placed([(mark.x, mark.y)])
        font, anchor = _font(mark.text, mark.size * FINER, mark.bold), "lm" if mark.left else "mm"
        if mark.colour == INK:
            halo = round(mark.size * FINER * HALO)
            self.pen.text(place, mark.text, WHITE, font, anchor, stroke_width=halo, stroke_fill=WHITE)
        self.pen.text(place, mark.text, _colour(mark.colour), font, anchor)


def _colour(name: str) -> str:
    return _COLOURS.get(name, name)


def dashes(points: Sequence[Point], on: float, off: float) -> list[list[Point]]:
    """A line cut into dashes with gaps between them, around its corners."""
    pieces: list[list[Point]] = []
    drawing, left = True, on
    piece = [points[0]]
    for start, end in pairwise(points):
        far, done = hypot(end[0] - start[0], end[1] - start[1]), 0.0
        while far - done > left:
            done += left
            at = (start[0] + (end[0] - start[0]) * done / far, start[1] + (end[1] - start[1]) * done / far)
            if drawing:
                pieces.append([*piece, at])
            drawing, piece = not drawing, [at]
            left = on if drawing else off
        left -= far - done
        piece.append(end)
    return [*pieces, piece] if drawing and len(piece) > 1 else pieces


def _measured(text: str, size: float, bold: bool) -> float:
    """Measured large, so that one font does for all sizes."""
    return _font(text, 64, bold).getlength(text) * size / 64


def _font(text: str, size: float, bold: bool) -> Font:
    """The first font that has every sign of the text; else the one that lacks the fewest."""
    return min((_opened(name, round(size)) for name in _found(bold)), key=lambda font: _lacking(font, text))


@lru_cache
def _found(bold: bool) -> tuple[str, ...]:
    """The fonts that are on this machine, or the one that comes with Pillow."""
    return tuple(name for name in _FAMILIES[bold] if _there(name)) or ("",)


def _there(name: str) -> bool:
    try:
        ImageFont.truetype(name, 12)
    except OSError:
        return False
    return True


@lru_cache(maxsize=256)
def _opened(name: str, size: int) -> Font:
    if name:
        return ImageFont.truetype(name, size)
    font = ImageFont.load_default(size)
    assert isinstance(font, Font), "Pillow is built with FreeType"
    return font


def _lacking(font: Font, text: str) -> int:
    """How many of the text's signs would be drawn as an empty box."""
    return sum(not _has(str(font.path), sign) for sign in set(text))


@lru_cache(maxsize=16_384)
def _has(path: str, sign: str) -> bool:
    """Whether a font draws a sign as anything but its empty box; some signs are not drawn at all."""
    if unicodedata.category(sign) in ("Cf", "Mn", "Me", "Zs"):
        return True
    return _bits(path, sign) != _bits(path, "\U0010fffe")


def _bits(path: str, sign: str) -> bytes:
    return bytes(_opened(path, 20).getmask(sign))
