"""What one customer asked of us, as they may see it: what their window shows."""

from steward.ui.customer_view.preview import preview

preview("requests")
