"""What one run of a page shows: a page says nothing of it, it shows.

What is drawn with the question where it comes from is noted as it is drawn, with what was chosen above it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from steward.domain.identifiers import slug
from steward.exhibits import Exhibit, Figure


@dataclass
class PageShown:
    """What the run has shown so far. `accounts`: whose rows these are, none where it is of all that the reader sees."""

    page: str
    ours: bool
    headline: str = ""
    place: Any = None
    below: Any = None
    as_of: date | None = None
    quarter: str = ""
    called: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    filters: dict[str, str] = field(default_factory=dict)
    narrowed: str = ""
    """Of which accounts alone it tells, in words; empty where it is of all that the reader sees."""
    figures: list[Figure] = field(default_factory=list)
    exhibits: list[Exhibit] = field(default_factory=list)
    drawn: dict[str, int] = field(default_factory=dict)
    """How many of a kind were drawn."""
    told: dict[str, tuple[str, str]] = field(default_factory=dict)
    """In a word or two each: the figures, and what else was told so; label and text by id."""


_ELSEWHERE = count(1_000)
_SHOWN: ContextVar[PageShown | None] = ContextVar("shown", default=None)


@contextmanager
def noting(shown: PageShown) -> Iterator[None]:
    """From here to the end what is shown is noted in `shown`."""
    token = _SHOWN.set(shown)
    try:
        yield
    finally:
        _SHOWN.reset(token)


@contextmanager
def not_of_the_page() -> Iterator[None]:
    """What is drawn here is a picture of something else, such as a slide of a deck."""
    token = _SHOWN.set(None)
    try:
        yield
    finally:
        _SHOWN.reset(token)


def headed(headline: str, place: Any, below: Any) -> None:
    """The page's sentence, the place beside it for the file, and the one below it for what must not be overlooked; the
    first of a page counts."""
    shown = _SHOWN.get()
    if shown is not None and shown.place is None:
        shown.headline, shown.place, shown.below = headline, place, below


def about(as_of: date, quarter: str, spoken: str, accounts: Sequence[str] = ()) -> None:
    """Which day and quarter the page is of, and the accounts if it is of some alone."""
    shown = _SHOWN.get()
    if shown is not None:
        shown.as_of, shown.quarter = as_of, spoken
        shown.called = (*map(slug, accounts), quarter)
        shown.accounts = tuple(accounts)


def only(accounts: Sequence[str], narrowed: str | None = None) -> None:
    """Filters leave these accounts, none where they leave all; `narrowed`: which, in words, where it is known here."""
    shown = _SHOWN.get()
    if shown is not None:
        shown.accounts = tuple(accounts)
        shown.narrowed = shown.narrowed if narrowed is None else narrowed


def narrowed() -> str:
    """Of which accounts alone the page tells, in words; empty where it is of all."""
    shown = _SHOWN.get()
    return shown.narrowed if shown is not None else ""


def filtered(name: str, said: str) -> None:
    """Something was chosen on the page, of which the file is."""
    shown = _SHOWN.get()
    if shown is not None and said:
        shown.filters[name] = said


def noted(figures: Sequence[Figure] = (), exhibit: Exhibit | None = None) -> None:
    """The page shows this."""
    shown = _SHOWN.get()
    if shown is None:
        return
    shown.figures += [one for one in figures if all(one is not other for other in shown.figures)]
    shown.told |= {one.id: (one.label, one.text) for one in figures}
    if exhibit is not None and all(exhibit is not other for other in shown.exhibits):
        shown.exhibits.append(exhibit)


def told(key: str, label: str, text: str) -> None:
    """The page says this in a word or two, which is no figure."""
    shown = _SHOWN.get()
    if shown is not None:
        shown.told[key] = (label, text)


def place_of(kind: str) -> int:
    """Which of its kind is drawn now in this run, from 1: what tells it from the others on the page."""
    shown = _SHOWN.get()
    if shown is None:
        return next(_ELSEWHERE)
    shown.drawn[kind] = shown.drawn.get(kind, 0) + 1
    return shown.drawn[kind]


def whose() -> tuple[str, ...]:
    """Which page this is a run of, of what, and what was chosen above."""
    shown = _SHOWN.get()
    if shown is None:
        return ()
    return (shown.page, *shown.called, *shown.accounts, *(f"{name}={said}" for name, said in shown.filters.items()))


def told_so_far() -> Mapping[str, tuple[str, str]]:
    """What stands above, of figures and of what is no figure: label and text by id."""
    shown = _SHOWN.get()
    return shown.told if shown is not None else {}
