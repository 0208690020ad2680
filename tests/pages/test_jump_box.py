"""The box that finds everything: what a page brings along for it, and what it holds for whoever goes there."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.ui.kit.jump import ASKED, BOX
from steward.ui.rooms import EVERY_PAGE

ROOT = Path(__file__).parents[2]


def test_a_page_brings_the_pages_alone_and_the_rest_once_somebody_goes_to_the_box(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEWARD_HOME", str(sample_home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    test.switch_page("pages/internal/definitions.py").run()
    assert test.selectbox(key=BOX).options == [one.title for one in EVERY_PAGE]
    test.session_state[ASKED] = True
    found = test.run().selectbox(key=BOX).options
    assert found[: len(EVERY_PAGE)] == [one.title for one in EVERY_PAGE]
    assert {"NRR · definition", "Haggleton Mutual · account"} <= set(found)
