"""Pages of quotes as a person opens them, and what they say."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.workspace import Workspace

ROOT = Path(__file__).parents[2]


def open_page(office: Workspace, monkeypatch: pytest.MonkeyPatch, page: str, **query: str) -> AppTest:
    """The page of that address."""
    monkeypatch.setenv("STEWARD_HOME", str(office.home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    test = test.switch_page(page).run()
    assert not test.exception
    return test


def texts(test: AppTest) -> str:
    """All its sentences, a line each."""
    kinds = (test.title, test.header, test.subheader, test.markdown, test.caption, test.info, test.warning, test.error)
    return "\n".join(str(one.value) for found in kinds for one in found).replace("\\", "")
