"""What a map computes, as tables: influence beside belief, and who has been silent."""

from collections.abc import Sequence

from steward.briefings.internal.maps.source import MapSource
from steward.exhibits import COUNT, DAYS, NUMBER, Column, Receipt, Table, Unit
from steward.exhibits.wording import counted
from steward.plans.internal.strategy import FILE
from steward.relationships.contact import silent
from steward.relationships.influence import Influence
from steward.relationships.model import Network
from steward.relationships.wording import named

SHARE = Unit("share", decimals=3)
NAMED = 2
"""People who are named of those who move equally many."""
COLUMNS = (
    Column("Who"),
    Column("Rank", COUNT),
    Column("PageRank", SHARE),
    Column("Between", SHARE),
    Column("Believed (1–5)", NUMBER),
)


def influence_table(source: MapSource, ranks: tuple[Influence, ...]) -> Table | None:
    """Who moves most by the lines, beside what we believe; None without such lines."""
    if not ranks:
        return None
    people = source.network.by_id
    rows = tuple((people[one.id].name, one.rank, one.pagerank, one.between, one.believed) for one in ranks[:15])
    return Table(
        id="map.influence",
        title=moves_most(source.network, ranks),
        alt="Table of people by influence: rank, PageRank, betweenness, what we believe.",
        receipt=Receipt("influence", source.subject.as_of, f"{FILE}, influence"),
        columns=COLUMNS,
        rows=rows,
        note="PageRank: how much influence comes to rest with somebody. Between: how often they stand on the way.",
    )


def moves_most(network: Network, ranks: Sequence[Influence]) -> str:
    """Who moves most; a tie is said as one, and only a small one is named."""
    first = [network.by_id[one.id] for one in ranks if one.rank == 1]
    if len(first) == 1:
        return f"{first[0].name} moves most by the lines of influence"
    if len(first) == len(ranks):
        return "Nobody moves more than the others by the lines of influence"
    who = named(first) if len(first) <= NAMED else f"{len(first)} of {_people(len(ranks))}"
    return f"{who} move most by the lines of influence, equally"


def contact_table(source: MapSource) -> Table | None:
    """Who was not contacted for 30 days and more; None where that is not known, or nobody."""
    quiet = silent(source.network) if source.subject.has("activities") else ()
    if not quiet:
        return None
    people = source.network.by_id
    key = sum(people[one.id].key_player for one in quiet)
    found = [(people[one.id], one.days) for one in quiet]
    rows = tuple((person.name, person.title or None, days, person.last_contact) for person, days in found)
    return Table(
        id="map.silent",
        title=f"{_people(len(quiet))} without contact for 30 days, {counted(key, 'key player')} among them",
        alt="Table of people who were not contacted for 30, 60, 90 days.",
        receipt=Receipt("last contact", source.subject.as_of, "known.activities", (), ("activities",)),
        columns=(Column("Who"), Column("Title"), Column("Silent for", DAYS), Column("Last contact")),
        rows=rows,
        note="Key players first; a dash: no contact is recorded.",
    )


def _people(count: int) -> str:
    return counted(count, "person", "people")
