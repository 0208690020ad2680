"""The deck check: a deck is brought, and what differs is told first."""

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).parents[1] / "deck"))

from edited import edited, tile
from reviews_made import BUSY, account

from steward.deck import customer_deck
from steward.plans.files.store import Plans
from steward.services.reviews.opened import open_review
from steward.workspace import Workspace
from tests.html_tables import prose_of

ROOT = Path(__file__).parents[2]


def opened(home: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes) -> AppTest:
    """The page after a file was brought."""
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).switch_page("pages/internal/drift.py").run()
    return test.file_uploader(key="drift.file").set_value((name, content, "application/octet-stream")).run()


def deck(home: Path) -> bytes:
    found = account(home, BUSY)
    return customer_deck(open_review(found, Plans.whole(Workspace.whole(home).plans)).review)


def headlines(test: AppTest) -> list[str]:
    return [each.value for each in test.markdown if each.value.startswith("# ")]


def test_a_fresh_deck_is_as_it_was(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(sample_home, monkeypatch, "review.pptx", deck(sample_home))
    assert not test.exception and not test.error
    assert "as they were exported" in headlines(test)[1]
    assert len(prose_of(test)) + len(test.dataframe) == 1, "only the folded table of what is the same"


def test_what_was_edited_stands_first(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(sample_home, monkeypatch, "review.pptx", edited(deck(sample_home), tile(11, "NPS", "61")))
    assert not test.exception and not test.error
    assert "1 was edited by hand" in headlines(test)[1]
    _, *first = prose_of(test)[0]
    assert len(first) == 1 and "61" in str(first)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"words"])
def test_another_file_is_refused_in_a_sentence(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    test = opened(sample_home, monkeypatch, "notes.pptx", content)
    assert not test.exception
    assert "notes" in test.error[0].value
