"""One value of a chart may be called out: in PowerPoint's own call-out, bound to its point; on the page as there."""

from dataclasses import replace
from typing import Any

import pytest
from pptx.oxml.ns import qn
from test_notation import COMMON, EUROS, drawn

from steward.charts import figure
from steward.deck.slides.one_scale import one_scale
from steward.exhibits import (
    PERCENT,
    Bars,
    Bridge,
    CallOut,
    Lines,
    Role,
    Series,
    StackedBars,
    Step,
    Table,
    largest_change,
    money,
)
from steward.exhibits.charts import highest_stack

MONTHS = ("Jul 2026", "Aug 2026", "Sep 2026")
BARS = Bars(
    **COMMON, categories=MONTHS, unit=EUROS, series=(Series("Spend", (20, 90, 30)),), call_out=CallOut(1, "Most")
)
LINES = Lines(**COMMON, categories=MONTHS, unit=EUROS, series=(Series("A", (20, 90, 30)),), call_out=CallOut(1, "Most"))
STEPS = (
    Step("Q2 2026", 100, total=True), Step("Lines", 10), Step("Prices", -80), Step("Sites", 5),
    Step("Q3 2026", 35, total=True),
)  # fmt: skip
BRIDGE = Bridge(**COMMON, steps=STEPS, unit=EUROS, call_out=largest_change(STEPS, "Most"))


@pytest.mark.parametrize(("exhibit", "at", "value"), [(BARS, 1, 90), (LINES, 1, 90), (BRIDGE, 2, 110)])
def test_the_call_out_is_at_its_value_on_page_and_slide(exhibit: Bars | Lines | Bridge, at: int, value: int) -> None:
    [label] = [each for each in drawn(exhibit)._chartSpace.iter(qn("c:dLbl")) if "Most" in each.xpath(".//a:t/text()")]
    assert label.find(qn("c:idx")).get("val") == str(at)
    assert label.find(f"{qn('c:spPr')}/{qn('a:ln')}/{qn('a:solidFill')}") is not None
    forms = [form.get("prst") for form in label.iter(qn("a:prstGeom"))]
    assert forms == ([] if isinstance(exhibit, Bridge) else ["wedgeRectCallout"]), "a cell's label has a frame"
    [said] = [each for each in figure(exhibit).layout.annotations if each.text == "Most"]
    place = STEPS[at].label if isinstance(exhibit, Bridge) else MONTHS[at]
    assert (said.x, said.y) == (place, value)


@pytest.mark.parametrize("exhibit", [BARS, LINES, BRIDGE])
def test_without_one_nothing_is_called_out(exhibit: Bars | Lines | Bridge) -> None:
    bare: Any = replace(exhibit, call_out=None)
    assert not list(drawn(bare)._chartSpace.iter(qn("a:prstGeom"))) and not figure(bare).layout.annotations


def test_what_is_not_known_is_not_called_out() -> None:
    unknown = replace(LINES, series=(Series("A", (20, None, 30)),))
    assert unknown.pointed is None
    assert not list(drawn(unknown)._chartSpace.iter(qn("a:prstGeom"))) and not figure(unknown).layout.annotations


@pytest.mark.parametrize(
    ("steps", "at"),
    [
        (STEPS, 2),
        (STEPS[:2] + STEPS[-1:], None),
        ((STEPS[0], Step("A", 5), Step("B", -5), STEPS[-1]), None),
        ((), None),
    ],
)
def test_the_largest_of_several_changes_is_named_and_never_one_of_two_alike(
    steps: tuple[Step, ...], at: int | None
) -> None:
    assert (found.at if (found := largest_change(steps)) else None) == at


def test_the_year_before_is_a_line_over_the_stacks_and_never_in_them() -> None:
    stacked = StackedBars(
        **COMMON, categories=MONTHS, unit=EUROS,
        series=(Series("A", (1, 2, 3)), Series("B", (1, 1, 1)), Series("A year before", (9, 9, 9), Role.EARLIER)),
    )  # fmt: skip
    space = drawn(stacked)._chartSpace
    assert space.xpath("//c:lineChart/c:ser//c:tx//c:v/text()") == ["A year before"]
    assert space.xpath("//c:barChart/c:ser//c:tx//c:v/text()") == ["A", "B"]
    assert [trace.type for trace in figure(stacked).data] == ["bar", "bar", "scatter"]


PARTS = (Series("A", (1, 2, 3)), Series("B", (1, 7, 0)), Series("A year before", (20, 20, 20), Role.EARLIER))
STACKED = StackedBars(**COMMON, categories=MONTHS, unit=EUROS, series=PARTS, call_out=highest_stack(PARTS, EUROS))


