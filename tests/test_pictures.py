"""A map as a PNG: as wide as asked for, everybody in their colour at their place, whatever their names."""

import io
from dataclasses import replace
from typing import Any

import pytest
from maps_made import HOSTILE, made_chart, made_map, named_chart, named_map
from PIL import Image, ImageColor

from steward.exhibits.people_looks import OURS, SUPPORT
from steward.output.pictures import dashes, picture
from tests.examples import first

SIZES = (8, 25, 80)


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def amount(image: Image.Image, colour: str) -> int:
    """How many pixels have exactly a colour."""
    wanted = ImageColor.getrgb(colour)
    return sum(count for count, found in image.getcolors(1 << 24) or () if found == wanted)


@pytest.mark.every
@pytest.mark.parametrize("count", first(1, SIZES))
def test_a_picture_is_as_wide_as_asked_for_and_shows_every_support_there_is(count: int) -> None:
    exhibit = made_map(count)
    image = opened(picture(exhibit))
    assert image.format is None and image.width == 1600
    for support in {one.support for one in exhibit.people if not one.ours}:
        assert amount(image, SUPPORT[support].fill) > 200
    assert amount(image, OURS) > 200


@pytest.mark.every
def test_more_people_make_a_higher_picture_and_a_narrow_one_is_drawn_too() -> None:
    heights = [opened(picture(made_map(count))).height for count in SIZES]
    assert heights == sorted(heights)
    assert opened(picture(made_map(8), width=500)).width == 500


def test_somebody_moved_is_drawn_elsewhere() -> None:
    exhibit = made_map(8)
    opposed = next(one for one in exhibit.people if one.support and one.support.value == "opposed")
    moved = replace(opposed, x=opposed.x + 1, y=opposed.y + 1)
    others = tuple(one for one in exhibit.people if one is not opposed)
    before, after = (opened(picture(replace(exhibit, people=(*others, one)), 500)) for one in (opposed, moved))
    assert place(after, SUPPORT[opposed.support].fill) > place(before, SUPPORT[opposed.support].fill)


def place(image: Image.Image, colour: str) -> tuple[float, float]:
    """The middle of the pixels of a colour above the legend: down, then across."""
    wanted = ImageColor.getrgb(colour)
    pixels: Any = image.load()
    found = [(y, x) for y in range(image.height * 3 // 4) for x in range(image.width) if pixels[x, y] == wanted]
    return sum(y for y, _ in found) / len(found), sum(x for _, x in found) / len(found)


@pytest.mark.every
def test_an_org_chart_has_none_of_the_colours_of_support() -> None:
    image = opened(picture(made_chart(25)))
    assert not any(amount(image, look.fill) for look in SUPPORT.values())
    assert len(image.getcolors(1 << 24) or ()) > 10


@pytest.mark.parametrize("text", first(8, HOSTILE.values()), ids=HOSTILE)
@pytest.mark.parametrize("made", (named_map, named_chart))
def test_any_text_is_drawn(made: Any, text: str) -> None:
    assert opened(picture(made(text), width=400)).width == 400


def test_a_foreign_name_is_drawn_in_a_font_that_has_it() -> None:
    """Two names of signs that a plain font lacks look different; empty boxes would look the same."""
    one, other = (picture(named_chart(name), width=400) for name in ("山田太郎", "鈴木花子"))
    assert one != other


def test_nobody_is_a_picture_that_says_so() -> None:
    empty = opened(picture(replace(made_map(8), people=(), lines=())))
    assert len(empty.getcolors(1 << 24) or ()) > 1


def test_the_same_map_gives_the_same_bytes() -> None:
    assert picture(made_map(25)) == picture(made_map(25))


def test_dashes_cover_a_line_in_turns_around_its_corners() -> None:
    pieces = dashes([(0, 0), (10, 0), (10, 10)], 5, 3)
    assert pieces == [[(0, 0), (5, 0)], [(8, 0), (10, 0), (10, 3)], [(10, 6), (10, 10)]]


def test_a_map_says_on_the_picture_that_it_is_internal_and_an_org_chart_does_not() -> None:
    """The words stand at the left below all else; without them nothing is there."""
    mapped, chart = opened(picture(made_map(8))), opened(picture(made_chart(8)))
    dark = [
        sum(count for count, colour in image.crop((0, image.height - 80, 400, image.height)).getcolors(1 << 24) or ()
            if isinstance(colour, tuple) and sum(colour) < 300)
        for image in (mapped, chart)
    ]  # fmt: skip
    assert dark[0] > 300 and dark[1] == 0
