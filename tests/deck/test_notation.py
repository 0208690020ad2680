"""One notation: what was before is pale, what is planned hollow, a change good or bad by its sign, a cut seen."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from packages import series_of, sheet_of
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from steward.charts import figure
from steward.deck.charts.axis_names import ASKEW, LEVEL, UPRIGHT, Names, names_below
from steward.deck.native import place
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Style
from steward.exhibits import COUNT, PERCENT, Bars, Bridge, Exhibit, Lines, Receipt, Role, Series, Step, money

RECEIPT = Receipt("m", date(2026, 9, 30), "customer.x")
COMMON: dict[str, Any] = {"id": "c", "title": "t", "alt": "a", "receipt": RECEIPT}
EUROS = money("EUR")


def drawn(exhibit: Exhibit, wide: float = 8.0, high: float = 5.0) -> Any:
    """The chart on a white slide."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    place(slide, exhibit, Box(0, 0, int(Inches(wide)), int(Inches(high))))
    return slide.shapes[-1].chart


def looks(chart: Any) -> dict[str, Any]:
    """The shape of each series by its name."""
    return {each.findtext(f".//{qn('c:v')}"): each.find(qn("c:spPr")) for each in chart._chartSpace.iter(qn("c:ser"))}


def colour(look: Any) -> tuple[str, int]:
    """The theme's colour, and how much lighter it is made."""
    found = next(look.iter(qn("a:schemeClr")))
    lighter = found.find(qn("a:lumOff"))
    return found.get("val"), 0 if lighter is None else int(lighter.get("val"))


def test_an_earlier_period_is_a_pale_shade_and_a_plan_is_hollow() -> None:
    chart = drawn(Bars(
        **COMMON, categories=("Voice", "Data"), unit=EUROS,
        series=(
            Series("Last year", (100, 120), Role.EARLIER), Series("This year", (140, 90)),
            Series("Plan", (130, 130), Role.PLAN),
        ),
    ))  # fmt: skip
    found = looks(chart)
    assert [colour(found[name]) for name in ("This year", "Last year", "Plan")] == [
        ("accent1", 0), ("accent1", 55_000), ("accent1", 0)
    ]  # fmt: skip
    assert found["Plan"].find(qn("a:noFill")) is not None and found["Plan"].find(qn("a:ln")) is not None
    assert chart._chartSpace.xpath("//c:barChart/c:overlap/@val") == ["30"]
    assert list(series_of(chart)) == ["Last year", "This year", "Plan"]


def test_an_earlier_line_is_pale_and_a_planned_one_dashed() -> None:
    chart = drawn(Lines(
        **COMMON, categories=("Q1 2026", "Q2 2026"), unit=EUROS,
        series=(
            Series("This year", (140, 90)), Series("Last year", (100, 120), Role.EARLIER),
            Series("Plan", (130, 130), Role.PLAN),
        ),
    ))  # fmt: skip
    found = looks(chart)
    assert colour(found["Last year"]) == ("accent1", 55_000)
    dashes = {name: next(look.iter(qn("a:prstDash"))).get("val") for name, look in found.items()}
    assert dashes == {"This year": "solid", "Last year": "solid", "Plan": "dash"}


def test_a_variance_is_good_or_bad_by_its_sign_and_says_it() -> None:
    signed = replace(EUROS, signed=True)
    bars = Bars(**COMMON, categories=("A", "B"), unit=signed, series=(Series("Change", (50, -20)),))
    chart = drawn(bars)
    [point] = chart._chartSpace.iter(qn("c:dPt"))
    assert point.find(qn("c:idx")).get("val") == "1"
    assert colour(looks(chart)["Change"]) != colour(point.find(qn("c:spPr")))
    assert chart._chartSpace.xpath("//c:dLbls/c:numFmt/@formatCode")[0].startswith("+")
    page = figure(bars).data[0].marker.color
    assert page[0] != page[1]


STEPS = (
    Step("Q2 2026", 340_000, total=True), Step("Dedicated Internet", 9_000), Step("Cloud Telephony", -4_000),
    Step("Q3 2026", 345_000, total=True),
)  # fmt: skip
BRIDGE = Bridge(**COMMON, steps=STEPS, unit=EUROS)


def test_a_line_leads_from_each_column_of_a_bridge_to_the_next() -> None:
    lines = [values for name, values in series_of(drawn(BRIDGE)).items() if name.startswith("Line ")]
    met = [next((v[at] for v in lines if v[at] is not None and v[at] == v[at + 1]), None) for at in range(3)]
    assert met == [340_000, 349_000, 345_000]
    assert all(values[at] is None or values[at] != 0 for values in lines for at in range(4))


def test_the_labels_of_a_bridge_are_cells_of_its_workbook() -> None:
    chart = drawn(BRIDGE)
    fields = [each for each in chart._chartSpace.iter(qn("a:fld")) if each.get("type") == "CELLRANGE"]
    said = ["€340,000", "+€9,000", "−€4,000", "€345,000"]
    assert [each.findtext(qn("a:t")) for each in fields] == said
    *_, heading, words = zip(*sheet_of(chart).iter_rows(values_only=True), strict=True)
    assert heading[0] == "Label" and list(words) == ["Label in words", *said]
    [reference] = chart._chartSpace.xpath("//*[local-name()='datalabelsRange']/*[local-name()='f']/text()")
    column = sheet_of(chart)[reference.split("!")[1].replace("$", "")]
    assert [cell.value for (cell,) in column] == said


