"""What was made of one warehouse, held as long as that is: so many bytes of it, what nobody asked for longest goes."""

import sys
from collections import Counter, OrderedDict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from logging import getLogger
from threading import RLock
from typing import Any

from steward.services.data.warehouses import Warehouse
from steward.ui.kit.turns import others_first

LOG = getLogger(__name__)

MOST_BYTES = 512 * 2**20
WEIGHED_EVERY = 8
"""How often what is made again for another state of its files is weighed anew."""
SAMPLE = 64
"""Of a longer list about so many are weighed."""
ENDS = (type, str, bytes, int, float, complex, bool, type(None), Warehouse)
"""What holds nothing that is only there because of it; or nothing at all."""


class ResultCache:
    """Shared by every session: what is on it is frozen, and made once however many ask at a time."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()
        self._lock = RLock()
        self._bytes = 0
        self._values: Counter[int] = Counter()
        """How often what is on it, by its id, is there by itself."""

    def kept(self, key: Hashable, make: Callable[[], Any], state: Hashable = None) -> Any:
        """What `make` returned for this key, the first time it was asked for; `state`: of what goes on changing, which
        one that was. Once another is asked for nobody asks for the one before, so that it goes at once."""
        with self._lock:
            place = self._places.get(key)
            if place is None or place.state != state:
                before, place = place, _Place(state)
                if before is not None and before.filled:
                    place.expect(before)
                self._leave(key)
                self._places[key] = place
            self._places.move_to_end(key)
        with place.held():
            if not place.filled:
                made = make()
                LOG.debug("made %s", key)
                place.fill(made, place.expected or weight(made, self._values))
                self._count(key, place)
            return place.value

    def clear(self) -> None:
        """Nothing is kept any longer."""
        with self._lock:
            self._places.clear()
            self._values.clear()
            self._bytes = 0

    @property
    def has_room(self) -> bool:
        """Whether there is room for more than pages are likely to ask for soon."""
        return self._bytes < self._most / 2

    @property
    def bytes(self) -> int:
        """How much is on it, as far as that can be weighed."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._places)

    def _count(self, key: Hashable, place: "_Place") -> None:
        """From now on it is on the cache, unless it was let go of while it was made."""
        with self._lock:
            if self._places.get(key) is not place:
                return
            self._bytes += place.weight
            if not isinstance(place.value, ENDS):
                self._values[id(place.value)] += 1
            # What was asked for last stays, whatever it weighs.
            while self._bytes > self._most and len(self._places) > 1:
                self._leave(next(iter(self._places)))

    def _leave(self, key: Hashable) -> None:
        place = self._places.pop(key, None)
        if place is None or not place.filled:
            return
        self._bytes -= place.weight
        if not isinstance(place.value, ENDS):
            self._values[id(place.value)] -= 1
            if not self._values[id(place.value)]:
                del self._values[id(place.value)]


class _Place:
    """Where one thing is, or will be: whoever comes while it is made waits for it."""

    def __init__(self, state: Hashable) -> None:
        self.lock, self.state, self.filled, self.value, self.weight = RLock(), state, False, None, 0
        self.expected, self._guessed = 0, 0
        """What it weighs where that need not be found out, and how often it was not."""

    def expect(self, before: "_Place") -> None:
        """What is made again of files of which one was saved weighs about as much as before, and to weigh it is a tenth
        of what it takes to be made; now and then it is weighed."""
        self._guessed = (before._guessed + 1) % WEIGHED_EVERY
        self.expected = before.weight if self._guessed else 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """By nobody else meanwhile. A page that waits here is not at work: its turn is another's."""
        if not self.lock.acquire(blocking=False):
            with others_first(), self.lock:
                pass
            self.lock.acquire()
        try:
            yield
        finally:
            self.lock.release()

    def fill(self, value: Any, weighs: int) -> None:
        self.value, self.weight, self.filled = value, weighs, True


def weight(value: Any, besides: Container[int] = ()) -> int:
    """About how many bytes there are because of it: everything it leads to once, but for the warehouse behind it, and
    for what is weighed by itself (`besides`, by id). Of what is long some is weighed, and counts for the rest."""
    seen, waiting, found = set[int](), [(value, 1.0)], 0.0
    while waiting:
        one, times = waiting.pop()
        if (number := id(one)) not in seen and number not in besides:
            seen.add(number)
            found += sys.getsizeof(one, 0) * times
            if not isinstance(one, ENDS):
                inside, each = _some(one)
                waiting.extend((part, times * each) for part in inside)
    return round(found)


def _some(one: Any) -> tuple[Iterable[Any], float]:
    """What is in it, or every so manieth of that, and for how many each of them stands."""
    if isinstance(one, list | tuple | dict) and len(one) > SAMPLE:
        step = len(one) // SAMPLE
        some = list(islice(one.items() if isinstance(one, dict) else one, None, None, step))
        parts = [part for pair in some for part in pair] if isinstance(one, dict) else some
        return parts, len(one) / len(some)
    return _inside(one), 1.0


def _inside(one: Any) -> Iterator[Any]:
    if isinstance(one, dict):
        yield from one.keys()
        yield from one.values()
    elif isinstance(one, list | tuple | set | frozenset):
        yield from one
    else:
        yield from getattr(one, "__dict__", {}).values()
        yield from (getattr(one, name, None) for name in getattr(type(one), "__slots__", ()))
