"""From the agenda to the appendix: a press on its line in the agenda's note leads there."""

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

AGENDA, APPENDIX = "agenda", "appendix"
_NOTE = "note:review.agenda"
_JUMP = "ppaction://hlinksldjump"


def link_appendix(agenda: Any, appendix: Any) -> None:
    """The whole box of the note is pressed, so that its words keep their colour."""
    for shape in agenda.shapes:
        if shape.name == _NOTE:
            key = agenda.part.relate_to(appendix.part, RT.SLIDE)
            about = next(shape._element.iter(qn("p:cNvPr")))
            about.append(about.makeelement(qn("a:hlinkClick"), {qn("r:id"): key, "action": _JUMP}))
