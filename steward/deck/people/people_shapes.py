"""Somebody on a slide as one group: a disc with a sign, ring, badges, name and title. All lengths in EMU."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from steward.deck.people.people_ink import fixed
from steward.deck.shapes.geometry import POINT, Box
from steward.deck.shapes.markup import tag, text, val
from steward.deck.shapes.paragraphs import Look, body, paragraph
from steward.deck.shapes.style import Style
from steward.deck.shapes.text import clean
from steward.deck.theme.theme import Colour
from steward.exhibits import MapPerson
from steward.exhibits.map_drawing.card import DISC, REACH, RING, RING_WIDTH
from steward.exhibits.map_drawing.figures import (
    BADGE_HEIGHT,
    BADGE_WIDTH,
    CORNER_X,
    CORNER_Y,
    CORNERS,
    GAP,
    NOMINAL,
)
from steward.exhibits.people_looks import DOUBT_OUTLINE, KEY_OUTLINE, OUTLINE, SUPPORT, badges, square_of

SIGN, US, LETTERS = 1.6, 1.4, 0.86
"""Of what stands in a disc and in a square, in ems of what is drawn, and of a badge, in ems of the text: as large as
there is room for, since a slide is read from the end of a table."""
_TOP, _WHOLE = 16_200_000, 21_600_000
NONE = tag("a:noFill")
BARE = tag("a:ln", NONE)


def placed(box: Box, *, inner: bool = False, name: str = "a:xfrm") -> str:
    """Where a shape is; `inner`: a group's own coordinates too."""
    at = tag("a:off", x=box.left, y=box.top), tag("a:ext", cx=box.width, cy=box.height)
    own = (tag("a:chOff", x=box.left, y=box.top), tag("a:chExt", cx=box.width, cy=box.height)) if inner else ()
    return tag(name, *at, *own)


def around(x: float, y: float, width: float, height: float) -> Box:
    """The box around a point."""
    return Box(round(x - width / 2), round(y - height / 2), round(width), round(height))


def stroke(fill: str, points: float, dash: str = "solid") -> str:
    """An `a:ln`."""
    return tag("a:ln", fill, val("a:prstDash", dash), w=round(points * POINT))


