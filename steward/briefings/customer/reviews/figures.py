"""Every figure on one account that the customer may see."""

from steward.briefings.customer.adoption.adoption import adoption
from steward.briefings.customer.base import CustomerBriefing
from steward.briefings.customer.material.material import Material
from steward.briefings.customer.nps.nps import customer_nps
from steward.briefings.customer.service.service import service
from steward.briefings.customer.spend.spend import spend
from steward.briefings.customer.subject import Subject
from steward.exhibits import Figure


def customer_figures(subject: Subject, frozen: Material | None = None) -> tuple[Figure, ...]:
    """What the customer may see: as frozen for the review, else as the data says it today."""
    if frozen:
        topics: tuple[CustomerBriefing, ...] = (frozen.spend, frozen.service, frozen.adoption, frozen.voice)
    else:
        topics = (spend(subject), service(subject), adoption(subject), customer_nps(subject))
    return tuple(figure for topic in topics for figure in (*topic.figures, *topic.not_loaded))
