"""From the NPS of the quarter before to that of the quarter: who answered then, now, or both times."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from steward.briefings.internal.nps.sources import Heard, counted_survey
from steward.domain.nps import Survey, leaning
from steward.domain.ratio_walk import NOTHING, RatioPart, RatioWalk
from steward.warehouse.rows.internal.nps import SurveyAnswer

Person = tuple[str, str]
"""An account, and who answered there; an answer by nobody named is somebody of its own."""


class Leaning(StrEnum):
    """What somebody is called by their last answer of a quarter."""

    PROMOTER = "promoter"
    PASSIVE = "passive"
    DETRACTOR = "detractor"


class Way(StrEnum):
    """Whether somebody answered in both quarters, and which way they went."""

    BETTER = "answered both times, better"
    WORSE = "answered both times, worse"
    ALIKE = "answered both times, alike"
    ONLY_BEFORE = "answered only before"
    ONLY_NOW = "answered only now"


LEANINGS = {1: Leaning.PROMOTER, 0: Leaning.PASSIVE, -1: Leaning.DETRACTOR}


@dataclass(frozen=True)
class Spoke:
    """One person with their answers and their step; `leaning`: of the last quarter they answered in."""

    account_id: str
    way: Way
    leaning: Leaning
    then: Sequence[SurveyAnswer]
    now: Sequence[SurveyAnswer]
    step: Fraction


def _part(answers: Sequence[SurveyAnswer]) -> RatioPart:
    """What answers bring to the two sums of NPS: promoters less detractors, over all."""
    return RatioPart(_balance(answers), len(answers))


def _balance(answers: Sequence[SurveyAnswer]) -> int:
    return sum(leaning(one.score) for one in answers if one.score is not None)


def _way(then: Sequence[SurveyAnswer], now: Sequence[SurveyAnswer]) -> Way:
    """By the mean of somebody's answers, where there are any in both."""
    if not then or not now:
        return Way.ONLY_BEFORE if then else Way.ONLY_NOW
    rose = _balance(now) * len(then) - _balance(then) * len(now)
    return Way.ALIKE if not rose else Way.BETTER if rose > 0 else Way.WORSE


def _last(answers: Sequence[SurveyAnswer]) -> Leaning:
    last = max(answers, key=lambda one: (one.day, one.response_id))
    return LEANINGS[leaning(last.score or 0)]


@dataclass(frozen=True)
class NpsSteps:
    """The steps between the surveys of two quarters."""

    heard: Heard

    @cached_property
    def answers(self) -> tuple[Mapping[Person, Sequence[SurveyAnswer]], Mapping[Person, Sequence[SurveyAnswer]]]:
        """Of the quarter before and of the quarter, by who gave them."""
        quarter = self.heard.book.quarter
        then, now = (_by_person(self.heard, str(one)) for one in (quarter.previous, quarter))
        return then, now

    @cached_property
    def spoke(self) -> list[Spoke]:
        """Everybody who answered."""
        then, now = self.answers
        walk = RatioWalk(*({who: _part(said) for who, said in told.items()} for told in (then, now)))
        return [
            Spoke(
                account_id=who[0], way=_way(then.get(who, ()), now.get(who, ())),
                leaning=_last(now.get(who) or then[who]), then=then.get(who, ()), now=now.get(who, ()), step=step,
            )
            for who, step in walk.steps.items()
        ]  # fmt: skip

    @cached_property
    def ways(self) -> Mapping[Way, list[Spoke]]:
        """By whether they answered both times."""
        return {way: found for way in Way if (found := [one for one in self.spoke if one.way is way])}

    @cached_property
    def accounts(self) -> Mapping[str, Fraction]:
        """The step of each account: those of its people together."""
        found: dict[str, Fraction] = defaultdict(Fraction)
        for one in self.spoke:
            found[one.account_id] += one.step
        return found

    @cached_property
    def surveys(self) -> Mapping[str, tuple[Survey, Survey]]:
        """What each account's people answered, before and now."""
        said: dict[str, tuple[list[SurveyAnswer], list[SurveyAnswer]]] = defaultdict(lambda: ([], []))
        for one in self.spoke:
            said[one.account_id][0].extend(one.then)
            said[one.account_id][1].extend(one.now)
        return {key: (counted_survey(then, False), counted_survey(now, False)) for key, (then, now) in said.items()}


def _by_person(heard: Heard, quarter: str) -> Mapping[Person, Sequence[SurveyAnswer]]:
    found: dict[Person, list[SurveyAnswer]] = defaultdict(list)
    for one in heard.of_two_quarters:
        if one.quarter == quarter and one.score is not None:
            found[one.account_id, one.contact_id or f"answer {one.response_id}"].append(one)
    return found


def together(found: Iterable[Spoke]) -> Fraction:
    """Their steps."""
    return sum((one.step for one in found), NOTHING)
