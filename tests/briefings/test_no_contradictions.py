"""No two statements on one deck, or on a deck and in its minutes, may contradict each other: every account of the
sample, in its last two quarters."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.customer.service.quarter import ServiceQuarter, budget_used
from steward.briefings.customer.subject import subject
from steward.exhibits import Bars, Role, Table
from steward.plans.files.store import Plans
from steward.services.reviews.opened import OpenedReview, open_review
from steward.warehouse.rows.internal.book import choices
from steward.workspace import Workspace
from tests.homes import opened_once

MET = ("every product met", "availability we agreed on")


@pytest.fixture(scope="module")
def decks(sample_home: Path) -> tuple[OpenedReview, ...]:
    workspace = Workspace.whole(sample_home)
    warehouse, plans = opened_once(workspace), Plans.whole(workspace.plans)
    return tuple(
        open_review(subject(warehouse, one.account_id, quarter), plans, investment=True)
        for one in choices(warehouse)
        for quarter in ("2026-Q2", "2026-Q3")
    )


def _said(opened: OpenedReview) -> Iterator[str]:
    """Every sentence of a deck, the proposed lines with it."""
    for slide in opened.review.slides:
        yield from (slide.title, slide.so_what, *slide.points)
        for shown in slide.exhibits:
            yield from (shown.title, shown.note)
    yield from (offer.so_what for offer in offers(opened.material).values())


def _says(opened: OpenedReview, *words: str) -> list[str]:
    return [line for line in _said(opened) if any(word in line.lower() for word in words)]


def _figure(review: CustomerReview, key: str) -> float | None:
    return next((float(one.value) for one in review.figures if one.id == key and one.value is not None), None)


def test_no_product_met_its_level_where_one_used_more_than_it_allows(decks: tuple[OpenedReview, ...]) -> None:
    seen = 0
    for opened in decks:
        worst = max(map(budget_used, ServiceQuarter.of(opened.subject).with_target), default=0)
        shown = _figure(opened.review, "service.sla_budget_used") or 0
        assert shown == pytest.approx(worst)
        if worst > 100:
            seen += 1
            assert _says(opened, *MET) == []
            assert _says(opened, "missed")
    assert seen >= 2


def test_no_bar_of_a_deck_is_above_the_tile_beside_it(decks: tuple[OpenedReview, ...]) -> None:
    for opened in decks:
        for slide in opened.review.slides:
            tile = next((one for one in slide.figures if one.id == "service.sla_budget_used"), None)
            for bars in slide.exhibits:
                if tile and isinstance(bars, Bars) and bars.id == "service.budget":
                    [used] = [one.values for one in bars.series if one.role is Role.VALUE]
                    assert max(float(value or 0) for value in used) == pytest.approx(tile.value)


def test_where_a_site_was_over_its_limit_nothing_says_that_all_was_as_agreed(decks: tuple[OpenedReview, ...]) -> None:
    seen = 0
    for opened in decks:
        over = opened.material.service.sites_over
        if over:
            seen += 1
            alone = [line for line in _says(opened, *MET) if "did not" not in line]
            assert alone == []
            counts = [line for line in _said(opened) if "over the limit" in line]
            assert all(line.startswith(f"{len(over)} site") for line in counts)
    assert seen >= 3


def test_the_headline_is_about_the_quarter_and_not_the_same_whatever_it_was_about(
    decks: tuple[OpenedReview, ...],
) -> None:
    heads = Counter(slide.title for opened in decks for slide in opened.review.slides if slide.id == "summary")
    assert max(heads.values()) < len(decks) / 8
    always = [one for one in heads if "met its agreed availability" in one and "again" not in one and ":" not in one]
    assert always == []


def test_no_commitment_is_kept_and_not_kept(decks: tuple[OpenedReview, ...]) -> None:
    kept = 0
    for opened in decks:
        table = opened.material.success.promises
        states = [str(row[3]) for row in table.rows] if isinstance(table, Table) else []
        words = {str(row[0]): str(row[3]) for row in table.rows} if isinstance(table, Table) else {}
        everything = _says(opened, "every commitment that was due was kept")
        kept += len(everything)
        if everything:
            assert not {"missed", "overdue", "partly"} & set(states)
            assert _says(opened, "promised and not kept", "commitments overdue", "commitment overdue") == []
        for line in _says(opened, "promised and not kept"):
            named = [words[one] for one in words if one in line]
            assert named and set(named) <= {"missed", "overdue"}
    assert kept > 5


def test_a_topic_has_one_fullest_product_unless_it_says_when(decks: tuple[OpenedReview, ...]) -> None:
    for opened in decks:
        fullest = _says(opened, "the fullest product:", "every product has room")
        assert len(fullest) <= 1
        if opened.material.adoption.outgrown:
            assert _says(opened, "every product had room", "there is room to grow") == []
