"""Templates with tokens and tags, as a company would make them in PowerPoint, full of samples that must not stay."""

import io
from typing import Any

from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part, _Relationship
from pptx.opc.packuri import PackURI
from pptx.util import Inches

CANARY = "Zebrafish"
"""A word that stands in every sample of the templates."""


def saved(presentation: Any) -> bytes:
    """The file."""
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def describe(shape: Any, alt: str) -> Any:
    """Give a shape an alt text."""
    shape._element[0].xpath("p:cNvPr")[0].set("descr", alt)
    return shape


def runs(paragraph: Any, *texts: str) -> None:
    """A paragraph cut into runs, the second one bold, as PowerPoint's spelling check leaves it."""
    for number, text in enumerate(texts):
        run = paragraph.add_run()
        run.text = text
        run.font.bold = number == 1


def sample_chart(slide: Any, kind: XL_CHART_TYPE, alt: str, series: int = 2, categories: int = 3) -> Any:
    """A chart of sample data."""
    data = CategoryChartData(number_format="#,##0.00")
    data.categories = [f"{CANARY} {n}" for n in range(categories)]
    for number in range(series):
        data.add_series(f"{CANARY} series {number}", [987_001 + n + number for n in range(categories)])
    frame = slide.shapes.add_chart(kind, Inches(0.5), Inches(1.5), Inches(4), Inches(3), data)
    chart = frame.chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Chart of {{account.name}}"
    chart.plots[0].has_data_labels = True
    chart.plots[0].data_labels.number_format = "#,##0.0"
    chart.plots[0].data_labels.number_format_is_linked = False
    chart.plots[0].series[0].format.fill.solid()
    chart.plots[0].series[0].format.fill.fore_color.rgb = RGBColor(0x12, 0x34, 0x56)
    return describe(frame, alt)


def sample_table(slide: Any, alt: str, header: tuple[str, ...] = ("A", "B"), rows: int = 2) -> Any:
    """A table of sample data with a header in colour."""
    frame = slide.shapes.add_table(rows + 1, len(header), Inches(5), Inches(1.5), Inches(4), Inches(1.5))
    for column, text in enumerate(header):
        cell = frame.table.cell(0, column)
        cell.text = text
        cell.text_frame.paragraphs[0].runs[0].font.italic = True
        for row in range(1, rows + 1):
            frame.table.cell(row, column).text = f"{CANARY} {row}"
            frame.table.cell(row, column).text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0xAB, 0xCD, 0xEF)
    return describe(frame, alt)


def with_one(make: Any, layout: int = 6) -> bytes:
    """A template with one slide that `make` fills."""
    presentation = Presentation()
    make(presentation.slides.add_slide(presentation.slide_layouts[layout]))
    return saved(presentation)


def says(*texts: str) -> bytes:
    """A template with one slide that says this, each text a run of its own."""

    def make(slide: Any) -> None:
        runs(slide.shapes.add_textbox(0, 0, Inches(5), Inches(1)).text_frame.paragraphs[0], *texts)

    return with_one(make)


_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def diagram(slide: Any, text: str) -> None:
    """SmartArt that says this; only as much of it as holds the text."""
    xml = (
        f'<dgm:dataModel xmlns:dgm="{_DIAGRAM}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        "</dgm:ptLst></dgm:dataModel>"
    )
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    part = Part(PackURI("/ppt/diagrams/data1.xml"), kind, slide.part.package, xml.encode())
    frame = slide.shapes.add_table(1, 1, 0, 0, 99, 99)._element
    data = frame.graphic.graphicData
    data.set("uri", _DIAGRAM)
    data.replace(
        data.tbl,
        data.makeelement(
            f"{{{_DIAGRAM}}}relIds", {f"{{{_OFFICE}}}{kind}": "rId77" for kind in ("dm", "lo", "qs", "cs")}
        ),
    )
    slide.part._rels._rels["rId77"] = _Relationship("/ppt/slides", "rId77", f"{_OFFICE}/diagramData", "Internal", part)


def on(presentation: Any) -> bytes:
    """A template made of somebody's layouts, with a slide of tokens, a chart and a table."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    for holder in slide.placeholders:
        if holder.has_text_frame:
            holder.text_frame.text = "{{account.name}}"
    sample_chart(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, "{{chart:spend.by_product}}")
    sample_table(slide, "{{table:service.incidents}}")
    return saved(presentation)


def whole() -> bytes:
    """A template with everything: title, instructions, dashboard, the place for our slides, closing."""
    presentation = Presentation()
    title = presentation.slides.add_slide(presentation.slide_layouts[0])
    runs(title.shapes.title.text_frame.paragraphs[0], "{{acc", "ount.na", "me}} with {{company}}")
    title.placeholders[1].text = "{{quarter}}, figures to {{as_of}}"
    title.notes_slide.notes_text_frame.text = "Greet {{account.name}}"
    plain = presentation.slides.add_slide(presentation.slide_layouts[1])
    plain.shapes.title.text = f"How to use this {CANARY} template"
    hidden = presentation.slides.add_slide(presentation.slide_layouts[1])
    hidden.shapes.title.text = f"{CANARY} {{{{account.name}}}}"
    hidden._element.set("show", "0")
    _dashboard(presentation, title, plain)
    presentation.slides.add_slide(presentation.slide_layouts[6]).shapes.add_textbox(
        0, 0, 9, 9
    ).text_frame.text = "{{ slides }}"
    closing = presentation.slides.add_slide(presentation.slide_layouts[5])
    closing.shapes.title.text = "Thank you, {{account.name}}: {{nobody.knows.this}}"
    closing.notes_slide.notes_text_frame.text = f"{CANARY} notes"
    sample_chart(closing, XL_CHART_TYPE.PIE, "{{chart:no.such.exhibit}}", series=1)
    presentation.core_properties.author = CANARY
    return saved(presentation)


def _dashboard(presentation: Any, title: Any, plain: Any) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "{{Service.Availability}} ({{service.availability.delta}})"
    sample_chart(slide, XL_CHART_TYPE.COLUMN_STACKED, "Spend: {{chart:spend}}")
    sample_table(slide, "{{table:service.incidents}}", ("Site", "Minutes"))
    sample_chart(slide, XL_CHART_TYPE.LINE, f"{CANARY} chart that nobody tagged")
    data = XyChartData()
    data.add_series(CANARY).add_data_point(987_001, 2)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, Inches(5), Inches(4), Inches(3), Inches(2), data)
    describe(frame, "{{chart:spend.by_product}}")
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, Inches(6), Inches(3), Inches(1)).text_frame.text = "NPS {{voice.nps}}"
    stream = io.BytesIO()
    Image.new("RGB", (9, 9)).save(stream, "PNG")
    describe(slide.shapes.add_picture(stream, 0, 0, Inches(0.5), Inches(0.5)), "Logo of {{account.name}}")
    links = slide.shapes.add_textbox(Inches(5), Inches(6), Inches(3), Inches(1))
    links.click_action.target_slide = plain
    back = slide.shapes.add_textbox(Inches(7), Inches(6), Inches(2), Inches(0.5))
    back.text_frame.text = "Back"
    back.click_action.target_slide = title
    run = links.text_frame.paragraphs[0].add_run()
    run.text = "Portal"
    run.hyperlink.address = "https://portal.example/%7B%7Baccount.id%7D%7D"
