"""Who moves most by the lines of influence, in words: a tie is said as a tie."""

import pytest

from steward.briefings.internal.maps.tables import moves_most
from steward.relationships.influence import influence
from tests.relationships.drawn import drawn


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("anna > ben\nanna > cleo", "Anna moves most by the lines of influence"),
        ("anna > cleo\nben > cleo", "Anna and Ben move most by the lines of influence, equally"),
        ("anna > eve\nben > eve\ncleo > eve",
         "3 of 4 people move most by the lines of influence, equally"),
        ("anna > ben\nben > cleo\ncleo > anna",
         "Nobody moves more than the others by the lines of influence"),
    ],
    ids=["one", "two", "more than can be named", "all"],
)  # fmt: skip
def test_a_tie_is_said_as_a_tie(lines: str, said: str) -> None:
    network = drawn(lines)
    assert moves_most(network, influence(network)) == said
