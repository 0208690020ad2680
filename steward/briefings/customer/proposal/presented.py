"""An offer that the customer has and has not answered: what a review asks them to decide."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class PresentedOffer:
    """One of them, with who sees to it on either side by name; empty where the offer does not say."""

    title: str
    valid_until: date
    theirs: str = ""
    ours: str = ""
