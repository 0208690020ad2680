"""How long a deck takes beside the same slides written with bare python-pptx: `python -m benchmarks.decks`.

The two are held against each other in processor time: neither waits for anything, and what else the machine does is no
part of either."""

import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt

from steward.briefings.customer.review import CustomerReview, Slide
from steward.deck import customer_deck
from steward.exhibits import Bars, Bridge, Exhibit, Heatmap, Lines, SeriesChart, StackedBars, Table

_TYPES = {
    Lines: XL_CHART_TYPE.LINE,
    Bars: XL_CHART_TYPE.COLUMN_CLUSTERED,
    StackedBars: XL_CHART_TYPE.COLUMN_STACKED,
    Bridge: XL_CHART_TYPE.COLUMN_STACKED,
}
_RUNS = 15


def bare_deck(review: CustomerReview) -> bytes:
    """The same slides as somebody would write them with python-pptx and its own template, careless of looks."""
    presentation = Presentation()
    for slide in review.slides:
        page = presentation.slides.add_slide(presentation.slide_layouts[0 if slide.opening else 1])
        page.shapes.title.text = slide.title
        body = page.placeholders[1].text_frame
        body.text = "\n".join(filter(None, (slide.subtitle, *slide.points)))
        if slide.figures:
            _tiles(page, slide)
        for number, exhibit in enumerate(slide.exhibits):
            _exhibit(page, exhibit, Inches(0.5 + 4.5 * number))
        if slide.notes:
            page.notes_slide.notes_text_frame.text = slide.notes
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _tiles(page: Any, slide: Slide) -> None:
    rows = [[f.label for f in slide.figures], [f.text for f in slide.figures], [f.delta_text for f in slide.figures]]
    _table(page, rows, Inches(0.5), Inches(1.5))


def _exhibit(page: Any, exhibit: Exhibit, left: int) -> None:
    if isinstance(exhibit, Table):
        _table(page, [[column.name for column in exhibit.columns], *exhibit.text()], left, Inches(2.5))
    elif isinstance(exhibit, Heatmap):
        rows = [[n, *map(exhibit.unit.text, v)] for n, v in zip(exhibit.rows, exhibit.values, strict=True)]
        _table(page, [["", *exhibit.columns], *rows], left, Inches(2.5))
    else:
        box = left, Inches(2.5), Inches(4.3), Inches(4.5)
        chart = page.shapes.add_chart(_TYPES[type(exhibit)], *box, _data(exhibit)).chart
        chart.has_legend = True
        chart.plots[0].has_data_labels = True
    heading = page.shapes.add_textbox(left, Inches(2), Inches(4.3), Inches(0.5))
    heading.text_frame.text = exhibit.title


def _data(exhibit: Any) -> CategoryChartData:
    data = CategoryChartData(number_format=exhibit.unit.excel)
    if isinstance(exhibit, SeriesChart):
        data.categories = exhibit.categories
        for series in exhibit.series:
            data.add_series(series.name, series.values)
    else:
        data.categories = [step.label for step in exhibit.steps]
        for name in ("Base", "Level", "Increase", "Decrease"):
            data.add_series(name, [step.value for step in exhibit.steps])
    return data


def _table(page: Any, rows: list[list[str]], left: int, top: int) -> None:
    table = page.shapes.add_table(len(rows), len(rows[0]), left, top, Inches(4.3), Inches(3)).table
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
            if text:
                _small(table.cell(row, column))


def _small(cell: Any) -> None:
    cell.text_frame.paragraphs[0].runs[0].font.size = Pt(12)


def compared(review: CustomerReview) -> tuple[float, float]:
    """Median seconds of the processor for our deck and for the bare one, taking turns."""
    ours, bare = [], []
    for _ in range(_RUNS + 1):
        ours.append(_seconds(lambda: customer_deck(review), time.process_time))
        bare.append(_seconds(lambda: bare_deck(review), time.process_time))
    return median(ours[1:]), median(bare[1:])


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    work()
    return clock() - start


def on_template(review: CustomerReview, template: bytes) -> tuple[float, float]:
    """Seconds of a deck on a template seen for the first time, and the median once it is known."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.pptx"
        path.write_bytes(template)
        first = _seconds(lambda: customer_deck(review, path))
        return first, median(_seconds(lambda: customer_deck(review, path)) for _ in range(_RUNS))


def main() -> None:
    """Print ours and the bare one with their ratio, and ours on a template with tokens, charts and tables."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "deck"))
    from harbour import full_review
    from tagged_review import tagged_review
    from tagged_templates import whole

    ours, bare = compared(full_review())
    print(f"a customer deck of {len(full_review().slides)} slides: {ours * 1000:.0f} ms")
    print(f"the same with bare python-pptx: {bare * 1000:.0f} ms; ratio {ours / bare:.2f} (aim ≤ 1.5)")
    first, again = on_template(tagged_review(), whole())
    print(f"deck with template (aim ≤ 0.4 s): {first:.2f} s the first time, then {again:.2f} s")


if __name__ == "__main__":
    main()