def test_a_stack_is_called_out_above_all_of_it_on_page_and_slide() -> None:
    [label] = [
        each for each in drawn(STACKED)._chartSpace.iter(qn("c:dLbl")) if each.xpath(".//a:t/text()") == ["Most: €9"]
    ]
    series = label.getparent().getparent()
    assert (label.find(qn("c:idx")).get("val"), series.xpath("./c:tx//c:v/text()")) == ("1", ["B"])
    assert [form.get("prst") for form in label.iter(qn("a:prstGeom"))] == ["wedgeRectCallout"]
    assert label.find(qn("c:dLblPos")).get("val") == "ctr", "a stacked bar has no place outside itself"
    assert -0.4 < float(label.find(f".//{qn('c:y')}").get("val")) < -0.1, "from the middle of its part to above it"
    [said] = figure(STACKED).layout.annotations
    assert (said.text, said.x, said.y) == ("Most: €9", "Aug 2026", 9)


@pytest.mark.parametrize(("at", "top"), [(0, "B"), (1, "B"), (2, "A")])
def test_it_is_the_label_of_the_uppermost_part_that_there_is(at: int, top: str) -> None:
    space = drawn(replace(STACKED, call_out=CallOut(at, "Here")))._chartSpace
    [label] = [each for each in space.iter(qn("c:dLbl")) if each.xpath(".//a:t/text()") == ["Here"]]
    assert label.getparent().getparent().xpath("./c:tx//c:v/text()") == [top]


@pytest.mark.parametrize(("values", "said"), [
    ((1, 2, 3), "Most: €3"), ((3, 1, 3), None), ((0, 0, 0), None), ((3,), None), ((3, 0), None),
    ((None, 4, 3, -9), "Most: €4"),
])  # fmt: skip
def test_the_highest_stack_is_one_and_says_how_high_it_is(values: tuple[int | None, ...], said: str | None) -> None:
    found = highest_stack((Series("A", values),), EUROS)
    assert (found.text if found else None) == said


SMALL = replace(BARS, id="small", call_out=None, series=(Series("A", (4, 5, 6)),))
LARGE = replace(BARS, id="large", call_out=None)
HUGE = replace(BARS, id="huge", call_out=None, series=(Series("A", (4_000, 5_000, 6_000)),))
DOLLARS = replace(LARGE, unit=money("USD"))
PERCENTS = replace(LARGE, unit=PERCENT)
TABLE = Table(**COMMON, columns=(), rows=())


@pytest.mark.parametrize(
    ("beside", "spans"),
    [
        ((SMALL, LARGE), ((0, 100), (0, 100))),
        ((LARGE, LINES), ((0, 100), (0, 100))),
        ((SMALL, DOLLARS), (None, None)),
        ((LARGE, PERCENTS), (None, None)),
        ((SMALL, HUGE), (None, None)),
        ((SMALL, replace(LARGE, span=(0, 500))), (None, (0, 500))),
        ((LARGE, TABLE), (None, None)),
        ((LARGE,), (None,)),
    ],
)
def test_two_charts_of_one_unit_stand_on_one_scale(beside: tuple[Any, ...], spans: tuple[Any, ...]) -> None:
    assert tuple(getattr(one, "span", None) for one in one_scale(beside)) == spans


HIGH = (
    Step("Call of 21 Sep", 84_830, total=True), Step("Up", 11_450), Step("Down", -5_490),
    Step("Now", 90_790, total=True),
)  # fmt: skip


@pytest.mark.parametrize(("wide", "raised"), [(9.0, False), (3.6, True)])
def test_what_is_called_out_of_a_bridge_has_room_above_the_columns(wide: float, raised: bool) -> None:
    """Two lines of it, also where the number of the column beside it is raised out of the way of."""
    bridge = Bridge(**COMMON, steps=HIGH, unit=EUROS, call_out=CallOut(1, "Largest change"))
    space = drawn(bridge, wide, 3.2)._chartSpace
    low, high = (float(space.xpath(f"//c:valAx/c:scaling/c:{end}/@val")[0]) for end in ("min", "max"))
    assert (high - 96_280) / (high - low) > 0.18
    bare = drawn(replace(bridge, call_out=None), wide, 3.2)._chartSpace
    assert float(bare.xpath("//c:valAx/c:scaling/c:max/@val")[0]) < high
    [label] = [each for each in space.iter(qn("c:dLbl")) if "Largest change" in each.xpath(".//a:t/text()")]
    up = [float(each) for each in label.xpath("c:layout/c:manualLayout/c:y/@val")]
    assert (bool(up) and up[0] < -0.02) == raised
