"""The relationship map of a family: the people of all its accounts in one, and how well we cover them together."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.families.family import Family
from steward.briefings.internal.maps.book import MapBook
from steward.briefings.internal.maps.exhibit import map_exhibit
from steward.briefings.internal.maps.relationship_map import MOST_GAPS, WORDS, Finding
from steward.briefings.internal.scope.book import Book
from steward.domain.short_names import short_names
from steward.domain.stakeholders import Bond, Tie
from steward.exhibits import COUNT, Better, Figure, Heatmap, Receipt, RelationshipMap, Table, listed
from steward.exhibits.wording import counted
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.internal.strategy import FILE, Strategy
from steward.relationships.departure_impact import single_points
from steward.relationships.family import FamilyAccount, Joined, joined
from steward.relationships.gaps import gaps
from steward.relationships.join import network, spoken_of
from steward.relationships.layout import places
from steward.relationships.model import Network, Person
from steward.relationships.single_threading import working_relationships
from steward.relationships.status import Status, map_status
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import channel as channel_rows
from steward.warehouse.rows.internal import contacts as contact_rows
from steward.warehouse.rows.internal.book import AccountContact

MOST_DRAWN = 120
"""People on one picture: of more, those on whom a map rests."""
SECTIONS = {"success": frozenset({"people"}), "strategy": frozenset({"readings", "influence", "acquaintances"})}
"""The sections of either file that this view reads."""
MOST_NAMED = 2
CLOSE = (Bond.WORKING, Bond.TRUSTED)


@dataclass(frozen=True, kw_only=True)
class FamilyMap(InternalBriefing):
    """The map of a family. `joined`: everybody of it once; `accounts`: each of its accounts by its own map."""

    joined: Joined
    picture: RelationshipMap | None
    coverage: Heatmap | None
    findings: tuple[Finding, ...]
    accounts: Table


def family_map(
    book: Book, family: Family, success: Mapping[str, SuccessPlan], strategies: Mapping[str, Strategy], maps: MapBook
) -> FamilyMap:
    """Brief on the people of a family; its plans by account id, those written. `maps`: what each account's own says."""
    found = joined(
        _parts(book, family, success, strategies), contact_rows.addresses_of(book.warehouse, list(family.accounts))
    )
    everybody = _told_where(found)
    status = map_status(everybody)
    return FamilyMap(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=f"{_status(status, maps)}: {status.reason.rstrip('.')}",
        figures=_figures(book, found),
        missing=book.missing(contacts="everybody the CRM knows", activities="who was contacted when"),
        joined=found,
        picture=_picture(family, everybody),
        coverage=_coverage(book, family, found),
        findings=_findings(found, everybody),
        accounts=maps.accounts,
    )


def _status(status: Status, maps: MapBook) -> str:
    """What it is over all of them; that none of them has a map is not called red."""
    if not any(one.status for one in maps.rows):
        return "No map yet of any of them"
    return f"{WORDS[status.status]} over all of them{_by_account(maps)}"


def _by_account(maps: MapBook) -> str:
    """That one of them speaks for us is not yet that each does: `, by their own maps 2 amber and 1 green`."""
    said = Counter(str(one.status.status) if one.status else "not drawn" for one in maps.rows)
    own = listed([f"{times} {word}" for word, times in said.items()])
    return f", by their own maps {own}" if len(maps.rows) > 1 else ""


def _parts(
    book: Book, family: Family, success: Mapping[str, SuccessPlan], strategies: Mapping[str, Strategy]
) -> list[FamilyAccount]:  # fmt: skip
    """Whoever a plan speaks of, account by account; the rest of the feed changes nothing here."""
    people: dict[str, list[AccountContact]] = defaultdict(list)
    for contact in book_rows.contacts_of(book.warehouse, list(family.accounts)):
        people[contact.account_id].append(contact)
    ours, found = book_rows.colleagues(book.warehouse), []
    partners = channel_rows.partner_people(book.warehouse, book.now)
    for member, name in zip(family.members, short_names([one.name for one in family.members]), strict=True):
        key = member.account_id
        met = {row.contact_id: row.day for row in book_rows.last_contacts(book.warehouse, book.now, key)}
        plan, agreed = strategies.get(key), success.get(key) or SuccessPlan(account_id=key)
        strategy = plan or Strategy(account_id=key)
        named = {*spoken_of(strategy), *(person.id for person in agreed.people)}
        theirs = [one for one in people[key] if one.contact_id in named]
        known = network(key, book.now, theirs, ours, met, agreed, strategy, fed=bool(people[key]), partners=partners)
        found.append(FamilyAccount(key, name, known))
    return found


def _told_where(found: Joined) -> Network:
    """Everybody with the account they are at in their title: on one map it is no longer plain."""
    if len({part.account_id for parts in found.at.values() for part in parts}) < 2:
        return found.network
    people = (
        replace(person, title=" · ".join(filter(None, (_where(found, person), person.title))))
        for person in found.network.people
    )
    return replace(found.network, people=tuple(people))


def _where(found: Joined, person: Person) -> str:
    return ", ".join(part.name for part in found.at[person.id])


