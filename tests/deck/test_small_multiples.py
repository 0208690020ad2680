"""More than four lines are a small chart each: on one scale, named at their ends, before what they were a year ago."""

from typing import Any

import pytest
from packages import series_of
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches
from test_line_ends import MONTHS, NAMES
from test_notation import COMMON, colour, looks

from steward.deck.native import place
from steward.deck.shapes.geometry import Box
from steward.exhibits import PERCENT, CallOut, Lines, Role, Series, year_before
from steward.exhibits.axes import round_span

VALUES = (50, 51, 52, 103, 54, 60)
BEFORE = (40, 41, 42, 43, 44, 45)


def _lines(count: int, call_out: CallOut | None = None) -> Lines:
    """Before each line what it was a year before; a limit behind all."""
    names = [*NAMES, *(f"Service {number}" for number in range(9))][:count]
    return Lines(
        **COMMON, categories=MONTHS, unit=PERCENT, call_out=call_out,
        series=(
            *(year_before(name, BEFORE) for name in names), *(Series(name, VALUES) for name in names),
            Series("Committed", (100.0,) * 6, Role.REFERENCE),
        ),
    )  # fmt: skip


def _drawn(exhibit: Lines, wide: float = 6.0, high: float = 4.5) -> list[Any]:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    place(slide, exhibit, Box(0, 0, int(Inches(wide)), int(Inches(high))))
    return list(slide.shapes)


def _axis(chart: Any) -> tuple[str, ...]:
    return tuple(chart._chartSpace.xpath(f"//c:valAx//c:{end}/@val")[0] for end in ("min", "max"))


def _written(chart: Any) -> str:
    return str(chart._chartSpace.xpath("//c:catAx/c:tickLblPos/@val")[0])


@pytest.mark.parametrize(("count", "charts"), [(4, 1), (5, 5), (6, 6)])
def test_each_of_many_lines_has_a_chart_of_its_own(count: int, charts: int) -> None:
    assert len(_drawn(_lines(count))) == charts


def test_they_share_one_scale_and_only_the_lowest_names_the_months() -> None:
    shapes = _drawn(_lines(5))
    assert {_axis(shape.chart) for shape in shapes} == {("0", "125")}
    assert [_written(shape.chart) for shape in shapes] == ["none"] * 4 + ["low"]
    assert [shape.name for shape in shapes] == [f"chart:c:{number}" for number in range(1, 6)]
    lefts = {shape.chart._chartSpace.xpath("//c:plotArea/c:layout//c:x/@val")[0] for shape in shapes}
    assert len(lefts) == 1 and len({(shape.left, shape.width) for shape in shapes}) == 1


def test_each_shows_its_line_before_a_pale_one_of_the_year_before() -> None:
    chart = _drawn(_lines(5))[1].chart
    assert list(series_of(chart)) == [f"{NAMES[1]}, a year before", NAMES[1], "Committed"]
    found = looks(chart)
    assert colour(found[NAMES[1]]) == ("accent1", 0)
    assert colour(found[f"{NAMES[1]}, a year before"]) == ("accent1", 55_000)


def test_a_wide_box_has_two_beside_each_other_and_a_low_one_keeps_the_one_chart() -> None:
    wide = _drawn(_lines(6), wide=12.0)
    assert len({shape.left for shape in wide}) == 2 and len({shape.top for shape in wide}) == 3
    assert [_written(shape.chart) for shape in wide] == ["none", "none", "low"] * 2
    assert len(_drawn(_lines(6), high=1.5)) == 1


def test_a_long_name_stands_whole_on_two_lines() -> None:
    chart = _drawn(_lines(5), wide=4.2)[3].chart
    label = chart._chartSpace.find(f".//{qn('c:dLbl')}")
    assert [each.text.strip() for each in label.iter(qn("a:t"))][:2] == ["Contact", "Centre Cloud"]


def test_what_is_called_out_is_loud_and_the_others_are_grey() -> None:
    shapes = _drawn(_lines(5, CallOut(3, "103 % in Jul", 5 + 2)))
    tones = [colour(looks(shape.chart)[NAMES[place]])[0] for place, shape in enumerate(shapes)]
    assert tones.count("accent1") == 1 and tones[2] == "accent1"
    words = [shape.chart._chartSpace.xpath("//c:dLbl//a:t/text()") for shape in shapes]
    assert [("103 % in Jul" in each) for each in words] == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("values", "span"),
    [([113.0], (0, 125)), ([100.0], (0, 100)), ([86.0, 3.0], (0, 100)), ([-8.0, 12.0], (-12.5, 12.5)), ([], (0, 1))],
)
def test_a_scale_is_round_in_its_fifths(values: list[float], span: tuple[float, float]) -> None:
    assert round_span(values) == span
