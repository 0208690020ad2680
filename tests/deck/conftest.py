"""What the deck's tests share: the full review, its deck, and an office to render it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from harbour import full_review

from steward.briefings.customer.reviews.review import CustomerReview
from steward.deck import customer_deck


@pytest.fixture(scope="session")
def review() -> CustomerReview:
    """Harbour & Vale's third quarter."""
    return full_review()


@pytest.fixture(scope="session")
def deck(review: CustomerReview) -> bytes:
    """Its deck on the default template."""
    return customer_deck(review)


@pytest.fixture
def rendered(all_rendered: Callable[[dict[str, bytes]], dict[str, int]]) -> Callable[[bytes], int]:
    """Render a deck with LibreOffice; the number of pages."""
    return lambda deck: all_rendered({"deck": deck})["deck"]


@pytest.fixture
def all_rendered(tmp_path: Path) -> Callable[[dict[str, bytes]], dict[str, int]]:
    """Render decks with one start of LibreOffice; each one's number of pages."""
    if not shutil.which("soffice"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("install LibreOffice (libreoffice-impress)")

    def pages(decks: dict[str, bytes]) -> dict[str, int]:
        files = {name: tmp_path / f"deck-{number}.pptx" for number, name in enumerate(decks)}
        for name, file in files.items():
            file.write_bytes(decks[name])
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        subprocess.run([*convert, *map(str, files.values())], check=True, capture_output=True, timeout=240)
        return {name: _counted(file.with_suffix(".pdf")) for name, file in files.items()}

    return pages


def _counted(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])
