"""What a template's tokens and tags stand for in one review."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from steward.briefings.customer.review import CustomerReview
from steward.deck.shapes.text import clean
from steward.exhibits import NOT_KNOWN, CustomerExhibit, Figure, SeriesChart, Table, day_text


@dataclass(frozen=True)
class TagValues:
    """Texts by the name of their token, and exhibits by id. A text of None: the figure is there, its value is not."""

    texts: Mapping[str, str | None]
    exhibits: Mapping[str, CustomerExhibit]

    def knows(self, name: str) -> bool:
        """Whether a token of this name means anything."""
        return name.casefold() in self.texts

    def text(self, name: str) -> str | None:
        """What is written for a token; None where nobody knows."""
        return self.texts.get(name.casefold())

    def chart(self, name: str) -> CustomerExhibit | None:
        """The exhibit of this id, or the first chart of numbers of the topic that the name names."""
        return self._exhibit(name, SeriesChart)

    def table(self, name: str) -> CustomerExhibit | None:
        """The exhibit of this id, or the first table of a topic."""
        return self._exhibit(name, Table)

    def _exhibit(self, name: str, kind: type) -> CustomerExhibit | None:
        key = name.casefold()
        topic = (each for one, each in self.exhibits.items() if one.startswith(f"{key}.") and isinstance(each, kind))
        return self.exhibits.get(key) or next(topic, None)


def tag_values(review: CustomerReview) -> TagValues:
    """All that a template may name: the review's facts, its figures and exhibits, and those of its slides."""
    figures = [*review.figures, *(figure for slide in review.slides for figure in slide.figures)]
    exhibits: dict[str, CustomerExhibit] = {}
    for exhibit in (*review.exhibits, *(one for slide in review.slides for one in slide.exhibits)):
        exhibits.setdefault(exhibit.id.casefold(), exhibit)
    texts: dict[str, str | None] = {
        "account.name": clean(review.account_name),
        "account.id": clean(review.account_id),
        "company": clean(review.company),
        "quarter": review.quarter.spoken,
        "as_of": day_text(review.as_of),
    }
    for name, text in (pair for figure in figures for pair in _texts_of(figure)):
        texts.setdefault(name.casefold(), text)
    return TagValues(texts, exhibits)


def _texts_of(figure: Figure) -> Iterator[tuple[str, str | None]]:
    yield figure.id, _known(figure.text)
    yield f"{figure.id}.delta", clean(figure.delta_text) or None
    yield f"{figure.id}.previous", _known(figure.unit.compact(figure.previous))
    yield f"{figure.id}.label", clean(figure.label)
    yield f"{figure.id}.note", clean(figure.note)


def _known(text: str) -> str | None:
    return None if text == NOT_KNOWN else clean(text)
