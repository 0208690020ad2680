"""The law of loading: rows read = rows loaded + rows rejected, whatever the file holds."""

import csv
import io
import string
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from steward.errors import LoadFailed
from steward.warehouse.loading.load import load
from tests.examples import AS_OFTEN, first
from tests.warehouse.desks import desk, rejects, rows, table

CELL = st.one_of(
    st.sampled_from(
        ["A-1", "A-2", "A-9", "", " ", "NULL", "2025-01-01", "31/12/2025", "1", "1,5", "1.234,5", "nan", "x"]
    ),
    st.text(alphabet=string.ascii_letters + "éß€,;\"'\n\r\t =#", max_size=8),
)
ROW = st.lists(CELL, min_size=1, max_size=5)
TIMES = first(1, [4 * AS_OFTEN, 60 * AS_OFTEN])
"""Each example is a load of half a second."""
HEADER = ["account_id", "month", "amount", "charge_id"]


def _records(text: str) -> int:
    """How many records an ordinary CSV reader sees that hold anything."""
    return sum(
        1
        for row in csv.reader(io.StringIO(text, newline=""), strict=True)
        if any(f.strip() for f in row) or len(row) > 1
    )


def _law(times: int, law: Callable[[], None]) -> None:
    """`law`: given anew each time, as hypothesis takes one number of examples for it and no second."""
    settings(max_examples=times, suppress_health_check=[HealthCheck.too_slow])(law)()


@pytest.mark.parametrize("times", TIMES)
def test_no_row_of_a_well_written_file_is_lost(times: int) -> None:
    lines, ends = st.lists(ROW, max_size=12), st.sampled_from(["\n", "\r\n", "\r"])
    _law(times, example([[";"], [";="], [";="]], "\n")(given(lines, ends)(_no_row_is_lost)))


def _no_row_is_lost(lines: list[list[str]], end: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=end).writerows([HEADER, ["A-1", "2025-01-01", "1", "ok"], *lines])
    with tempfile.TemporaryDirectory() as folder:
        workspace = desk(Path(folder), charges__csv=stream.getvalue())
        try:
            report = load(workspace)
        except LoadFailed as failure:
            assert "mixes" in str(failure)
            return
        found = table(report, "charges")
        assert found.read == found.loaded + found.rejected == _records(stream.getvalue()) - 1
        assert found.rejected == len(rejects(workspace, "charges"))
        assert rows(workspace, "select count(*) from staging.charges") == [(found.loaded,)]


@pytest.mark.parametrize("times", TIMES)
def test_whatever_bytes_follow_a_header_the_law_holds_or_one_sentence_says_no(times: int) -> None:
    _law(times, given(st.binary(max_size=300), st.booleans())(_the_law_holds_or_a_sentence_says_no))


def _the_law_holds_or_a_sentence_says_no(content: bytes, headed: bool) -> None:
    start = b"account_id,month,amount\nA-1,2025-01-01,1\n" if headed else b""
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = table(load(desk(Path(folder), charges__csv=start + content)), "charges")
        except LoadFailed as failure:
            assert "\n" not in str(failure)
        else:
            assert found.read == found.loaded + found.rejected
            assert found.loaded >= 1
