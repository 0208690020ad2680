"""A review asks for a decision on what was offered, by its last day: of the offer alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from steward.briefings.customer.reviews.freezing import frozen_text, thawed
from steward.briefings.customer.story.asks import ProposedDecision, proposed
from steward.briefings.customer.subject import subject
from steward.plans.customer.offer import file_of
from steward.plans.files.store import Plans
from steward.services.quotes import acting
from steward.services.quotes.presented import state_of
from steward.services.reviews.opened import OpenedReview, open_review
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.quoting.desk import again, begun, said, submitted
from tests.quoting.desk import desk as at_the_desk

ANN, UNTIL = "ann@example.com", date(2026, 11, 30)
ASKED = ProposedDecision(
    "Accept our proposal “Two more sites”, to be decided by 30 Nov 2026.", "Kim Customer", "Ann Owner", UNTIL
)


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return at_the_desk(tmp_path)


def _presented(office: Workspace, **changed: object) -> str:
    quote = said(office, submitted(office, 85, recipient="Kim Customer", **changed), "Pricing", "P3")
    acting.present(_plans(office), quote, ANN)
    return quote.quote_id


def _plans(office: Workspace) -> Plans:
    return Plans.within(office)


def _review(office: Workspace, quarter: str | None = None) -> OpenedReview:
    return open_review(subject(opened_once(office), "A1", quarter), _plans(office))


def _asked(office: Workspace, quarter: str | None = None) -> list[ProposedDecision]:
    return [one for one in proposed(_review(office, quarter).material) if "proposal" in one.text]


def test_what_the_customer_has_is_to_be_accepted_by_its_last_day(office: Workspace) -> None:
    assert _asked(office) == []
    _presented(office)
    assert _asked(office) == [ASKED]
    (slide,) = [one for one in _review(office).review.slides if one.id == "decisions"]
    (table, *_) = slide.exhibits
    assert (ASKED.text, "Kim Customer", "Ann Owner", "30 Nov 2026") in table.rows


DONE: dict[str, Callable[[Workspace, str], object]] = {
    "accepted": lambda office, quote: acting.accept(_plans(office), again(office, quote), ANN),
    "declined": lambda office, quote: acting.close(_plans(office), again(office, quote), "declined", ANN),
    "superseded": lambda office, quote: acting.close(_plans(office), again(office, quote), "superseded", ANN),
    "revised": lambda office, quote: acting.revise(_plans(office), again(office, quote), ANN),
    "changed by hand": lambda office, quote: _changed(office, quote),
}


def _changed(office: Workspace, quote_id: str) -> None:
    path = _plans(office).of("A1") / file_of(quote_id)
    path.write_text(path.read_text().replace("85", "84"))


@pytest.mark.parametrize("done", DONE.values(), ids=DONE)
def test_what_is_answered_or_no_more_what_they_have_is_not(
    office: Workspace, done: Callable[[Workspace, str], object]
) -> None:
    quote_id = _presented(office)
    before = state_of(_plans(office), "A1")
    done(office, quote_id)
    assert _asked(office) == []
    assert state_of(_plans(office), "A1") != before


def test_a_copy_of_its_folder_is_not_asked_for(office: Workspace) -> None:
    folder = _plans(office).of("A1") / "quotes"
    copytree(folder / _presented(office), folder / "Q2")
    assert _asked(office) == [ASKED]


def test_what_nobody_presented_is_not(office: Workspace) -> None:
    begun(office, 85)
    submitted(office, 85)
    said(office, submitted(office, 85), "Pricing", "P3")
    assert _asked(office) == []


def test_what_ends_before_the_meeting_is_not(office: Workspace) -> None:
    _presented(office, valid_until=date(2026, 10, 4 + 1))
    assert len(_asked(office)) == 1
    place = _plans(office).of("A1") / "reviews" / "2026-Q3"
    place.mkdir(parents=True)
    (place / "review.toml").write_text('account_id = "A1"\n[meeting]\nheld_on = 2026-10-20\n')
    plan = _plans(office).of("A1") / "success_plan.toml"
    plan.write_text(
        'account_id = "A1"\n[[joint_plan]]\nid = "s"\nwhat = "Move"\nstarts_on = 2026-10-01\ndue = 2026-12-01\n'
    )
    assert _asked(office) == []


def test_of_a_past_quarter_nothing_is_asked(office: Workspace) -> None:
    _presented(office)
    assert _asked(office, "2026-Q1") == []


def test_nothing_of_ours_is_frozen_with_it(office: Workspace) -> None:
    _presented(office)
    found = _review(office).material
    kept = frozen_text(found)
    assert "Two more sites" in kept and thawed(kept).proposals == found.proposals
    for ours in ("They compare", "Pia Pricing", "P3", "list_mrc", "discount", "Pricing"):
        assert ours not in kept
