"""An order of the order system against the version of the quote that was accepted."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class AcceptedLine(NamedTuple):
    """A line as it was accepted. `mrc` in cents."""

    line: str
    product: str
    site: str
    mrc: int


class Placed(NamedTuple):
    """A line as it was placed. `line`: that of the quote, where the order system says which."""

    key: str
    line: str
    product: str
    site: str
    mrc: int


def is_placed(order_id: str, reference: str, quote: str, known: Iterable[tuple[str, str | None]]) -> bool:
    """Whether the order system has an order that was begun here: by the number somebody wrote, or by the quote it
    names. `reference`: of the quote with its account, such as NW-1005-Q1; `known`: order_id and quote of each order."""
    return any((order_id and order_id == one) or (named and named in (reference, quote)) for one, named in known)


def beyond(placed: Iterable[Placed], accepted: Sequence[AcceptedLine]) -> Iterator[tuple[str, str]]:
    """The lines of an order that were not accepted so, and why.

    | accepted                | placed                  | found                |
    |-------------------------|-------------------------|----------------------|
    | 1: SWG at S1, 6,900.00  | 1: SWG at S1, 6,900.00  |                      |
    | 1: SWG at S1, 6,900.00  | 1: SWG at S1, 7,100.00  | another price        |
    | 1: SWG at S1, 6,900.00  | 2: FWM at S1, 1,000.00  | not in the quote     |
    | 1: SWG at S1, 6,900.00  | SWG at S1 twice         | the second: not in the quote |
    """
    yield from _otherwise(placed, list(accepted))


def left_out(placed: Iterable[Placed], accepted: Sequence[AcceptedLine]) -> list[AcceptedLine]:
    """The lines that were accepted and that the order, as it was placed, does not have."""
    left = list(accepted)
    for _ in _otherwise(placed, left):
        pass
    return left


def _otherwise(placed: Iterable[Placed], left: list[AcceptedLine]) -> Iterator[tuple[str, str]]:
    """As `beyond`; what was found is taken out of what is left."""
    for one in placed:
        same = [each for each in left if (each.product, each.site) == (one.product, one.site)]
        found = next((each for each in same if each.line == one.line), same[0] if same else None)
        if found is None:
            yield one.key, "not in the quote"
            continue
        left.remove(found)
        if found.mrc != one.mrc:
            yield one.key, "another price"
