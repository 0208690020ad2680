"""What the browser may save of a grid as CSV is run by no spreadsheet, looks as before, and comes back as it was."""

import ast
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from steward.exhibits import Receipt
from steward.ui.kit.grid import as_meant, choices, harmless

ROOT = Path(__file__).parents[2]
BEGINS = ("=", "+", "-", "@", "\t", "\r")
TEXTS = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '=HYPERLINK("http://x";"y")', "plain", "", "–"]


PAGE = """
import pandas as pd
from steward.exhibits import COUNT, Column, Table
from steward.ui.kit import tables
from steward.ui.kit.grid import edit_grid, show_grid
from tests.ui.test_grid import COMMON, TEXTS

show_grid(pd.DataFrame({"=column": TEXTS, "n": range(len(TEXTS))}))
rows = tuple((text, -number) for number, text in enumerate(TEXTS * 2))
tables.table(Table(**COMMON, columns=(Column("=name"), Column("Change", COUNT)), rows=rows))
typed = pd.DataFrame({"text": TEXTS, "lists": [[text, "b"] for text in TEXTS]})
assert edit_grid(typed, key="grid").to_dict("list") == typed.to_dict("list")
"""


COMMON: dict[str, Any] = {"id": "one", "title": "", "alt": "", "receipt": Receipt("m", date(2026, 9, 30), "customer.x")}


def _dangerous(cell: Any) -> bool:
    if isinstance(cell, list | tuple):
        return any(map(_dangerous, cell))
    return isinstance(cell, str) and cell.strip(" \n").startswith(BEGINS)


def test_no_cell_or_heading_that_the_browser_gets_begins_a_formula() -> None:
    test = AppTest.from_string(PAGE).run()
    assert not test.exception
    frames = [one.value for one in test.dataframe]
    assert len(frames) == 3
    assert "=name" in test.dataframe[1].proto.columns and '"=name' not in test.dataframe[1].proto.columns
    for frame in frames:
        cells = [*frame.columns, *(cell for _, column in frame.items() for cell in column)]
        assert [cell for cell in cells if _dangerous(cell)] == []
    assert [text.replace("\N{WORD JOINER}", "") for text in frames[0].iloc[:, 0]] == TEXTS
    assert frames[1]["c1"].tolist() == [-number for number in range(len(TEXTS) * 2)]


STYLED = """
import pandas as pd
from steward.exhibits import COUNT, Column, Table
from steward.ui.kit import tables
from steward.ui.kit.grid import show_grid
from tests.ui.test_grid import COMMON

show_grid(pd.DataFrame({"a": ["x"]}), tints=pd.DataFrame({"a": ["background-color: red"]}))
tables.table(Table(**COMMON, columns=(Column("State", state=True), Column("Change", COUNT)), rows=(("red", -1),)))
"""


def test_a_grid_that_is_made_again_is_the_same_message() -> None:
    """The browser is sent no message that it has: all of a grid came a second time for a number that pandas drew."""
    test = AppTest.from_string(STYLED)
    first, again = ([one.proto.SerializeToString(deterministic=True) for one in test.run().dataframe] for _ in range(2))
    assert again == first and len(first) == 2
    assert all(one.proto.arrow_data.HasField("styler") for one in test.dataframe)


@given(st.text())
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert as_meant(harmless(text)) == text or text.startswith("\N{WORD JOINER}")
    assert not _dangerous(harmless(text))


def test_what_is_chosen_is_called_by_its_name() -> None:
    found = choices({"=p1": "Anna", "p2": "Ben"})
    assert [found["format_func"](one) for one in [*found["options"], None, "gone"]] == ["Anna", "Ben", "", "gone"]
    assert not any(map(_dangerous, found["options"]))


def test_every_grid_of_the_app_is_one_of_these() -> None:
    """Whoever calls Streamlit's own gives the browser whatever is in the data."""
    files = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "steward" / "ui").rglob("*.py")]
    own = [
        str(path.relative_to(ROOT))
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("dataframe", "data_editor")
    ]
    assert set(own) == {"steward/ui/kit/grid.py"}
