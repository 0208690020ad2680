"""Spend of one account and quarter, as the customer may see it."""

from steward.ui.kit.page import account_page

account_page("spend")
