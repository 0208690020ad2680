"""The quarter on one page: the figures that matter, what went well, what did not, and what to decide."""

from dataclasses import dataclass

from steward.briefings.customer.adoption.adoption import Adoption, adoption
from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.nps.nps import Voice, voice
from steward.briefings.customer.service.service import Service, service
from steward.briefings.customer.subject import Subject
from steward.exhibits import Figure, listed
from steward.exhibits.wording import counted, inside, went

HEADLINES = ("service.availability", "service.sla_budget_used", "service.tickets", "service.rating", "voice.nps")
MOST_OUTCOMES, MOST_MISSES, MOST_ASKS = 3, 2, 2
NOTABLE = 0.15
"""The share by which a figure must change to be news."""


@dataclass(frozen=True, kw_only=True)
class Summary(CustomerBriefing):
    """The quarter in a few sentences; each names the figure it rests on."""

    outcomes: tuple[str, ...]
    misses: tuple[str, ...]
    asks: tuple[str, ...]


def summary(subject: Subject) -> Summary:
    """Brief on the whole quarter."""
    return summarise(subject, service(subject), adoption(subject), voice(subject))


def summarise(subject: Subject, served: Service, adopted: Adoption, heard: Voice) -> Summary:
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


def _chosen(*topics: CustomerBriefing) -> tuple[Figure, ...]:
    """The figures worth a place at the top, and the fullest product."""
    found = {figure.id: figure for topic in topics for figure in topic.figures}
    fullest = next((figure for key, figure in found.items() if key.startswith("adoption.utilisation")), None)
    chosen = [found[key] for key in HEADLINES if key in found]
    return (*chosen, *([fullest] if fullest else []))


def _headline(subject: Subject, figures: tuple[Figure, ...], outcomes: list[str], misses: list[str]) -> str:
    """The best and the worst of the quarter in one sentence; a miss is never left out of it."""
    if not figures:
        return f"There is no service, usage or survey data for {subject.quarter.spoken} yet"
    said = [*outcomes[: 1 if misses else 2], *misses[:1]]
    if not said:
        return f"{subject.quarter.spoken} in {counted(len(figures), 'figure')}, none of them much changed"
    return (", but " if outcomes and misses else " and ").join((said[0], *map(inside, said[1:])))


def _sentences(found: list[str]) -> tuple[str, ...]:
    return tuple(f"{sentence}." for sentence in found)


def _outcomes(served: Service, adopted: Adoption, heard: Voice) -> list[str]:
    """What went well: promises kept first, then what got better."""
    kept = ["Every product met its agreed availability"] if served.every_product_met else []
    figures = (*served.figures, *heard.figures[:1], *adopted.figures)
    better = [said for figure in figures if figure.good is True and (said := _notable(figure))]
    return [*kept, *better][:MOST_OUTCOMES]


def _misses(served: Service, heard: Voice) -> list[str]:
    """What did not: promises broken first, then what got worse."""
    found = []
    if served.products_missed:
        found.append(f"The agreed availability was missed by {listed(served.products_missed)}")
    elif served.chronic_site:
        found.append(f"One site, {served.chronic_site}, was down for longer than its agreed level allows")
    elif served.products_near:
        found.append(f"Most of the downtime allowed was used by {listed(served.products_near)}")
    figures = (*heard.figures[:1], *served.figures)
    worse = [said for figure in figures if figure.good is False and (said := _notable(figure))]
    return [*found, *worse][:MOST_MISSES]


def _notable(figure: Figure) -> str:
    """The change in words, where it is large enough to talk about."""
    before = abs(float(figure.previous or 0))
    return went(figure) if abs(float(figure.delta or 0)) >= NOTABLE * before else ""


def _asks(served: Service, adopted: Adoption) -> tuple[str, ...]:
    """Decisions the figures call for."""
    asks = [f"Decide how to give {name} room: it runs close to what is committed." for name in adopted.outgrown]
    if served.chronic_site:
        asks.append(f"Agree on a repair plan for {served.chronic_site}.")
    return tuple(asks[:MOST_ASKS])