def test_a_level_below_zero_is_a_loss_red_and_with_its_sign_as_in_the_app() -> None:
    """A year that costs more than when we began."""
    lost = Bridge(**COMMON, steps=(Step("Began", 0, total=True), Step("Now", -8_120, total=True)), unit=EUROS)
    chart = drawn(lost)
    [fill] = looks(chart)["Level below zero"].xpath("a:solidFill/*")
    red = Style.of(Presentation(), Presentation().slide_layouts[6]).palette.fills.bad
    assert fill.get("val") == red.name.removeprefix("#")
    fields = [each for each in chart._chartSpace.iter(qn("a:fld")) if each.get("type") == "CELLRANGE"]
    assert fields[-1].findtext(qn("a:t")) == "−€8,120"
    assert figure(lost).data[0].totals.marker.color == figure(lost).data[0].decreasing.marker.color
    assert colour(looks(drawn(BRIDGE))["Level"])[0] == "accent1"
    assert figure(BRIDGE).data[0].totals.marker.color != figure(lost).data[0].totals.marker.color


def _marks(chart: Any) -> list[str]:
    return [each.text for each in chart._chartSpace.iter(qn("a:t")) if each.text == "≈"]


def test_a_column_that_is_cut_bears_a_mark_and_one_from_zero_bears_none() -> None:
    chart = drawn(BRIDGE)
    assert chart.value_axis.minimum_scale > 0 and len(_marks(chart)) == 2
    assert [note.text for note in figure(BRIDGE).layout.annotations] == ["<b>≈</b>", "<b>≈</b>"]
    whole = replace(BRIDGE, steps=(STEPS[0], Step("Dedicated Internet", 90_000), Step("Q3 2026", 430_000, total=True)))
    assert _marks(drawn(whole)) == [] and figure(whole).layout.annotations == ()


def test_health_runs_from_nought_to_a_hundred_whatever_it_was() -> None:
    trend = Lines(
        **COMMON, categories=("Aug 2026", "Sep 2026"), unit=COUNT, series=(Series("Health", (91, 97)),), span=(0, 100)
    )
    axis = drawn(trend).value_axis
    assert (axis.minimum_scale, axis.maximum_scale) == (0, 100)
    low, high = figure(trend).layout.yaxis.range
    assert (low, round(high)) == (0, 102), "and a little air"
    steps = (Step("Aug 2026", 91, total=True), Step("Service", 6), Step("Sep 2026", 97, total=True))
    axis = drawn(Bridge(**COMMON, steps=steps, unit=COUNT, span=(0, 100))).value_axis
    assert (axis.minimum_scale, axis.maximum_scale) == (0, 100)


def test_a_line_begins_at_zero_unless_it_is_of_high_percentages() -> None:
    def low(unit: Any, *values: float) -> float | None:
        exhibit = Lines(**COMMON, categories=("Q1 2026", "Q2 2026"), unit=unit, series=(Series("S", values),))
        return drawn(exhibit).value_axis.minimum_scale  # type: ignore[no-any-return]

    assert low(COUNT, 88, 92) == 0 and low(PERCENT, 20, 92) == 0
    assert low(PERCENT, 99.2, 99.9) == 99 and low(COUNT, -5, 3) == -6


QUARTERS = ("Q4 2025", "Q1 2026", "Q2 2026")
SPACE = "\N{NO-BREAK SPACE}" * 2
NAMES = {
    "beside each other": (QUARTERS, 6.0, Names(list(QUARTERS))),
    "the year below": (QUARTERS, 3.0, Names(["Q4\n2025", "Q1\n2026", "Q2\n2026"])),
    "every other": (QUARTERS, 2.0, Names([f"{each}{SPACE}" for each in QUARTERS], ASKEW, 3)),
    "words that fit": (("Contact Centre Cloud", "SD-WAN Edge"), 5.0, Names(["Contact Centre Cloud", "SD-WAN Edge"])),
    "words that do not": (("Dedicated Internet",), 3.0, Names(["Dedicated Internet"], UPRIGHT)),
    "nor upright": (("Dedicated Internet in Lyon",), 3.0, Names(["Dedicated I…in Lyon"], UPRIGHT)),
}


@pytest.mark.parametrize("case", NAMES)
def test_no_word_below_a_chart_is_broken(case: str) -> None:
    names, slot, expected = NAMES[case]
    assert names_below(names, slot, 10.0) == expected


def test_a_year_stays_whole_however_narrow_the_chart_is() -> None:
    months = tuple(f"{name} 2026" for name in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"))
    for wide in (2.0, 3.0, 4.0, 6.0, 12.0):
        chart = drawn(
            Lines(**COMMON, categories=months, unit=COUNT, series=(Series("S", tuple(range(1, 10))),)), wide=wide
        )
        shown = [each.text for each in chart._chartSpace.iterfind(f".//{qn('c:cat')}//{qn('c:v')}")]
        assert [" ".join(each.split()) for each in shown] == list(months)
        skip = int(chart._chartSpace.xpath("//c:catAx/c:tickLblSkip/@val")[0])
        turn = int(chart._chartSpace.xpath("//c:catAx/c:txPr/a:bodyPr/@rot")[0])
        line = 4 if "\n" in shown[0] else 8
        assert line * 6.5 <= wide * 72 / 9 * skip, "half a point more than the digits of Arial have in 12 points"
        assert (turn == LEVEL) == (skip == 1)
