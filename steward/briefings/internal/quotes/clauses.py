"""The clauses of a quote beside our standard: which are changed, and how."""

from dataclasses import dataclass

from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.domain.quoting.redline import Marked, redline
from steward.plans.internal.quote_worth import ClauseBeside


@dataclass(frozen=True)
class ChangedClause:
    """A clause that is not as our standard has it. `owner`: the role that answers for it; `note`: why all of it is
    added or deleted, empty where it is in other words."""

    title: str
    owner: str
    note: str
    words: tuple[Marked, ...]


def changed(quote: OpenedQuote) -> tuple[ChangedClause, ...]:
    """Each clause that somebody must look at: as the offer has them, then what it leaves out."""
    return tuple(
        ChangedClause(
            one.title,
            one.standard.owner if one.standard else "",
            _note(one),
            redline(one.standard.wording if one.standard else "", one.wording),
        )
        for one in quote.clauses
        if one.differs
    )


def _note(one: ClauseBeside) -> str:
    if one.offered is None:
        return "left out of the offer"
    return "" if one.standard else "not one of our standard clauses"


def unchanged(quote: OpenedQuote) -> tuple[str, ...]:
    """The titles of those that are as our standard has them."""
    return tuple(one.title for one in quote.clauses if not one.differs)
