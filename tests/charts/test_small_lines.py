"""More lines than can be told apart are a small chart each, on a page as on a slide: the same lines, one scale."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from steward.charts import figure
from steward.exhibits import PERCENT, CallOut, Lines, Receipt, Role, Series
from steward.exhibits.small_lines import small_lines

MONTHS = ("Jul 2026", "Aug 2026", "Sep 2026")
COMMON: dict[str, Any] = {"id": "c", "title": "t", "alt": "a", "receipt": Receipt("m", date(2026, 9, 30), "x")}
VALUES = {f"Line {n}": (10.0 * n, 10.0 * n + 1, None if n == 2 else 10.0 * n + 2) for n in range(1, 7)}
MANY = Lines(
    **COMMON, categories=MONTHS, unit=PERCENT,
    series=(*(Series(name, values) for name, values in VALUES.items()), Series("Limit", (100,) * 3, Role.REFERENCE)),
    call_out=CallOut(2, "the fullest", 4),
)  # fmt: skip


def test_few_lines_share_a_chart_and_many_have_one_each() -> None:
    assert small_lines(replace(MANY, series=MANY.series[:4])) == ()
    assert [part.name for part in small_lines(MANY)] == list(VALUES)


def test_a_page_draws_each_on_the_scale_of_all_with_its_limit() -> None:
    drawing = figure(MANY)
    assert {trace.name: tuple(trace.y) for trace in drawing.data if trace.name in VALUES} == VALUES
    axes = [drawing.layout[f"yaxis{'' if n == 1 else n}"] for n in range(1, 7)]
    assert {axis.range for axis in axes} == {(0, 100)}
    assert sum(trace.name == "Limit" for trace in drawing.data) == 6
    ends = [axis.domain for axis in axes]
    assert all(above[0] >= below[1] for above, below in pairwise(ends)), "none over another"


def test_each_is_named_with_its_last_value_and_what_is_called_out_is_not_grey() -> None:
    said = {note.text: note.font.color for note in figure(MANY).layout.annotations}
    assert [text for text in said if "Line 2" in text] == ["<b>Line 2</b> 21.0\N{NARROW NO-BREAK SPACE}%"]
    [loud] = [text for text, colour in said.items() if colour is None]
    assert loud.endswith("· the fullest") and "Line 5" in loud
