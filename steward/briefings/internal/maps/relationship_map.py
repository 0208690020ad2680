"""The relationship map of one account, and what follows from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.maps.exhibit import doubt, map_exhibit
from steward.briefings.internal.maps.source import MapSource
from steward.briefings.internal.maps.tables import contact_table, influence_table
from steward.domain.stakeholders import MapStatus, Tie
from steward.exhibits import COUNT, Better, Figure, Missing, Receipt, RelationshipMap, Table
from steward.exhibits.wording import HEADLINE, counted
from steward.plans.internal.strategy import FILE
from steward.relationships.compare import compared
from steward.relationships.departure_impact import SinglePoint, loss_sentences, single_points, what_if
from steward.relationships.gaps import Gap, gaps
from steward.relationships.influence import Influence, influence
from steward.relationships.model import Network
from steward.relationships.paths import Path, path_to_buyer
from steward.relationships.single_threading import working_relationships
from steward.relationships.status import Status, map_status
from steward.relationships.wording import called
from steward.warehouse.rows.internal import book as book_rows

MOST_GAPS = 8
WORDS = {MapStatus.RED: "Red", MapStatus.AMBER: "Amber", MapStatus.GREEN: "Green"}


@dataclass(frozen=True)
class Finding:
    """Sentences under one heading."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MapBriefing(InternalBriefing):
    """One map. `missed`: the ids of those who would be missed most; `moved`: somebody was put somewhere by hand."""

    picture: RelationshipMap
    status: Status
    gaps: tuple[Gap, ...]
    points: tuple[SinglePoint, ...]
    path: Path
    ranks: tuple[Influence, ...]
    findings: tuple[Finding, ...]
    moved: bool
    influence: Table | None
    contact: Table | None

    @property
    def exhibits(self) -> tuple[Table, ...]:
        """The tables; the picture is drawn to be edited."""
        return tuple(table for table in (self.influence, self.contact) if table)

    @property
    def missed(self) -> tuple[str, ...]:
        """Their people without whom we reach fewer of those who decide, the worst first."""
        return tuple(point.id for point in self.points if not point.ours)


def _headline(source: MapSource, status: Status) -> str:
    """A map with nobody on it, or that nobody has read anything into, is not called red, here as in the book."""
    drawn = source.network.people and (source.map_id or source.plan.strategy.plan.readings)
    word = WORDS[status.status] if drawn else "No map yet"
    return f"{word}: {status.reason_within(HEADLINE - len(word) - len(': '))}"


def relationship_map(source: MapSource, before: Network | None = None) -> MapBriefing:
    """Brief on one map; `before`: the same map a quarter earlier, where it is known."""
    network = source.network
    status, found = map_status(network), gaps(network)
    points, path, ranks = single_points(network), path_to_buyer(network), influence(network)
    return MapBriefing(
        quarter=source.subject.quarter,
        as_of=source.subject.as_of,
        headline=_headline(source, status),
        figures=_figures(source, found, points),
        missing=_missing(source),
        picture=map_exhibit(network, source.places, "Relationship map"),
        status=status,
        gaps=found,
        points=points,
        path=path,
        ranks=ranks,
        findings=_findings(found, points, path, ranks, before, network),
        moved=bool(network.places),
        influence=influence_table(source, ranks),
        contact=contact_table(source),
    )


def departure(source: MapSource, key: str) -> tuple[str, ...]:
    """What is lost if somebody leaves, in sentences."""
    subject = source.subject
    row = book_rows.book_row(subject.warehouse, subject.account_id, str(subject.quarter))
    loss = what_if(source.network, key, float(row.mrr), source.opportunities)
    pipeline = sum(opportunity.amount for opportunity in loss.opportunities)
    return loss_sentences(source.network, key, loss, subject.money.compact(row.mrr), subject.money.compact(pipeline))


def _figures(source: MapSource, found: tuple[Gap, ...], points: tuple[SinglePoint, ...]) -> tuple[Figure, ...]:
    network = source.network
    here = [person for person in network.people if person.here]
    read = [person for person in here if person.support]
    values = (
        ("people", "People on the map", len(here), Better.NEITHER, f"{counted(len(read), 'person', 'people')} read."),
        ("threads", "Working relationships", len(working_relationships(network)), Better.HIGHER, "Working or trusted."),
        ("gaps", "Gaps to close", len(found), Better.LOWER, ""),
        ("single_points", "Single points of failure", len(points), Better.LOWER, ""),
    )  # fmt: skip
    receipt = Receipt("relationship map", network.as_of, f"{FILE}, readings", (), ("contacts",))
    return tuple(
        source.subject.figure(f"map.{key}", label, value, COUNT, receipt, better=better, note=note)
        for key, label, value, better, note in values
    )


def _findings(
    found: tuple[Gap, ...], points: tuple[SinglePoint, ...], path: Path, ranks: tuple[Influence, ...],
    before: Network | None, network: Network,
) -> tuple[Finding, ...]:  # fmt: skip
    more = (f"And {len(found) - MOST_GAPS} more.",) if len(found) > MOST_GAPS else ()
    told = (
        Finding("Gaps to close", (*(gap.sentence for gap in found[:MOST_GAPS]), *more)),
        Finding("The warmest path to who pays", (path.sentence,)),
        Finding("Single points of failure", tuple(point.sentence for point in points)),
        Finding("Influence that differs from our view", tuple(rank.sentence for rank in ranks if rank.sentence)),
        Finding("No longer there", tuple(_gone(network))),
        Finding("Since last quarter", tuple(shift.sentence for shift in compared(before, network)) if before else ()),
    )
    return tuple(finding for finding in told if finding.sentences)


def _gone(network: Network) -> Iterator[str]:
    """Who the plan speaks of and who is not there any more: to be followed up, never dropped."""
    named = {
        end for line in network.of(Tie.INFLUENCES, Tie.CONFLICTS_WITH, Tie.KNOWS) for end in (line.start, line.end)
    }
    for person in network.people:
        if not person.here and (person.roles or person.support or person.id in named):
            yield f"{called(person)}: {doubt(person, network.as_of)}."


def _missing(source: MapSource) -> tuple[Missing, ...]:
    return source.subject.missing(contacts="everybody the CRM knows", activities="who was contacted when")
