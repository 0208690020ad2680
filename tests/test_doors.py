"""A door composes nothing: pages, the app's room, commands and their JSON reach a topic through its service alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOORS = [
    ROOT / "app.py",
    *(ROOT / "pages").rglob("*.py"),
    *(ROOT / "steward" / "ui").rglob("*.py"),
    *(ROOT / "steward" / "cli").rglob("*.py"),
]
TYPES_ONLY = ("steward.briefings", "steward.warehouse.rows", "steward.relationships")
"""What a service hands over is told by its type; what makes it is the service's to call."""


def imports(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from ((str(node.module), one.name) for one in node.names)
        if isinstance(node, ast.Import):
            yield from ((one.name, one.asname or "whole") for one in node.names)


def is_type(name: str) -> bool:
    """Whether a name is one of a class or a constant."""
    return name[0].isupper()


@pytest.mark.parametrize("path", DOORS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_door_imports_of_briefings_and_rows_types_alone(path: Path) -> None:
    reached = [
        f"{module}:{name}" for module, name in imports(path) if module.startswith(TYPES_ONLY) and not is_type(name)
    ]
    assert reached == []
