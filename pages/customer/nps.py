"""What one account told us in surveys up to a quarter, as the customer may see it: what their window shows."""

from steward.ui.customer_view.preview import preview

preview("voice")
