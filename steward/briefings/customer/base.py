"""What every customer briefing has."""

from dataclasses import dataclass

from steward.briefings.customer.briefing import Briefing
from steward.briefings.customer.subject import Subject
from steward.exhibits import CustomerExhibit, Figure


@dataclass(frozen=True, kw_only=True)
class CustomerBriefing(Briefing):
    """One topic of one account, as the customer may see it.

    `not_loaded`: the figures that missing feeds would give; for scripts, which look for the same ids every time."""

    account_name: str
    not_loaded: tuple[Figure, ...] = ()

    @property
    def exhibits(self) -> tuple[CustomerExhibit, ...]:
        """The topic's exhibits that the data can fill, in the order they are declared."""
        return tuple(one for one in super().exhibits if isinstance(one, CustomerExhibit))


def about(subject: Subject) -> dict[str, object]:
    """The fields every briefing takes from its subject."""
    return {"account_name": subject.account.name, "quarter": subject.quarter, "as_of": subject.as_of}
