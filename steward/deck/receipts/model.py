"""The receipts of a deck: what was drawn where, so that whoever opens it later can tell what has changed since."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from steward.briefings.customer.review import CustomerReview
from steward.deck.model import DeckFacts
from steward.deck.receipts.shape_content import ShapeContent, one_line
from steward.deck.shapes.text import clean
from steward.exhibits import Fact, Figure, Receipt, Unit, series_facts, table_facts

FORMAT = 1
"""Of the receipts as they are written into the file."""


@dataclass(frozen=True)
class Lineage:
    """Where a figure or exhibit came from, in words that a customer may read: no table, no filter."""

    metric: str
    as_of: date
    feeds: tuple[str, ...] = ()

    @classmethod
    def of(cls, receipt: Receipt) -> "Lineage":
        """What a receipt may tell a customer."""
        return cls(receipt.metric, receipt.as_of, receipt.feeds)


@dataclass(frozen=True)
class Spot:
    """Where on its slide something stands: the object by name and id; `place`: a strip's column or the line of a text,
    with what stands `before` and `after` it in that line
    where it is `in_words`."""

    name: str
    key: str
    place: int = 0
    before: str = ""
    after: str = ""
    in_words: bool = False


@dataclass(frozen=True)
class FigureDrawn:
    """A figure as it was drawn: the text, and the exact value behind it; the change that a tile told with it."""

    id: str
    label: str
    value: float | None
    unit: Unit
    text: str
    under: str
    delta: str
    lineage: Lineage
    spot: Spot


@dataclass(frozen=True)
class ExhibitDrawn:
    """An exhibit as it was drawn. `kind`: what it is (`Table`). `left_out`: how many rows or series the slide does not
    show. `told`: its facts, where what is shown does not give them."""

    id: str
    kind: str
    title: str
    unit: Unit | None
    lineage: Lineage
    spot: Spot
    shown: ShapeContent
    left_out: int = 0
    told: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What it said."""
        if self.told:
            return self.told
        if self.shown.plots and self.unit:
            return plotted_facts(self.shown, self.unit)
        header, *rows = self.shown.rows or ((),)
        return table_facts(header, rows[:-1] if self.left_out else rows)


@dataclass(frozen=True)
class WordsDrawn:
    """A text that is no figure: a title, points, a heading. `whole`: as it was before it was cut to fit."""

    place: str
    spot: Spot
    texts: tuple[str, ...]
    whole: str = ""


@dataclass(frozen=True)
class SlideDrawn:
    """One slide as it was drawn: its number then, PowerPoint's id for it, and the id of its topic."""

    number: int
    key: str
    id: str
    title: str
    figures: tuple[FigureDrawn, ...] = ()
    exhibits: tuple[ExhibitDrawn, ...] = ()
    words: tuple[WordsDrawn, ...] = ()


@dataclass(frozen=True)
class Receipts:
    """All that is known of a deck as it was made."""

    about: DeckFacts
    slides: Sequence[SlideDrawn] = field(default_factory=tuple)


def facts_of(review: CustomerReview) -> DeckFacts:
    """Whose review a deck is made of."""
    name = clean(review.account_name)
    return DeckFacts(review.account_id, name, str(review.quarter), review.as_of, review.frozen_on)


def figure_drawn(figure: Figure, label: str, text: str, under: str, spot: Spot) -> FigureDrawn:
    """A figure that stands on a slide with these words."""
    value = None if figure.value is None else float(figure.value)
    delta = "" if spot.in_words else one_line(figure.delta_text)
    return FigureDrawn(figure.id, label, value, figure.unit, text, under, delta, Lineage.of(figure.receipt), spot)


def plotted_facts(shown: ShapeContent, unit: Unit) -> tuple[Fact, ...]:
    """A chart's facts, of the series as they are drawn."""
    categories = [name for name, _ in shown.plots[0].points]
    return series_facts(categories, [(plot.name, [value for _, value in plot.points]) for plot in shown.plots], unit)
