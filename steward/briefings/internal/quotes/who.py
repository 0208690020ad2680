"""Who of us is meant by an id, an address, a name or a label; and whose own a quote is."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.domain.labels import told_apart
from steward.warehouse.rows.internal.quoting import CompanyColleague

NOBODY: frozenset[str] = frozenset()


def name_of(quote: OpenedQuote, person: str) -> str:
    """What one of us is called."""
    return next((one.name for one in quote.colleagues if person in (one.person_id, one.email)), person)


def id_of(quote: OpenedQuote, said: str) -> str:
    """The id of one of us; what was said where nobody or several are called so."""
    found = _meant(quote, said)
    return next(iter(found)) if len(found) == 1 else said.strip()


def is_one_of_us(quote: OpenedQuote, said: str) -> bool:
    """Whether somebody is meant, and one alone."""
    return len(_meant(quote, said)) == 1


def same_person(quote: OpenedQuote, one: str, other: str) -> bool:
    """Whether two names, ids or addresses are of one of us."""
    return bool(one.strip()) and id_of(quote, one) == id_of(quote, other)


def is_own(quote: OpenedQuote, person: str) -> bool:
    """Whether somebody made a quote, or may have: they own it, owned or submitted one of its versions, or have the name
    of who did. They do not approve it."""
    meant = _meant(quote, person)
    return any(same_person(quote, person, one) or meant & _meant(quote, one) for one in _makers(quote))


def _makers(quote: OpenedQuote) -> Iterator[str]:
    yield quote.offer.plan.offer.owner
    for version in quote.record.versions:
        yield from (version.who, version.owner)


def _meant(quote: OpenedQuote, said: str) -> frozenset[str]:
    """Everybody of us who can be meant."""
    return _known(tuple(quote.colleagues)).get(_plain(said), NOBODY)


@lru_cache(maxsize=8)
def _known(colleagues: Sequence[CompanyColleague]) -> Mapping[str, frozenset[str]]:
    """Who is meant by each word. An id or an address goes before a name: somebody may be called like another's id."""
    found: dict[str, frozenset[str]] = {}
    labels = told_apart(
        {one.person_id: one.name for one in colleagues}, {one.person_id: one.role for one in colleagues}
    )
    for one in colleagues:
        name = one.name.partition(" · ")[0]  # of two of one name, without what tells them apart
        signed = f"{name} ({one.email})" if one.email else name
        for word in {name, signed, one.name, labels[one.person_id]}:
            found[_plain(word)] = found.get(_plain(word), NOBODY) | {one.person_id}
    for one in colleagues:
        found |= {_plain(word): frozenset({one.person_id}) for word in (one.email, one.person_id) if word}
    return found


def _plain(said: str) -> str:
    return " ".join(said.split()).casefold()
