"""The shape of a page: choose, brief, show."""

from collections.abc import Sequence
from typing import Protocol

from steward.exhibits import Exhibit, Figure, Missing
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account, saying_no
from steward.ui.reviews.frozen import topic_of


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


def account_page(topic: str) -> None:
    """One topic of one account: choose, brief, show."""
    subject = choose_account()
    with saying_no():
        briefing: Briefing = topic_of(subject, topic)
    show_briefing(briefing, f"{subject.account.name} · {subject.quarter.spoken}")


def show_briefing(briefing: Briefing, caption: str) -> None:
    """Headline, figures, exhibits, and what is missing."""
    show.headline(briefing.headline, caption)
    show.figures(briefing.figures)
    show.exhibits(briefing.exhibits)
    show.missing(briefing.missing)
