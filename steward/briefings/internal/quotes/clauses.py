"""The clauses of a quote beside our standard: which are changed, and how."""

from dataclasses import dataclass

from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.domain.quoting.redline import Marked, redline


@dataclass(frozen=True)
class ChangedClause:
    """A clause that is not as our standard has it. `owner`: the role that answers for it; `is_own`: no standard has
    it, so that all of it is added."""

    title: str
    owner: str
    is_own: bool
    words: tuple[Marked, ...]


def changed(quote: OpenedQuote) -> tuple[ChangedClause, ...]:
    """Each clause that somebody must look at, in the order of the offer."""
    standard = {one.id: one for one in quote.policy.file.clauses}
    found = [one for one in quote.offer.plan.clauses if one.title in quote.changed_clauses]
    return tuple(
        ChangedClause(
            one.title,
            standard[one.id].owner if one.id in standard else "",
            one.id not in standard,
            redline(standard[one.id].wording if one.id in standard else "", one.wording),
        )
        for one in found
    )


def unchanged(quote: OpenedQuote) -> tuple[str, ...]:
    """The titles of those that are as our standard has them."""
    return tuple(one.title for one in quote.offer.plan.clauses if one.title not in quote.changed_clauses)
