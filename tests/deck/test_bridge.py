"""Laws of the bridge: what is drawn adds up to what is told, on either side of zero."""

from hypothesis import given
from hypothesis import strategies as st

from steward.deck.charts.bridge import columns, spans
from steward.exhibits import Step

AMOUNTS = st.integers(-1_000, 1_000)


@given(AMOUNTS, st.lists(AMOUNTS, max_size=8))
def test_every_bar_reaches_from_one_level_to_the_next(opening: int, changes: list[int]) -> None:
    steps = [Step("open", opening, total=True), *(Step("change", each) for each in changes)]
    bars = list(spans(steps))
    level = 0
    for step, bar in zip(steps, bars, strict=True):
        start, level = (0, opening) if step.total else (level, level + step.value)
        assert (bar.low, bar.high) == (min(start, level), max(start, level))


@given(AMOUNTS, st.lists(AMOUNTS, max_size=8))
def test_the_visible_parts_are_as_long_as_the_change(opening: int, changes: list[int]) -> None:
    steps = [Step("open", opening, total=True), *(Step("change", each) for each in changes)]
    drawn = [values for _, _, values in columns(list(spans(steps)))]
    for index, step in enumerate(steps):
        assert sum(abs(values[index] or 0) for values in drawn) == abs(step.value)


@given(AMOUNTS, st.lists(AMOUNTS, max_size=8))
def test_the_base_carries_the_bar(opening: int, changes: list[int]) -> None:
    for bar in spans([Step("open", opening, total=True), *(Step("change", each) for each in changes)]):
        if bar.low >= 0:
            assert bar.base == bar.low and bar.base + bar.above == bar.high
        elif bar.high <= 0:
            assert bar.base == bar.high and bar.base + bar.below == bar.low
        else:
            assert bar.base == 0 and (bar.above, bar.below) == (bar.high, bar.low)
