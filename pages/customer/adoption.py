"""Adoption of one account and quarter, as the customer may see it."""

from steward.briefings.customer.adoption import adoption
from steward.ui.page import account_page

account_page("adoption", adoption)
