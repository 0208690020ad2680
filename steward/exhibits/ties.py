"""Who leads, in a title: one or two by name, more by their number. A tie is never told as one."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from steward.exhibits.units import listed
from steward.exhibits.wording import capital, counted

MOST_NAMED = 2


class Leaders(NamedTuple):
    """Those of whom one thing is told, by name; `noun`: what each of them is, `nouns`: what several are."""

    names: tuple[str, ...]
    noun: str
    nouns: str = ""

    @property
    def alone(self) -> bool:
        """Whether it is one."""
        return len(self.names) == 1

    def __str__(self) -> str:
        if len(self.names) <= MOST_NAMED:
            return capital(listed(list(self.names)))
        return counted(len(self.names), self.noun, self.nouns)

    def do(self, one: str, several: str) -> str:
        """`Alder has`, `Alder and Oak have`, `5 accounts have`."""
        return f"{self} {one if self.alone else several}"


def leaders(told: Iterable[tuple[str, Hashable]], first: Hashable, noun: str, nouns: str = "") -> Leaders:
    """Those of whom the same is told as of the first.

    >>> found = [("Alder", "1 of 5"), ("Oak", "1 of 5"), ("Elm", "2 of 5")]
    >>> leaders(found, "1 of 5", "account").do("has", "have")
    'Alder and Oak have'
    """
    return Leaders(tuple(name for name, said in told if said == first), noun, nouns)
