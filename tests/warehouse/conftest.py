"""Tests of reading load hundreds of small companies and look at what was read; what is made of it is not built."""

from collections.abc import Iterator

import pytest

from steward.warehouse import relations

READING = {
    "test_csv_mistakes", "test_currencies", "test_dialects", "test_encodings", "test_excel_and_parquet",
    "test_expressions_and_queries", "test_loading", "test_odd_feeds", "test_scales", "test_shapes",
    "test_signs", "test_sources", "test_surplus_fields", "test_swap", "test_times", "test_values",
    "test_wide_files", "test_workbook_cells",
}  # fmt: skip
WHOLE = "test_a_line_of_totals"
"""Whether everything can be made of what was read is tested by the law, by the marts and by every page."""


@pytest.fixture(autouse=True)
def read_only(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """More than half of a small load's time goes into relations that these tests do not ask for."""
    if request.module.__name__.rpartition(".")[2] in READING and not request.node.name.startswith(WHOLE):
        monkeypatch.setattr(relations, "build_relations", lambda connection, progress=None: None)
        monkeypatch.setattr(relations, "check_files", list)
    yield
