"""Steward as `python -m steward app` starts it, but a run of a page can be held on its way: a slow server on demand.

While `$STEWARD_HOLD` is a file, every run stops once it has said what the page is about, and says so beside it. With
`$STEWARD_SLOW` every run takes so many seconds longer there.
"""

import os
import time
from pathlib import Path

from steward.cli import app
from steward.ui.kit import messages as words
from steward.ui.kit import show

GATE = Path(os.environ["STEWARD_HOLD"])
SLOWER = float(os.environ.get("STEWARD_SLOW", "0"))
headline = words.headline


def held(text: str, caption: str = "") -> None:
    """The headline, and then nothing until the gate is opened."""
    headline(text, caption)
    time.sleep(SLOWER)
    while GATE.exists():
        GATE.with_suffix(".reached").touch()
        time.sleep(0.02)


show.headline = held
app()
