"""The page waits for a command on many reviews, in a process of its own so that nobody else waits, and shows how far
it is."""

import sys
import time
from collections.abc import Callable, Sequence

import streamlit as st

from steward.services.outliving import running
from steward.ui.kit.cache import workspace
from steward.ui.kit.reader import reader
from steward.ui.kit.turns import others_first

LOOK = 0.3


def waited(words: Sequence[str], begun: str, many: int, what: str, done: Callable[[], int]) -> str:
    """Run `python -m steward` with these words for whoever reads, until it ends; what it said of problems. `done`: how
    many of them are, of so `many` of `what`."""
    command = [sys.executable, "-m", "steward", *words, "--home", str(workspace().home)]
    command += ["--as", email] if (email := reader().email) else []
    with others_first(), running(command) as (run, said):
        bar = st.progress(0.0, begun)
        while run.poll() is None:
            now = done()
            bar.progress(min(now / many, 1.0), f"{now} of {many} {what}")
            time.sleep(LOOK)
        bar.empty()
        said.seek(0)
        return said.read()
