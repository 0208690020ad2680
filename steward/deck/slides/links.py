"""From the agenda to what it names: a press on a topic leads to its slide, one on the note to the appendix."""

from collections.abc import Mapping
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from steward.exhibits.wording import with_whole_days

AGENDA, APPENDIX = "agenda", "appendix"
_NOTE, _TABLE = "note:review.agenda", "table:review.agenda"
_JUMP = "ppaction://hlinksldjump"
_LINK = (
    '<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{key}" action="{jump}">'
    '<a:extLst><a:ext uri="{{A12FA001-AC4F-418D-AE19-62706E023703}}"><ahyp:hlinkClr'
    ' xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
    "</a:hlinkClick>"
)
"""A link whose words keep their own colour."""


def link_topics(agenda: Any, slides: Mapping[str, Any]) -> None:
    """Each topic of the agenda's table leads to its first slide."""
    slides = {with_whole_days(name): slide for name, slide in slides.items()}
    for table in (shape.table for shape in agenda.shapes if shape.has_table and shape.name == _TABLE):
        for row in table.rows:
            there = slides.get(row.cells[0].text_frame.text)
            runs = row.cells[0].text_frame.paragraphs[0].runs
            if there is not None and runs:
                key = agenda.part.relate_to(there.part, RT.SLIDE)
                runs[0]._r.get_or_add_rPr().append(parse_xml(_LINK.format(key=key, jump=_JUMP)))


def link_appendix(agenda: Any, appendix: Any) -> None:
    """The whole box of the note is pressed, so that its words keep their colour."""
    for shape in agenda.shapes:
        if shape.name == _NOTE:
            key = agenda.part.relate_to(appendix.part, RT.SLIDE)
            about = next(shape._element.iter(qn("p:cNvPr")))
            about.append(about.makeelement(qn("a:hlinkClick"), {qn("r:id"): key, "action": _JUMP}))
