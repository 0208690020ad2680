"""What fills each column of a table, and what else could."""

from dataclasses import dataclass

from steward.services.data.bring.mapping import Feed, quoted
from steward.warehouse.canonical import BY_NAME
from steward.warehouse.loading.sources.headings import Headings, spelled
from steward.warehouse.loading.sources.looking import FileLook
from steward.warehouse.loading.sources.matching import (
    expression_for,
    fallback_for,
    match_table,
)
from steward.warehouse.loading.sources.preset_files import preset, preset_names


@dataclass(frozen=True)
class ColumnChoice:
    """One of our columns: what fills it now, how sure that was, samples of it, what else could, and what of
    the file it is made of."""

    name: str
    required: bool
    kind: str
    expression: str
    confidence: float
    samples: tuple[str, ...]
    options: tuple[str, ...]
    uses: tuple[str, ...]


def choices(feed: Feed, look: FileLook) -> tuple[ColumnChoice, ...]:
    """The columns of a table that a file feeds, those that every row needs before the others."""
    table = BY_NAME[feed.table]
    match = match_table(table, look, {})
    sure = {one.column: one.confidence for one in match.matches}
    made = {one.column: one.found for one in match.matches}
    found = []
    for each in table.fields:
        said = _expression(feed, each.name, look)
        offered = (expression_for(table.name, each.name, look, made[each.name]),) if each.name in made else ()
        built = (sql,) if (sql := fallback_for(table.name, each.name, made)) else ()
        options = tuple(dict.fromkeys(filter(None, (said, *offered, *look.names, *built))))
        used = tuple(column for column in look.columns if said and is_named(column.name, said))
        likely = sure.get(each.name, 0.0) if said and said in (*offered, made.get(each.name)) else 0.0
        found.append(
            ColumnChoice(
                each.name,
                each.required,
                each.kind.name.lower(),
                said,
                likely,
                used[0].samples if used else (),
                options,
                tuple(column.name for column in used),
            )
        )
    return tuple(sorted(found, key=lambda one: not one.required))


def is_named(column: str, expression: str) -> bool:
    """Whether an expression is the name of a column, or holds it in quotes."""
    return expression.lower() == column.lower() or quoted(column).lower() in expression.lower()


def _expression(feed: Feed, column: str, look: FileLook) -> str:
    """What fills a column of this file: its own mapping, what a preset finds, or the column of our own name."""
    if feed.columns and column in feed.columns:
        return feed.columns[column]
    if feed.preset:
        return _of_preset(feed, column, look)
    there = look.column(column) if feed.columns is None else None
    return there.name if there else ""


def _of_preset(feed: Feed, column: str, look: FileLook) -> str:
    """What a preset takes of this file, in the file's own spelling; nothing where it finds none of its ways."""
    known = preset(feed.preset).get(feed.table) if feed.preset in preset_names() else None
    headings = Headings(look.names)
    ways = known.columns.get(column, ()) if known else ()
    return next(
        (
            said
            for way in ways
            if (said := spelled(way.sql, lambda each: None if each.of else headings.find(each.column)))
        ),
        "",
    )
