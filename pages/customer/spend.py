"""Spend of one account and quarter, as the customer may see it."""

from steward.briefings.customer.spend import spend
from steward.ui.page import account_page

account_page("spend", spend)
