"""What `docs/metrics.md` says of each metric: the one place it is made in, and what that is called in SQL."""

import importlib
import re
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SQL = ROOT / "steward" / "warehouse" / "sql"
_ROW = re.compile(r"^\| \*\*(?P<name>.+?)\*\* \|.*\| (?P<made>[^|]+) \|$", re.MULTILINE)
_MADE = re.compile(r"`(?P<home>[\w.]+)`(, in SQL `(?P<macro>\w+)`)?")


class Home(NamedTuple):
    """A function, class or attribute by its dotted name, or a relation; `macro`: what SQL calls the same."""

    name: str
    macro: str


def homes() -> dict[str, Home]:
    """What each metric names as where it is made; nothing where it names no one place."""
    text = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
    rows = [(row["name"], _MADE.fullmatch(row["made"])) for row in _ROW.finditer(text)]
    return {name: Home(made["home"], made["macro"] or "") if made else Home("", "") for name, made in rows}


def found(dotted: str) -> object | None:
    """What a dotted name stands for, in a module of ours; nothing where it stands for nothing."""
    parts = dotted.split(".")
    for end in range(len(parts) - 1, 1, -1):
        try:
            one: object | None = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for name in parts[end:]:
            one = getattr(one, name, None)
        return None if isinstance(one, ModuleType) else one
    return None
