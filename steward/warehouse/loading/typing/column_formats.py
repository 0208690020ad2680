"""Which form a column is written in, decided over the whole column; where that cannot be told, nothing is guessed."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from steward.warehouse.canonical import Field
from steward.warehouse.loading.typing.columns import says_nothing
from steward.warehouse.loading.typing.value_formats import House, ValueFormat

NEARLY_ALL = 0.99


@dataclass(frozen=True)
class Decision:
    """The form of one column, and what the report says about it. `unclear`: why its odd values are turned down.

    `order`, `decimals`: what the column's own values prove of the order of its dates (day, month, year) or its decimal
    sign; `open`: that it holds values which only the other columns of the file can explain; `short`: that its years
    have two digits, so that they may come first; `year`: where its values prove the year to stand in 26-Mar-15, and
    `either`: that some could be read both ways; `signed`: that every number bears a % sign."""

    form: ValueFormat
    notes: tuple[str, ...] = ()
    unclear: str | None = None
    order: str | None = None
    decimals: str | None = None
    open: bool = False
    short: bool = False
    year: str | None = None
    either: bool = False
    signed: bool = False


def winner(**counts: int) -> str | None:
    """Which of two ways a column is written in: all its values show, or all but one in a hundred, or all but one."""
    (first, most), (_, least) = sorted(counts.items(), key=lambda item: -item[1])
    outlier = least <= (1 - NEARLY_ALL) * most or (least == 1 and most > 1)
    return first if most and outlier else None


def count(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    name: str,
    told: Sequence[dict[str, str]],
    tests: dict[str, str],
) -> dict[str, int]:
    """How many values `v` of a column pass each test (SQL). `told`: what the tests know of `v`, by name; each part of
    it knows those before. What stands in one part is worked out once, however often its pieces are repeated there."""
    known = f"select {name} as v from {relation}"
    for part in told:
        known = f"select *, {', '.join(f'{sql} as {word}' for word, sql in part.items())} from ({known})"
    counts = ", ".join(f"count(*) filter (where {test}) as {word}" for word, test in tests.items())
    row = connection.execute(f"select {counts} from ({known})").fetchall()[0]
    return dict(zip(tests, row, strict=True))


def decide_other(connection: duckdb.DuckDBPyConnection, relation: str, field: Field, house: House) -> Decision:
    """A column that is neither dates nor numbers."""
    found = count(connection, relation, field.name, [], {"words": says_nothing("v")})
    return Decision(ValueFormat(odd=True, null_words=found["words"] > 0, house=house))
