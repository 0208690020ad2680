"""The pictures in the README, taken of the sample: `make screenshots`. The slide is drawn by LibreOffice."""

import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize

from benchmarks.app import chromium, drawn, serving
from benchmarks.measure import python
from steward.output.page_pictures import page_pictures

IMAGES = Path(__file__).parents[1] / "docs" / "images"
TAKEN = {
    "home": "",
    "my-book": "my_book",
    "account": "account?account=NW-1001",
    "service": "service?account=NW-1004",
    "relationship-map": "relationship_map?account=NW-1001&you=P105",
    "success-plan": "success_plan?account=NW-1004",
}
WINDOW: ViewportSize = {"width": 1400, "height": 1000}


def main() -> None:
    """Load the sample into a folder of its own and look at it."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        python("-m", "steward", "sample", "--home", folder)
        python("-m", "steward", "load", "--quiet", "--home", folder)
        deck = Path(folder) / "deck.pdf"
        python("-m", "steward", "deck", "NW-1004", "--output", str(deck), "--home", folder)
        (IMAGES / "executive-summary.jpg").write_bytes(page_pictures(deck.read_bytes(), WINDOW["width"])[1])
        with serving(Path(folder)) as served, chromium() as browser:
            page = browser.new_page(viewport=WINDOW, color_scheme="light")
            served.enter(page)
            for name, path in TAKEN.items():
                page.goto(f"{served.url}/{path}")
                drawn(page)
                # Charts grow into place for a moment after they are drawn.
                page.wait_for_timeout(1500)
                page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
