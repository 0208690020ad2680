"""The quarter on one page: the figures that matter, what went well, what did not, and what to decide."""

from dataclasses import dataclass

from steward.briefings.customer.adoption import Adoption, adoption
from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.service import Service, service
from steward.briefings.customer.voice import Voice, voice
from steward.briefings.subject import Subject
from steward.briefings.wording import capital, counted
from steward.exhibits import Better, Figure, listed

HEADLINES = ("service.availability", "service.sla_budget_used", "service.tickets", "service.rating", "voice.nps")
MOST_OUTCOMES = 3


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
    misses, asks = _misses(served, heard), _asks(served, adopted)
    return Summary(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(subject, figures, misses),
        figures=figures,
        missing=(*served.missing, *adopted.missing, *heard.missing),
        outcomes=_outcomes(served, adopted, heard)[:MOST_OUTCOMES],
        misses=misses,
        asks=asks,
    )


def _chosen(*topics: CustomerBriefing) -> tuple[Figure, ...]:
    """The figures worth a place at the top, and the fullest product."""
    found = {figure.id: figure for topic in topics for figure in topic.figures}
    fullest = next((figure for key, figure in found.items() if key.startswith("adoption.utilisation")), None)
    chosen = [found[key] for key in HEADLINES if key in found]
    return (*chosen, *([fullest] if fullest else []))


def _headline(subject: Subject, figures: tuple[Figure, ...], misses: tuple[str, ...]) -> str:
    if not figures:
        return f"There is no service, usage or survey data for {subject.quarter.spoken} yet"
    better = sum(figure.good is True for figure in figures)
    worse = sum(figure.good is False for figure in figures)
    if not better and not worse:
        return f"{subject.quarter.spoken} in {counted(len(figures), 'figure')}"
    said = f"{counted(better, 'figure')} better and {worse or 'none'} worse than in {subject.before.spoken}"
    return capital(said) + (f", with {counted(len(misses), 'miss', 'misses')} to talk about" if misses else "")


def _outcomes(served: Service, adopted: Adoption, heard: Voice) -> tuple[str, ...]:
    """What went well: figures on target first, then those that improved."""
    met = []
    if served.scorecard and not served.products_missed:
        met.append(f"{served.scorecard.title}.")
    improved = [
        f"{figure.label}: {figure.text}, {figure.delta_text}."
        for topic in (served, heard, adopted)
        for figure in topic.figures
        if figure.good and figure.better is not Better.NEITHER and figure.id != "voice.answered"
    ]
    return (*met, *improved)


def _misses(served: Service, heard: Voice) -> tuple[str, ...]:
    missed = served.products_missed
    found = []
    if missed:
        found.append(f"{listed(missed)} stayed below the agreed availability.")
    elif served.chronic_site:
        found.append(f"{served.chronic_site} was down for longer than its agreed level allows.")
    worse = [figure for figure in (*served.figures, *heard.figures) if figure.good is False]
    found.extend(f"{figure.label}: {figure.text}, {figure.delta_text}." for figure in worse)
    return tuple(found[:2])


def _asks(served: Service, adopted: Adoption) -> tuple[str, ...]:
    """Decisions the figures call for."""
    asks = [f"Decide how to give {name} room: it runs close to what is committed." for name in adopted.outgrown]
    if served.chronic_site:
        asks.append(f"Agree on a repair plan for {served.chronic_site}.")
    return tuple(asks[:2])
