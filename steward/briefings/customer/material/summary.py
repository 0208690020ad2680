"""The quarter on one page: the figures that matter, what went well, what did not, and what to decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from steward.briefings.customer.adoption.adoption import Adoption, adoption
from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.nps.nps import CustomerNps, customer_nps
from steward.briefings.customer.service.service import Service, service
from steward.briefings.customer.subject import Subject
from steward.exhibits import Figure, listed, picked
from steward.exhibits.wording import inside, went

SCORE, BUDGET = "voice.nps", "service.sla_budget_used"
HEADLINES = ("service.availability", BUDGET, "service.tickets", "service.rating", SCORE)
MOST_OUTCOMES, MOST_MISSES, MOST_ASKS = 3, 2, 2
NOTABLE = 0.15
"""The share by which a figure must change to be news."""
FEWEST = {"service.tickets": 3}
"""By how many a count must change to be news, where one or two more are chance."""
MEANS = {"service.mttr": "service.incidents", "service.hours_to_close": "service.tickets"}
"""Means, and what each is a mean of: of fewer than three, now or before, its change is chance."""
FEWEST_OF_A_MEAN = 3
AS_AGREED = "Every product met its agreed availability"


@dataclass(frozen=True, kw_only=True)
class Summary(CustomerBriefing):
    """The quarter in a few sentences; each names the figure it rests on."""

    outcomes: tuple[str, ...]
    misses: tuple[str, ...]
    asks: tuple[str, ...]


def summary(subject: Subject) -> Summary:
    """Brief on the whole quarter."""
    return summarise(subject, service(subject), adoption(subject), customer_nps(subject))


def summarise(subject: Subject, served: Service, adopted: Adoption, heard: CustomerNps) -> Summary:
    """The summary of topics already briefed on."""
    figures = _chosen(served, adopted, heard)
    outcomes, misses = _outcomes(served, adopted, heard), _misses(served, heard)
    return Summary(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(subject, figures, outcomes, misses),
        figures=figures,
        missing=(*served.missing, *adopted.missing, *heard.missing),
        outcomes=_sentences(outcomes),
        misses=_sentences(misses),
        asks=_asks(served, adopted),
    )


def _chosen(served: Service, adopted: Adoption, heard: CustomerNps) -> tuple[Figure, ...]:
    """The figures worth a place at the top, and the fullest product."""
    fullest = (adopted.fullest,) if adopted.fullest else ()
    return (*picked((*served.figures, *heard.figures), *HEADLINES), *fullest)


def _headline(subject: Subject, figures: tuple[Figure, ...], outcomes: list[str], misses: list[str]) -> str:
    """The best and the worst news of the quarter in one sentence; a miss is never left out of it."""
    if not figures:
        return f"There is no service, usage or survey data for {subject.quarter.spoken} yet"
    news = [said for said in outcomes if said != AS_AGREED]
    said = [*news[: 1 if misses else 2], *misses[: 1 if news else 2]]
    if not said:
        return _quiet(subject, AS_AGREED in outcomes)
    return (", but " if news and misses else " and ").join((said[0], *map(inside, said[1:])))


def _quiet(subject: Subject, as_agreed: bool) -> str:
    """A quarter without news, or one that there is nothing to hold against."""
    if subject.comparable:
        said = f"No significant change in {subject.quarter.spoken}"
        return f"{said}: {inside(AS_AGREED)}" if as_agreed else said
    said = AS_AGREED if as_agreed else "Where we stand"
    return f"{said} in {subject.period()}; there is no whole quarter to compare with"


def _sentences(found: list[str]) -> tuple[str, ...]:
    return tuple(f"{sentence}." for sentence in found)


def _outcomes(served: Service, adopted: Adoption, heard: CustomerNps) -> list[str]:
    """What went well: what changed for the better first; a level that was kept as ever is no news and stands last."""
    again = ["Every product met its agreed availability again"] if served.met_again and served.as_agreed else []
    kept = [AS_AGREED] if served.as_agreed and not again else []
    figures = (*served.figures, *picked(heard.figures, SCORE), *adopted.figures)
    better = _moved(figures, True, told=(BUDGET,) if again else ())
    return [*again, *better[: MOST_OUTCOMES - len(again) - len(kept)], *kept]


def _misses(served: Service, heard: CustomerNps) -> list[str]:
    """What did not: commitments broken first, then what got worse."""
    found = []
    if served.products_missed:
        found.append(f"The agreed availability was missed by {listed(served.products_missed)}")
    elif served.over_said:
        found.append(f"{served.over_said} agreed")
    elif served.near_said:
        found.append(served.near_said)
    figures = (*picked(heard.figures, SCORE), *served.figures)
    return [*found, *_moved(figures, False, told=(BUDGET,) if found else ())][:MOST_MISSES]


def is_mean_of_few(figure: Figure, found: Iterable[Figure]) -> bool:
    """Whether a figure is a mean of so few, now or before, that its change is chance. `found`: holds its count."""
    return figure.id in MEANS and _of_few(picked(found, MEANS[figure.id]))


def _moved(figures: Iterable[Figure], good: bool, told: Sequence[str]) -> list[str]:
    """The changes for the better, or for the worse, that are large enough to talk about; what is told already is not
    told again."""
    found = tuple(figures)
    means = [one.id for one in found if is_mean_of_few(one, found)]
    return [said for one in found if one.good is good and one.id not in (*told, *means) and (said := _notable(one))]


def _of_few(counts: Sequence[Figure]) -> bool:
    """Whether a mean rests on fewer than three, in this quarter or in the one before."""
    return any(
        float(one.value or 0) < FEWEST_OF_A_MEAN or float(one.previous or 0) < FEWEST_OF_A_MEAN for one in counts
    )


def _notable(figure: Figure) -> str:
    """The change in words, where it is large enough to talk about."""
    before, change = abs(float(figure.previous or 0)), abs(float(figure.delta or 0))
    return went(figure) if change >= max(NOTABLE * before, FEWEST.get(figure.id, 0)) else ""


def _asks(served: Service, adopted: Adoption) -> tuple[str, ...]:
    """Decisions the figures call for."""
    asks = [f"Whether to order more {name}, which {_how_full(name, adopted)} committed." for name in adopted.outgrown]
    if served.chronic_site:
        asks.append(f"A repair plan for {served.chronic_site}.")
    return tuple(asks[:MOST_ASKS])


def _how_full(name: str, adopted: Adoption) -> str:
    return "uses more than is" if name in adopted.beyond else "runs close to what is"
