"""Values beside lines and bars: none is crossed by a limit, by another line or by another value."""

from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from steward.charts import figure
from steward.charts.bars import MOODS
from steward.deck.geometry import Box
from steward.deck.label_spots import ABOVE, BELOW, crossed, last_spots
from steward.deck.native import place
from steward.exhibits import COUNT, PERCENT, Bars, Lines, Mood, Receipt, Role, Series, SeriesChart, StackedBars

RECEIPT = Receipt("utilisation", date(2026, 9, 30), "customer.usage_monthly")


def _chart(kind: Any, *series: Series, count: int = 3) -> Any:
    names = tuple(f"C{n}" for n in range(count))
    return kind(id="c", title="", alt="c", receipt=RECEIPT, categories=names, series=series, unit=PERCENT)


def _lines(*ends: tuple[float | None, ...], limit: float | None = None) -> SeriesChart:
    series = [Series(f"S{n}", values) for n, values in enumerate(ends)]
    if limit is not None:
        series.append(Series("Limit", (limit,) * 3, Role.REFERENCE))
    return _chart(Lines, *series)  # type: ignore[no-any-return]


SPOTS: dict[str, tuple[SeriesChart, dict[int, str]]] = {
    "far apart": (_lines((60, 65, 70), (40, 40, 40)), {0: ABOVE, 1: ABOVE}),
    "a line that falls away": (_lines((60, 65, 70), (50, 52, 40)), {0: ABOVE, 1: BELOW}),
    "the lower goes below": (_lines((60, 65, 70), (60, 60, 62)), {0: ABOVE, 1: BELOW}),
    "the one between has no room": (_lines((70, 70, 70), (62, 62, 62), (54, 54, 54)), {0: ABOVE, 2: BELOW}),
    "a limit just above": (_lines((90, 92, 94), (50, 50, 50), limit=100), {0: BELOW, 1: ABOVE}),
    "a line that falls": (_lines((100, 100, 70)), {0: BELOW}),
    "nothing known": (_lines((None, None, None), (1, 2, 50)), {1: ABOVE}),
    "it ended before": (_lines((60, 70, None), (80, 80, 80)), {1: ABOVE}),
}


@pytest.mark.parametrize("case", SPOTS)
def test_where_the_last_value_of_a_line_stands(case: str) -> None:
    chart, expected = SPOTS[case]
    assert last_spots(chart, 10.0) == expected


VALUES = st.lists(st.none() | st.floats(0, 1000), min_size=3, max_size=3).map(tuple)


@given(st.lists(VALUES, min_size=1, max_size=6), st.floats(1, 200))
def test_no_two_values_stand_in_one_place(lines: list[tuple[float | None, ...]], tall: float) -> None:
    chart = _lines(*lines)
    zones = []
    for index, spot in last_spots(chart, tall).items():
        last = next(value for value in reversed(chart.series[index].values) if value is not None)
        low = float(last) + tall * 0.25 if spot == ABOVE else float(last) - tall * 1.25
        if chart.series[index].values[-1] is not None:
            zones.append((low, low + tall))
    assert all(one[1] <= other[0] or other[1] <= one[0] for one, other in combinations(zones, 2))


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
