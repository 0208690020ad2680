"""What each metric means: the definitions of docs/metrics.md, by the names that receipts use."""

import re
from collections.abc import Mapping
from functools import lru_cache

from steward.workspace import PROJECT

FILE = PROJECT / "docs" / "metrics.md"
_ROW = re.compile(r"^\| \*\*(?P<name>[^|*]+)\*\* \| (?P<definition>[^|]+) \|", re.MULTILINE)


def definition(metric: str) -> str:
    """How a metric is computed, in Markdown; empty where nobody has written it down."""
    return definitions().get(metric, "")


@lru_cache(maxsize=1)
def definitions() -> Mapping[str, str]:
    """Every definition by its metric."""
    return {found["name"]: found["definition"].strip() for found in _ROW.finditer(FILE.read_text(encoding="utf-8"))}
