"""Exhibits as JSON: the third drawing of what a page and a slide show, with every number exact."""

from functools import singledispatch
from typing import Any

from steward.exhibits import Bars, Bridge, Column, Exhibit, Heatmap, Lines, SeriesChart, StackedBars, Table

KINDS = {
    Table: "table",
    Lines: "lines",
    Bars: "bars",
    StackedBars: "stacked bars",
    Bridge: "bridge",
    Heatmap: "heatmap",
}


def exhibit_json(exhibit: Exhibit) -> dict[str, Any]:
    """What every exhibit has, then what its kind has."""
    return {
        "id": exhibit.id,
        "kind": KINDS[type(exhibit)],
        "title": exhibit.title,
        "metric": exhibit.receipt.metric,
        "as_of": exhibit.receipt.as_of,
        "note": exhibit.note,
        **content(exhibit),
    }


@singledispatch
def content(exhibit: Exhibit) -> dict[str, Any]:
    """The values of one kind of exhibit. Raises TypeError for a kind nobody wrote here."""
    raise TypeError(f"{type(exhibit).__name__} is not written as JSON yet.")


@content.register
def _table(exhibit: Table) -> dict[str, Any]:
    return {
        "columns": [_column(column) for column in exhibit.columns],
        "keys": list(exhibit.keys) or None,
        "rows": [list(row) for row in exhibit.rows],
    }


def _column(column: Column) -> dict[str, Any]:
    return {"name": column.name, "unit": column.unit.name if column.unit else None}


@content.register
def _series(exhibit: SeriesChart) -> dict[str, Any]:
    return {
        "unit": exhibit.unit.name,
        "categories": list(exhibit.categories),
        "series": [{"name": one.name, "values": list(one.values)} for one in exhibit.series],
    }


@content.register
def _bridge(exhibit: Bridge) -> dict[str, Any]:
    return {
        "unit": exhibit.unit.name,
        "steps": [{"name": one.label, "value": one.value, "total": one.total} for one in exhibit.steps],
    }


@content.register
def _heatmap(exhibit: Heatmap) -> dict[str, Any]:
    return {
        "unit": exhibit.unit.name,
        "columns": list(exhibit.columns),
        "rows": [
            {"name": name, "values": list(values)} for name, values in zip(exhibit.rows, exhibit.values, strict=True)
        ],
    }
