"""What the deck's tests share: the full review, its deck, and an office to render it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from harbour import full_review

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_deck
from tests.office import converted, pages


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
def all_rendered(tmp_path: Path, office: Path) -> Callable[[dict[str, bytes]], dict[str, int]]:
    """Render decks with one start of LibreOffice; each one's number of pages."""

    def counted(decks: dict[str, bytes]) -> dict[str, int]:
        files = [tmp_path / f"deck-{number}.pptx" for number in range(len(decks))]
        for file, deck in zip(files, decks.values(), strict=True):
            file.write_bytes(deck)
        return dict(zip(decks, map(pages, converted(files, "pdf", tmp_path, office)), strict=True))

    return counted
