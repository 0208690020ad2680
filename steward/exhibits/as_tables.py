"""Every exhibit as rows and columns, its numbers exact: for a spreadsheet, which holds nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from steward.exhibits.base import ExhibitBase
from steward.exhibits.charts import Bars, Bridge, Bubbles, Heatmap, Lines, Role, SeriesChart, StackedBars
from steward.exhibits.people import OrgChart, RelationshipMap
from steward.exhibits.picture import Picture
from steward.exhibits.plan_places import mark_words
from steward.exhibits.plans import Bullets, Timeline
from steward.exhibits.tables import Cell, Column, Table
from steward.exhibits.unions import Exhibit

CATEGORY = "Category"


def as_table(exhibit: Exhibit) -> Table | None:
    """The exhibit as a table with its title, note and receipt; None of a picture, which says nothing in rows."""
    match exhibit:
        case Table():
            return _without_small_lines(exhibit)
        case Lines() | Bars() | StackedBars():
            return _series(exhibit)
        case Bridge():
            rows = [(step.label, step.value, "total" if step.total else "change") for step in exhibit.steps]
            return _made(exhibit, [Column("Step"), Column("Value", exhibit.unit), Column("Kind")], rows)
        case Heatmap():
            columns = [Column(CATEGORY), *(Column(name, exhibit.unit) for name in exhibit.columns)]
            crossed = zip(exhibit.rows, exhibit.values, strict=True)
            return _made(exhibit, columns, [(name, *values) for name, values in crossed])
        case Bubbles():
            return _bubbles(exhibit)
        case Bullets():
            return _bullets(exhibit)
        case Timeline():
            return _timeline(exhibit)
        case OrgChart():
            return _org_chart(exhibit)
        case RelationshipMap():
            return _people(exhibit)
        case Picture():
            return None
        case _:
            assert_never(exhibit)


def _without_small_lines(table: Table) -> Table:
    """The columns that hold one value a cell."""
    kept = [place for place, column in enumerate(table.columns) if not column.trend]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _made(
    exhibit: ExhibitBase, columns: Sequence[Column], rows: Iterable[tuple[Cell, ...]], keys: tuple[str, ...] = ()
) -> Table:
    return Table(
        id=exhibit.id, title=exhibit.title, alt=exhibit.alt, receipt=exhibit.receipt, note=exhibit.note,
        columns=tuple(columns), rows=tuple(rows), keys=keys,
    )  # fmt: skip


def _series(exhibit: SeriesChart) -> Table:
    """A row for each category, a column for each series."""
    names = [one.name + (" (reference)" if one.role is Role.REFERENCE else "") for one in exhibit.series]
    columns = [Column(CATEGORY), *(Column(name, exhibit.unit) for name in names)]
    values = list(zip(*(one.values for one in exhibit.series), strict=True)) or [()] * len(exhibit.categories)
    rows = [(name, *cells) for name, cells in zip(exhibit.categories, values, strict=True)]
    return _made(exhibit, columns, rows)


def _bubbles(exhibit: Bubbles) -> Table:
    columns = [
        Column("Name"),
        Column(exhibit.x_label, exhibit.x_unit),
        Column(exhibit.y_label, exhibit.y_unit),
        Column(exhibit.size_label, exhibit.size_unit),
        Column("Group"),
    ]
    rows = [(one.label, one.x, one.y, one.size, one.group) for one in exhibit.points]
    return _made(exhibit, columns, rows, tuple(one.key for one in exhibit.points))


def _bullets(exhibit: Bullets) -> Table:
    """Each goal is in a unit of its own, which stands beside its numbers."""
    columns = [Column(name) for name in ("Goal", "Baseline", "Target", "Now", "Unit", "Due", "Detail")]
    rows = [
        (one.label, one.baseline, one.target, one.actual, one.unit.short, one.due, one.detail)
        for one in exhibit.bullets
    ]
    return _made(exhibit, columns, rows)


def _timeline(exhibit: Timeline) -> Table:
    """A row for each line; where lines have days on their way, a column for these."""
    marked = any(one.marks for one in exhibit.spans)
    names = ("What", "From", "Until", "State", "Detail", *(["On the way"] if marked else []))
    rows = [
        (
            one.label, one.start, one.end, one.state, one.detail,
            *(["; ".join(map(mark_words, one.marks)) or None] if marked else []),
        )
        for one in exhibit.spans
    ]  # fmt: skip
    return _made(exhibit, [Column(name) for name in names], rows)


def _org_chart(exhibit: OrgChart) -> Table:
    names = {post.key: post.name for post in exhibit.posts}
    above = {who: names.get(to, to) for who, to in exhibit.lines}
    rows = [(post.name, post.title, above.get(post.key)) for post in exhibit.posts]
    return _made(exhibit, [Column("Name"), Column("Title"), Column("Reports to")], rows)


def _people(exhibit: RelationshipMap) -> Table:
    columns = [Column(name) for name in ("Name", "Title", "Side", "Roles", "Support", "Covered")]
    rows = [
        (
            one.name, one.title, one.partner or ("ours" if one.ours else "theirs"), ", ".join(one.roles),
            str(one.support) if one.support else None, str(one.coverage) if one.coverage else None,
        )
        for one in exhibit.people
    ]  # fmt: skip
    return _made(exhibit, columns, rows)
