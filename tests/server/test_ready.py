"""What pages are made of is imported once the server answers, and no page runs for it."""

import sys
from pathlib import Path

import pytest

from steward.ui.server.ready import import_for_pages


def test_what_pages_import_is_there_and_nothing_of_them_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("needed_by_app", "needed_by_page"):
        (tmp_path / f"{name}.py").write_text("")
        monkeypatch.delitem(sys.modules, name, raising=False)
    (tmp_path / "pages" / "internal").mkdir(parents=True)
    (tmp_path / "app.py").write_text("import needed_by_app\nraise SystemExit\n")
    (tmp_path / "pages" / "internal" / "week.py").write_text("from needed_by_page import __name__\n1 / 0\n")
    import_for_pages(tmp_path / "app.py", after=0).join()
    assert {"needed_by_app", "needed_by_page"} <= set(sys.modules)
