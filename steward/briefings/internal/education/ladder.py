"""Who at an account was introduced to what, how far up the ladder they are, and what of it counts today."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.whitespace.cells import SpaceState, WhitespaceRow
from steward.domain.education import Introduced, Reaction, counts
from steward.domain.stakeholders import BuyingRole
from steward.plans.customer.success_plan import Goal, SuccessPlan
from steward.plans.internal.education import Education
from steward.plans.internal.strategy import Strategy
from steward.warehouse.rows.internal.book import AccountContact
from steward.warehouse.rows.internal.education import SpokenOf

Cell = tuple[str, str]
"""A person and a product."""


class Rung(NamedTuple):
    """How somebody was introduced to a product, and how they took it. `on` None: nobody knows when."""

    how: Introduced
    on: date | None
    reaction: Reaction | None = None


class Listener(NamedTuple):
    """Somebody at the account who is there."""

    key: str
    name: str
    title: str
    roles: tuple[BuyingRole, ...]

    @property
    def decides(self) -> bool:
        """Whether a purchase is theirs to decide or to pay for."""
        return any(one.decides for one in self.roles)


@dataclass(frozen=True)
class AccountEducation:
    """One account: what it could have, its people with those who decide first, and what each was introduced to.

    `highest`: the highest rung of each person and product, the latest where there are two; `counting`: what counts on
    the day."""

    line: WhitespaceRow
    people: tuple[Listener, ...]
    highest: Mapping[Cell, Rung]
    counting: frozenset[Cell]
    goals: tuple[Goal, ...]
    introductions: int
    """At least presented, within the year."""

    @cached_property
    def deciders(self) -> tuple[Listener, ...]:
        """Those who decide or pay."""
        return tuple(one for one in self.people if one.decides)

    @cached_property
    def applicable(self) -> tuple[str, ...]:
        """The products that make sense here, by whitespace's own word."""
        return tuple(one.product.product_id for one in self.line.spaces if one.state is not SpaceState.NOT_APPLICABLE)

    @cached_property
    def free(self) -> tuple[str, ...]:
        """Those of them that they do not have from us."""
        ours = {one.product.product_id for one in self.line.spaces if one.state is SpaceState.OURS}
        return tuple(key for key in self.applicable if key not in ours)

    @cached_property
    def _shown(self) -> frozenset[str]:
        """What anybody who decides was shown within the year."""
        deciding = {one.key for one in self.deciders}
        return frozenset(product for person, product in self.counting if person in deciding)

    def shown_to_a_decider(self, products: Iterable[str]) -> int:
        """How many of some products somebody who decides was shown within the year."""
        return sum(key in self._shown for key in products)

    @property
    def told_nothing(self) -> tuple[Listener, ...]:
        """Who decides and was shown nothing within the year."""
        seen = {key for key, _ in self.counting}
        return tuple(one for one in self.deciders if one.key not in seen)

    def best(self, product: str) -> tuple[Listener, Rung] | None:
        """The highest rung that somebody who decides stands on, of those that count first."""
        found = [(one, self.highest[one.key, product]) for one in self.deciders if (one.key, product) in self.highest]
        return max(found, key=lambda pair: ((pair[0].key, product) in self.counting, _height(pair[1])), default=None)


@dataclass(frozen=True)
class Written:
    """What people wrote of one account, and what calls, meetings and mails spoke of."""

    strategy: Strategy
    success: SuccessPlan
    education: Education
    spoken: Sequence[SpokenOf] = ()


def account_education(
    book: Book, line: WhitespaceRow, written: Written, contacts: Sequence[AccountContact]
) -> AccountEducation:
    """One account of the book; `contacts`: its people in the feed."""
    ids = {name: one.product.product_id for one in line.spaces for name in (one.product.name, one.product.product_id)}
    told = [(cell, rung) for cell, rung in _rungs(written, ids) if book.knew(rung.on)]
    highest: dict[Cell, Rung] = {}
    for cell, rung in told:
        if cell not in highest or _height(rung) > _height(highest[cell]):
            highest[cell] = rung
    counting = [cell for cell, rung in told if counts(rung.how, rung.on, book.now)]
    people = _listeners(written, contacts, {person for person, _ in highest}, book.now)
    return AccountEducation(line, people, highest, frozenset(counting), written.success.goals, len(counting))


def _rungs(written: Written, ids: Mapping[str, str]) -> Iterator[tuple[Cell, Rung]]:
    """Every introduction; who was there when a product was spoken of had it mentioned that day; whom a whitespace note
    names was told of it, nobody knows when."""
    for one in written.education.introductions:
        if one.contact and one.product:
            yield (one.contact, ids.get(one.product, one.product)), Rung(one.how, one.on, one.reaction)
    for said in written.spoken:
        yield (said.contact_id, ids.get(said.product_id, said.product_id)), Rung(Introduced.MENTIONED, said.day)
    for note in written.strategy.whitespace:
        for person in note.introduced_to:
            yield (person, ids.get(note.product, note.product)), Rung(Introduced.MENTIONED, None)


def _height(one: Rung) -> tuple[int, date]:
    return one.how.rung, one.on or date.min


def _listeners(written: Written, contacts: Sequence[AccountContact], told: set[str], day: date) -> tuple[Listener, ...]:
    """Those on the map of the whole account and those who were told of anything, who are still there."""
    fed = {one.contact_id: one for one in contacts}
    own = {one.id: one for one in written.success.people if one.id}
    roles = {one.person: one.roles for one in written.strategy.readings if one.person and not one.map}
    found = []
    for key in dict.fromkeys([*roles, *sorted(told)]):
        row, said = fed.get(key), own.get(key)
        left = (said.left_on if said else None) or (row.left_on if row else None)
        if left is None or left > day:
            name = (said.name if said else "") or (row.name if row else "") or key
            title = (said.title if said else "") or (row.title if row else "") or ""
            found.append(Listener(key, name, title, roles.get(key, ())))
    return tuple(sorted(found, key=lambda one: (not one.decides, one.name, one.key)))
