"""Adoption of one account and quarter, as the customer may see it."""

from steward.briefings.customer.adoption.adoption import adoption
from steward.ui.kit.page import account_page

account_page("adoption", adoption)
