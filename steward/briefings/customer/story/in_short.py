"""The quarter in short: the sentence a review opens with, and its executive summary."""

from dataclasses import dataclass

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.story.asks import asks
from steward.briefings.customer.story.executive import executive
from steward.briefings.customer.story.news import opening
from steward.exhibits import Table
from steward.plans.customer.review import Review


@dataclass(frozen=True)
class InShort:
    """`headline`: a sentence; `table`: goals, commitments, what fell short, what we ask, where any of it is known."""

    headline: str
    table: Table | None


def in_short(found: Material, prepared: Review) -> InShort:
    """The quarter in short, with what a person wants decided, else what is proposed."""
    return InShort(opening(found), executive(found, asks(found, prepared)))
