"""Presets: the exports of products that many companies have, so that nobody maps their columns by hand.

Each product has a file in `presets/` beside this module; `docs/presets.md` says what may stand in one. An export seldom
has every column there can be, so a preset says one column of ours in several ways, and what none of them fits is left
empty and said."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("presets")


@dataclass(frozen=True)
class PresetWay:
    """An expression that makes a column of ours. `assumes`: what is taken for granted where it is the one that fits;
    `tells`: the file's column whose words are said with what became of each."""

    sql: str
    assumes: str = ""
    tells: str = ""


@dataclass(frozen=True)
class Partner:
    """A file whose rows stand beside those of the export. `files`: how it is called; `on`: ways of the condition."""

    files: tuple[str, ...]
    on: tuple[str, ...]
    where: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preset:
    """One export of a product, and how it is read as a table of ours. `export`: what the product calls it; `found`:
    where it is found there; `files`: how its files are called; `parts`: names, in braces in the expressions of
    columns and of later parts, of what many of them are made of; `filters`: name → ways of a condition, of
    which the first that fits the file says what rows are taken, filter by filter."""

    name: str
    product: str
    table: str
    export: str = ""
    found: str = ""
    files: tuple[str, ...] = ()
    columns: Mapping[str, tuple[PresetWay, ...]] = field(default_factory=dict)
    parts: Mapping[str, tuple[PresetWay, ...]] = field(default_factory=dict)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joins: Mapping[str, Partner] = field(default_factory=dict)


@cache
def preset_names() -> tuple[str, ...]:
    """Every preset, in the order of the alphabet."""
    return tuple(sorted(path.stem.replace("_", " ") for path in FOLDER.glob("*.toml")))


def text_of(name: str) -> str:
    """The file of a preset as it stands."""
    return (FOLDER / f"{name.replace(' ', '_')}.toml").read_text(encoding="utf-8")


@cache
def preset(name: str) -> Mapping[str, Preset]:
    """What a preset knows, by table."""
    said = tomllib.loads(text_of(name))
    product = said.pop("product", name)
    return {table: _read(name, product, table, entry) for table, entry in said.items()}


def of_table(table: str) -> tuple[str, ...]:
    """The presets that know a table."""
    return tuple(name for name in preset_names() if table in preset(name))


def every_preset() -> tuple[Preset, ...]:
    """Every export that is known, product by product."""
    return tuple(each for name in preset_names() for each in preset(name).values())


def _read(name: str, product: str, table: str, entry: Mapping[str, Any]) -> Preset:
    columns, parts = (
        {column: tuple(map(_way, _listed(said))) for column, said in entry.get(key, {}).items()}
        for key in ("columns", "parts")
    )
    joins = {
        alias: Partner(tuple(_listed(said["files"])), tuple(_listed(said["on"])), tuple(_listed(said.get("where", []))))
        for alias, said in entry.get("joins", {}).items()
    }
    filters = {called: tuple(_listed(said)) for called, said in entry.get("filters", {}).items()}
    export, found = entry.get("export", ""), entry.get("found", "")
    return Preset(name, product, table, export, found, tuple(entry.get("files", ())), columns, parts, filters, joins)


def _way(said: str | Mapping[str, str]) -> PresetWay:
    return PresetWay(said) if isinstance(said, str) else PresetWay(**said)


def _listed(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [said]
