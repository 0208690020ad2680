"""Work that keeps one processor busy, two at a time: each after what it waits for, told in an order of its own."""

from collections.abc import Callable, Iterator, Mapping, Set
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from typing import TypeVar

AT_ONCE = 2
T = TypeVar("T")


def two_at_a_time(waits_for: Mapping[str, Set[str]], work: Callable[[str], T]) -> Iterator[T]:
    """What the work on each name comes to, in the order in which they stand; a name waits only for names before it.

    Raises what the first of that order raised, whichever failed first by the clock: those before it are worked on to
    their end, and of those behind it no more is begun once it is told."""
    waiting = TopologicalSorter(waits_for)
    waiting.prepare()
    place = {name: number for number, name in enumerate(waits_for)}
    ready = list[str]()
    at_work: dict[Future[T], str] = {}
    done: dict[str, Future[T]] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for name in waits_for:
            while name not in done:
                ready = sorted([*ready, *waiting.get_ready()], key=place.__getitem__)
                begun, ready = ready[: AT_ONCE - len(at_work)], ready[AT_ONCE - len(at_work) :]
                at_work |= {pool.submit(work, each): each for each in begun}
                for future in wait(at_work, return_when=FIRST_COMPLETED).done:
                    finished = at_work.pop(future)
                    done[finished] = future
                    if not future.exception():
                        waiting.done(finished)
            yield done[name].result()
