"""What every briefing has, whoever it is for: figures and exhibits on a topic, below a headline."""

from dataclasses import dataclass, fields
from datetime import date

from steward.domain.quarters import Quarter
from steward.exhibits import Exhibit, Figure, Missing


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """A headline (a sentence with its number), figures and exhibits. Customer and internal briefings are its children,
    and so siblings: neither passes for the other."""

    quarter: Quarter
    as_of: date
    headline: str
    figures: tuple[Figure, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """The topic's exhibits that the data can fill, in the order they are declared."""
        values = (getattr(self, field.name) for field in fields(self))
        return tuple(value for value in values if isinstance(value, Exhibit))

    def figure(self, identifier: str) -> Figure:
        """The figure of this id."""
        return next(figure for figure in self.figures if figure.id == identifier)
