"""The customer's quarterly business review as slides of content, before anyone draws them.

The page draws a `Slide` with Streamlit and Plotly, the deck with native PowerPoint objects: same titles, same figures.
"""

from dataclasses import dataclass
from datetime import date

from steward.domain.quarters import Quarter
from steward.exhibits import CustomerExhibit, Figure


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide. `title` is a sentence; `opening`: the title slide, whose `subtitle` and `points` say who and when, and
    the one that divides the appendix from the meeting.

    A content slide holds any of: `figures` (a strip across the top), up to two `exhibits` side by side, and `points`
    (a few sentences, each a paragraph). `so_what`: what it means, as a person accepted or wrote it. `notes` are
    speaker's notes that the customer may read. `minutes`: its share of the meeting, None for slides nobody talks about.
    """

    id: str
    title: str
    subtitle: str = ""
    opening: bool = False
    figures: tuple[Figure, ...] = ()
    exhibits: tuple[CustomerExhibit, ...] = ()
    points: tuple[str, ...] = ()
    so_what: str = ""
    notes: str = ""
    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A slide the data cannot fill, and why."""

    slide: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Detail:
    """What lies behind one category of an exhibit, such as the months or sites behind a bar."""

    exhibit_id: str
    category: str
    exhibits: tuple[CustomerExhibit, ...]


@dataclass(frozen=True, kw_only=True)
class CustomerReview:
    """Everything a customer deck is made of; whatever is not in here cannot reach the deck.

    `figures` and `exhibits`: all that is known on the account's topics, also what no slide shows; a template may name
    any of them by id. `frozen_on`: the day the values were frozen, None where they are today's. `together`: the names
    of the accounts whose figures they are, where they are not of this one alone."""

    account_id: str
    account_name: str
    company: str
    quarter: Quarter
    as_of: date
    slides: tuple[Slide, ...]
    left_out: tuple[LeftOut, ...] = ()
    figures: tuple[Figure, ...] = ()
    exhibits: tuple[CustomerExhibit, ...] = ()
    details: tuple[Detail, ...] = ()
    frozen_on: date | None = None
    together: tuple[str, ...] = ()

    def behind(self, exhibit_id: str) -> dict[str, tuple[CustomerExhibit, ...]]:
        """What lies behind each category of an exhibit; empty where nothing does."""
        return {one.category: one.exhibits for one in self.details if one.exhibit_id == exhibit_id}
