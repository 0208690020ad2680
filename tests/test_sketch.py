"""Which way lines run on a map, and how names are broken: the same for every drawing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maps_made import made_map

from steward.domain.stakeholders import Tie
from steward.exhibits import MapLine
from steward.exhibits.map_drawing.card import Card, Spot
from steward.exhibits.map_drawing.routes import Route, Side, reporting_routes, routes
from steward.exhibits.map_drawing.text import ELLIPSIS, broken, one_line

BELOW = Card(width=100, height=120, text=10, left=0, top=0)
BESIDE = Card(width=150, height=80, text=10, left=0, top=0, middle=0.2)
CARDS = pytest.mark.parametrize("card", (BELOW, BESIDE), ids=("text below", "text beside"))

places = st.tuples(st.integers(0, 12), st.integers(0, 9))


def standing(at: dict[str, tuple[float, float]], card: Card) -> dict[str, Spot]:
    """People at places, all with so much text that it reaches far down where it stands below."""
    people = {one.key: one for one in made_map(8).people}
    somebody = people["p0"]
    text = 0 if card.text_beside else 40
    return {
        key: card.person(type(somebody)(key=key, name=key, title="", x=x, y=y)).above(text)
        for key, (x, y) in at.items()
    }


def edge(spot: Spot, side: Side) -> tuple[float, float]:
    return {
        Side.TOP: (spot.x, spot.top),
        Side.BOTTOM: (spot.x, spot.bottom),
        Side.LEFT: (spot.left, spot.waist),
        Side.RIGHT: (spot.right, spot.waist),
    }[side]


@CARDS
@given(a=places, b=places, tie=st.sampled_from(Tie))
def test_a_line_runs_from_an_edge_of_one_to_an_edge_of_the_other(card: Card, a: tuple, b: tuple, tie: Tie) -> None:
    spots = standing({"a": a, "b": b}, card)
    [way] = routes([MapLine(start="a", end="b", tie=tie)], spots, card)
    assert way.points[0] == pytest.approx(edge(spots["a"], way.leaves))
    assert way.points[-1] == pytest.approx(edge(spots["b"], way.enters))


@CARDS
def test_reports_hang_below_their_manager(card: Card) -> None:
    spots = standing({"boss": (1, 0), "left": (0, 1), "right": (2, 1)}, card)
    for way in reporting_routes([("left", "boss"), ("right", "boss")], spots, card):
        assert (way.leaves, way.enters) == (Side.TOP, Side.BOTTOM)
        ys = [y for _, y in way.points]
        assert ys == sorted(ys, reverse=True), "never up and down again"


@CARDS
def test_a_line_over_several_rows_goes_round_who_stands_in_between(card: Card) -> None:
    at = {"boss": (1, 0), "between": (1, 1), "beside": (2, 1), "far": (1, 2), "further": (2, 2)}
    spots = standing(at, card)
    ways = reporting_routes([("far", "boss"), ("further", "boss")], spots, card)
    assert not crossed(ways, spots["between"]) and not crossed(ways, spots["beside"])


def crossed(ways: list[Route], spot: Spot) -> bool:
    corners = [point for way in ways for point in way.points]
    upright = [x for way in ways for (x, y), (_, z) in zip(way.points, way.points[1:], strict=False) if abs(y - z) > 60]
    inside = any(spot.left < x < spot.right and spot.top < y < spot.bottom for x, y in corners)
    return inside or any(spot.left < x < spot.right for x in upright)


def test_a_far_report_with_nobody_in_between_hangs_straight_down() -> None:
    spots = standing({"boss": (1, 0), "far": (1, 3)}, BELOW)
    [way] = reporting_routes([("far", "boss")], spots, BELOW)
    assert {x for x, _ in way.points} == {150}


def test_lines_to_two_managers_that_would_touch_cross_over_at_different_heights() -> None:
    spots = standing({"a": (1, 0), "b": (2, 0), "of a": (2.5, 1), "of b": (0.5, 1)}, BELOW)
    one, other = reporting_routes([("of a", "a"), ("of b", "b")], spots, BELOW)
    assert one.turns != other.turns


def test_lines_to_two_managers_apart_cross_over_at_one_height() -> None:
    spots = standing({"a": (0, 0), "b": (4, 0), "of a": (1, 1), "of b": (5, 1)}, BELOW)
    one, other = reporting_routes([("of a", "a"), ("of b", "b")], spots, BELOW)
    assert one.turns == other.turns


@given(st.text(), st.integers(1, 40), st.integers(1, 4))
def test_text_is_broken_into_lines_that_fit(text: str, room: int, most: int) -> None:
    lines = broken(text, room, most, len)
    assert len(lines) <= most
    assert all(0 < len(line) <= room for line in lines)
    kept = "".join("".join(lines).removesuffix(ELLIPSIS).split())
    assert "".join(one_line(text).split()).startswith(kept)


def test_a_name_is_broken_between_words_and_after_a_hyphen() -> None:
    assert broken("Ana Belén Ortiz", 9, 2, len) == ["Ana Belén", "Ortiz"]
    assert broken("Okonkwo-Delacroix", 12, 2, len) == ["Okonkwo-", "Delacroix"]
    assert broken("Donaudampfschiff", 8, 2, len) == ["Donaudam", "pfschiff"]
    assert broken("Ana Belén Ortiz", 9, 1, len) == ["Ana Belé…"]
