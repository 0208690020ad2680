"""Every key a script can meet stands in docs/data.md."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reviews_made import BUSY
from typer.testing import CliRunner

from steward.cli import app

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8").partition("## For scripts")[2]
WITH_NAMES_OF_THEIR_OWN = {"totals", "why"}
"""What stands under these is named by the figures."""


def keys(value: Any) -> Iterator[str]:
    """All keys of an answer, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key not in WITH_NAMES_OF_THEIR_OWN:
                yield from keys(inner)
    elif isinstance(value, list):
        for one in value:
            yield from keys(one)


@pytest.mark.parametrize(
    "command",
    [
        ("book",),
        ("brief", BUSY),
        ("brief", BUSY, "--audience", "customer"),
        ("my-week", "--person", "P104"),
        ("my-week",),
        ("renewals",),
        ("quotes",),
        ("design",),
        ("delivery", BUSY),
        ("requests",),
        ("retention",),
        ("families", "NW-1012"),
        ("team", "P102"),
    ],
    ids=" ".join,
)
def test_every_key_is_documented(command: tuple[str, ...], sample_home: Path) -> None:
    said = CliRunner().invoke(app, [*command, "--home", str(sample_home), "--json"])
    assert said.exit_code == 0, said.output
    found = set(keys(json.loads(said.stdout)))
    assert len(found) > 8
    assert sorted(key for key in found if f"`{key}`" not in DOCUMENTED and f'"{key}"' not in DOCUMENTED) == []
