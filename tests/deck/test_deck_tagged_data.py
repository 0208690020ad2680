"""Charts and tables of a template filled in place: the data is the exhibit's, the looks are the template's."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from package_check import faults
from packages import parts_of, series_of, sheet_of, slides_of
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pptx.oxml import parse_xml
from pptx.util import Inches
from tagged_review import INCIDENTS, RESTORED, SPEND, tagged_review
from tagged_templates import CANARY, sample_chart, sample_table, with_one
from templates import written

from steward.deck import customer_deck
from steward.deck.charts.formats import kept_format
from steward.exhibits import COUNT, HOURS, PERCENT, Exhibit, Series, SeriesChart, Unit, money
from tests.examples import first, times

FILLABLE = [
    KIND.COLUMN_CLUSTERED, KIND.COLUMN_STACKED, KIND.COLUMN_STACKED_100, KIND.BAR_CLUSTERED, KIND.BAR_STACKED,
    KIND.LINE, KIND.LINE_MARKERS, KIND.AREA, KIND.AREA_STACKED, KIND.DOUGHNUT, KIND.RADAR,
]  # fmt: skip


def filled(make: Any, folder: Path, *exhibits: Exhibit) -> tuple[bytes, Any]:
    """The deck and the template's own slide in it."""
    review = tagged_review(exhibits=exhibits, slides=())
    deck = customer_deck(review, written(folder, "data.pptx", with_one(make)))
    assert faults(deck) == []
    assert not [name for name, blob in parts_of(deck).items() if CANARY.encode() in blob or b"98700" in blob]
    (slide,) = slides_of(deck)
    return deck, slide


def chart_of(slide: Any) -> Any:
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    return frame.chart


def values(exhibit: SeriesChart) -> dict[str, list[float | None]]:
    return {each.name: [None if v is None else float(v) for v in each.values] for each in exhibit.series}


@pytest.mark.parametrize("kind", first(5, FILLABLE))
@pytest.mark.parametrize("series", first(1, [5, 1]))
def test_every_chart_over_categories_takes_the_data(kind: KIND, series: int, tmp_path: Path) -> None:
    _, slide = filled(lambda s: sample_chart(s, kind, "{{chart:spend.by_product}}", series, 6), tmp_path, SPEND)
    chart = chart_of(slide)
    assert chart.chart_type == kind
    assert series_of(chart) == values(SPEND)
    assert tuple(chart.plots[0].categories) == SPEND.categories
    rows = [list(row) for row in sheet_of(chart).iter_rows(values_only=True)]
    assert rows == [
        [None, "Internet", "Voice", "Cloud"],
        *[
            [name, *line]
            for name, line in zip(SPEND.categories, zip(*(s.values for s in SPEND.series), strict=True), strict=True)
        ],
    ]
    assert chart._chartSpace.xpath("c:chart/c:dispBlanksAs/@val") == ["gap"]
    assert slide.shapes[0]._element.nvGraphicFramePr.cNvPr.get("descr") == SPEND.alt
    assert slide.shapes[0].name == "chart:spend.by_product"


@pytest.mark.parametrize("kind", [KIND.PIE, KIND.PIE_EXPLODED])
def test_a_pie_takes_the_first_series(kind: KIND, tmp_path: Path) -> None:
    _, slide = filled(lambda s: sample_chart(s, kind, "{{chart:spend.by_product}}", 1, 9), tmp_path, SPEND)
    assert series_of(chart_of(slide)) == {"Internet": values(SPEND)["Internet"]}


def test_a_topic_names_its_first_chart_of_numbers(tmp_path: Path) -> None:
    map_first = (replace(INCIDENTS, id="spend.rows"), SPEND, replace(SPEND, id="spend.more"))
    _, slide = filled(lambda s: sample_chart(s, KIND.LINE, "Ours: {{ Chart: Spend }}"), tmp_path, *map_first)
    assert slide.shapes[0].name == "chart:spend.by_product"


def test_the_template_s_looks_stay(tmp_path: Path) -> None:
    _, slide = filled(lambda s: sample_chart(s, KIND.COLUMN_CLUSTERED, "{{chart:service.volume}}"), tmp_path, VOLUME)
    chart = chart_of(slide)
    assert chart.chart_title.text_frame.text == "Chart of Harbour & Vale"
    assert str(chart.plots[0].series[0].format.fill.fore_color.rgb) == "123456"
    assert chart.plots[0].data_labels.number_format == "#,##0.0"
    assert set(chart._chartSpace.xpath("//c:val//c:formatCode/text()")) == {"#,##0.00"}


VOLUME = replace(RESTORED, id="service.volume", unit=COUNT)


def test_a_copied_series_is_told_apart(tmp_path: Path) -> None:
    _, slide = filled(lambda s: sample_chart(s, KIND.COLUMN_STACKED, "{{chart:spend.by_product}}", 1), tmp_path, SPEND)
    fills = [each.format.fill.fore_color for each in chart_of(slide).plots[0].series]
    assert str(fills[0].rgb) == "123456"
    assert [fill.theme_color.name for fill in fills[1:]] == ["ACCENT_2", "ACCENT_3"]


