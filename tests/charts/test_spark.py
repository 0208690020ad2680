"""The small line: a point for each value, from zero, and in words what it shows."""

import re
from xml.etree import ElementTree

import pytest

from steward.charts.spark import EDGE, HEIGHT, WIDTH, spark


def _heights(values: list[float]) -> list[float]:
    found = re.search(r'points="([^"]+)"', spark(values, "", "#000000"))
    assert found
    return [float(pair.split(",")[1]) for pair in found[1].split()]


@pytest.mark.parametrize(
    ("values", "heights"),
    [
        ([0, 100], [26.0, 2.0]),
        ([100, 50, 100], [2.0, 14.0, 2.0]),
        ([100, 95], [2.0, 3.2]),
        ([7, 7], [2.0, 2.0]),
        ([0, 0], [26.0, 26.0]),
        ([-50, 50], [26.0, 2.0]),
    ],
)
def test_a_value_stands_as_high_as_it_is(values: list[float], heights: list[float]) -> None:
    assert _heights(values) == heights


def test_it_is_a_picture_with_words_and_stays_in_its_frame() -> None:
    drawn = ElementTree.fromstring(spark([3, 1, 2], 'MRR of "Acme" & <Sons>', "#123456"))
    assert drawn.get("role") == "img" and drawn.get("aria-label") == 'MRR of "Acme" & <Sons>'
    points = [tuple(map(float, one.split(","))) for one in drawn[0].attrib["points"].split()]
    assert [x for x, _ in points] == [EDGE, WIDTH / 2, WIDTH - EDGE]
    assert all(EDGE <= y <= HEIGHT - EDGE for _, y in points)
