"""A dbt project that loads the same files with the same checks: a model for each table, and dbt's own tests."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "load"
TESTS = """
{% test is_of_its_kind(model, column_name, text) %}
select * from {{ model }} where {{ text }} is not null and {{ column_name }} is null
{% endtest %}

{% test unique_together(model, columns) %}
select {{ columns }} from {{ model }} group by all having count(*) > 1
{% endtest %}
"""
PLAIN = {"MONEY": "DECIMAL(18, 4)", "NUMBER": "DOUBLE", "DATE": "DATE", "TIME": "TIMESTAMP", "YESNO": "BOOLEAN"}


def made(tables: Mapping[str, Mapping[str, Any]], data: Path, folder: Path) -> None:
    """The project and its profile. YAML is written as the JSON that it contains."""
    models = folder / "models"
    models.mkdir(parents=True)
    (folder / "macros").mkdir()
    (folder / "macros" / "tests.sql").write_text(TESTS, encoding="utf-8")
    target = {"type": "duckdb", "path": str(folder / "load.duckdb"), "threads": 2}
    _yaml(folder / "profiles.yml", {NAME: {"target": "here", "outputs": {"here": target}}})
    kept = {"models": {NAME: {"+materialized": "table"}}, "flags": {"send_anonymous_usage_stats": False}}
    _yaml(folder / "dbt_project.yml", {"name": NAME, "version": "1.0", "profile": NAME, **kept})
    for name, table in tables.items():
        (models / f"{name}.sql").write_text(_model(name, table, data), encoding="utf-8")
    _yaml(models / "schema.yml", {"version": 2, "models": [_tested(*each, tables) for each in tables.items()]})


def _model(name: str, table: Mapping[str, Any], data: Path) -> str:
    columns = ",\n    ".join(_column(column, kind) for column, kind in table["columns"].items())
    return f"select\n    {columns}\nfrom read_csv('{data / name}.csv', all_varchar = true, header = true)\n"


def _column(name: str, kind: str) -> str:
    """Typed where it can be, and as it was written beside it, so that a test can tell what could not."""
    return f"try_cast({name} as {PLAIN[kind]}) as {name}, {name} as {name}_text" if kind in PLAIN else name


def _tested(name: str, table: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    columns = [_column_tested(column, kind, table, tables) for column, kind in table["columns"].items()]
    told: dict[str, Any] = {"name": name, "columns": [one for one in columns if one["data_tests"]]}
    if len(table["unique"]) > 1:
        told["data_tests"] = [{"unique_together": {"arguments": {"columns": ", ".join(table["unique"])}}}]
    return told


def _column_tested(
    name: str, kind: str, table: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Any]:
    tests: list[Any] = []
    if name in table["required"]:
        tests.append("not_null")
    if table["unique"] == [name]:
        tests.append("unique")
    if kind in PLAIN:
        tests.append({"is_of_its_kind": {"arguments": {"text": f"{name}_text"}}})
    if name in table["references"]:
        other, strict = table["references"][name]
        where = {"to": f"ref('{other}')", "field": tables[other]["unique"][0]}
        tests.append({"relationships": {"arguments": where, "config": {"severity": "error" if strict else "warn"}}})
    return {"name": name, "data_tests": tests}


def _yaml(file: Path, told: Any) -> None:
    file.write_text(json.dumps(told, indent=1), encoding="utf-8")
