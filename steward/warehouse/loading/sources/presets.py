"""Presets: the columns of exports that many companies have, so that nobody maps them by hand.

`presets.toml` beside this file holds them. An export seldom has every column there can be, so a preset may say one
column of ours in several ways, and what none of them fits is left empty."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".toml")
Ways = Mapping[str, tuple[str, ...]]
"""Of each of our columns the expressions that may make it, the first that fits before the others."""


@cache
def presets() -> Mapping[str, Mapping[str, Ways]]:
    """Every preset by its name, and in it every table that it knows."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: {table: _ways(columns) for table, columns in tables.items()} for name, tables in found.items()}


def of_table(table: str) -> Mapping[str, Ways]:
    """The presets that know a table, by their names."""
    return {name: tables[table] for name, tables in presets().items() if table in tables}


def _ways(columns: Mapping[str, Any]) -> Ways:
    return {name: tuple(said) if isinstance(said, list) else (said,) for name, said in columns.items()}
