"""What every customer briefing has."""

from dataclasses import dataclass, fields
from datetime import date

from steward.briefings.customer.subject import Subject
from steward.domain.quarters import Quarter
from steward.exhibits import CustomerExhibit, Figure, Missing


@dataclass(frozen=True, kw_only=True)
class CustomerBriefing:
    """A headline (a sentence with its number), figures and exhibits on one topic, for one account and quarter.

    `not_loaded`: the figures that missing feeds would give; for scripts, which look for the same ids every time."""

    account_name: str
    quarter: Quarter
    as_of: date
    headline: str
    figures: tuple[Figure, ...]
    missing: tuple[Missing, ...] = ()
    not_loaded: tuple[Figure, ...] = ()

    @property
    def exhibits(self) -> tuple[CustomerExhibit, ...]:
        """The topic's exhibits that the data can fill, in the order they are declared."""
        values = (getattr(self, field.name) for field in fields(self))
        return tuple(value for value in values if isinstance(value, CustomerExhibit))

    def figure(self, identifier: str) -> Figure:
        """The figure of this id."""
        return next(figure for figure in self.figures if figure.id == identifier)


def about(subject: Subject) -> dict[str, object]:
    """The fields every briefing takes from its subject."""
    return {"account_name": subject.account.name, "quarter": subject.quarter, "as_of": subject.as_of}
