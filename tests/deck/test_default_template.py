"""The template that ships is the one its module makes."""

import io

from packages import problems
from pptx import Presentation

from steward.deck.default.template import template_bytes
from steward.deck.templates.opened import DEFAULT_TEMPLATE


def test_the_committed_template_is_the_generated_one() -> None:
    assert DEFAULT_TEMPLATE.read_bytes() == template_bytes(), "run python -m steward.deck.default.template"


def test_it_is_a_whole_package_with_real_placeholders() -> None:
    assert problems(template_bytes()) == []
    layouts = Presentation(io.BytesIO(template_bytes())).slide_layouts
    kinds = {layout.name: [p.placeholder_format.type.name for p in layout.placeholders] for layout in layouts}
    assert list(kinds) == ["Title", "Title and content", "Two contents", "Figures and content", "Table", "Closing"]
    assert kinds["Two contents"] == ["TITLE", "OBJECT", "OBJECT", "FOOTER", "DATE", "SLIDE_NUMBER"]
