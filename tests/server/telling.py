"""Steward as `python -m steward` starts it, which writes into a file what is kept anew, and when it is ready for first
visits: `python -m tests.server.telling FILE app …`."""

import logging
import sys

from steward.cli import app

TOLD = {"steward.ui.kit.result_cache": logging.DEBUG, "steward.ui.first_visits.warm_up": logging.INFO}

if __name__ == "__main__":
    into = logging.FileHandler(sys.argv.pop(1))
    for name, level in TOLD.items():
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).addHandler(into)
    app()
