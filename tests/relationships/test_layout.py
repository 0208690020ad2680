"""Where people stand: tiers, blocks, our side beneath, and whoever was put somewhere by hand."""

import os
import subprocess
import sys
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.stakeholders import Bond, Tie
from steward.relationships.layout import places
from steward.relationships.model import Colleague, Network, Person, RelationshipLine
from steward.relationships.org_levels import tier_places
from tests.relationships.drawn import drawn

DAY = date(2026, 9, 30)


def overlapping(placed: dict[str, tuple[float, float]]) -> list[tuple[str, str]]:
    """Pairs whose cards lie on one another."""
    near = 1 - 1e-6
    return [
        (one, other)
        for (one, (x, y)), (other, (u, v)) in combinations(placed.items(), 2)
        if abs(x - u) < near and abs(y - v) < near
    ]


def company(size: int, ours: int = 6) -> Network:
    """A company of so many people: everybody leads up to seven, and some of us know every fifth."""
    keys = [f"p{number}" for number in range(size)]
    lines = [RelationshipLine(start=keys[n], end=keys[(n - 1) // 7], tie=Tie.REPORTS_TO) for n in range(1, size)]
    lines += [
        RelationshipLine(start=f"u{n % ours}", end=keys[n], tie=Tie.KNOWS, bond=Bond.WORKING) for n in range(0, size, 5)
    ]
    return Network(
        account_id="A",
        as_of=DAY,
        people=tuple(Person(id=key, name=key) for key in keys),
        colleagues=tuple(Colleague(id=f"u{n}", name=f"u{n}") for n in range(ours)),
        lines=tuple(lines),
    )


def test_a_manager_stands_above_the_middle_of_their_reports() -> None:
    """
       anna
      ╱    ╲
    ben   carla
    """
    placed = places(drawn("ben < anna\ncarla < anna"))
    assert placed["ben"][1] == placed["carla"][1] == placed["anna"][1] + 1
    assert placed["anna"][0] == pytest.approx((placed["ben"][0] + placed["carla"][0]) / 2)


def test_we_stand_beneath_them_below_those_we_know() -> None:
    placed = places(drawn("ben < anna\ncarla < anna\nus ben working\nus2 carla working"))
    lowest = max(placed[key][1] for key in ("anna", "ben", "carla"))
    assert placed["us"][1] > lowest + 1
    assert placed["us"][0] < placed["us2"][0] if placed["ben"][0] < placed["carla"][0] else True


def test_whoever_was_put_somewhere_stays_there_and_the_others_give_way() -> None:
    network = drawn("ben < anna\ncarla < anna\nus ben working")
    free = places(network)
    by_hand = {"anna": free["ben"], "us": (9.0, 0.25)}
    placed = places(Network(**{**network.__dict__, "places": by_hand}))
    assert placed["anna"] == free["ben"]
    assert placed["us"] == (9.0, 0.25)
    assert overlapping(placed) == []


def test_a_loop_in_the_reporting_lines_loses_nobody() -> None:
    """anna → ben → carla → anna, and dora reports to herself."""
    placed = tier_places(
        ["anna", "ben", "carla", "dora"], [("anna", "ben"), ("ben", "carla"), ("carla", "anna"), ("dora", "dora")]
    )
    assert set(placed) == {"anna", "ben", "carla", "dora"}
    assert overlapping(placed) == []


def test_many_reports_without_a_team_make_a_block_and_not_a_row() -> None:
    placed = tier_places([f"p{n}" for n in range(31)], [(f"p{n}", "p0") for n in range(1, 31)])
    assert max(x for x, _ in placed.values()) < 12


@pytest.mark.parametrize("size", [1, 8, 25, 80, 500])
def test_a_company_of_any_size_stands_in_order(size: int) -> None:
    network = company(size)
    placed = places(network)
    assert placed == places(network)
    assert len(placed) == size + 6
    assert overlapping(placed) == []
    reports = ((line.start, line.end) for line in network.of(Tie.REPORTS_TO))
    assert all(placed[person][1] > placed[manager][1] for person, manager in reports)


@pytest.mark.parametrize("size", [8, 25, 80, 500])
def test_a_map_is_broader_than_high_and_no_endless_row(size: int) -> None:
    """A card is about 0.55 times as high as wide where it is drawn."""
    placed = places(company(size)).values()
    width = max(x for x, _ in placed) - min(x for x, _ in placed) + 1
    height = (max(y for _, y in placed) - min(y for _, y in placed) + 1) * 0.55
    assert 1.2 < width / height < 3


IN_ANOTHER_PROCESS = """
from steward.relationships.layout import places
from tests.relationships.test_layout import company
print(sorted(places(company(80)).items()))
"""


def test_a_map_looks_the_same_in_every_process() -> None:
    """Python orders sets of text differently in each process; places must not follow."""
    told = {
        subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS], env={**os.environ, "PYTHONHASHSEED": seed},
            check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(told) == 1


KEYS = [f"p{number}" for number in range(9)]
SPOTS = st.tuples(st.integers(-8, 32).map(lambda n: n / 4), st.integers(-8, 32).map(lambda n: n / 4))


@given(
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=14),
    st.dictionaries(st.sampled_from(KEYS), SPOTS, max_size=4),
)
def test_nobody_stands_on_anybody_whom_nobody_put_there(
    reports: list[tuple[str, str]], by_hand: dict[str, tuple[float, float]]
) -> None:
    lines = tuple(RelationshipLine(start=a, end=b, tie=Tie.REPORTS_TO) for a, b in reports if a != b)
    people = tuple(Person(id=key, name=key) for key in KEYS)
    placed = places(Network(account_id="A", as_of=DAY, people=people, lines=lines, places=by_hand))
    assert set(placed) == set(KEYS)
    assert {key: placed[key] for key in by_hand} == by_hand
    assert [pair for pair in overlapping(placed) if not set(pair) <= set(by_hand)] == []
