"""What the map editor sends is believed only where it makes sense on the map it was sent for."""

from datetime import date

import pytest

from steward.domain.stakeholders import Tie
from steward.exhibits import MapLine, MapPerson, Receipt, RelationshipMap
from steward.ui.maps.editor.changes import MapChanges, checked


def _person(key: str, ours: bool = False) -> MapPerson:
    return MapPerson(key=key, name=key, title="", x=0, y=0, ours=ours)


MAP = RelationshipMap(
    id="map", title="", alt="", receipt=Receipt("map", date(2026, 9, 30), ""),
    people=(_person("anna"), _person("ben"), _person("us", ours=True)),
    lines=(MapLine(start="anna", end="ben", tie=Tie.INFLUENCES),),
)  # fmt: skip


def test_what_somebody_did_comes_back_rounded_and_typed() -> None:
    sent = {
        "moved": {"anna": [1.2549, -3]},
        "added": [["ben", "anna", "conflicts with"], ["us", "anna", "knows"]],
        "removed": [["anna", "ben", "influences"]],
    }
    assert checked(sent, MAP) == MapChanges(
        moved={"anna": (1.25, -3.0)},
        added=(("ben", "anna", Tie.CONFLICTS_WITH), ("us", "anna", Tie.KNOWS)),
        removed=(("anna", "ben", Tie.INFLUENCES),),
    )


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        "moved",
        {"moved": {"nobody": [1, 1]}},
        {"moved": {"anna": [float("nan"), 1], "ben": [1e9, 0]}},
        {"moved": {"anna": ["1", 2], "ben": [True, False]}},
        {"moved": {"anna": [1]}, "added": "all", "removed": {"a": 1}},
        {"added": [["anna", "anna", "influences"], ["anna", "nobody", "influences"], ["anna", "ben", "hates"]]},
        {"added": [["anna", "ben", "influences"]]},
        {"added": [["us", "anna", "influences"], ["anna", "us", "knows"], ["anna", "ben", "knows"]]},
        {"removed": [["ben", "anna", "influences"], [1, 2, 3], ["anna", "ben"]]},
        {"open": "us"},
        {"open": "nobody"},
        {"open": {"id": "anna"}},
    ],
)
def test_what_makes_no_sense_is_passed_over(sent: object) -> None:
    assert not checked(sent, MAP)


def test_somebody_is_opened_by_id() -> None:
    assert checked({"open": "anna"}, MAP).open == "anna"
