"""A relationship map as JSON for scripts; the shape is promised in docs/data.md and stays as it is."""

from typing import Any

from steward.briefings.internal.maps.relationship_map import MapBriefing
from steward.briefings.internal.maps.source import MapSource
from steward.cli.as_json.text import as_text
from steward.services import maps
from steward.services.maps import Person, RelationshipLine


def map_json(source: MapSource, brief: MapBriefing) -> str:
    """Everybody with their place, the lines, and what follows."""
    network, places = source.network, source.places
    return as_text(
        {
            "account_id": network.account_id,
            "map": source.map_id,
            "as_of": network.as_of,
            "people": [
                *(_person(person, places[person.id], maps.doubt(person, network.as_of)) for person in network.people),
                *(
                    {
                        "id": one.id,
                        "name": one.name,
                        "title": one.role,
                        "ours": True,
                        "partner": one.partner or None,
                        **_place(places[one.id]),
                    }
                    for one in network.colleagues
                ),
            ],
            "lines": [_line(line) for line in network.lines],
            "status": brief.status.status,
            "reason": brief.status.reason,
            "gaps": [{"kind": gap.kind, "people": gap.people, "sentence": gap.sentence} for gap in brief.gaps],
            "single_points_of_failure": [
                {"id": point.id, "ours": point.ours, "cut_off": point.cut_off, "sentence": point.sentence}
                for point in brief.points
            ],
            "path_to_buyer": {"to": brief.path.to, "steps": brief.path.steps, "sentence": brief.path.sentence},
            "influence": [
                {
                    "id": one.id,
                    "rank": one.rank,
                    "pagerank": one.pagerank,
                    "betweenness": one.between,
                    "believed": one.believed,
                    "sentence": one.sentence,
                }
                for one in brief.ranks
            ],
        }
    )


def _place(place: tuple[float, float]) -> dict[str, float]:
    return {"x": place[0], "y": place[1]}


def _person(person: Person, place: tuple[float, float], unsure: str) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "ours": False,
        **_place(place),
        "department": person.department,
        "reports_to": person.reports_to,
        "roles": person.roles,
        "support": person.support,
        "standing": person.standing,
        "coverage": person.coverage,
        "believed_influence": person.believed_influence,
        "key_player": person.key_player,
        "left_on": person.left_on,
        "vanished": person.vanished,
        "confirmed_on": person.confirmed_on,
        "last_contact": person.last_contact,
        "doubt": unsure,
    }


def _line(line: RelationshipLine) -> dict[str, Any]:
    return {
        "from": line.start,
        "to": line.end,
        "kind": line.tie,
        "bond": line.bond,
        "wanted": line.wanted,
        "confirmed_on": line.confirmed_on,
    }
