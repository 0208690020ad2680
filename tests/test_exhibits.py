"""Units: how a number is written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from steward.exhibits import COUNT, MINUTES, PERCENT, POINTS, Better, Figure, Receipt, Unit, day_text, listed, money

RECEIPT = Receipt("MRR at E", date(2026, 9, 30), "internal.book")


@pytest.mark.parametrize(
    ("unit", "value", "written"),
    [
        (money("EUR"), 1234567, "€1,234,567"),
        (money("EUR"), Decimal("-1234.56"), "−€1,235"),
        (money("CHF"), 1200, "CHF\N{NO-BREAK SPACE}1,200"),
        (money("EUR"), None, "–"),
        (PERCENT, 99.59, "99.6\N{NARROW NO-BREAK SPACE}%"),
        (POINTS, -0.4, "0"),
        (MINUTES, 131, "131\N{NO-BREAK SPACE}min"),
    ],
)
def test_a_number_is_written_in_its_unit(unit: Unit, value: float, written: str) -> None:
    assert unit.text(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (9_999, "€9,999"),
        (10_000, "€10k"),
        (123_456, "€123k"),
        (999_999, "€1M"),
        (1_234_567, "€1.2M"),
        (-2e9, "−€2B"),
    ],
)
def test_a_large_amount_is_shortened(value: float, written: str) -> None:
    assert money("EUR").compact(value) == written


@pytest.mark.parametrize(("cents", "written"), [(9511511, "€95,115.11"), (-342414396, "−€3,424,143.96"), (0, "€0.00")])
def test_an_exact_amount_is_never_shortened(cents: int, written: str) -> None:
    assert replace(money("EUR", 2), exact=True).compact(cents / 100) == written


def _figure(value: float | None, previous: float | None, better: Better = Better.HIGHER) -> Figure:
    return Figure(
        id="x",
        label="X",
        value=value,
        unit=COUNT,
        receipt=RECEIPT,
        previous=previous,
        previous_label="Q2 2026",
        better=better,
    )


def test_a_figure_says_how_it_changed() -> None:
    assert _figure(12, 10).delta_text == "+2 on Q2 2026"
    assert _figure(10, 10).delta_text == "unchanged on Q2 2026"
    assert _figure(None, 10).delta_text == ""


def test_fewer_is_good_where_lower_is_better() -> None:
    assert _figure(8, 10, Better.LOWER).good is True
    assert _figure(8, 10).good is False
    assert _figure(10, 10).good is None


def test_a_change_of_a_share_is_in_points() -> None:
    assert PERCENT.change(-3.14) == "−3.1 pt"


def test_dates_cannot_be_read_the_other_way_round() -> None:
    assert day_text(date(2026, 3, 4)) == "4 Mar 2026"


def test_words_are_listed_as_people_list_them() -> None:
    assert [listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
