"""The same values on the slide, in the workbook behind it and in the exhibit; editable, described, in theme colours."""

import re
from dataclasses import replace
from typing import Any

import pytest
from harbour import SITES, full_review
from packages import charts_of, parts_of, plain, series_of, sheet_of, slides_of
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from steward.briefings.customer.review import CustomerReview
from steward.charts import figure
from steward.deck import customer_deck, place
from steward.deck.shapes.geometry import Box
from steward.exhibits import Bars, Bridge, Exhibit, Heatmap, Lines, SeriesChart, Step, Table, Unit


def exhibits(review: CustomerReview, kind: type) -> list[Any]:
    return [exhibit for slide in review.slides for exhibit in slide.exhibits if isinstance(exhibit, kind)]


def floats(values: tuple[Any, ...]) -> list[float | None]:
    return [None if value is None else float(value) for value in values]


def test_a_native_chart_shows_the_values_of_its_exhibit(review: CustomerReview, deck: bytes) -> None:
    charts = charts_of(deck)
    for exhibit in exhibits(review, SeriesChart):
        shown = series_of(charts[f"chart:{exhibit.id}"])
        assert shown == {series.name: floats(series.values) for series in exhibit.series}


def test_the_workbook_holds_what_is_shown_and_nothing_else(review: CustomerReview, deck: bytes) -> None:
    charts = charts_of(deck)
    for exhibit in exhibits(review, SeriesChart):
        rows = [list(row) for row in sheet_of(charts[f"chart:{exhibit.id}"]).iter_rows(values_only=True)]
        assert rows[0] == [None, *(series.name for series in exhibit.series)]
        columns = zip(*(series.values for series in exhibit.series), strict=True)
        assert rows[1:] == [[name, *values] for name, values in zip(exhibit.categories, columns, strict=True)]


def test_a_bridge_stands_on_its_steps(review: CustomerReview, deck: bytes) -> None:
    (bridge,) = exhibits(review, Bridge)
    shown = series_of(charts_of(deck)[f"chart:{bridge.id}"])
    changes = [
        sum(v or 0 for v in (shown["Level"][i], shown["Increase"][i])) - (shown["Decrease"][i] or 0) for i in range(5)
    ]
    assert changes == [step.value for step in bridge.steps]


def test_what_a_line_does_not_know_is_a_gap(deck: bytes) -> None:
    usage = charts_of(deck)["chart:usage"]
    assert series_of(usage)["Used at peak, Mbit/s"][5] is None
    assert usage._chartSpace.xpath("c:chart/c:dispBlanksAs/@val") == ["gap"]


def test_a_target_is_a_dashed_line_over_the_bars(deck: bytes) -> None:
    chart = charts_of(deck)["chart:restore-by-month"]
    assert [plot.series[0].name for plot in chart.plots] == ["Mean time to restore", "Agreed"]
    assert chart._chartSpace.xpath("//c:lineChart//a:prstDash/@val") == ["dash"]


def test_near_equal_percentages_are_dots_because_bars_would_exaggerate(deck: bytes) -> None:
    chart = charts_of(deck)["chart:availability-by-site"]
    assert not chart._chartSpace.xpath("//c:barChart")
    assert chart.value_axis.minimum_scale > 99


def test_numbers_are_formatted_by_their_unit(review: CustomerReview, deck: bytes) -> None:
    charts = charts_of(deck)
    for exhibit in exhibits(review, SeriesChart):
        formats = charts[f"chart:{exhibit.id}"]._chartSpace.xpath("//c:val//c:formatCode/text()")
        assert set(formats) == {exhibit.unit.excel}


def test_a_legend_only_where_there_is_something_to_tell_apart(deck: bytes) -> None:
    charts = charts_of(deck)
    assert charts["chart:tickets-by-priority"].has_legend
    assert not charts["chart:usage"].has_legend, "its lines are named where they end"
    assert not charts["chart:themes"].has_legend


def test_every_graphic_is_described(review: CustomerReview, deck: bytes) -> None:
    described = {
        shape.name.partition(":")[2]: shape._element.nvGraphicFramePr.cNvPr.get("descr")
        for slide in slides_of(deck) for shape in slide.shapes if shape.has_chart or shape.has_table
    }  # fmt: skip
    assert all(described.values())
    for exhibit in exhibits(review, Exhibit):
        assert described[exhibit.id] == exhibit.alt


def test_all_colours_are_the_themes(deck: bytes) -> None:
    parts = {name: blob for name, blob in parts_of(deck).items() if re.match(r"ppt/(slides|charts)/[^_]", name)}
    assert len(parts) > 15
    assert not [name for name, blob in parts.items() if b"srgbClr" in blob]


