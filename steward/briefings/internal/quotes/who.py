"""Who of us is meant by an id, an address, a name or a label; and whose own a quote is."""

from collections.abc import Iterator

from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.domain import colleagues


def name_of(quote: OpenedQuote, person: str) -> str:
    """What one of us is called."""
    return next((one.name for one in quote.colleagues if person in (one.person_id, one.email)), person)


def id_of(quote: OpenedQuote, said: str) -> str:
    """The id of one of us; what was said where nobody or several are called so."""
    return colleagues.id_of(quote.colleagues, said)


def is_one_of_us(quote: OpenedQuote, said: str) -> bool:
    """Whether somebody is meant, and one alone."""
    return len(colleagues.meant(quote.colleagues, said)) == 1


def same_person(quote: OpenedQuote, one: str, other: str) -> bool:
    """Whether two names, ids or addresses are of one of us."""
    return colleagues.same_person(quote.colleagues, one, other)


def is_own(quote: OpenedQuote, person: str) -> bool:
    """Whether somebody made a quote, or may have: they own it, owned or submitted one of its versions, or have the name
    of who did. They do not approve it."""
    return any(colleagues.may_be_same(quote.colleagues, person, one) for one in _makers(quote))


def _makers(quote: OpenedQuote) -> Iterator[str]:
    yield quote.offer.plan.offer.owner
    for version in quote.record.versions:
        yield from (version.who, version.owner)