def _picture(family: Family, everybody: Network) -> RelationshipMap | None:
    """The accounts beneath each other, ours beneath them all; None where no plan speaks of anybody."""
    if not everybody.people:
        return None
    drawn = everybody
    if len(everybody.people) > MOST_DRAWN:
        drawn = _of(everybody, [person for person in everybody.people if person.key_player][:MOST_DRAWN])
    left = len(everybody.people) - len(drawn.people)
    picture = map_exhibit(drawn, places(drawn), f"Everybody we speak of at {family.name} and below")
    note = "Each account has rows of its own, the topmost first; before a title stands the account."
    return replace(
        picture,
        id="family.map",
        note=note + (f" {counted(left, 'person', 'people')} of less weight left out." if left else ""),
    )


def _of(network: Network, people: Sequence[Person]) -> Network:
    """Only these people, and who of us knows them."""
    held = {person.id for person in people}
    lines = [line for line in network.lines if line.end in held and (line.tie is Tie.KNOWS or line.start in held)]
    known = {line.start for line in lines if line.tie is Tie.KNOWS}
    ours = tuple(one for one in network.colleagues if one.id in known)
    return replace(network, people=tuple(people), colleagues=ours, lines=tuple(lines))


def _figures(book: Book, found: Joined) -> tuple[Figure, ...]:
    everybody = found.network
    here = [person for person in everybody.people if person.here]
    receipt = Receipt("family map", everybody.as_of, f"{FILE}, readings", (), ("contacts",))
    values = (
        ("people", "People on the map", len(here), Better.NEITHER, "each once"),
        (
            "threads",
            "Working relationships",
            len(working_relationships(everybody)),
            Better.HIGHER,
            "people we work with or are trusted by",
        ),
        ("known_twice", "Known at two accounts", len(found.twice), Better.NEITHER, "by address or id"),
        ("single_points", "Single points of failure", len(single_points(everybody)), Better.LOWER, ""),
    )
    return tuple(
        book.figure(f"family.{key}", label, value, COUNT, receipt, better=better, note=note)
        for key, label, value, better, note in values
    )


def _coverage(book: Book, family: Family, found: Joined) -> Heatmap | None:
    """How many people of each account each of us works with; None where nobody of us works with anybody."""
    everybody = found.network
    counts: Counter[tuple[str, str]] = Counter()
    for line in everybody.of(Tie.KNOWS):
        if line.bond in CLOSE and everybody.by_id[line.end].here:
            counts.update((line.start, part.account_id) for part in found.at[line.end])
    reach = Counter(ours for ours, _ in counts)
    ours = sorted(
        (one for one in everybody.colleagues if reach[one.id]), key=lambda one: (-reach[one.id], one.name, one.id)
    )
    if not ours:
        return None
    names = short_names([member.name for member in family.members])
    return Heatmap(
        id="family.coverage",
        title=_widest([one.name for one in ours if reach[one.id] == reach[ours[0].id]], reach[ours[0].id], len(names)),
        alt="Map of how many people of each account each of us works with or is trusted by.",
        receipt=Receipt("family map", everybody.as_of, f"{FILE}, acquaintances", (), ("contacts", "people")),
        note="People each of us has a working or trusted relationship with.",
        columns=tuple(names),
        rows=tuple(_told_apart([(one.id, one.name) for one in ours])),
        values=tuple(
            tuple(counts[one.id, member.account_id] or None for member in family.members) for one in ours
        ),
        unit=COUNT,
    )  # fmt: skip


def _widest(names: Sequence[str], reach: int, accounts: int) -> str:
    """Who holds the family together, if anybody does."""
    if reach < 2:
        return "Nobody of us works with people at two of these accounts"
    who = listed(names) if len(names) <= MOST_NAMED else counted(len(names), "colleague")
    return f"{who} {'works' if len(names) == 1 else 'work'} with people at {reach} of {counted(accounts, 'account')}"


def _told_apart(ours: Sequence[tuple[str, str]]) -> Iterator[str]:
    times = Counter(name for _, name in ours)
    return (name if times[name] == 1 else f"{name} · {key}" for key, name in ours)


def _findings(found: Joined, everybody: Network) -> tuple[Finding, ...]:
    missing = gaps(everybody)
    more = (f"And {len(missing) - MOST_GAPS} more.",) if len(missing) > MOST_GAPS else ()
    told = (
        Finding("Known at two accounts", tuple(f"{one.name}: {_places(found, one)}." for one in found.twice)),
        Finding("Read differently", tuple(_differing(found))),
        Finding("Single points of failure", tuple(point.sentence for point in single_points(everybody))),
        Finding("Gaps to close", (*(gap.sentence for gap in missing[:MOST_GAPS]), *more)),
    )
    return tuple(finding for finding in told if finding.sentences)


def _places(found: Joined, person: Person) -> str:
    return listed([part.name for part in found.at[person.id]])


def _differing(found: Joined) -> Iterator[str]:
    """Whom two accounts read differently: one of them is to be asked, and the reading confirmed last counts."""
    for key, known in found.read.items():
        said = listed([f"{person.support} at {part.name}" for part, person in known if person.support])
        yield f"{found.network.by_id[key].name} is called {said}; what was confirmed last counts here."
