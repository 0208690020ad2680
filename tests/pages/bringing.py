"""Exports whose columns nobody prepared, and a page on which they are dropped."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.services.data.runs import last_run
from steward.workspace import Workspace

ROOT = Path(__file__).parents[2]
CUSTOMERS = """Kd-Nr;Firmenname;Branche;Land;Kunde seit
10001;Müller & Söhne GmbH;Maschinenbau;DE;01.04.2019
10002;Huber AG;Handel;AT;15.09.2020
10003;Alpenbahn;Verkehr;CH;31.01.2021
"""
LINES = "Pos;Kd-Nr;Tarif;Monatspreis;Laufzeitbeginn;Laufzeitende\n" + "".join(
    f"P{number};{10001 + number % 3};WAN {number % 2};1.{100 + number},50;{1 + number:02d}.03.2024;\n"
    for number in range(24)
)
ODD = {"Kundenstamm Export.csv": CUSTOMERS, "Vertragspositionen.csv": LINES}


def dropped(**files: str | bytes) -> list[tuple[str, bytes, str]]:
    """Files by their names, as a browser hands them over."""
    return [(name, text.encode() if isinstance(text, str) else text, "text/csv") for name, text in files.items()]


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app on a home; on the page, where something is loaded."""
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    if not test.file_uploader:
        test = test.switch_page("pages/internal/bring_data.py").run()
    return sound(test)


def sound(test: AppTest) -> AppTest:
    """It ran."""
    assert not test.exception, test.exception
    return test


def drop(test: AppTest, **files: str | bytes) -> AppTest:
    """Drop files, and have the page take them."""
    test.file_uploader[0].set_value(dropped(**files))
    return sound(test.run())


def press(test: AppTest, key: str) -> AppTest:
    """A button."""
    return sound(test.button(key=key).click().run())


def until_loaded(folder: Path) -> str:
    """Wait for the load that the page began; why it came to nothing."""
    for _ in range(1200):
        state = last_run(Workspace.whole(folder))
        if state and not state.running:
            return state.why
        time.sleep(0.05)
    raise TimeoutError("no load ended")


def said(test: AppTest) -> str:
    """All that the page says."""
    kinds = (test.markdown, test.caption, test.error, test.warning, test.success, test.info)
    return "\n".join(one.value for kind in kinds for one in kind)
