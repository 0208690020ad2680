"""The page of a customer's orders: live whatever a review froze, with what somebody wrote a moment ago."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.material.material import Material
from steward.plans.customer.delivery import FILE, Delivery, LineWords
from steward.plans.files.store import Plans
from steward.services.reviews.opened import freeze, frozen_material, open_review
from steward.workspace import Workspace
from tests.access.signed_in import page_of
from tests.pages.files_offered import files_offered
from tests.reviews_made import BUSY, account

PAGE = "pages/customer/delivery.py"
LINE = "OR-1002-01-1"


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    for name in ("data", "account_plans"):
        shutil.copytree(sample_home / name, tmp_path / name)
    return tmp_path


def _written(home: Path, **words: str | date) -> None:
    plans = Plans.whole(Workspace.whole(home).plans)
    base = plans.open(Delivery, FILE, BUSY)
    plans.save(base, Delivery(account_id=BUSY, lines=(LineWords(line=LINE, **words),)), "Fay")  # type: ignore[arg-type]


def _told(home: Path, monkeypatch: pytest.MonkeyPatch, account_id: str = BUSY) -> tuple[str, list[str]]:
    """What the page says, and the files it offers."""
    with files_offered() as files:
        shown = page_of(home, "", PAGE, monkeypatch, alone=True, account=account_id)
    assert not shown.exception and not shown.error
    said = [str(one.value) for kind in (shown.title, shown.header, shown.subheader, shown.markdown) for one in kind]
    return " ".join(said).replace("\\", "").replace("\N{NO-BREAK SPACE}", " "), sorted(files)


def test_it_tells_today_while_the_review_tells_what_it_froze(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans, subject = Plans.whole(Workspace.whole(home).plans), account(home)
    freeze(open_review(subject, plans), plans, "Fay", date(2026, 10, 8))
    _written(home, promised_on=date(2026, 11, 20), words="The carrier waits for its digger.")
    said, files = _told(home, monkeypatch)
    assert "comes on 20 Nov 2026, 56 days later than promised" in said
    assert [Path(name).suffix for name in files] == [".ics", ".pptx", ".xlsx", ".xlsx"]
    frozen = frozen_material(account(home), plans)
    assert frozen and isinstance(frozen[0], Material) and frozen[0].delivery
    assert frozen[0].delivery.title.endswith("comes on 30 Oct 2026, 35 days later than promised")
    reviewed = open_review(account(home), plans).review
    [slide] = [one for one in reviewed.slides if one.id == "delivery"]
    assert slide.title == frozen[0].delivery.title, "the review stays what it was"


def test_an_account_without_orders_says_so_and_offers_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said, files = _told(home, monkeypatch, "NW-1008")
    assert "Nothing is on order" in said and [Path(name).suffix for name in files] == [".xlsx"]


def test_a_past_review_knows_what_they_were_told_by_then(home: Path) -> None:
    plans = Plans.whole(Workspace.whole(home).plans)
    _written(home, words="Said today.")
    then = open_review(account(home, quarter="2026-Q1"), plans).names
    assert then.told_on and "Said today." not in [one.words for one in then.delivery]
    assert "Said today." in [one.words for one in open_review(account(home), plans).names.delivery]
