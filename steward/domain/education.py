"""What a customer was told of our offer: how closely, whether it still counts, and which goals a product serves."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

COUNTS_FOR = timedelta(days=365)
"""For how long somebody is taken to know what was shown to them."""
SHORTEST = 3
"""Letters of a word that may tell a goal."""


class Introduced(StrEnum):
    """How somebody was introduced to a product: the rungs of a ladder, the lowest first."""

    MENTIONED = "mentioned"
    PRESENTED = "presented"
    DEMO = "demo"
    WORKSHOP = "workshop"
    PROPOSAL = "proposal"

    @property
    def rung(self) -> int:
        """From 0 (mentioned) to 4 (proposal)."""
        return list(Introduced).index(self)

    @property
    def shows(self) -> bool:
        """Whether they saw what it does, so that it counts."""
        return self.rung >= Introduced.PRESENTED.rung

    @property
    def after(self) -> "Introduced":
        """The next rung; of the highest that one."""
        return list(Introduced)[min(self.rung + 1, len(Introduced) - 1)]


class Reaction(StrEnum):
    """How somebody took it, the warmest first."""

    WANTS_IT = "wants it"
    INTERESTED = "interested"
    NEUTRAL = "neutral"
    NOT_NOW = "not now"
    NO = "no"


def counts(how: Introduced, on: date | None, day: date) -> bool:
    """Whether an introduction counts on a day: at least presented, and within the year before."""
    return how.shows and on is not None and day - COUNTS_FOR < on <= day


def education_coverage(introduced: int, applicable: int) -> float | None:
    """Percent of the products that make sense which somebody who decides was shown; None where none does."""
    return introduced / applicable * 100 if applicable else None


def serves(words: Iterable[str], goal: str) -> bool:
    """Whether a goal speaks of one of these words or phrases: whole words, whatever their case, or how they begin.

    >>> serves(["outage", "two lines"], "No outages at the plants"), serves(["age"], "No outages"), serves([""], "x")
    (True, False, False)
    """
    said = f" {_words(goal)}"
    return any(len(word) >= SHORTEST and f" {word}" in said for word in map(_words, words))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
