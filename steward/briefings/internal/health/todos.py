"""Accounts whose health calls for somebody: red ones, and those that fell."""

from collections.abc import Iterable, Iterator

from steward.briefings.internal.health.account_health import MOVED_OVER, AccountHealth
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.health import Colour, Group
from steward.exhibits.ties import leaders
from steward.exhibits.wording import counted, few

FELL = -15
"""Points lost in three months from which on an account is looked at, whatever its colour."""


def health_todos(book: Book, lines: Iterable[AccountHealth]) -> Iterator[Todo]:
    """One for each customer that is red, or has lost so much that it will be."""
    receipt = book.receipt("health", "internal.health_months", month_end=book.as_of)
    for one in lines:
        fell = one.moved is not None and one.moved <= FELL
        if one.row.paying and (fell or one.health is Colour.RED or _reason(one) is Reason.HEALTH_SET):
            yield Todo(
                reason=_reason(one), account_id=one.row.account_id, account=one.row.name, owner_id=one.row.owner_id,
                owner=one.row.owner, words=_words(one), at_stake=one.row.mrr, due=None,
                receipt=receipt,
            )  # fmt: skip


def _reason(one: AccountHealth) -> Reason:
    """What somebody says of an account who knows it weighs more than what is computed."""
    by_hand = one.override_holds and one.health in (Colour.RED, Colour.AMBER)
    return Reason.HEALTH_SET if by_hand else Reason.HEALTH


def _words(one: AccountHealth) -> str:
    why = f" (“{one.override.why}”)" if one.override and one.override.why else ""
    by_hand = f"{one.health}, set by hand{why}; computed: " if one.override_holds else ""
    said = f"Health is {by_hand}{one.computed}"
    if one.moved is None or round(one.moved) >= 0 or not one.state or not one.earlier:
        return said
    now, then = one.state.parts, one.earlier.parts
    moved = {group: round(now[group] - then[group], 1) for group in Group}
    who = leaders(((str(group), points) for group, points in moved.items()), min(moved.values()), "group")
    lost = counted(-round(one.moved), "point")
    return f"{said}, {lost} less than {MOVED_OVER} months ago, most of it {few(who.names)}"
