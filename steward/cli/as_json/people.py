"""People and the lines between them as JSON; their places are the drawing's and stay there."""

from typing import Any

from steward.exhibits import MapLine, MapPerson, OrgChart, RelationshipMap


def org_chart_content(exhibit: OrgChart) -> dict[str, Any]:
    """Who there is, and who reports to whom."""
    return {
        "people": [{"key": one.key, "name": one.name, "job": one.title} for one in exhibit.posts],
        "lines": [{"from": who, "to": to, "kind": "reports to"} for who, to in exhibit.lines],
    }


def map_content(exhibit: RelationshipMap) -> dict[str, Any]:
    """Who there is, what we know of each, and what binds them."""
    return {"people": [_person(one) for one in exhibit.people], "lines": [_line(one) for one in exhibit.lines]}


def _person(one: MapPerson) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "job": one.title,
        "ours": one.ours,
        "roles": one.roles,
        "support": one.support,
        "coverage": one.coverage,
        "doubt": one.doubt,
        "key_player": one.key_player,
    }


def _line(one: MapLine) -> dict[str, Any]:
    return {"from": one.start, "to": one.end, "kind": one.tie, "bond": one.bond, "doubt": one.doubt}
