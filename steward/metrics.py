"""What each metric means: the definitions of docs/metrics.md, by the names that receipts use."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from steward.workspace import PROJECT

FILE = PROJECT / "docs" / "metrics.md"
_ROW = re.compile(r"^\| \*\*(?P<name>[^|*]+)\*\* \| (?P<definition>[^|]+) \|", re.MULTILINE)
_MEANING = re.compile(r"^\| (?P<name>[^|*]+) \| (?P<metrics>[^|*]+) \| (?P<says>[^|]+) \|$", re.MULTILINE)
DAY_OF_FIGURES = "E is the day that a figure is as of."
"""What whoever reads a definition on a page has to know, where the definition names it."""
_READ_BY_CUSTOMERS = "## What the customer reads"


class Meaning(NamedTuple):
    """What figures of some metrics mean to a customer who reads them."""

    name: str
    metrics: tuple[str, ...]
    says: str


def definition(metric: str) -> str:
    """How a metric is computed, in Markdown; empty where nobody has written it down."""
    return definitions().get(metric, "")


def names_the_day(said: str) -> bool:
    """Whether a metric or its definition speaks of `E`."""
    return bool(re.search(r"\bE\b", said))


@lru_cache(maxsize=1)
def definitions() -> Mapping[str, str]:
    """Every definition by its metric."""
    return {found["name"]: found["definition"].strip() for found in _ROW.finditer(FILE.read_text(encoding="utf-8"))}


@lru_cache(maxsize=1)
def meanings() -> tuple[Meaning, ...]:
    """Those of the kinds of figures that a customer is shown, in their order."""
    table = FILE.read_text(encoding="utf-8").partition(_READ_BY_CUSTOMERS)[2].partition("\n## ")[0]
    _heading, *rows = _MEANING.finditer(table)
    return tuple(Meaning(one["name"], tuple(one["metrics"].split(", ")), one["says"]) for one in rows)
