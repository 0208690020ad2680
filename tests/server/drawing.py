"""A server that draws two decks as soon as it runs."""

import sys
from pathlib import Path

from steward.services.reviews.slide_pictures import DRAWINGS
from steward.ui.server.app import ServedApp
from steward.ui.server.entrance import SOLO


def begun() -> None:
    """Somebody asks for the slides of two decks."""
    DRAWINGS.of(lambda: b"one")
    DRAWINGS.of(lambda: b"two")


if __name__ == "__main__":
    settings = {"server.port": int(sys.argv[1]), "server.address": "localhost", "server.headless": True}
    ServedApp(Path(__file__), SOLO, None, "", int(sys.argv[1]), "", begun).run(config=settings)
