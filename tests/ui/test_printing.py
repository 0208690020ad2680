"""What of a table goes along behind its grid for the printer: all of its rows, as text and nothing else."""

import json
import re
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from steward.exhibits import COUNT, Cell, Column, Receipt, Table
from steward.ui.kit import printing

COLUMNS = (Column("Account"), Column("Tickets", COUNT), Column("Never known"), Column("Trend", COUNT, trend=True))


def _page(rows: tuple[tuple[Cell, ...], ...]) -> AppTest:
    shown = Table(
        id="t", title="", alt="", receipt=Receipt("tickets", date(2026, 9, 30), "x"), columns=COLUMNS, rows=rows
    )

    def page(shown):  # type: ignore[no-untyped-def]
        from steward.ui.kit.tables import table

        table(shown, selectable=True)

    app = AppTest.from_function(page, args=(shown,)).run()
    assert not app.exception
    return app


def _printed(rows: tuple[tuple[Cell, ...], ...]) -> dict[str, Any]:
    [body] = [one.proto.body for one in _page(rows).get("html")]
    [told] = re.findall(r"^<div class='on-paper' data-table='([^'<>&]*)'></div>$", body)
    return dict(json.loads(told))


def test_every_row_is_there_and_what_somebody_wrote_is_text() -> None:
    rows = tuple((f"<b>{place}</b> & 'Co' -->", place, None, (1, 2)) for place in range(40))
    made = _printed(rows)
    assert (made["head"], made["numbers"], made["left"]) == (["Account", "Tickets"], [False, True], "")
    assert made["rows"] == [[f"<b>{place}</b> & 'Co' -->", str(place)] for place in range(40)]


@pytest.mark.parametrize(("rows", "scrolls"), [(3, []), (40, ["caption"])])
def test_a_grid_is_the_one_before_its_paper_but_for_how_it_scrolls(rows: int, scrolls: list[str]) -> None:
    """Which is how the style finds what paper leaves out."""
    app = _page(tuple((str(place), place, None, None) for place in range(rows)))
    found = [one.type for one in app.main if one.type in ("arrow_data_frame", "dataframe", "caption", "html")]
    assert found == ["dataframe", *scrolls, "html"]


def test_of_a_very_long_table_it_is_said_how_much_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "MOST", 20)
    made = _printed(tuple(("A", 1, None, None) for _ in range(1200)))
    assert (len(made["rows"]), made["left"]) == (10, "10 of 1,200 rows; the page has all.")
