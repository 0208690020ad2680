"""The default template's presentation, master and layouts as XML."""

from steward.deck.default.layouts import DARK, LAYOUTS, MASTER, TITLE_BAR, Holder, Place
from steward.deck.shapes.geometry import INCH
from steward.deck.shapes.markup import tag, text, val
from steward.deck.shapes.paragraphs import NAMESPACES, slide_number
from steward.deck.theme.theme import Colour

_TREE = tag("p:nvGrpSpPr", tag("p:cNvPr", id=1, name=""), tag("p:cNvGrpSpPr"), tag("p:nvPr")) + tag("p:grpSpPr")
_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "hlink": "hlink", "folHlink": "folHlink"}
_FIRST_ID = 1 << 31
_BULLET = tag("a:buClr", Colour("accent1").xml) + tag("a:buFont", typeface="Arial") + tag("a:buChar", char="▪")
_STEP = 228_600


def presentation_xml() -> str:
    """The main part: one master, wide slides."""
    masters = tag("p:sldMasterIdLst", tag("p:sldMasterId", **{"id": _FIRST_ID, "r:id": "rId1"}))
    sizes = tag("p:sldSz", cx=12_192_000, cy=6_858_000) + tag("p:notesSz", cx=6_858_000, cy=9_144_000)
    return _root("p:presentation", masters, sizes, tag("p:defaultTextStyle", _plain_levels()))


def master_xml() -> str:
    """The master: white, its title a sentence in bold, its text with small squares."""
    background = tag("p:bg", tag("p:bgRef", Colour("bg1").xml, idx=1001))
    entries = (tag("p:sldLayoutId", **{"id": _FIRST_ID + n, "r:id": f"rId{n}"}) for n in range(1, len(LAYOUTS) + 1))
    accents = {f"accent{n}": f"accent{n}" for n in range(1, 7)}
    styles = (
        tag("p:titleStyle", _title_level()),
        tag("p:bodyStyle", _body_levels()),
        tag("p:otherStyle", _plain_levels()),
    )
    return _root(
        "p:sldMaster",
        tag("p:cSld", background, tag("p:spTree", _TREE, *_holders(MASTER))),
        tag("p:clrMap", **_MAP, **accents),
        tag("p:sldLayoutIdLst", *entries),
        tag("p:txStyles", *styles),
    )


def layout_xml(name: str) -> str:
    """One layout."""
    kind, holders = LAYOUTS[name]
    dark = tag("p:bg", tag("p:bgPr", Colour("tx2").fill, tag("a:effectLst"))) if name in DARK else ""
    bar = _bar(TITLE_BAR) if name == "Title" else ""
    content = tag("p:cSld", dark, tag("p:spTree", _TREE, bar, *_holders(holders)), name=name)
    mapping = tag("p:clrMapOvr", tag("a:masterClrMapping"))
    return _root("p:sldLayout", content, mapping, preserve=True, **({"type": kind} if kind else {}))


def _root(name: str, /, *inner: str, **attributes: object) -> str:
    return tag(name, *inner, **attributes).replace(f"<{name}", f"<{name} {NAMESPACES}", 1)


def _run(colour: str, font: str, size: int, bold: bool = False) -> str:
    faces = (
        tag(f"a:{script}", typeface=f"+{font}-{short}")
        for script, short in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
    )
    return tag("a:defRPr", Colour(colour).fill, *faces, sz=size, b=bold, kern=1200)


def _title_level() -> str:
    spacing = tag("a:lnSpc", val("a:spcPct", 95_000)) + tag("a:spcBef", val("a:spcPct", 0))
    return tag("a:lvl1pPr", spacing, tag("a:buNone"), _run("tx2", "mj", 2400, bold=True), algn="l")


def _body_levels() -> str:
    return "".join(
        tag(
            f"a:lvl{n}pPr", tag("a:spcBef", val("a:spcPts", 800)), _BULLET, _run("tx1", "mn", size),
            marL=_STEP * n, indent=-_STEP, algn="l",
        )
        for n, size in enumerate((1800, 1600, 1400, 1400, 1400), start=1)
    )  # fmt: skip


def _plain_levels() -> str:
    return "".join(
        tag(f"a:lvl{n}pPr", _run("tx1", "mn", 1800), marL=2 * _STEP * (n - 1), algn="l") for n in range(1, 10)
    )


def _holders(holders: tuple[Holder, ...]) -> list[str]:
    return [_holder(number, holder) for number, holder in enumerate(holders, start=2)]


def _holder(number: int, holder: Holder) -> str:
    locked = tag("p:cNvSpPr", tag("a:spLocks", noGrp=True))
    kind = tag("p:nvPr", f"<p:ph {holder.kind}/>")
    about = tag("p:nvSpPr", tag("p:cNvPr", id=number, name=holder.name), locked, kind)
    words = tag("p:txBody", holder.body, tag("a:lstStyle", holder.style), _sample(holder))
    return tag("p:sp", about, tag("p:spPr", _place(holder.place) if holder.place else ""), words)


def _sample(holder: Holder) -> str:
    if "sldNum" in holder.kind:
        return slide_number("‹#›")
    run = tag("a:r", tag("a:rPr", lang="en-GB"), tag("a:t", text(holder.text))) if holder.text else ""
    return tag("a:p", run or tag("a:endParaRPr", lang="en-GB"))


def _place(place: Place) -> str:
    x, y, width, height = (round(each * INCH) for each in place)
    where = tag("a:xfrm", tag("a:off", x=x, y=y), tag("a:ext", cx=width, cy=height))
    return where + tag("a:prstGeom", tag("a:avLst"), prst="rect")


def _bar(place: Place) -> str:
    about = tag("p:nvSpPr", tag("p:cNvPr", id=90, name="Accent"), tag("p:cNvSpPr"), tag("p:nvPr", userDrawn=True))
    shape = tag("p:spPr", _place(place), Colour("accent2").fill, tag("a:ln", tag("a:noFill")))
    return tag("p:sp", about, shape)
