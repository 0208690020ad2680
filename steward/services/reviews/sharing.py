"""A frozen review as one file for the customer to keep: self-contained HTML, of customer types alone."""

from steward.charts.standalone import plain_figure, plotly_script, template
from steward.deck import theme_of
from steward.errors import ReviewNotFrozen
from steward.output.review_page import Plots, review_page
from steward.plans.files.store import Plans
from steward.services.reviews.opened import OpenedReview
from steward.services.reviews.templates import template_of

MIME = "text/html"
WHAT = "review for the customer"
"""What the export log calls it."""
NOT_FROZEN = "Freeze the figures first: only a frozen review is shared, so that what the customer has stays as it is."


def page_of(opened: OpenedReview, plans: Plans) -> bytes:
    """The file. Raises ReviewNotFrozen, and TemplateRefused where the account's template cannot be used."""
    if why := why_not(opened):
        raise ReviewNotFrozen(why)
    own = template_of(plans, opened.subject.account_id)
    accents = theme_of(own).accents if own else ()
    return review_page(opened.review, Plots(plotly_script(), plain_figure, template), accents)


def why_not(opened: OpenedReview) -> str:
    """Why the review cannot be shared; empty where it can."""
    return opened.damaged or ("" if opened.frozen else NOT_FROZEN)
