"""Text as DrawingML: runs, paragraphs, text bodies. Everything written passes `clean` here."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from steward.deck.shapes.text import clean
from steward.deck.theme.theme import Colour
from steward.exhibits.wording import with_whole_days

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_SPACED = (
    '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="{}"/></a:spcBef>'
    '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
)


@dataclass(frozen=True)
class Look:
    """How a paragraph looks; what is None is inherited."""

    size: float | None = None
    colour: Colour | None = None
    bold: bool = False
    align: str = ""
    above: float = 0.0
    """Space before it, in points; where it is given, none of the template's is added to it, nor to its lines."""
    bullet_as_text: bool = False
    """Whether its bullet has the colour of its words, not that of the template."""
    pointless: bool = False
    """Whether it has no bullet, whatever the template gives it."""

    @property
    def properties(self) -> str:
        """The attributes and children of its run properties."""
        size = f' sz="{round(self.size * 100)}"' if self.size else ""
        bold = ' b="1"' if self.bold else ""
        return f'lang="en-GB"{size}{bold} dirty="0">{self.colour.fill if self.colour else ""}'


def paragraph(text: str, look: Look) -> str:
    """One paragraph; no line of it ends inside a day, a month or a quarter."""
    text = escape(with_whole_days(clean(text)))
    align = f' algn="{look.align}"' if look.align else ""
    above = _SPACED.format(round(look.above * 100)) if look.above else ""
    inner = above + ("<a:buNone/>" if look.pointless else "<a:buClrTx/>" if look.bullet_as_text else "")
    align += ' marL="0" indent="0"' if look.pointless else ""
    first = f"<a:pPr{align}>{inner}</a:pPr>" if align or inner else ""
    if not text:
        return f"<a:p>{first}<a:endParaRPr {look.properties}</a:endParaRPr></a:p>"
    return f"<a:p>{first}<a:r><a:rPr {look.properties}</a:rPr><a:t>{text}</a:t></a:r></a:p>"


def slide_number(number: int | str, colour: Colour | None = None, size: float | None = None) -> str:
    """A paragraph that PowerPoint keeps at the slide's number."""
    given = Look(size, colour).properties
    looks = f"<a:rPr {given}</a:rPr>" if colour else f"<a:rPr {given[:-1]}/>"
    return (
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f"{looks}<a:t>{number}</a:t></a:fld></a:p>"
    )


def body(tag: str, paragraphs: Iterable[str], properties: str = "<a:bodyPr/>") -> str:
    """A text body (`p:txBody` of a shape, `a:txBody` of a cell)."""
    return f"<{tag}>{properties}<a:lstStyle/>{''.join(paragraphs)}</{tag}>"
