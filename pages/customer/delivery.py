"""What one account has on order, as the customer may see it: what their window shows."""

from steward.ui.customer_view.preview import preview

preview("delivery")
