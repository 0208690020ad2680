"""Whatever Steward's code defines is used by it: what only tests call stands in the tests."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = (ROOT / "app.py", *(path for room in ("steward", "pages", "benchmarks") for path in (ROOT / room).rglob("*.py")))
PASSED_ON = re.compile(r"^(?:from \S+ )?import (?:\([^)]*\)|.*)$|^__all__ = \[[^\]]*\]", re.MULTILINE)
"""What names something and does not use it."""
DEFINED = re.compile(r"^(?P<decorated>[ ]*@.*\n)?[ ]*(?:def|class) (?P<name>\w+)", re.MULTILINE)
REGISTERED = re.compile(r"@\w+\.command\(")
RENAMED = re.compile(r"(\w+) as \w+")
WORD = re.compile(r"\w+")
KEPT = {
    "_missing_": "Python calls it for a word that an Enum does not know",
    "_open_worksheet": "python-pptx calls it",
    "_workbook_writer": "python-pptx calls it",
    "xml_bytes": "python-pptx calls it",
    "business_minutes": "what a deadline of working hours is held against",
    "by_calendar_month": "the money of a quote as bookkeeping counts it",
    "edit_offer": "how a script changes a quote that is a draft",
    "edit_pricing": "how a script changes a quote that is a draft",
}
"""What is there without being called, and why."""
BY_TABLE = ROOT / "steward" / "sample" / "tables.py"
"""Its methods are called by the name of the table they fill."""


def test_what_is_defined_is_used_outside_the_tests() -> None:
    used: Counter[str] = Counter()
    defined: dict[str, Path] = {}
    for path in CODE:
        whole = path.read_text(encoding="utf-8")
        text = PASSED_ON.sub("", whole)
        used.update([*WORD.findall(text), *RENAMED.findall(whole)])
        if path.is_relative_to(ROOT / "steward") and path != BY_TABLE:
            defined |= dict.fromkeys(_defined(text), path)
    unused = {name: path.relative_to(ROOT).as_posix() for name, path in defined.items() if used[name] == 1}
    assert {name: path for name, path in unused.items() if name not in KEPT} == {}


def _defined(text: str) -> Iterator[str]:
    """Functions, methods and classes; none that a command line calls."""
    for found in DEFINED.finditer(text):
        if not found["name"].startswith("__") and not REGISTERED.search(found["decorated"] or ""):
            yield found["name"]