@pytest.mark.parametrize(
    ("code", "unit", "kept"),
    [
        ("#,##0.0", COUNT, True),
        ("General", COUNT, False),
        ("0%", PERCENT, False),
        ("#,##0.0", PERCENT, False),
        ('0.0" %"', PERCENT, True),
        ("$#,##0", money("EUR"), False),
        ("€#,##0.00", money("EUR"), True),
        ('[$€-407] #,##0', money("EUR"), True),
        ("[$$-409]#,##0", money("EUR"), False),
        ('"€"0.0,"k"', money("EUR"), True),
        ("#,##0", money("EUR"), False),
        ('0 "apples"', COUNT, False),
        ("dd.mm.yyyy", COUNT, False),
        ("#,##0;[Red]-#,##0", COUNT, True),
        ("0.0", HOURS, True),
    ],
)  # fmt: skip
def test_a_number_format_stays_unless_it_would_lie(code: str, unit: Unit, kept: bool) -> None:
    assert kept_format(code, unit) == (code if kept else unit.excel)


def _sample_with_limits(slide: Any) -> None:
    frame = sample_chart(slide, KIND.COLUMN_CLUSTERED, "{{chart:service.restored}}")
    axis = frame.chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 1, 0.25
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0%", False


def test_limits_that_would_cut_off_a_value_go(tmp_path: Path) -> None:
    _, slide = filled(_sample_with_limits, tmp_path, RESTORED)
    axis = chart_of(slide).value_axis
    assert (axis.maximum_scale, axis.major_unit) == (None, None)
    assert axis.minimum_scale == 0, "bars stand on zero"
    assert axis.tick_labels.number_format == PERCENT.excel


