"""What CONTRIBUTING and the documentation point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUIDES = ("CONTRIBUTING.md", "docs/architecture.md")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.md")))
PLACES = ("steward/", "pages/", "tests/", "docs/", "data/", "account_plans/", "exports/", ".ci/")


@pytest.mark.parametrize("guide", GUIDES)
def test_every_path_is_there(guide: str) -> None:
    """`<topic>` stands for any one that is there."""
    named = re.findall(r"`([^`\s]+)`", (ROOT / guide).read_text(encoding="utf-8"))
    paths = {name for name in named if name.startswith(PLACES) or name in ("app.py", "pyproject.toml")}
    assert len(paths) > 10
    assert sorted(path for path in paths if not _there(path)) == []


@pytest.mark.parametrize("folder", ["account_plans", "data", "exports"])
def test_every_path_in_the_readme_of_a_folder_is_there(folder: str) -> None:
    named = re.findall(r"`([^`\s]+)`", (ROOT / folder / "README.md").read_text(encoding="utf-8"))
    assert [path for path in named if path.startswith(("steward/", "docs/", "pages/")) and not _there(path)] == []


def _there(path: str) -> bool:
    return any(ROOT.glob(re.sub(r"<\w+>", "*", path).rstrip("/")))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    place = ROOT / document
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", place.read_text(encoding="utf-8"))
    assert [target for target in targets if not (place.parent / target).exists()] == []
