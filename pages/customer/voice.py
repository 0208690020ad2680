"""Voice of one account and quarter, as the customer may see it."""

from steward.briefings.customer.voice import voice
from steward.ui.page import account_page

account_page("voice", voice)