def _sample_with_secrets(slide: Any) -> None:
    """Everything in which PowerPoint keeps copies of the sample."""
    frame = sample_chart(slide, KIND.LINE, "{{chart:spend.by_product}}", 4, 9)
    space = frame.chart._chartSpace
    names = (
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:x="http://schemas.microsoft.com/office/drawing/2012/chart"'
    )
    extension = (
        f'<c:extLst {names}><c:ext uri="{{1}}"><x:filteredLineSeries>{CANARY}</x:filteredLineSeries></c:ext></c:extLst>'
    )
    label = (
        f'<c:dLbls {names}><c:dLbl><c:idx val="1"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{CANARY}</a:t></a:r></a:p>'
        '</c:rich></c:tx><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    first = space.xpath("//c:ser")[0]
    first.find("{*}cat").addprevious(parse_xml(label))
    first.append(parse_xml(extension))
    space.insert(
        0, parse_xml(f'<c:pivotSource {names}><c:name>[{CANARY}.xlsx]S!P</c:name><c:fmtId val="0"/></c:pivotSource>')
    )
    category = space.xpath("//c:catAx")[0]
    category.tag = category.tag.replace("catAx", "dateAx")
    for child in list(category):
        if child.tag.endswith(("lblAlgn", "noMultiLvlLbl")):
            category.remove(child)


def test_no_copy_of_the_sample_hides_in_the_chart(tmp_path: Path) -> None:
    _, slide = filled(_sample_with_secrets, tmp_path, SPEND)
    assert series_of(chart_of(slide)) == values(SPEND)
    assert chart_of(slide)._chartSpace.xpath("//c:catAx") and not chart_of(slide)._chartSpace.xpath("//c:dateAx")


def test_a_reference_becomes_the_line_of_a_combined_chart(tmp_path: Path) -> None:
    _, slide = filled(_combined, tmp_path, RESTORED)
    plots = {type(plot).__name__: [each.name for each in plot.series] for plot in chart_of(slide).plots}
    assert plots == {"BarPlot": ["Restored in time"], "LinePlot": ["Agreed"]}


def test_a_plot_that_nothing_is_left_for_goes_with_its_axes(tmp_path: Path) -> None:
    alone = replace(RESTORED, series=RESTORED.series[:1])
    _, slide = filled(_combined, tmp_path, alone)
    assert [type(plot).__name__ for plot in chart_of(slide).plots] == ["BarPlot"]


def _combined(slide: Any) -> None:
    chart = sample_chart(slide, KIND.COLUMN_CLUSTERED, "{{chart:service.restored}}").chart
    other = sample_chart(slide, KIND.LINE, "")
    bars = chart._chartSpace.xpath("//c:barChart")[0]
    lines = other.chart._chartSpace.xpath("//c:lineChart")[0]
    for spare in (bars.xpath("c:ser")[1], lines.xpath("c:ser")[0]):
        spare.getparent().remove(spare)
    for old, new in zip(lines.xpath("c:axId"), bars.xpath("c:axId"), strict=True):
        old.set("val", new.get("val"))
    bars.addnext(lines)
    other._element.getparent().remove(other._element)


@pytest.mark.parametrize(
    "text", first(2, ["=cmd|'/C calc'!A0", "<&>\x07", "https://example.com", "{{company}}", "@SUM(A1)"])
)
def test_hostile_names_stay_text_in_chart_and_workbook(text: str, tmp_path: Path) -> None:
    hostile = replace(SPEND, alt=text, categories=(text, "b", "c", "d"), series=(Series(text, (1, 2, 3, 4)),))
    deck, slide = filled(
        lambda s: sample_chart(s, KIND.COLUMN_CLUSTERED, "{{chart:spend.by_product}}"), tmp_path, hostile
    )
    sheet = sheet_of(chart_of(slide))
    plain = text.replace("\x07", "")
    assert (sheet["A2"].value, sheet["B1"].value, sheet["A2"].data_type) == (plain, plain, "s")
    assert not [name for name, blob in parts_of(deck).items() if name.endswith("sheet1.xml") and b"<f>" in blob]


@settings(max_examples=times(15), deadline=None)
@given(
    lines=st.integers(1, 7), wide=st.integers(1, 15), theirs=st.integers(1, 6),
    kind=st.sampled_from(FILLABLE), gap=st.booleans(),
)  # fmt: skip
def test_law_any_shape_of_data_fits_any_sample(
    lines: int, wide: int, theirs: int, kind: KIND, gap: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    series = tuple(Series(f"s{n}", tuple(None if gap and n == m else n + m for m in range(wide))) for n in range(lines))
    exhibit = replace(SPEND, categories=tuple(f"c{n}" for n in range(wide)), series=series)
    folder = tmp_path_factory.mktemp("law")
    _, slide = filled(lambda s: sample_chart(s, kind, "{{chart:spend.by_product}}", theirs), folder, exhibit)
    assert series_of(chart_of(slide)) == values(exhibit)


def table_in(slide: Any) -> Any:
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    return frame


def texts(frame: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in frame.table.rows]


def test_a_header_that_names_columns_chooses_them(tmp_path: Path) -> None:
    _, slide = filled(lambda s: sample_table(s, "{{table:service}}", ("minutes", "Day")), tmp_path, few(3))
    assert texts(table_in(slide)) == [["Minutes", "Day"], ["0", "Day 0"], ["10", "Day 1"], ["20", "Day 2"]]


@pytest.mark.parametrize("columns", first(2, [1, 6, 2, 3]))
def test_another_header_takes_all_columns_in_order(columns: int, tmp_path: Path) -> None:
    header = tuple(f"{CANARY} {n}" for n in range(columns))
    _, slide = filled(lambda s: sample_table(s, "{{table:service.incidents}}", header, 1), tmp_path, few(2))
    frame = table_in(slide)
    assert texts(frame) == [["Day", "Site", "Minutes"], ["Day 0", "Site 0", "0"], ["Day 1", "Site 1", "10"]]
    assert sum(column.width for column in frame.table.columns) == pytest.approx(Inches(4), abs=9)
    first, cell = (frame.table.cell(row, 2).text_frame.paragraphs[0].runs[0].font for row in (0, 1))
    assert first.italic and str(cell.color.rgb) == "ABCDEF"
    assert (frame.name, frame._element.nvGraphicFramePr.cNvPr.get("descr")) == (
        "table:service.incidents",
        INCIDENTS.alt,
    )


def test_rows_that_find_no_room_are_counted(tmp_path: Path) -> None:
    def make(slide: Any) -> None:
        sample_table(slide, "{{table:service.incidents}}")
        slide.shapes.add_textbox(Inches(5), Inches(5), Inches(2), Inches(1)).text_frame.text = "Below"

    _, slide = filled(make, tmp_path, INCIDENTS)
    frame = table_in(slide)
    shown = len(frame.table.rows) - 2
    assert texts(frame)[-1] == [f"and {40 - shown} more", "", ""]
    assert 2 <= shown <= 10 and frame.top + frame.height <= Inches(5)


def test_merged_cells_and_a_row_of_totals_are_no_models(tmp_path: Path) -> None:
    def make(slide: Any) -> None:
        table = sample_table(slide, "{{table:service.incidents}}", ("Day", "Site", "Minutes"), 3).table
        table.cell(1, 0).merge(table.cell(1, 1))
        table.last_row = True

    _, slide = filled(make, tmp_path, few(4))
    frame = table_in(slide)
    assert len(texts(frame)) == 5 and not frame.table.last_row
    assert not frame._element.xpath("//a:tc[@gridSpan or @hMerge]")


def test_a_table_without_rows_keeps_its_header(tmp_path: Path) -> None:
    _, slide = filled(lambda s: sample_table(s, "{{table:service.incidents}}"), tmp_path, few(0))
    assert texts(table_in(slide)) == [["Day", "Site", "Minutes"]]


def few(rows: int) -> Any:
    return replace(INCIDENTS, rows=INCIDENTS.rows[:rows])
