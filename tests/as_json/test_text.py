"""JSON is written in pieces: put together they are what Python's own writer makes of the same values."""

import json
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from steward.cli.as_json.text import Members, as_text, plain, written

LEAVES = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates()
    | st.floats(allow_nan=False, allow_infinity=False) | st.decimals(-(10**6), 10**6, places=3)
)  # fmt: skip
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
)


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=5))
def test_the_pieces_are_one_text(content: dict[str, Any]) -> None:
    assert as_text(content) == json.dumps(plain(content), ensure_ascii=False, indent=2, allow_nan=False)


@given(st.lists(VALUES, max_size=5), st.dictionaries(st.text(max_size=4), VALUES, max_size=5))
def test_what_is_made_while_it_is_written_is_written_alike(rows: list[Any], areas: dict[str, Any]) -> None:
    made = {"rows": (row for row in rows), "areas": Members((name, area) for name, area in areas.items())}
    assert "".join(written(made)) == as_text({"rows": rows, "areas": areas})


def test_an_area_is_made_when_the_one_before_is_written() -> None:
    begun: list[str] = []

    def areas() -> Any:
        for name in ("first", "second"):
            begun.append(name)
            yield name, {"day": [date(2026, 1, 31)]}

    pieces = written({"areas": Members(areas())})
    before = next(piece for piece in pieces if "2026-01-31" in piece)
    assert (begun, "second" in before) == (["first"], False)
