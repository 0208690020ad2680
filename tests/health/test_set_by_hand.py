"""A health set by hand: it counts with a reason, an author and an end, and the page says which of them is missing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.health.health_override import set_by_hand
from steward.domain.health import Colour
from steward.plans.files.plan_cache import Shelves
from steward.plans.files.store import Plans
from steward.plans.internal.strategy import HealthOverride
from steward.services.health import written
from steward.workspace import Workspace

TODAY = date(2026, 9, 30)
WHOLE = HealthOverride(
    health=Colour.RED,
    reason="A tender is being written.",
    author="P104",
    set_on=date(2026, 8, 12),
    expires_on=date(2026, 11, 13),
)


def test_a_whole_one_counts_until_the_day_it_expires() -> None:
    assert WHOLE.holds(TODAY) and WHOLE.holds(date(2026, 11, 13))
    assert not WHOLE.holds(date(2026, 11, 14))


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ({"reason": ""}, "the reason is missing"),
        ({"reason": "  "}, "the reason is missing"),
        ({"author": ""}, "who set it is missing"),
        ({"expires_on": None}, "the day it expires is missing"),
        (
            {"reason": "", "author": "", "expires_on": None},
            "the reason, who set it and the day it expires are missing",
        ),
    ],
)
def test_one_that_lacks_something_does_not_count_and_says_what(without: dict[str, str | None], missing: str) -> None:
    override = replace(WHOLE, **without)
    found = set_by_hand(override, override.author, TODAY)
    assert found and not override.holds(TODAY) and not found.holds
    assert found.problem == found.said == f"Red was set by hand and does not count: {missing}."


def test_the_day_it_was_set_is_said_and_not_needed() -> None:
    undated = replace(WHOLE, set_on=None)
    assert undated.holds(TODAY)
    found, dated = set_by_hand(undated, "Mary Vik", TODAY), set_by_hand(WHOLE, "Mary Vik", TODAY)
    assert found and dated
    assert found.said == "Red by Mary Vik, until 13 Nov 2026: A tender is being written"
    assert dated.said == "Red by Mary Vik on 12 Aug 2026, until 13 Nov 2026: A tender is being written"


def test_one_that_ran_out_says_so() -> None:
    found = set_by_hand(WHOLE, "Mary Vik", date(2026, 12, 1))
    assert found and not found.holds and not found.problem
    assert found.said == "Red by Mary Vik on 12 Aug 2026, expired on 13 Nov 2026: A tender is being written"


def test_without_a_health_nothing_is_set() -> None:
    assert HealthOverride(reason="Forgotten").lacking == ()
    assert set_by_hand(HealthOverride(reason="Forgotten"), "", TODAY) is None


def test_every_health_set_by_hand_in_the_sample_counts(sample_home: Path) -> None:
    plans, accounts = Plans(Workspace(sample_home).plans), [f"NW-{number}" for number in range(1001, 1041)]
    found = written(Shelves(plans), accounts).values()
    overrides = [one.health_override for one in found if one.health_override.health]
    assert len(overrides) >= 3
    assert all(one.holds(TODAY) for one in overrides)
