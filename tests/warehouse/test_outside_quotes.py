"""Delimiters in quotes separate nothing, wherever the file is cut while it is gone through."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.warehouse.loading.files import encodings


@given(st.text(alphabet='a",\n', max_size=40), st.integers(1, 9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_delimiters_are_counted_as_letter_by_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, cut: int
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(text)
    monkeypatch.setattr(encodings, "SURVEYED", cut)
    quoted, expected = False, 0
    for letter in text:
        quoted ^= letter == '"'
        expected += letter == "," and not quoted
    assert encodings.delimiters(path, ",") == expected
