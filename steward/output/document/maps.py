"""A relationship map on paper: names that can be read there, on two pictures at most; who else there is, in words."""

from collections.abc import Iterator
from dataclasses import replace

from steward.exhibits import RelationshipMap
from steward.exhibits.documents import Paragraph, Picture
from steward.exhibits.map_drawing.card import Extent
from steward.exhibits.map_drawing.choice import chosen
from steward.exhibits.map_drawing.left_out import alt_of, told_beside
from steward.exhibits.wording import which_of
from steward.output.pictures import picture

PIXELS, LARGEST = 1_800, 0.0205
"""The width of a picture as wide as the text, and its names as a share of that: nine points and more on paper."""
COLUMNS, ROWS = 5, 5
"""So many people beside each other have names of that size, and so many rows with the legend stand on a page."""


def map_on_paper(exhibit: RelationshipMap) -> Iterator[Picture | Paragraph]:
    """The map, or those of its people who matter most, and below it who is not on it and what is not drawn."""
    shown = on_paper(exhibit)
    if shown == [exhibit]:
        yield Picture(picture(exhibit, PIXELS, LARGEST), exhibit.alt)
        return
    for number, one in enumerate(shown, start=1):
        alt = alt_of(one, exhibit, which_of(number, len(shown)))
        yield Picture(picture(replace(one, alt=alt), PIXELS, LARGEST), alt)
    yield Paragraph(" ".join(told_beside(exhibit, shown)))


def on_paper(exhibit: RelationshipMap) -> list[RelationshipMap]:
    """The whole map, or one or two of those who matter most."""
    return chosen(exhibit, _fits) or [exhibit]


def _fits(exhibit: RelationshipMap) -> bool:
    extent = Extent.of(exhibit.people)
    return extent.columns <= COLUMNS and extent.rows <= ROWS
