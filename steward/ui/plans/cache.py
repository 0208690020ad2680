"""What is said of the whole book from plan files, kept until a load or one of those files changes."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.services import scope
from steward.services.plans.files import PlanCache, cache_of, company_state
from steward.ui.kit import show
from steward.ui.kit.cache import held, kept, warehouse, workspace
from steward.ui.kit.logged import caught_up
from steward.ui.kit.reader import asked_for

AT_A_TIME = 50
"""Accounts whose files are read before others get between."""
Made = TypeVar("Made")
Said = TypeVar("Said", covariant=True)


class TopicService(Protocol[Said]):
    """A service of a topic: what it reads of plans, which company files it rests on, and its briefing."""

    COMPANY_FILES: tuple[str, ...]

    @property
    def __name__(self) -> str: ...
    @property
    def written(self) -> Callable[..., object]: ...
    @property
    def brief(self) -> Callable[..., Said]: ...


def briefed(
    topic: TopicService[Made], book: Book, filters: Filters, *, alone: bool = False, **options: Any
) -> Made:  # fmt: skip
    """The briefing of a topic, made again only where a load, a plan or a company file it rests on has changed.

    `alone`: it reads the plans of the accounts that are asked for and of no others, so that a save elsewhere does not
    count, and what is wrong in them is told where they are edited."""
    return kept_with_plans(
        _area(topic, book),
        lambda plan_cache: topic.written(plan_cache, (), book),
        lambda plan_cache: topic.brief(book, filters, plan_cache, **options),
        filters,
        *options.values(),
        *(state_of(file) for file in topic.COMPANY_FILES),
        alone=filters.accounts if alone else None,
    )


def kept_with_plans(
    area: str,
    read: Callable[[PlanCache], object],
    make: Callable[[PlanCache], Made],
    *key: object,
    alone: Sequence[str] | None = None,
) -> Made:
    """What `make` returns, made again only where a file it rests on has changed.

    `read`: takes from the plan cache all that `make` will, so that their state is known before anything is read;
    `key`: what else it depends on; `alone`: the accounts whose files are read, else every one's, and what is wrong in
    those is told on the page."""
    made, plan_cache, state = _made(area, read, make, *key, alone=alone)
    if alone is None:
        tell_unusable(plan_cache, area, state)
    return made


def quietly_told(topic: TopicService[Any], tells: Callable[[Book, Filters, PlanCache], Made], book: Book) -> Made:
    """What a topic tells of the whole book, as a part of something larger that says what is wrong in the files; its
    briefing is the one that `briefed` keeps."""
    return _made(
        _area(topic, book) if tells is topic.brief else f"{tells.__name__} of {_area(topic, book)}",
        lambda plan_cache: topic.written(plan_cache, (), book),
        lambda plan_cache: tells(book, EVERYTHING, plan_cache),
        EVERYTHING,
        *(state_of(file) for file in topic.COMPANY_FILES),
    )[0]


def _made(
    area: str,
    read: Callable[[PlanCache], object],
    make: Callable[[PlanCache], Made],
    *key: object,
    alone: Sequence[str] | None = None,
) -> tuple[Made, PlanCache, int]:
    plan_cache = held(lambda: _begun(read), "files of plans", area)
    state = plan_cache.state(account_ids() if alone is None else alone)

    def made() -> Made:
        caught_up()
        return make(plan_cache)

    return kept(made, area, *key, state=state), plan_cache, state


def files_in_parts(area: str, read: Callable[[PlanCache], object]) -> Iterator[Callable[[], object]]:
    """Reading all that is read of plans for an area, of some accounts at a time, so that others get between."""

    def part(ids: Sequence[str]) -> None:
        held(lambda: _begun(read), "files of plans", area).read(ids)

    every = account_ids()
    for first in range(0, len(every), AT_A_TIME):
        yield partial(part, every[first : first + AT_A_TIME])


def files_of(topic: TopicService[Any], book: Book) -> Iterator[Callable[[], object]]:
    """The same for a topic."""
    return files_in_parts(_area(topic, book), lambda plan_cache: topic.written(plan_cache, (), book))


def account_ids() -> list[str]:
    """Every account there is."""
    return kept(lambda: list(scope.accounts(warehouse())), "account ids")


def tell_unusable(plan_cache: PlanCache, area: str, state: int) -> None:
    """What cannot be used of the files that were read, so that nothing is left out in silence: on a page."""
    lines = kept(lambda: [one.said for one in plan_cache.problems(account_ids())], f"unusable in {area}", state=state)
    if asked_for():
        return
    show.unusable(
        lines,
        "Something in the files of plans cannot be used, and is left out here. The rest works.",
        "The files lie in account_plans/.",
    )


def tell_unusable_of(topic: TopicService[Any], book: Book, accounts: Sequence[str]) -> None:
    """What cannot be used of the files of some accounts that a topic has read: where it is kept `alone`, only once."""
    lines = [one.said for one in _cache_of(topic, book).problems(accounts)]
    show.unusable(lines, "Something in this account's files cannot be used, and is left out here. The rest works.")


def _cache_of(topic: TopicService[Any], book: Book) -> PlanCache:
    return held(lambda: _begun(lambda cache: topic.written(cache, (), book)), "files of plans", _area(topic, book))


def _area(topic: TopicService[Any], book: Book) -> str:
    return f"{topic.__name__} {book.quarter}"


def state_of(company_file: str) -> tuple[int, ...] | None:
    """What tells one state of a file that holds for the whole book from another; None where there is none."""
    return company_state(workspace(), company_file)


def _begun(read: Callable[[PlanCache], object]) -> PlanCache:
    plan_cache = cache_of(workspace())
    read(plan_cache)
    return plan_cache
