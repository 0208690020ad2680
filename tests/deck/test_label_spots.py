"""Values beside lines and bars: none is crossed by a limit, by another line or by another value."""

from datetime import date
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from steward.charts import figure
from steward.charts.bars import MOODS
from steward.deck.charts.label_spots import crossed
from steward.deck.native import place
from steward.deck.shapes.geometry import Box
from steward.exhibits import COUNT, PERCENT, Bars, Mood, Receipt, Role, Series, StackedBars

RECEIPT = Receipt("utilisation", date(2026, 9, 30), "customer.usage_monthly")


def _chart(kind: Any, *series: Series, count: int = 3) -> Any:
    names = tuple(f"C{n}" for n in range(count))
    return kind(id="c", title="", alt="c", receipt=RECEIPT, categories=names, series=series, unit=PERCENT)


def test_a_value_that_a_limit_would_cross_stands_inside_its_bar() -> None:
    bars = _chart(Bars, Series("Used", (93.6, 18.2, 2.4)), Series("Limit", (100.0,) * 3, Role.REFERENCE))
    assert crossed(bars, bars.series[0], 12.0) == {0}
    assert not crossed(_chart(Bars, Series("Used", (93.6, 18.2, 2.4))), bars.series[0], 12.0)
    space = _drawn(bars)._chartSpace
    assert space.xpath("//c:dLbl[c:idx/@val='0']/c:dLblPos/@val") == ["inEnd"]
    assert space.xpath("//c:dLbls/c:dLblPos/@val") == ["outEnd"]


def test_promoters_passives_and_detractors_mean_the_same_on_a_page_and_on_a_slide() -> None:
    groups = (Series("Promoters", (1, 2, 3), mood=Mood.GOOD), Series("Passives", (1, 2, 3), mood=Mood.NEUTRAL),
              Series("Detractors", (1, 2, 3), mood=Mood.BAD))  # fmt: skip
    slides = []
    for order in (groups, groups[::-1]):
        chart = StackedBars(
            id="c", title="", alt="c", receipt=RECEIPT, categories=("A", "B", "C"), series=order, unit=COUNT
        )
        found = _drawn(chart)._chartSpace.xpath("//c:ser")
        slides.append({each.xpath("c:tx//c:v")[0].text: etree.tostring(each.xpath("c:spPr")[0]) for each in found})
        assert len(set(slides[-1].values())) == 3
        page = {trace.name: trace.marker.color for trace in figure(chart).data}
        assert page == {one.name: MOODS[one.mood] for one in order if one.mood}
    assert slides[0] == slides[1], "by meaning, never by order"


def _drawn(exhibit: Any) -> Any:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    place(slide, exhibit, Box(0, 0, int(Inches(6)), int(Inches(4))))
    return slide.shapes[-1].chart
