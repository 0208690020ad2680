"""Which rule stands in the way where no books keep all of them: each is left out in turn, and told what it forbids."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from steward.domain.books.problem import BooksProblem
from steward.domain.books.solver import feasible
from steward.domain.labels import Labelled


class BookRule(Labelled):
    """What nobody goes against."""

    BOOKS = "books", "Nobody has a book"
    LOCK = "lock", "Accounts are locked with somebody who has no book"
    FAMILY = "family", "One family is locked with two people"
    TAKES = "takes", "Nobody takes accounts of this region or segment, or has the skills they need"
    MOST = "most", "There are more accounts than all may have together"
    OWN_MOST = "own most", "More is locked with somebody than they may have"
    TOGETHER = "together", "Families are too large for what is left of anybody’s most accounts"


@dataclass(frozen=True)
class Blocked:
    """A rule that blocks: the accounts or the person it is about, and by how many accounts."""

    rule: BookRule
    accounts: tuple[str, ...] = ()
    person_id: str = ""
    by: int = 0


def blocked(problem: BooksProblem) -> tuple[Blocked, ...]:
    """What blocks; nothing where there are books that keep every rule. What is plain to see is told alone."""
    if not problem.books:
        return (Blocked(BookRule.BOOKS),)
    plainly = (*_locks(problem), *_takes(problem), *_most(problem))
    if plainly or not problem.accounts:
        return plainly
    if feasible(problem):
        return ()
    relaxed = {
        BookRule.TOGETHER: replace(problem, apart=frozenset(one.account_id for one in problem.accounts)),
        BookRule.TAKES: replace(
            problem,
            accounts=tuple(replace(one, needs=frozenset()) for one in problem.accounts),
            books=tuple(replace(one, regions=frozenset(), segments=frozenset()) for one in problem.books),
        ),
        BookRule.LOCK: replace(problem, accounts=tuple(replace(one, lock=None) for one in problem.accounts)),
    }
    found = [Blocked(rule) for rule, one in relaxed.items() if feasible(one)]
    return tuple(found) or (Blocked(BookRule.MOST),)


def _locks(problem: BooksProblem) -> Iterator[Blocked]:
    """Locks that no books can keep."""
    books = {book.person_id for book in problem.books}
    for unit in problem.units:
        held = [one for one in unit if one.lock is not None]
        away = tuple(one.account_id for one in held if one.owner_id not in books)
        if away:
            yield Blocked(BookRule.LOCK, away)
        elif len({one.owner_id for one in held}) > 1:
            yield Blocked(BookRule.FAMILY, tuple(one.account_id for one in held))


def _takes(problem: BooksProblem) -> Iterator[Blocked]:
    """Accounts, or families, that nobody takes."""
    for unit in problem.units:
        if not any(all(book.takes(one) or one.lock for one in unit) for book in problem.books):
            yield Blocked(BookRule.TAKES, tuple(one.account_id for one in unit))


def _most(problem: BooksProblem) -> Iterator[Blocked]:
    """More accounts than may be had, by all together or by one with whom they are locked."""
    limits = {book.person_id: book.most_accounts for book in problem.books if book.most_accounts is not None}
    over = len(problem.accounts) - sum(limits.values())
    if len(limits) == len(problem.books) and over > 0:
        yield Blocked(BookRule.MOST, by=over)
    fixed = Counter[str]()
    for unit in problem.units:
        owners = {one.owner_id for one in unit if one.lock is not None}
        fixed.update({owner: len(unit) for owner in owners})
    for person_id, most in limits.items():
        if fixed[person_id] > most:
            yield Blocked(BookRule.OWN_MOST, person_id=person_id, by=fixed[person_id] - most)
