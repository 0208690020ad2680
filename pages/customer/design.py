"""The design for one account, as the customer may see it: what their window shows."""

from steward.ui.customer_view.preview import preview

preview("design")
