"""What is known of what has to be known, and the quote that carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from steward.domain.design.words import Confidence, Level, NeededFor

HALF = 0.5
"""What an answer counts that we assumed."""


class AskedAnswer(NamedTuple):
    """A question and how sure its answer is; None where there is none."""

    key: str
    needed_for: NeededFor
    confidence: Confidence | None


@dataclass(frozen=True)
class Completeness:
    """How many questions there are, how many somebody answered, and how many we only assumed."""

    needed: int
    answered: int
    assumed: int

    @property
    def percent(self) -> float | None:
        """Answered of needed in percent, what is assumed counts half; None where nothing is asked.

        | needed | answered | assumed | percent |
        |--------|----------|---------|---------|
        | 4      | 2        | 1       | 62.5    |
        | 4      | 4        | 0       | 100     |
        | 0      | 0        | 0       | None    |
        """
        return (self.answered + HALF * self.assumed) / self.needed * 100 if self.needed else None

    @property
    def open(self) -> int:
        """Those nobody said anything to."""
        return self.needed - self.answered - self.assumed


def completeness(asked: Iterable[AskedAnswer]) -> Completeness:
    """Of these questions. An answer somebody stated counts whole, as one that was confirmed."""
    held = [one.confidence for one in asked]
    assumed = held.count(Confidence.ASSUMED)
    return Completeness(len(held), len(held) - held.count(None) - assumed, assumed)


class GapKind(Enum):
    """What is missing."""

    QUESTIONS = "questions"
    """No product family is chosen, so nothing is asked."""
    OPTION = "option"
    """No option has a line, or of several none is chosen."""
    ANSWER = "answer"
    CONFIRMATION = "confirmation"
    """We assume an answer that somebody has to give."""
    SITE = "site"
    """No site is in the table."""
    PLACE = "place"
    """A line is at a site that is not in the table."""
    MUST = "must"
    SURVEY = "survey"


class Gap(NamedTuple):
    """One thing that is missing. `key`: of which question, site, line or requirement; empty where it is of none."""

    kind: GapKind
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class KnownDesign:
    """What a design knows. `sites`, `unsurveyed`, `open_musts`: by id; `unplaced`: the lines of the offered option at a
    site that is not in the table; `offered`: whether an option has lines that are not excluded, and one is chosen where
    there are several. A must with a signed exception is none of the open ones."""

    asked: tuple[AskedAnswer, ...] = ()
    sites: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    unsurveyed: tuple[str, ...] = ()
    open_musts: tuple[str, ...] = ()
    offered: bool = False


_LEVELS = tuple(Level)
_NEEDED = {
    Level.BUDGETARY: (NeededFor.BUDGETARY,),
    Level.SUBJECT: (NeededFor.BUDGETARY, NeededFor.FIRM),
    Level.FIRM: (NeededFor.BUDGETARY, NeededFor.FIRM),
    Level.ORDER: tuple(NeededFor),
}


def gaps(known: KnownDesign, wanted: Level) -> tuple[Gap, ...]:
    """What is missing for a quote of this level, or for the order.

    | level     | answers needed                 | besides                                        |
    |-----------|--------------------------------|------------------------------------------------|
    | budgetary | budgetary, may be assumed      | an option with lines                           |
    | subject   | and firm, none assumed         | and a site, no line at another, every must met |
    | firm      | the same                       | and every site is surveyed                     |
    | order     | and order, none assumed        | the same                                       |
    """
    found = [] if known.asked else [Gap(GapKind.QUESTIONS)]
    found += [] if known.offered else [Gap(GapKind.OPTION)]
    for one in known.asked:
        if one.needed_for in _NEEDED[wanted]:
            if one.confidence is None:
                found.append(Gap(GapKind.ANSWER, one.key))
            elif one.confidence is Confidence.ASSUMED and wanted is not Level.BUDGETARY:
                found.append(Gap(GapKind.CONFIRMATION, one.key))
    if wanted is not Level.BUDGETARY:
        found += [] if known.sites else [Gap(GapKind.SITE)]
        found += [Gap(GapKind.PLACE, one) for one in known.unplaced]
        found += [Gap(GapKind.MUST, one) for one in known.open_musts]
    if wanted in (Level.FIRM, Level.ORDER):
        found += [Gap(GapKind.SURVEY, one) for one in known.unsurveyed]
    return tuple(found)


def level(known: KnownDesign) -> Level | None:
    """The highest that nothing is missing for; None where not even a budgetary quote can be made."""
    reached = [one for one in _LEVELS if not gaps(known, one)]
    return reached[-1] if reached else None


def next_level(known: KnownDesign) -> Level | None:
    """The first that something is missing for; None where the order can be placed."""
    return next((one for one in _LEVELS if gaps(known, one)), None)
