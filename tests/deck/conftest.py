"""What the deck's tests share: the full review, its deck, and an office to render it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from harbour import full_review

from steward.briefings.customer.review import CustomerReview
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
def rendered(tmp_path: Path) -> Callable[[bytes], int]:
    """Render a deck with LibreOffice; the number of pages."""
    if not shutil.which("soffice"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("install LibreOffice (libreoffice-impress)")

    def pages(deck: bytes) -> int:
        file = tmp_path / "deck.pptx"
        file.write_bytes(deck)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
        subprocess.run(convert, check=True, capture_output=True, timeout=180)
        return _counted(file.with_suffix(".pdf"))

    return pages


def _counted(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])
