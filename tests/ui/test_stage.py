"""A slide as it is shown to a room: what is long and narrow stands in two columns, or nobody far away reads it."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from steward.exhibits import COUNT, Column, Receipt, Table
from steward.ui.present.stage import HANDY, ChartSpace, Screen
from tests.html_tables import prose_of

COLUMNS = (Column("Topic"), Column("Time", COUNT))
FAR, NEAR = Screen(1920, 1080), Screen(HANDY, 900)


def _agenda(rows: int, words: str) -> Table:
    return Table(
        id="t", title="", alt="", receipt=Receipt("m", date(2026, 9, 30), "x"), columns=COLUMNS,
        rows=tuple((f"{words} {place}", place) for place in range(rows)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words", "screen", "across", "stand"),
    [
        (8, "Topic", FAR, 1, [8]),
        (15, "Topic", FAR, 1, [8, 7]),
        (15, "A topic of many words, of which there is much to say", FAR, 1, [15]),
        (15, "Topic", FAR, 2, [15]),
        (15, "Topic", NEAR, 1, [15]),
    ],
)
def test_each_row_stands_once_and_a_long_narrow_table_in_two_columns(
    rows: int, words: str, screen: Screen, across: int, stand: list[int]
) -> None:
    def page(shown, room):  # type: ignore[no-untyped-def]
        from steward.ui.present.stage import _table

        _table(shown, room)

    shown = _agenda(rows, words)
    app = AppTest.from_function(page, args=(shown, ChartSpace(600, screen, across))).run()
    assert not app.exception
    drawn = [rows for _, *rows in prose_of(app)]
    assert [len(one) for one in drawn] == stand
    assert [row[0] for one in drawn for row in one] == [row[0] for row in shown.rows]
