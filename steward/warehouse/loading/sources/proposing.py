"""What files somebody brings are taken for: each a table, by what presets know of it or by its columns, with the
expressions that fill it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from steward.warehouse.canonical import BY_NAME
from steward.warehouse.loading.sources.looking import MOST_VALUES, FileLook
from steward.warehouse.loading.sources.matching import (
    Keys,
    TableMatch,
    expression_for,
    fallback_for,
    match_table,
    tables_for,
)
from steward.warehouse.loading.sources.recognise import recognise

LEAST = 0.45
"""Of confidence; below it a file is left to whoever brought it."""
KNOWN_EXPORT = 0.6
"""From there a preset is believed before likeness of names: it knows what the columns mean."""
SURE = 0.7
"""Above it the ids of a file tell which columns of others refer to it."""
OURS, EVERY = "our own names", 1.0


@dataclass(frozen=True)
class Proposal:
    """One table of files that look alike. `columns`: ours → expression, none where the file has our own names;
    `made`: those of them that are no column of the file; `missing`: columns that every row needs, and nothing fills."""

    table: str
    files: tuple[str, ...]
    sheet: str = ""
    preset: str = ""
    confidence: float = 0.0
    columns: Mapping[str, str] | None = None
    made: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        """What it was told by."""
        return self.preset or ("columns" if self.columns is not None else OURS)


def propose(looks: Sequence[FileLook]) -> list[Proposal]:
    """For every table the files that feed it, the surest first."""
    readable = [look for look in looks if look.columns]
    keys = _keys(readable)
    found: list[Proposal] = []
    held = set[str]()
    for look, ways in sorted(_ways(readable, keys), key=lambda one: -one[1][0].confidence if one[1] else 0.0):
        for way in ways:
            same = next((one for one in found if one.table == way.table and _goes_with(one, look, way)), None)
            if same:
                found[found.index(same)] = replace(same, files=(*same.files, look.file))
                break
            if way.table not in held:
                held.add(way.table)
                found.append(way)
                break
    return [replace(one, files=tuple(sorted(one.files))) for one in found]


def proposed_as(table: str, look: FileLook, others: Sequence[FileLook] = ()) -> Proposal:
    """The file taken for this table because somebody says so."""
    return _of_match(look, match_table(BY_NAME[table], look, _keys([*others, look])))


def _ways(looks: Sequence[FileLook], keys: Keys) -> Iterator[tuple[FileLook, list[Proposal]]]:
    for look in looks:
        by_columns = [_of_match(look, one) for one in tables_for(look, keys) if one.confidence >= LEAST]
        yield look, [*_recognised(look), *by_columns]


def _recognised(look: FileLook) -> list[Proposal]:
    """What presets know of it, where they make every column that is needed and our own names do not fit better: they
    would leave some of those out."""
    surer = takewhile(lambda one: one.preset or one.required_missing, recognise(look.names, look.sheet or look.file))
    return [
        Proposal(one.table, (look.file,), look.sheet, one.preset, one.confidence, {})
        for one in surer
        if one.preset and not one.required_missing and one.confidence >= KNOWN_EXPORT
    ]


def _of_match(look: FileLook, match: TableMatch) -> Proposal:
    table = BY_NAME[match.table]
    named = {name for name in table.columns if look.column(name)}
    if set(table.required) <= named and look.file.rpartition(".")[0].lower() == table.name:
        return Proposal(table.name, (look.file,), look.sheet, confidence=EVERY)
    matched = {one.column: one.found for one in match.matches}
    made = {name: sql for name in match.missing if (sql := fallback_for(table.name, name, matched))}
    columns = {name: expression_for(table.name, name, look, found) for name, found in matched.items()}
    in_order = {name: said for name in table.columns if (said := {**columns, **made}.get(name))}
    missing = tuple(name for name in match.missing if name not in made)
    return Proposal(
        table.name, (look.file,), look.sheet, "", match.confidence, in_order, tuple(made), missing
    )  # fmt: skip


def _goes_with(one: Proposal, look: FileLook, way: Proposal) -> bool:
    """Whether a file is one more of the same export."""
    return one.sheet == look.sheet and one.preset == way.preset and one.columns == way.columns


def _keys(looks: Sequence[FileLook]) -> Keys:
    """The ids of each table that a file holds all of."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for look in looks:
        best = tables_for(look, {})[0]
        key = BY_NAME[best.table].key
        match = best.of(key) if key else None
        if (
            match
            and best.confidence >= SURE
            and look.whole
            and look.rows <= MOST_VALUES
            and (column := look.column(match.found))
        ):
            found[best.table] |= column.values
    return {table: frozenset(ids) for table, ids in found.items()}
