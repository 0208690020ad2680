"""Columns of which every value is a plain date: they are not asked what they would tell nothing of."""

from itertools import combinations

import duckdb
import pytest

from steward.warehouse.canonical import TABLES, Field, Kind
from steward.warehouse.loading.typing import date_formats
from steward.warehouse.loading.typing.value_formats import House

VALUES = (None, "", "2026-02", "2026-02-28", "2026-02-30", "2026-13", "0000-00-00")
"""Of the shape, be they days or not."""


def _fields() -> list[Field]:
    """A month, a day and a time."""
    every = [field for table in TABLES for field in table.fields]
    month = next(field for field in every if field.name == "month")
    return [month, *(next(one for one in every if one.kind is kind) for kind in (Kind.DATE, Kind.TIME))]


def test_what_is_decided_is_what_all_tests_would_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect() as connection:
        connection.execute("create table plain as select unnest(?::varchar[]) as v", [list(VALUES)])
        for field, values in ((field, values) for field in _fields() for values in combinations(VALUES, 2)):
            rows = f"(select v as {field.name} from plain where list_contains(?, coalesce(v, 'nothing')))"
            chosen = rows.replace("?", str([value if value is not None else "nothing" for value in values]))
            shortly = date_formats.decide_dates(connection, chosen, field, House())
            with monkeypatch.context() as patched:
                patched.setattr(date_formats, "_all_plain", lambda *_: False)
                assert shortly == date_formats.decide_dates(connection, chosen, field, House()), (field.name, values)


@pytest.mark.parametrize("value", ["3/4/2026", "2026-3-4", "26-03-04", "2026-03-04 10:00", "20260304", "n/a"])
def test_one_other_value_has_all_be_asked(value: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("create table odd as select unnest(?) as month", [["2026-02", value]])
        assert not date_formats._all_plain(connection, "odd", "month")