@dataclass(frozen=True)
class Shaper:
    """Writes shapes with ids of their own; `unit` is the em of what is drawn, `size` the text's in points, `least` that
    of the smallest sign."""

    style: Style
    ids: Callable[[], int]
    unit: float
    size: float
    least: float = 1.0

    def shape(
        self, name: str, box: Box, ink: str, kind: str = "ellipse", words: Sequence[str] = (), adjust: str = "",
        anchor: str = "ctr", wrap: str = "none", alt: str = "", number: int = 0,
    ) -> str:  # fmt: skip
        """A preset shape with text."""
        about = {"id": number or self.ids(), "name": clean(name)} | ({"descr": clean(alt)} if alt else {})
        head = tag("p:nvSpPr", tag("p:cNvPr", **about), tag("p:cNvSpPr"), tag("p:nvPr"))
        looks = tag("p:spPr", placed(box), tag("a:prstGeom", tag("a:avLst", adjust), prst=kind), ink)
        inside = tag("a:bodyPr", tag("a:noAutofit"), wrap=wrap, lIns=0, tIns=0, rIns=0, bIns=0, anchor=anchor)
        return tag(
            "p:sp", head, looks, body("p:txBody", words or [tag("a:p", tag("a:endParaRPr", lang="en-GB"))], inside)
        )

    def group(self, name: str, alt: str, box: Box, parts: Sequence[str]) -> str:
        """Shapes that move together."""
        about = tag("p:cNvPr", id=self.ids(), name=clean(name), descr=clean(alt))
        head = tag("p:nvGrpSpPr", about, tag("p:cNvGrpSpPr"), tag("p:nvPr"))
        return tag("p:grpSp", head, tag("p:grpSpPr", placed(box, inner=True)), *parts)

    @property
    def _scale(self) -> float:
        """Points for widths given for a text of 12."""
        return self.unit / POINT / NOMINAL

    def body(self, one: MapPerson, x: float, y: float, *, signed: bool = True) -> Iterator[str]:
        """Disc or square, with its outline and ring."""
        if one.ours:
            yield self._ours(one, x, y)
            return
        look, disc = SUPPORT[one.support], around(x, y, 2 * DISC * self.unit, 2 * DISC * self.unit)
        yield from self._ring(one, x, y)
        if one.key_player or one.doubt:
            wide = (self._outline_width(one) + GAP * self._scale) * POINT
            gap = around(x, y, disc.width + wide, disc.height + wide)
            yield self.shape("gap", gap, self.style.palette.page.fill + BARE)
        sign = [self._sign(look.sign, look.ink)] if signed else ()
        yield self.shape("support", disc, fixed(look.fill) + self._outline(one), words=sign)

    def _sign(self, sign: str, ink: str) -> str:
        run = tag("a:rPr", fixed(ink), lang="en-GB", sz=self._sized(SIGN), b=True, dirty=False)
        return tag("a:p", tag("a:pPr", algn="ctr"), tag("a:r", run, tag("a:t", text(sign))))

    def _sized(self, ems: float) -> int:
        """A text size in hundredths of a point, none below the least."""
        return round(max(self.least, self.unit / POINT * ems) * 100)

    def _outline_width(self, one: MapPerson) -> float:
        wanted = KEY_OUTLINE if one.key_player else DOUBT_OUTLINE if one.doubt else OUTLINE
        return max(0.4, wanted * self._scale)

    def _outline(self, one: MapPerson) -> str:
        """Heavy for key players, dashed where in doubt."""
        palette = self.style.palette
        colour = palette.text if one.key_player or one.doubt else palette.neutral
        return stroke(colour.fill, self._outline_width(one), "sysDash" if one.doubt else "solid")

    def _ours(self, one: MapPerson, x: float, y: float) -> str:
        fill = self.style.palette.accents[1 if one.partner else 0]
        look = Look(self._sized(US) / 100, self.style.on(fill), True, "ctr")
        outline = self._outline(one) if one.doubt or one.key_player else BARE
        box = around(x, y, 2.5 * DISC * self.unit, 2.2 * DISC * self.unit)
        return self.shape("ours", box, fill.fill + outline, "roundRect", [paragraph(square_of(one.partner)[1], look)])

    def _ring(self, one: MapPerson, x: float, y: float) -> Iterator[str]:
        """A faint whole ring where coverage is known, and so much of it drawn strongly."""
        if one.coverage is None:
            return
        box, palette = around(x, y, 2 * RING * self.unit, 2 * RING * self.unit), self.style.palette
        yield self.shape("ring", box, NONE + stroke(palette.neutral.fill, max(0.3, 0.7 * self._scale)))
        strong = NONE + stroke(palette.muted.fill, RING_WIDTH * self.unit / POINT)
        if one.coverage.share == 1:
            yield self.shape("coverage", box, strong)
        elif one.coverage.share:
            end = (_TOP + round(one.coverage.share * _WHOLE)) % _WHOLE
            angles = (tag("a:gd", name=f"adj{n}", fmla=f"val {angle}") for n, angle in ((1, _TOP), (2, end)))
            yield self.shape("coverage", box, strong, "arc", adjust="".join(angles))

    def role_badges(self, one: MapPerson, x: float, y: float) -> Iterator[str]:
        """What somebody does in a purchase, at the corners of the ring."""
        for (right, down), letters in zip(CORNERS, badges(one.roles), strict=False):
            yield self.badge(letters, x + right * CORNER_X * self.unit, y + down * CORNER_Y * self.unit)

    def badge(self, letters: str, x: float, y: float) -> str:
        """Letters on a label in the colour of quiet text."""
        fill: Colour = self.style.palette.muted
        em = self.size * POINT
        look = Look(max(self.least, self.size * LETTERS), self.style.on(fill), True, "ctr")
        edge = stroke(self.style.palette.page.fill, max(0.3, 0.8 * self._scale))
        box = around(x, y, BADGE_WIDTH * em, BADGE_HEIGHT * em)
        return self.shape("role", box, fill.fill + edge, "roundRect", [paragraph(letters, look)])

    def edge(self, number: int, x: float, y: float) -> str:
        """What lines are glued to: an unseen circle around the ring."""
        return self.shape(
            "edge", around(x, y, 2 * REACH * self.unit, 2 * REACH * self.unit), NONE + BARE, number=number
        )

    def extent(self, one: MapPerson, x: float, y: float) -> Box:
        """The box around somebody's ring and badges."""
        reach, em = 2 * REACH * self.unit, self.size * POINT
        box = around(x, y, reach, reach)
        for right, down in CORNERS[: len(badges(one.roles))]:
            middle = x + right * CORNER_X * self.unit, y + down * CORNER_Y * self.unit
            box = box.around(around(*middle, BADGE_WIDTH * em, BADGE_HEIGHT * em))
        return box
