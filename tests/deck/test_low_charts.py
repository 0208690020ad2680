"""A chart that would be squeezed below figures and beside another has a slide with them alone; few rows, and the names
of a heat map, are whole."""

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_deck
from steward.exhibits import Heatmap, Table
from tests.deck.harbour import full_review
from tests.examples import first
from tests.reviews_made import review

NAMES = ("rstudio.potx", "deleted_layouts.pptx", "unhcr_16x9.pptx", "vicgov_a4_custom_layout_names.pptx")
LINE = 12 * 12_700 * 1.22
"""The height of a line of the smallest text, in EMU."""


@cache
def _breach(home: Path) -> CustomerReview:
    """An account whose agreed availability was missed: four figures and two charts on one slide."""
    return review(home, account_id="NW-1004")


def _slides(review: CustomerReview, template: Path) -> list[Any]:
    return list(Presentation(io.BytesIO(customer_deck(review, template))).slides)


@pytest.mark.parametrize("name", first(1, NAMES))
def test_no_chart_is_squeezed(name: str, sample_home: Path, real: Path) -> None:
    slides = _slides(_breach(sample_home), real / "templates" / name)
    charts = [shape for slide in slides for shape in slide.shapes if shape.name.startswith("chart:service")]
    assert len(charts) == 2
    assert min(shape.height for shape in charts) >= 11 * LINE


@pytest.mark.parametrize("name", first(1, NAMES))
def test_no_name_of_a_heat_map_is_cut(name: str, sample_home: Path, real: Path) -> None:
    found = review(sample_home, account_id="NW-1002")
    maps = [one for slide in found.slides for one in slide.exhibits if isinstance(one, Heatmap)]
    cells = {
        " ".join(cell.text.split())
        for slide in _slides(found, real / "templates" / name)
        for shape in slide.shapes if shape.name.startswith("heatmap:")
        for row in shape.table.rows for cell in row.cells
    }  # fmt: skip
    assert maps and {name for one in maps for name in (*one.rows, *one.columns)} <= cells


def test_a_table_of_few_rows_is_not_parted(real: Path) -> None:
    """Six parts and their sum below six figures: on a slide of its own."""
    whole = full_review()
    slide = next(one for one in whole.slides if one.figures and one.exhibits)
    table = next(one for each in whole.slides for one in each.exhibits if isinstance(one, Table))
    rows = tuple(table.rows[:1]) * 7
    parts = replace(table, rows=rows, keys=())
    told = replace(slide, figures=tuple(slide.figures) * 2, exhibits=(slide.exhibits[0], parts), points=())
    slides = _slides(full_review(slides=(told,)), real / "templates" / "rstudio.potx")
    held = [shape.table for one in slides for shape in one.shapes if shape.name.startswith(f"table:{table.id}")]
    assert [len(one.rows) for one in held] == [8]
