"""On a plan of eight steps the names are whole, whatever else has to give way."""

from datetime import date

import pytest
from pptx import Presentation

from steward.deck.plans.timeline_rows import fitted, label_of, names_whole, wording
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Style
from steward.exhibits import Span

NAMES = (
    "Reporting by site agreed", "Emergency exercise without Avdeling Bergen", "Voice quality measured at all sites",
    "Firewall rules cleaned up, site by site", "Pilot with two teams of the contact centre", "Drawing of the network",
    "Capacity of every site held against the plans", "Budget for next year's steps decided",
)  # fmt: skip
WHO = "Lars Grønvold (you), Mikkel Lundquist (us) · So that the data of all sites is in one place by then"


@pytest.mark.parametrize("count", [4, 6, 8])
def test_names_are_whole_before_anything_else_is(count: int) -> None:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = 12_192_000, 6_858_000
    style = Style.of_slide(presentation.slides.add_slide(presentation.slide_layouts[6]))
    spans = [Span(label=name, start=None, end=date(2026, 10, 1), state="planned", detail=WHO) for name in NAMES[:count]]
    box = Box(0, 0, style.inches(12.2), style.inches(5.0))
    rows = fitted(spans, box, style)
    assert rows.left_out == 0 and names_whole(rows, box) == count
    if not rows.beside:
        wide = round((box.width - style.inches(0.2)) * rows.words)
        assert [wording(span, wide, rows)[0] for span in spans] == list(map(label_of, spans))
