"""The shape of a page: its headline, figures, exhibits, and what is missing."""

from collections.abc import Callable, Sequence
from typing import Protocol

from steward.exhibits import Exhibit, Figure, Missing
from steward.ui.kit import show


class Briefing(Protocol):
    """What customer and internal briefings have in common, though neither is the other."""

    @property
    def headline(self) -> str: ...
    @property
    def figures(self) -> Sequence[Figure]: ...
    @property
    def exhibits(self) -> Sequence[Exhibit]: ...
    @property
    def missing(self) -> Sequence[Missing]: ...


def show_briefing(briefing: Briefing, caption: str, beneath: Callable[[], None] | None = None) -> None:
    """Headline, what stands `beneath` it, figures, exhibits, and what is missing."""
    show.headline(briefing.headline, caption)
    if beneath:
        beneath()
    show.figures(briefing.figures)
    show.exhibits(briefing.exhibits)
    show.missing(briefing.missing)
