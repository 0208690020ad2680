"""Exhibits as JSON: the third drawing of what a page and a slide show, with every number exact."""

from typing import Any, assert_never

from steward.cli.as_json.people import map_content, org_chart_content
from steward.exhibits import (
    Bars,
    Bridge,
    Bubbles,
    Bullets,
    Column,
    Exhibit,
    Heatmap,
    Lines,
    OrgChart,
    Picture,
    RelationshipMap,
    SeriesChart,
    Span,
    StackedBars,
    Table,
    Timeline,
    Unit,
    kind_in_words,
)


def exhibit_json(exhibit: Exhibit) -> dict[str, Any]:
    """What every exhibit has, then what its kind has."""
    return {
        "id": exhibit.id,
        "kind": kind_in_words(exhibit),
        "title": exhibit.title,
        "metric": exhibit.receipt.metric,
        "as_of": exhibit.receipt.as_of,
        "note": exhibit.note,
        **content(exhibit),
    }


def content(exhibit: Exhibit) -> dict[str, Any]:
    """The values of one kind of exhibit."""
    match exhibit:
        case Table():
            return _table(exhibit)
        case Lines() | Bars() | StackedBars():
            return _series(exhibit)
        case Bridge():
            return _bridge(exhibit)
        case Heatmap():
            return _heatmap(exhibit)
        case Bubbles():
            return _bubbles(exhibit)
        case Bullets():
            return _bullets(exhibit)
        case Timeline():
            return _timeline(exhibit)
        case OrgChart():
            return org_chart_content(exhibit)
        case RelationshipMap():
            return map_content(exhibit)
        case Picture():
            return {"says": exhibit.alt, "width": exhibit.width, "height": exhibit.height}
        case _:
            assert_never(exhibit)


def _table(exhibit: Table) -> dict[str, Any]:
    return {
        "columns": [_column(column) for column in exhibit.columns],
        "keys": list(exhibit.keys) or None,
        "rows": [list(row) for row in exhibit.rows],
    }


def _column(column: Column) -> dict[str, Any]:
    return {"name": column.name, "unit": column.unit.name if column.unit else None}


def _series(exhibit: SeriesChart) -> dict[str, Any]:
    return {
        "unit": exhibit.unit.name,
        "categories": list(exhibit.categories),
        "series": [{"name": one.name, "values": list(one.values)} for one in exhibit.series],
    }


def _bridge(exhibit: Bridge) -> dict[str, Any]:
    return {
        "unit": exhibit.unit.name,
        "steps": [{"name": one.label, "value": one.value, "total": one.total} for one in exhibit.steps],
    }


def _heatmap(exhibit: Heatmap) -> dict[str, Any]:
    return {
        "unit": exhibit.unit.name,
        "columns": list(exhibit.columns),
        "rows": [
            {"name": name, "values": list(values)} for name, values in zip(exhibit.rows, exhibit.values, strict=True)
        ],
    }


def _bubbles(exhibit: Bubbles) -> dict[str, Any]:
    return {
        "x": _measure(exhibit.x_label, exhibit.x_unit),
        "y": _measure(exhibit.y_label, exhibit.y_unit),
        "size": _measure(exhibit.size_label, exhibit.size_unit),
        "points": [
            {"key": one.key, "name": one.label, "x": one.x, "y": one.y, "size": one.size, "group": one.group}
            for one in exhibit.points
        ],
    }


def _measure(name: str, unit: Unit) -> dict[str, Any]:
    return {"name": name, "unit": unit.name}


def _bullets(exhibit: Bullets) -> dict[str, Any]:
    return {
        "goals": [
            {
                "name": one.label, "unit": one.unit.name, "baseline": one.baseline, "target": one.target,
                "actual": one.actual, "due": one.due, "detail": one.detail,
            }
            for one in exhibit.bullets
        ]
    }  # fmt: skip


def _timeline(exhibit: Timeline) -> dict[str, Any]:
    return {
        "steps": [
            {
                "name": one.label, "start": one.start, "end": one.end, "state": one.state, "detail": one.detail,
                **_marks(one),
            }
            for one in exhibit.spans
        ]
    }  # fmt: skip


def _marks(span: Span) -> dict[str, Any]:
    """The days on the way of a line, where it has any."""
    return (
        {"marks": [{"name": mark.label, "on": mark.day, "state": mark.state} for mark in span.marks]}
        if span.marks
        else {}
    )
