"""What a deck is made of, whoever it is for: slides of content, and the words in its footer and properties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from steward.exhibits import Figure, SlideExhibit


class Slide(Protocol):
    """One slide, for a customer or for us; see `steward.briefings.customer.review.Slide`."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def subtitle(self) -> str: ...
    @property
    def opening(self) -> bool: ...
    @property
    def figures(self) -> Sequence[Figure]: ...
    @property
    def exhibits(self) -> Sequence[SlideExhibit]: ...
    @property
    def points(self) -> Sequence[str]: ...
    @property
    def so_what(self) -> str: ...
    @property
    def notes(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class SlidePart:
    """One of the slides on which is told what one slide does not hold. `whole`: the slide it is a part of;
    `elsewhere`: how much of its exhibit stands on the others, by the exhibit's id; `up_to`: the exhibit with all that
    this slide and those before it show of it."""

    id: str
    whole: str
    title: str
    subtitle: str
    exhibits: Sequence[SlideExhibit]
    notes: str
    opening: bool = False
    figures: Sequence[Figure] = ()
    points: Sequence[str] = ()
    so_what: str = ""
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    up_to: Mapping[str, SlideExhibit] = field(default_factory=dict)


@dataclass(frozen=True)
class DeckFacts:
    """Whose deck it is, and which day its figures are true for."""

    account_id: str
    account_name: str
    quarter: str
    as_of: date
    frozen_on: date | None = None


@dataclass(frozen=True)
class Content:
    """A whole deck. `subject` says what kind it is, `author` whose, `period` which quarter in words.

    `about`: the account and day that the deck's receipts name, without which it carries none; `figures`: those that a
    template may name; `topics`: the first slide of each topic of the agenda, by the topic's name."""

    title: str
    subject: str
    author: str
    period: str
    as_of: date
    slides: Sequence[Slide]
    about: DeckFacts | None = None
    figures: Sequence[Figure] = ()
    topics: Mapping[str, str] = field(default_factory=dict)

    @property
    def footer(self) -> str:
        """What stands at the foot of every slide."""
        return f"{self.author} · {self.period}"

    @property
    def opens(self) -> bool:
        """Whether it begins with a title slide of ours."""
        return any(slide.opening for slide in self.slides[:1])