def test_tables_are_tables_with_a_header_and_numbers_to_the_right(review: CustomerReview, deck: bytes) -> None:
    tables = {shape.name: shape.table for slide in slides_of(deck) for shape in slide.shapes if shape.has_table}
    incidents = tables["table:incidents"]
    assert incidents.first_row
    (exhibit,) = [each for each in exhibits(review, Table) if each.id == "incidents"]
    assert [[plain(cell.text) for cell in row.cells] for row in incidents.rows][1:] == [
        [plain(text) for text in row] for row in exhibit.text()
    ]
    assert incidents.cell(1, 5).text_frame.paragraphs[0].alignment is not None
    assert tables["heatmap:usage-by-site"].cell(6, 2).text == "–"


def test_figures_say_value_change_and_why_not(review: CustomerReview, deck: bytes) -> None:
    summary = next(slide for slide in slides_of(deck) if slide.shapes.title.text.startswith("Service was"))
    table = next(shape.table for shape in summary.shapes if shape.name == "figures")
    figures = next(slide for slide in review.slides if slide.id == "summary").figures
    assert [cell.text for cell in table.rows[1].cells] == [figure.text for figure in figures]
    assert plain(table.cell(2, 1).text) == "▼ −2 on Q2 2026"
    assert table.cell(2, 4).text == "no portal feed before October"


def test_a_bridge_through_zero_keeps_both_its_sides(review: CustomerReview) -> None:
    (bridge,) = exhibits(review, Bridge)
    sinking = replace(bridge, steps=(Step("Before", 40, total=True), Step("Loss", -70), Step("After", -30, total=True)))
    shown = series_of(_placed(sinking))
    assert shown["Decrease"] == [None, 40, None]
    assert shown["Decrease below zero"] == [None, -30, None]
    assert shown["Level below zero"] == [None, None, -30]


EURO, RATIO = Unit("euro", prefix="€"), Unit("percent", suffix=" %", decimals=2)


@pytest.mark.parametrize(
    ("levels", "unit", "low"),
    [
        ((1000, 1140), EURO, None), ((1000, 1050), EURO, 900), ((40, 36), RATIO, None), ((104, 101), RATIO, 94),
        ((100.43, 99.55), RATIO, 97), ((30, 28), RATIO, None), ((-40, -39), RATIO, None), ((12, 12), RATIO, None),
    ],
)  # fmt: skip
def test_an_axis_that_is_cut_is_the_same_on_page_and_slide_and_seen_to_be(
    review: CustomerReview, levels: tuple[float, float], unit: Unit, low: float | None
) -> None:
    (bridge,) = exhibits(review, Bridge)
    then, now = levels
    steps = (Step("Then", then, total=True), Step("Moved", now - then), Step("Now", now, total=True))
    cut = replace(bridge, steps=steps, unit=unit)
    page, slide = figure(cut).layout, _placed(cut)
    marks = [one.text for one in page.annotations]
    labels = slide.plots[0]._element.xpath(".//c:dLbl//a:t/text()")
    if low is None:
        assert min(0, *levels) >= page.yaxis.range[0] and not marks and not labels
        assert slide.value_axis.minimum_scale is None and not page.yaxis.showticklabels
    else:
        assert page.yaxis.range[0] == page.yaxis.tickvals[0] == slide.value_axis.minimum_scale == low
        assert page.yaxis.tickvals[-1] == slide.value_axis.maximum_scale > max(levels)
        assert marks == ["<b>≈</b>"] * 2 and labels == ["≈"] * 2
        assert page.yaxis.showticklabels and slide.value_axis.visible


def test_bars_with_long_names_lie_down(review: CustomerReview) -> None:
    (themes,) = [bars for bars in exhibits(review, Bars) if bars.id == "themes"]
    upright = replace(themes, horizontal=False, categories=("Vertragsverlängerungsgespräche",) * 4)
    assert _placed(upright, Inches(3)).chart_type is XL_CHART_TYPE.BAR_CLUSTERED


def test_an_exhibit_without_categories_says_so(review: CustomerReview) -> None:
    (usage,) = [lines for lines in exhibits(review, Lines) if lines.id == "usage"]
    empty = replace(usage, categories=(), series=tuple(replace(series, values=()) for series in usage.series))
    changed = replace(review.slides[6], exhibits=(empty,))
    blob = customer_deck(full_review(slides=(changed,)))
    assert any(shape.has_text_frame and shape.text_frame.text == "No data" for shape in slides_of(blob)[0].shapes)


def test_a_heatmap_has_a_cell_for_every_pair(review: CustomerReview, deck: bytes) -> None:
    (heatmap,) = exhibits(review, Heatmap)
    table = next(s.table for slide in slides_of(deck) for s in slide.shapes if s.name == f"heatmap:{heatmap.id}")
    assert (len(table.rows), len(table.columns)) == (len(SITES) + 1, 4)
    assert table.first_row and table.first_col


def _placed(exhibit: Exhibit, width: int = Inches(8)) -> Any:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    place(slide, exhibit, Box(0, 0, int(width), Inches(5)))
    return slide.shapes[-1].chart
