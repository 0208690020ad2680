"""A figure shows the exhibit's values, written by its unit, and nothing that was not asked for."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest
from exhibits_drawn import (
    ACROSS,
    BARS,
    BRIDGE,
    BUBBLES,
    COMMON,
    EUR,
    EVERY,
    HEATMAP,
    HOSTILE,
    LINES,
    MONTHS,
    REVENUE,
    SERIES_CHARTS,
    STACKED,
    WRITTEN,
)

from steward.charts import figure
from steward.charts.layout import BAD
from steward.exhibits import AVAILABILITY, COUNT, Bars, Bridge, Exhibit, Lines, Mood, Role, Series, SeriesChart, Step


@pytest.mark.parametrize("exhibit", SERIES_CHARTS, ids=lambda exhibit: type(exhibit).__name__)
def test_every_series_is_drawn_with_its_values(exhibit: SeriesChart) -> None:
    lying = isinstance(exhibit, Bars) and exhibit.horizontal
    drawn = {trace.name: tuple(trace.x if lying else trace.y) for trace in figure(exhibit).data}
    assert drawn == {series.name: series.values for series in exhibit.series}


@pytest.mark.parametrize(("many", "name", "lying"), [(12, "Play against a risk {}", True), (12, "Q{}", False)])
def test_stacks_of_many_long_names_lie_on_their_side(many: int, name: str, lying: bool) -> None:
    """Below stacks that stand, on a phone, they would be turned and run into one another."""
    series = tuple(Series(one, tuple(range(many))) for one in ("Overdue", "Open"))
    drawing = figure(replace(STACKED, categories=tuple(name.format(n) for n in range(many)), series=series))
    assert [trace.orientation for trace in drawing.data] == ["h" if lying else "v"] * 2
    assert not lying or list(drawing.layout.yaxis.ticktext) == [name.format(n) for n in range(many)]


def test_a_bridge_is_drawn_with_its_steps() -> None:
    [trace] = figure(BRIDGE).data
    assert list(trace.y) == [1000, 300, -450, 850]
    assert list(trace.measure) == ["absolute", "relative", "relative", "absolute"]
    assert list(trace.text) == ["€1,000", "+€300", "−€450", "€850"]


@pytest.mark.parametrize(
    ("steps", "name", "lies"), [(7, "gained", False), (9, "gained", True), (5, "of 39 are as green as before", True)]
)
def test_steps_whose_names_have_no_room_below_lie_one_below_another(steps: int, name: str, lies: bool) -> None:
    labels = [f"{place} {name}" for place in range(steps)]
    bridge = Bridge(**COMMON, unit=COUNT, steps=tuple(Step(label, 20 + place) for place, label in enumerate(labels)))
    drawn = figure(bridge)
    names = drawn.layout.yaxis if lies else drawn.layout.xaxis
    assert drawn.data[0].orientation == ("h" if lies else "v")
    assert [said.replace("<br>", " ") for said in names.ticktext] == labels, "no name is cut"


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Brückhagen Maschinenbau", "Brückhagen<br>Maschinenbau"),
        ("Internetzugangsdienste", "Internetzuga<br>ngsdienste"),
        ("New", "New"),
    ],
)
def test_a_name_below_a_bar_is_broken_between_its_words(name: str, drawn: str) -> None:
    steps = (replace(BRIDGE.steps[0], label=name), *BRIDGE.steps[1:], *BRIDGE.steps[1:2])
    assert figure(replace(BRIDGE, steps=steps)).layout.xaxis.ticktext[0] == drawn


def test_a_heatmap_is_drawn_with_its_cells() -> None:
    [trace] = figure(HEATMAP).data
    assert [tuple(row) for row in trace.z] == list(HEATMAP.values)
    assert trace.customdata[1][0] == "Gdańsk · Voice<br>12.5\N{NARROW NO-BREAK SPACE}%"


def test_bubbles_are_grouped_by_colour_and_carry_their_key() -> None:
    healthy, at_risk = figure(BUBBLES).data
    assert (healthy.name, *healthy.x, *healthy.y, *healthy.marker.size) == ("Healthy", 82, 120, 184_250)
    assert healthy.customdata[0][0] == "A-1"
    assert at_risk.marker.size[0] > 0, "a bubble without a size is small, not gone"


@pytest.mark.parametrize("exhibit", EVERY, ids=lambda exhibit: type(exhibit).__name__)
def test_a_figure_has_no_title_and_never_catches_the_thumb(exhibit: Exhibit) -> None:
    layout = figure(exhibit).layout
    assert layout.title.text is None
    assert layout.dragmode is False
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange


@pytest.mark.parametrize("exhibit", (LINES, BARS, STACKED, BRIDGE, HEATMAP), ids=lambda exhibit: type(exhibit).__name__)
def test_names_are_never_read_as_dates_or_numbers(exhibit: Exhibit) -> None:
    assert figure(exhibit).layout.xaxis.type == "category"


def test_the_legend_is_there_for_two_series_only() -> None:
    assert figure(LINES).layout.showlegend
    assert not figure(replace(LINES, series=(REVENUE,))).layout.showlegend


def test_references_come_last_dashed_and_grey() -> None:
    chart = replace(LINES, series=tuple(reversed(LINES.series)))
    value, target = figure(chart).data
    assert (value.name, target.name, target.line.dash) == ("MRR", "Target", "dash")
    assert value.line.color is None, "the theme's own colour"


def test_hover_says_the_number_in_full() -> None:
    assert list(figure(LINES).data[0].customdata) == ["€150,000", "–", "€184,250"]
    assert figure(BARS).data[0].customdata[2] == "Sep 2026<br>MRR: €184,250"


def test_an_axis_is_written_by_the_unit() -> None:
    assert list(figure(LINES).layout.yaxis.ticktext) == ["€0", "€50k", "€100k", "€150k", "€200k"]


def test_few_bars_carry_their_numbers_instead_of_an_axis() -> None:
    drawing = figure(replace(BARS, series=(Series("Change", (12, None, -3)),)))
    assert list(drawing.data[0].text) == ["€12", "", "−€3"]
    assert not drawing.layout.yaxis.showticklabels


def test_availability_is_not_drawn_against_zero() -> None:
    uptime = Lines(
        **COMMON, categories=MONTHS, series=(Series("Availability", (99.95, 99.99, 99.9)),), unit=AVAILABILITY
    )
    low, _ = figure(uptime).layout.yaxis.range
    assert low > 99


def test_money_is_drawn_against_zero() -> None:
    assert figure(LINES).layout.yaxis.range[0] == 0


@pytest.mark.parametrize("kind", (Lines, Bars))
def test_hostile_names_are_written_to_the_letter(kind: type[SeriesChart]) -> None:
    chart = kind(**COMMON, categories=(HOSTILE, "10", "2026-Q3"), series=(replace(REVENUE, name=HOSTILE),), unit=EUR)
    drawing = figure(chart)
    assert "<b>" not in drawing.to_json() and "<a" not in drawing.to_json()
    assert drawing.data[0].x[0] == WRITTEN
    assert "%{y}" not in drawing.data[0].hovertemplate


def test_a_hostile_bubble_is_written_to_the_letter() -> None:
    assert "<b>" not in figure(BUBBLES).to_json()
    assert figure(BUBBLES).data[1].customdata[0][1].startswith(WRITTEN)


def test_two_categories_of_one_name_stay_two_bars() -> None:
    drawing = figure(Bars(**COMMON, categories=("Other", "Other"), series=(Series("MRR", (1, 2)),), unit=EUR))
    assert len(set(drawing.data[0].x)) == 2


def test_a_long_name_is_short_on_the_axis_and_whole_under_the_pointer() -> None:
    long = "A product name that goes on and on until nobody reads it"
    drawing = figure(replace(ACROSS, categories=(long, "B", "C")))
    assert drawing.layout.yaxis.ticktext[0].endswith("…")
    assert drawing.data[0].customdata[0].startswith(long)


@pytest.mark.parametrize(("count", "said"), [
    (2, "Team of Gudrun Quandtner"), (3, "Team of Gudrun<br>Quandtner"), (5, "Team of<br>Gudrun Quand…"),
])  # fmt: skip
def test_below_few_bars_a_name_has_the_room_there_is(count: int, said: str) -> None:
    names = ("Team of Gudrun Quandtner", *("BCDE"[: count - 1]))
    bars = replace(ACROSS, horizontal=False, categories=names, series=(Series("A", (1,) * count),))
    assert figure(bars).layout.xaxis.ticktext[0] == said


@pytest.mark.parametrize("kind", (Lines, Bars))
def test_nothing_known_says_so(kind: type[SeriesChart]) -> None:
    drawing = figure(kind(**COMMON, categories=MONTHS, series=(Series("MRR", (None,) * 3),), unit=EUR))
    assert drawing.layout.annotations[0].text == "No values to show"


@pytest.mark.parametrize("kind", (Lines, Bars))
@pytest.mark.parametrize("numbers", ((0, 0, 0), (5,), (-5, -1), tuple(range(36))), ids=str)
def test_odd_series_are_drawn(kind: type[SeriesChart], numbers: tuple[int, ...]) -> None:
    names = tuple(f"M{index}" for index in range(len(numbers)))
    drawing = figure(kind(**COMMON, categories=names, series=(Series("MRR", numbers),), unit=EUR))
    assert tuple(drawing.data[0].y) == numbers


def test_one_point_and_a_point_between_gaps_are_seen() -> None:
    lonely = replace(
        LINES, categories=tuple(map(str, range(20))), series=(Series("NPS", (None,) * 9 + (5,) + (None,) * 10),)
    )
    assert "markers" in figure(lonely).data[0].mode


def test_of_many_months_a_few_are_named_and_the_last_among_them() -> None:
    months = tuple(f"M{index}" for index in range(36))
    drawing = figure(Lines(**COMMON, categories=months, series=(Series("MRR", tuple(range(36))),), unit=EUR))
    assert len(drawing.layout.xaxis.ticktext) <= 5
    assert drawing.layout.xaxis.ticktext[-1] == "M35"


def test_differing_targets_are_strokes_and_a_shared_limit_is_a_line() -> None:
    assert figure(BARS).data[1].mode == "markers"
    shared = Series("Limit", (5, 5, 5), Role.REFERENCE)
    assert figure(replace(BARS, series=(REVENUE, shared))).data[1].mode == "lines"


def test_a_figure_is_plotlys_own() -> None:
    assert isinstance(figure(LINES), go.Figure)


def test_a_heatmap_too_full_for_numbers_has_a_scale_beside_it() -> None:
    many = replace(
        HEATMAP, columns=tuple(f"Month {index}" for index in range(24)), values=((99.5, 100) * 12, (99,) * 24)
    )
    [trace] = figure(many).data
    assert (trace.text, trace.showscale, trace.zmin) == (None, True, 99)


def test_of_two_series_that_are_both_bad_the_second_is_pale_and_outlined_where_it_is_something() -> None:
    bad = (Series("Missed", (1, 2), mood=Mood.BAD), Series("Overdue", (0, 3), mood=Mood.BAD))
    missed, overdue = (trace.marker for trace in figure(replace(STACKED, categories=("A", "B"), series=bad)).data)
    assert (missed.color, overdue.line.color) == (BAD, BAD) and overdue.color != BAD
    assert list(overdue.line.width) == [0, 1.5]
