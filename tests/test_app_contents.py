"""The one list of pages: all of them, and nothing else names one."""

import re
from pathlib import Path

from steward.ui import pages

ROOT = Path(__file__).parents[1]
LISTED = [one for one in vars(pages).values() if isinstance(one, pages.PageOf)]


def test_every_page_is_in_the_list_once() -> None:
    found = sorted(str(path.relative_to(ROOT).as_posix()) for path in (ROOT / "pages").rglob("*.py"))
    assert sorted(one.path for one in LISTED) == found


def test_every_page_of_the_list_is_in_the_contents_of_the_app() -> None:
    named = set(re.findall(r"pages\.([A-Z_]+)\b", (ROOT / "app.py").read_text(encoding="utf-8")))
    assert named == {name for name, one in vars(pages).items() if isinstance(one, pages.PageOf)}


def test_nothing_else_holds_a_pages_name_beside_its_path() -> None:
    """A script named in a source of the app is one the list has, and only the list says its path."""
    for path in (*(ROOT / "steward" / "ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"):
        if path.name != "pages.py":
            assert not re.findall(r'"pages/\w+/\w+\.py"', path.read_text(encoding="utf-8")), path


def test_every_page_a_todo_leads_to_is_in_the_list() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "steward").rglob("*.py"))
    led = set(re.findall(r'"(pages/\w+/\w+\.py)"', sources))
    assert led <= {one.path for one in LISTED}
