"""Every kind of exhibit is known wherever kinds are told apart, and its name lasts."""

import ast
import io
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from frozen_made import RECEIPT, frozen_made
from maps_made import made_map
from PIL import Image
from pptx import Presentation

from steward.charts import figure
from steward.cli.as_json.exhibits import exhibit_json
from steward.cli.as_json.text import as_text
from steward.deck import place
from steward.deck.shapes.geometry import Box
from steward.exhibits import (
    COUNT,
    Bubbles,
    CustomerExhibit,
    Drawing,
    Exhibit,
    Picture,
    Point,
    SlideExhibit,
    Table,
    as_table,
    facts_of,
    kind_in_words,
    kind_of,
)

ROOT = Path(__file__).parents[1]
DOCUMENTED = (ROOT / "docs" / "exhibits.md").read_text(encoding="utf-8")
PICTURE = io.BytesIO()
Image.new("RGB", (8, 6), "navy").save(PICTURE, "PNG")
BUBBLES = Bubbles(
    id="book.bubbles", title="Two accounts", alt="In words.", receipt=RECEIPT, x_label="Health", y_label="Days",
    size_label="MRR", x_unit=COUNT, y_unit=COUNT, size_unit=COUNT, points=(Point("A", "Acme", 1, 2, None, "Red"),),
)  # fmt: skip


def _one_of_each() -> dict[type[Exhibit], Exhibit]:
    made = frozen_made()
    exhibits = (*made.exhibits(investment=True), *(each for one in made.behind for each in one.exhibits))
    picture = Picture(id="p", title="", alt="Blue.", receipt=RECEIPT, content=PICTURE.getvalue(), width=8, height=6)
    return {type(each): each for each in (*exhibits, picture, BUBBLES, made_map(3))}


EXHIBITS = _one_of_each()
TOLD_APART = {
    "kind_of", "facts_of", "as_table", "content", "figure", "draw", "compose", "is_whole", "_count", "_rows",
    "lay_out",
}  # fmt: skip
"""Where each kind has an answer of its own; the pages have two more and the customer's file one, all `_drawn`."""


def test_these_tests_hold_one_exhibit_of_every_kind() -> None:
    assert set(EXHIBITS) == set(get_args(Exhibit))


@pytest.mark.parametrize("kind", get_args(Exhibit))
def test_every_kind_says_its_facts_and_is_written_as_json(kind: type[Exhibit]) -> None:
    exhibit = EXHIBITS[kind]
    assert kind_in_words(exhibit) in as_text(exhibit_json(exhibit))
    facts = facts_of(exhibit)
    assert bool(facts) == (kind in get_args(CustomerExhibit) or kind is Bubbles)


@pytest.mark.parametrize("kind", get_args(Exhibit))
def test_every_kind_but_a_picture_is_rows_in_a_workbook(kind: type[Exhibit]) -> None:
    table = as_table(EXHIBITS[kind])
    assert (table is None) == (kind is Picture)
    if table is not None:
        assert table.rows and table.columns and table.receipt == EXHIBITS[kind].receipt
        assert {len(row) for row in table.rows} == {len(table.columns)}


@pytest.mark.parametrize("kind", get_args(Drawing))
def test_every_kind_is_drawn_on_a_page(kind: type[Drawing]) -> None:
    drawing: Any = EXHIBITS[kind]
    assert figure(drawing).data


@pytest.mark.parametrize("kind", get_args(SlideExhibit))
def test_every_kind_that_stands_on_a_slide_is_drawn_there(kind: type[SlideExhibit]) -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    exhibit: Any = EXHIBITS[kind]
    place(slide, exhibit, Box(0, 0, 8_000_000, 5_000_000))
    assert len(slide.shapes)


def test_what_is_no_chart_is_shown_as_it_is() -> None:
    assert set(get_args(Exhibit)) - set(get_args(Drawing)) == {Table, Picture}


def test_the_names_that_files_hold_do_not_change() -> None:
    """Frozen reviews and the receipts of decks are read by them, whatever a class is called."""
    assert {kind_of(each) for each in EXHIBITS.values()} == {
        "Lines", "Bars", "StackedBars", "Bridge", "Heatmap", "Bubbles", "Table", "Bullets", "Timeline", "OrgChart",
        "RelationshipMap", "Picture",
    }  # fmt: skip


def _told_apart() -> list[tuple[str, ast.Match]]:
    """Every `match` over kinds of exhibits, with the function it stands in."""
    names = {kind.__name__ for kind in get_args(Exhibit)}
    found = []
    for path in (ROOT / "steward").rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                matches = [node for node in ast.walk(function) if isinstance(node, ast.Match)]
                found += [(function.name, one) for one in matches if len(_classes(one) & names) > 2]
    return found


def _classes(node: ast.Match) -> set[str]:
    patterns = (inner for case in node.cases for inner in ast.walk(case.pattern) if isinstance(inner, ast.MatchClass))
    return {ast.unparse(pattern.cls) for pattern in patterns}


def test_a_kind_that_one_place_forgets_does_not_type_check() -> None:
    found = _told_apart()
    assert {name for name, _ in found} == TOLD_APART | {"_drawn"}
    assert sum(name == "_drawn" for name, _ in found) == 3
    for name, node in found:
        last = node.cases[-1]
        assert ast.unparse(last.pattern) == "_", name
        assert ast.unparse(last.body[0]) == f"assert_never({ast.unparse(node.subject)})", name


@pytest.mark.parametrize("kind", get_args(Exhibit))
def test_every_kind_has_its_section_with_its_drawings(kind: type[Exhibit]) -> None:
    section = DOCUMENTED.partition(f"\n### {kind.__name__}\n")[2].partition("\n#")[0]
    rows = dict(re.findall(r"^\| \*\*(\w+)\*\* \| (.+) \|$", section, re.MULTILINE))
    assert set(rows) == {"Plotly", "PowerPoint", "shared"}
    assert ("not drawn" in rows["PowerPoint"]) == (kind not in get_args(SlideExhibit))
    assert ("not drawn" in rows["Plotly"]) == (kind not in get_args(Drawing))


def test_no_section_is_about_something_else() -> None:
    assert set(re.findall(r"^### (\w+)$", DOCUMENTED, re.MULTILINE)) == {kind.__name__ for kind in get_args(Exhibit)}
