"""One list of checks, by whichever door they are asked for."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_commit_is_checked_by_what_make_check_runs() -> None:
    make = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ncheck:")[2].partition("\n\n")[0]
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    asked = re.findall(r"^\t\$\(BIN\)/(.+)$", make, re.MULTILINE)
    assert asked
    assert re.findall(r"^ +entry: \.venv/bin/(.+)$", hooks, re.MULTILINE) == asked
