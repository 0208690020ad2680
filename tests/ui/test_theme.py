"""Colours that can be told apart from the page, in light and in dark."""

import tomllib
from pathlib import Path

import pytest

from steward.charts.layout import BAD, GOOD, NEUTRAL
from steward.ui.kit.style import MOODS, QUIET

THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())["theme"]


def luminance(colour: str) -> float:
    """WCAG's relative luminance of `#RRGGBB`."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ("light", "dark"))
def test_text_is_easy_to_read(mode: str) -> None:
    assert contrast(THEME[mode]["textColor"], THEME[mode]["backgroundColor"]) >= 7
    assert contrast(THEME[mode]["primaryColor"], THEME[mode]["backgroundColor"]) >= 4.5


@pytest.mark.parametrize("mode", ("light", "dark"))
def test_small_words_are_easy_to_read_too(mode: str) -> None:
    for background in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(QUIET[mode], THEME[mode][background]) >= 4.5


@pytest.mark.parametrize("mode", ("light", "dark"))
@pytest.mark.parametrize("colour", MOODS.values())
def test_a_word_for_how_something_stands_is_easy_to_read(mode: str, colour: str) -> None:
    """On a page, in a grid, and in the chip of a tile."""
    behind = ("backgroundColor", "secondaryBackgroundColor", f"{colour}BackgroundColor")
    assert all(contrast(THEME[mode][f"{colour}TextColor"], THEME[mode][each]) >= 4.5 for each in behind)


@pytest.mark.parametrize("mode", ("light", "dark"))
def test_the_first_six_series_stand_out_from_the_page(mode: str) -> None:
    background = THEME[mode]["backgroundColor"]
    weak = [colour for colour in THEME[mode]["chartCategoricalColors"][:6] if contrast(colour, background) < 2.7]
    assert not weak


@pytest.mark.parametrize("mode", ("light", "dark"))
def test_colours_with_a_meaning_suit_both(mode: str) -> None:
    assert all(contrast(colour, THEME[mode]["backgroundColor"]) >= 3 for colour in (GOOD, BAD, NEUTRAL))


@pytest.mark.parametrize("mode", ("light", "dark"))
def test_scales_have_the_ten_colours_that_streamlit_wants(mode: str) -> None:
    assert len(THEME[mode]["chartSequentialColors"]) == len(THEME[mode]["chartDivergingColors"]) == 10


def test_a_larger_value_is_further_from_the_page() -> None:
    light = [luminance(colour) for colour in THEME["light"]["chartSequentialColors"]]
    dark = [luminance(colour) for colour in THEME["dark"]["chartSequentialColors"]]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)
