"""A dashboard of the book page in Superset, made through its REST API, as one would by hand."""

import json
import re
import shutil
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.environments import THEIRS, ended, environment, program
from benchmarks.peers.given import Part

WHO = "measured"
LANES = 12
BRIDGE = "book_bridge"
QUARTER = re.compile(r"^Q(\d) (\d{4})$")


def prepared(folder: Path) -> Mapping[str, str]:
    """What its programs need in their environment, its home in the folder: a copy of one that is set up once."""
    once = environment("superset") / "home"
    if not (once / "made").exists():
        once.mkdir(exist_ok=True)
        person = ("--firstname", WHO, "--lastname", WHO, "--email", "measured@example.com", "--password", WHO)
        start = program("superset", "superset")
        ended(start, "db", "upgrade", environ=_environ(once))
        ended(start, "fab", "create-admin", "--username", WHO, *person, environ=_environ(once))
        ended(start, "init", environ=_environ(once))
        (once / "made").touch()
    home = folder / "superset"
    shutil.copytree(once, home)
    return _environ(home)


def _environ(home: Path) -> Mapping[str, str]:
    set_up = {"SUPERSET_HOME": str(home), "SUPERSET_CONFIG_PATH": str(THEIRS / "superset_config.py")}
    return {**set_up, "FLASK_APP": "superset.app:create_app()"}


def written(parts: Sequence[Part], file: Path) -> Path:
    """The rows as a SQLite file, a table for each part."""
    with sqlite3.connect(file) as rows:
        for one in parts:
            columns = ", ".join(f'"{name}"' for name in one.columns)
            rows.execute(f'create table "{one.name}" ({columns})')
            rows.executemany(f'insert into "{one.name}" values ({", ".join("?" * len(one.columns))})', in_order(one))
    return file


def in_order(part: Part) -> list[tuple[Any, ...]]:
    """Superset puts categories in the order of their letters, and adds a waterfall's last bar by itself."""
    if part.name == BRIDGE:
        return [(f"{at} {label}", *rest) for at, (label, *rest) in enumerate(part.rows[:-1], 1)]
    return [(QUARTER.sub(r"\2 Q\1", str(first)), *rest) for first, *rest in part.rows]


class Dashboards:
    """The API of one that runs."""

    def __init__(self, url: str) -> None:
        self._url, self._token = url, ""
        told = self._posted("security/login", {"username": WHO, "password": WHO, "provider": "db"})
        self._token = told["access_token"]

    def made(self, parts: Sequence[Part], rows: Path) -> str:
        """The path of a new dashboard with a chart for each part of the SQLite file `rows`."""
        name = "Book"
        database = self._posted("database/", {"database_name": name, "sqlalchemy_uri": f"sqlite:///{rows}"})["id"]
        board = self._posted("dashboard/", {"dashboard_title": name, "published": True})["id"]
        charts = [self._chart(one, database, board) for one in parts]
        placed = json.dumps(_places(charts))
        self._sent("PUT", f"dashboard/{board}", {"position_json": placed, "json_metadata": "{}"})
        return f"/superset/dashboard/{board}/"

    def _chart(self, part: Part, database: int, board: int) -> int:
        table = {"database": database, "schema": "main", "table_name": part.name}
        dataset = self._posted("dataset/", table)["id"]
        params = {"datasource": f"{dataset}__table", "row_limit": 10_000, **_drawing(part)}
        chart = {
            "slice_name": part.title, "viz_type": params["viz_type"], "datasource_id": dataset,
            "datasource_type": "table", "params": json.dumps(params), "dashboards": [board],
        }  # fmt: skip
        return int(self._posted("chart/", chart)["id"])

    def _posted(self, what: str, told: Mapping[str, Any]) -> Any:
        return self._sent("POST", what, told)

    def _sent(self, method: str, what: str, told: Mapping[str, Any]) -> Any:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        body = json.dumps(told).encode()
        asked = urllib.request.Request(f"{self._url}/api/v1/{what}", body, headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=300) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as no:
            raise RuntimeError(f"Superset refused {what}: {no.read().decode()}") from no


def _drawing(part: Part) -> Mapping[str, Any]:
    """Superset's own kind of chart for the same rows."""
    columns = part.columns
    match part.name:
        case "book_bubbles":
            return {
                "viz_type": "bubble_v2", "entity": "Name", "series": "Group", "x": _most("Days to renewal"),
                "y": _most("NPS"), "size": _most("MRR"), "max_bubble_size": "25",
            }  # fmt: skip
        case "book_bridge":
            return {"viz_type": "waterfall", "x_axis": "Step", "metric": _most("Value"), "groupby": []}
        case "nps_trend":
            return {"viz_type": "echarts_timeseries_line", **_series(columns)}
        case "renewals_quarters":
            return {"viz_type": "echarts_timeseries_bar", "stack": "Stack", **_series(columns)}
        case _:
            return {"viz_type": "table", "query_mode": "raw", "all_columns": list(columns)}


def _series(columns: Sequence[str]) -> Mapping[str, Any]:
    return {"x_axis": columns[0], "metrics": [_most(one) for one in columns[1:]], "groupby": []}


def _most(column: str) -> Mapping[str, Any]:
    """A metric of one row a category is that row's value."""
    return {
        "expressionType": "SIMPLE", "column": {"column_name": column}, "aggregate": "MAX", "label": column,
        "optionName": f"metric_{column}",
    }  # fmt: skip


def _places(charts: Sequence[int]) -> Mapping[str, Any]:
    """Each chart in a row of its own."""
    rows = [f"ROW-{chart}" for chart in charts]
    found: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": rows, "parents": ["ROOT_ID"]},
    }
    for row, chart in zip(rows, charts, strict=True):
        key = f"CHART-{chart}"
        meta = {"background": "BACKGROUND_TRANSPARENT"}
        found[row] = {"type": "ROW", "id": row, "children": [key], "parents": ["ROOT_ID", "GRID_ID"], "meta": meta}
        found[key] = {
            "type": "CHART", "id": key, "children": [], "parents": ["ROOT_ID", "GRID_ID", row],
            "meta": {"chartId": chart, "width": LANES, "height": 50},
        }  # fmt: skip
    return found
