"""What the default template's slides hold: placeholders by layout, in inches."""

from dataclasses import dataclass

from steward.deck.shapes.markup import tag
from steward.deck.theme.theme import Colour

Place = tuple[float, float, float, float]

DARK = ("Title", "Closing")
TITLE_BAR: Place = (0.9, 3.66, 1.1, 0.06)

_TITLE: Place = (0.6, 0.45, 12.13, 0.95)
_BODY: Place = (0.6, 1.55, 12.13, 5.2)
_LEFT: Place = (0.6, 1.55, 5.88, 5.2)
_RIGHT: Place = (6.85, 1.55, 5.88, 5.2)
_FLUSH = tag("a:bodyPr", tag("a:normAutofit"), lIns=0, rIns=0, anchor="t")
_CENTRED = tag("a:bodyPr", tag("a:normAutofit"), lIns=0, rIns=0, anchor="ctr")
_FLAT = tag("a:bodyPr", lIns=0, tIns=0, rIns=0, bIns=0, anchor="ctr")


@dataclass(frozen=True)
class Holder:
    """A placeholder: what it holds, where it stands, how its text differs from the master's."""

    name: str
    kind: str
    place: Place | None = None
    text: str = ""
    body: str = tag("a:bodyPr")
    style: str = ""


def _small(side: str) -> str:
    return tag("a:lvl1pPr", tag("a:defRPr", Colour("tx1", 0.35).fill, sz=1000), algn=side)


def _on_dark(size: int, bold: bool = False) -> str:
    return tag("a:lvl1pPr", tag("a:buNone"), tag("a:defRPr", Colour("bg1").fill, sz=size, b=bold), marL=0, indent=0)


def _dark_title(place: Place, size: int) -> Holder:
    return Holder("Title", 'type="ctrTitle"', place, "Title", tag("a:bodyPr", anchor="b"), _on_dark(size, bold=True))


def _dark_text(name: str, kind: str, place: Place, size: int) -> Holder:
    return Holder(name, kind, place, name, _FLUSH, _on_dark(size))


MASTER = (
    Holder("Title", 'type="title"', _TITLE, "Title", _CENTRED),
    Holder("Content", 'type="body" idx="1"', _BODY, "Content", _FLUSH),
    Holder("Footer", 'type="ftr" sz="quarter" idx="3"', (0.6, 6.98, 7.0, 0.3), body=_FLAT, style=_small("l")),
    Holder("Date", 'type="dt" sz="half" idx="2"', (7.8, 6.98, 3.6, 0.3), body=_FLAT, style=_small("r")),
    Holder(
        "Slide number", 'type="sldNum" sz="quarter" idx="4"', (11.73, 6.98, 1.0, 0.3), body=_FLAT, style=_small("r")
    ),
)

_HEAD = Holder("Title", 'type="title"', text="A sentence that says what this slide shows")
_FOOT = (
    Holder("Footer", 'type="ftr" sz="quarter" idx="11"', body=_FLAT, style=_small("l")),
    Holder("Date", 'type="dt" sz="half" idx="10"'),
    Holder("Slide number", 'type="sldNum" sz="quarter" idx="12"'),
)

LAYOUTS: dict[str, tuple[str, tuple[Holder, ...]]] = {
    "Title": (
        "title",
        (
            _dark_title((0.9, 1.5, 11.2, 1.95), 4000),
            _dark_text("Subtitle", 'type="subTitle" idx="1"', (0.9, 3.95, 11.2, 0.6), 2000),
            _dark_text("Who and when", 'type="body" sz="quarter" idx="13"', (0.9, 4.75, 11.2, 1.9), 1600),
        ),
    ),
    "Title and content": ("obj", (_HEAD, Holder("Content", 'idx="1"', _BODY, "Content"), *_FOOT)),
    "Two contents": (
        "twoObj",
        (
            _HEAD,
            Holder("Left", 'sz="half" idx="1"', _LEFT, "Content"),
            Holder("Right", 'sz="half" idx="2"', _RIGHT, "Content"),
            *_FOOT,
        ),
    ),
    "Figures and content": (
        "",
        (
            _HEAD,
            Holder("Figures", 'type="tbl" sz="quarter" idx="13"', (0.6, 1.55, 12.13, 1.25), "Figures"),
            Holder("Content", 'idx="1"', (0.6, 3.15, 12.13, 3.6), "Content"),
            *_FOOT,
        ),
    ),
    "Table": ("", (_HEAD, Holder("Table", 'type="tbl" idx="13"', _BODY, "Table"), *_FOOT)),
    "Closing": (
        "secHead",
        (
            _dark_title((0.9, 2.2, 11.2, 1.6), 3600),
            _dark_text("Text", 'type="body" idx="1"', (0.9, 4.05, 11.2, 1.6), 1800),
        ),
    ),
}
