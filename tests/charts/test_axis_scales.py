"""Round numbers around any values."""

from hypothesis import example, given
from hypothesis import strategies as st

from steward.charts.scale import few, scale, tight
from steward.exhibits import COUNT, PERCENT, money

amounts = st.lists(st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 2)), min_size=1, max_size=40)


@given(amounts)
@example([0.03, -100100101.0])
def test_a_scale_holds_its_values_and_zero(values: list[float]) -> None:
    found = scale(values, money("EUR"))
    unseen = (found.high - found.low) * 1e-8
    assert found.low - unseen <= min(0, *values) and found.high + unseen >= max(0, *values)


@given(amounts)
def test_a_scale_has_few_ticks_no_two_alike(values: list[float]) -> None:
    found = scale(values, money("EUR"))
    texts = money("EUR").ticks(found.ticks)
    assert len(found.ticks) <= 9
    assert len(set(texts)) == len(texts)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=40))
def test_counts_have_whole_ticks(values: list[int]) -> None:
    assert all(tick == int(tick) for tick in scale(values, COUNT).ticks)


@given(amounts)
def test_bars_without_an_axis_have_room_for_their_numbers(values: list[float]) -> None:
    found = tight(values)
    assert found.high > max(0, *values, 0)
    assert found.low < min(values) if min(values) < 0 else found.low == 0


@given(st.integers(0, 400))
def test_few_names_end_with_the_last(count: int) -> None:
    shown = few(count)
    assert len(shown) <= 5
    assert shown == sorted(set(shown))
    assert not count or shown[-1] == count - 1


def test_high_percentages_leave_zero_out() -> None:
    assert scale([99.9, 99.97], PERCENT, from_zero=False).low > 99
    assert scale([12, 99.97], PERCENT, from_zero=False).low == 0


def test_nothing_known_and_only_zeros_have_a_scale() -> None:
    assert scale([], COUNT) == scale([None], COUNT) == scale([0, 0], COUNT)
