"""Parts of a walk as they are written: they add up to the whole as it is written, and stay near what they are."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.briefings.internal.walk import adding_up, largest, named


@pytest.mark.parametrize(
    ("parts", "whole", "written"),
    [
        (("0.14", "0.14", "0.14"), "0.4", ("0.2", "0.1", "0.1")),
        (("-1.26", "0.26"), "-1.0", ("-1.3", "0.3")),
        (("-1.26", "0.21"), "-1.1", ("-1.3", "0.2")),
        (("0", "0"), "0.0", ("0", "0")),
        (("1.0", "1.0"), "1.9", ("1.0", "0.9")),
        ((), "0.0", ()),
    ],
)
def test_parts_as_written(parts: tuple[str, ...], whole: str, written: tuple[str, ...]) -> None:
    assert adding_up([Fraction(part) for part in parts], Decimal(whole)) == [Decimal(one) for one in written]


parts = st.lists(st.fractions(-200, 200, max_denominator=10**6), min_size=1, max_size=12)


@given(parts, st.integers(0, 2))
def test_they_add_up_and_none_is_further_off_than_its_last_digit(found: list[Fraction], decimals: int) -> None:
    whole = Decimal(round(sum(found, Fraction()) * 10**decimals)).scaleb(-decimals)
    written = adding_up(found, whole, decimals)
    assert sum(written, Decimal()) == whole
    for part, text in zip(found, written, strict=True):
        assert abs(Fraction(text) - part) <= Fraction(1, 10**decimals)


def test_five_that_rose_and_five_that_fell_are_named_the_largest_first() -> None:
    steps = {f"{number}": Fraction(number) for number in range(-8, 9)} | {"hardly": Fraction(1, 300)}
    assert largest(steps) == ["8", "7", "6", "5", "4", "-8", "-7", "-6", "-5", "-4"]
    assert largest({"hardly": Fraction(1, 300)}) == []


def test_those_that_are_not_named_are_counted() -> None:
    assert named(["a", "b"], 2) == "a and b"
    assert named(["a", "b"], 5) == "a, b and 3 more"
