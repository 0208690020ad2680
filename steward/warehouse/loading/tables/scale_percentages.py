"""Columns of shares, percentages and scores that were written on another scale than ours.

Where a value can be on one scale only, it is told by itself: nobody promises an availability of 0.999 %. Where it could
be on either, the column decides, whatever one odd row of it says."""

from dataclasses import dataclass

import duckdb

from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.sources.sources import SCORES, Source
from steward.warehouse.loading.tables.validate import OFF_SCALE, Warned
from steward.warehouse.loading.typing.column_formats import NEARLY_ALL, winner

FEW = 3
"""Answers, from which on it is odd that none is above 5."""


@dataclass(frozen=True)
class ColumnScale:
    """Of one column: which values are on the `other` scale for sure, which on `ours` (SQL; `alone`: no column decides,
    for no value could be on both), how they are turned `into` ours, and what is said."""

    column: str
    other: str
    ours: str
    into: str
    said: str
    alone: bool = False


NONE_ABOVE = (
    'no answer is above 5, and NPS asks for 0 to 10; where people were asked for 1 to 5, write scale = "1-5" into'
    " sources.toml [nps_responses]"
)
HARDLY_ANY_ABOVE = NONE_ABOVE.replace("no answer is above 5", "hardly any answer is above 5 ({})")
GROWTH_ALONE = "is read as a share, 0.05 as 5 %, though retention is a percentage"
PERCENT = "is a percentage like {} and was read as {}"
SCALES = {
    "service_levels": (
        ColumnScale(
            "availability_target",
            "availability_target > 0 and availability_target <= 1",
            "availability_target > 1",
            "availability_target * 100",
            "is a share like 0.999 and was read as 99.9 %",
            alone=True,
        ),
    ),
    "opportunities": (
        ColumnScale(
            "probability",
            "probability > 1 and probability <= 100",
            "probability > 0 and probability < 1",
            "probability / 100",
            PERCENT.format(40, 0.4),
        ),
    ),
    "targets": (
        ColumnScale(
            "retention",
            "retention > 2 and retention <= 300",
            "retention <= 2",
            "retention / 100",
            PERCENT.format(95, 0.95),
            alone=True,
        ),
        ColumnScale(
            "base_growth",
            "abs(base_growth) > 1 and abs(base_growth) <= 300",
            "abs(base_growth) > 0 and abs(base_growth) < 1",
            "base_growth / 100",
            PERCENT.format(5, 0.05),
        ),
    ),
}


def adjust(connection: duckdb.DuckDBPyConnection, source: Source, signed: frozenset[str] = frozenset()) -> list[Warned]:
    """Availability given as 0.999 becomes 99.9, probabilities given as 40 become 0.4, and so on. Says so.

    `signed`: columns that say of every number that it is a percentage, and so leave nothing to tell."""
    name = source.table.name
    if name == "nps_responses":
        return _scores(connection, source)
    found = [
        warned
        for scale in SCALES.get(name, ())
        if scale.column not in signed
        for warned in _scaled(connection, source.table, scale)
    ]
    said = {warned.column for warned in found}
    if "retention" in said and "base_growth" not in said:
        shares = connection.execute("select count(nullif(base_growth, 0)) from staging.targets").fetchall()[0][0]
        found += [Warned("base_growth", GROWTH_ALONE, shares, None)] if shares else []
    return found


def _scaled(connection: duckdb.DuckDBPyConnection, table: Canonical, scale: ColumnScale) -> list[Warned]:
    name = f"staging.{table.name}"
    other, ours = connection.execute(
        f"select count(*) filter (where {scale.other}), count(*) filter (where {scale.ours}) from {name}"
    ).fetchall()[0]
    if not other or not (scale.alone or winner(other=other, ours=ours) == "other"):
        return []
    turned = scale.other
    if not scale.alone:
        _set_aside(connection, table, scale.column, scale.ours)
        turned += f" or abs({scale.column}) = 1"
    connection.execute(f"update {name} set {scale.column} = {scale.into} where {turned}")
    return [Warned(scale.column, scale.said, other, None)]


def _scores(connection: duckdb.DuckDBPyConnection, source: Source) -> list[Warned]:
    """Scores of the scale that `sources.toml` names, as 0 to 10: of 1 to 5, a 5 promotes, and 3 or less detracts."""
    if not source.scale:
        count, above = connection.execute(
            "select count(score), count(*) filter (where score > 5) from staging.nps_responses"
        ).fetchall()[0]
        few = above <= (1 - NEARLY_ALL) * count
        said = HARDLY_ANY_ABOVE.format(above) if above else NONE_ABOVE
        return [Warned("score", said, count, None)] if count >= FEW and few else []
    low, high = SCORES[source.scale]
    _set_aside(connection, source.table, "score", f"score not between {low} and {high} or score <> round(score)")
    into = f"round((score - {low}) * 10.0 / {high - low})"
    connection.execute(f"update staging.nps_responses set score = {into} where score is not null")
    count = connection.execute("select count(score) from staging.nps_responses").fetchall()[0][0]
    return [Warned("score", f"is on a scale of {low} to {high} and was read as 0 to 10", count, None)] if count else []


def _set_aside(connection: duckdb.DuckDBPyConnection, table: Canonical, column: str, which: str) -> None:
    """Values that are on no scale for sure: their rows are turned down."""
    number = table.columns.index(column)
    connection.execute(
        f"update staging.{table.name} set _bad = '{OFF_SCALE}{number}:' || {column}, {column} = null"
        f" where ({which}) and _bad is null"
    )
