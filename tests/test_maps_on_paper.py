"""A map in a document has names that can be read on paper; who is not drawn is told below it."""

import pytest

from steward.exhibits import RelationshipMap
from steward.exhibits.documents import Paragraph, Picture
from steward.output.document.maps import LARGEST, PIXELS, map_on_paper, on_paper
from steward.output.document.styles import TEXT_WIDTH
from steward.output.pictures import name_size
from tests.examples import first
from tests.maps_made import made_map

POINTS = TEXT_WIDTH / 2.54 * 72
"""The width of a picture on paper."""


def size(exhibit: RelationshipMap) -> float:
    """Of its names on paper, in points."""
    return name_size(exhibit, PIXELS, LARGEST) / PIXELS * POINTS


@pytest.mark.parametrize("count", first(1, [25, 80]))
def test_names_have_nine_points_and_whoever_is_not_drawn_is_told(count: int) -> None:
    whole = made_map(count)
    shown = on_paper(whole)
    assert size(whole) < 7 and min(map(size, shown)) >= 9
    *pictures, words = map_on_paper(whole)
    assert len(pictures) == len(shown) <= 2 and all(isinstance(one, Picture) for one in pictures)
    drawn = {one.key for each in shown for one in each.people}
    assert isinstance(words, Paragraph)
    assert [one.name for one in whole.people if one.key not in drawn and one.name not in words.text] == []


def test_a_map_of_few_people_is_whole() -> None:
    whole = made_map(5)
    [only] = map_on_paper(whole)
    assert on_paper(whole) == [whole] and isinstance(only, Picture) and only.alt == whole.alt
