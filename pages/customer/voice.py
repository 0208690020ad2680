"""Voice of one account and quarter, as the customer may see it: what their window shows."""

from steward.ui.customer_view.preview import preview

preview("voice")
